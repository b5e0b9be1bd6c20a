/** `/console/pledges`: what people offer to households in need, newest first. */
import { PLEDGE_KINDS, PLEDGE_STATUSES } from '../../core/pledge.ts'
import { PLEDGES_PAGE, type PledgeFilter, type PledgeLine } from '../../service/pledge-desk.ts'
import { clock, instant, shown } from '../cases/case-words.ts'
import { Lines, NumberedPages } from '../list-parts.tsx'
import type { PlaceOf } from '../overview/overview-words.ts'
import type { Page } from '../page.ts'
import { p, pledgeCode, statusMark } from './pledge-words.ts'

export interface PledgesPageProps {
  readonly page: Page
  readonly rows: readonly PledgeLine[]
  readonly total: number
  readonly filter: PledgeFilter
  /** From 1 on. */
  readonly at: number
  readonly placeOf: PlaceOf
}

export function PledgesPage({ page, rows, total, filter, at, placeOf }: PledgesPageProps) {
  const pages = Math.ceil(total / PLEDGES_PAGE)
  const to = (more: Readonly<Record<string, string | undefined>>) =>
    page.href('/console/pledges', { status: filter.status, kind: filter.kind, ...more })
  return (
    <>
      <h1>{p(page, 'title')}</h1>
      <p class="lead">{p(page, 'lead')}</p>
      <p class="notice info">{p(page, 'money')}</p>
      <p class="acts">
        <a class="button" href={page.href('/console/pledges/new')} data-new>
          {p(page, 'new.open')}
        </a>
      </p>
      <ul class="tabs" aria-label={p(page, 'by_status')}>
        {[undefined, ...PLEDGE_STATUSES].map((status) => (
          <li>
            <a href={to({ status })} aria-current={status === filter.status ? 'true' : undefined}>
              {p(page, `status.${status ?? 'all'}`)}
            </a>
          </li>
        ))}
      </ul>
      <form class="filter" method="get" action="/console/pledges" data-at-once>
        {page.language !== 'vi' && <input type="hidden" name="lang" value={page.language} />}
        {filter.status !== undefined && <input type="hidden" name="status" value={filter.status} />}
        <label>
          <span>{p(page, 'kind')}</span>
          <select name="kind">
            <option value="">{p(page, 'any_kind')}</option>
            {PLEDGE_KINDS.map((kind) => (
              <option value={kind} selected={kind === filter.kind}>
                {page.say({ key: `pledge:kinds.${kind}` })}
              </option>
            ))}
          </select>
        </label>
        <button type="submit">{page.t('filter.show')}</button>
      </form>
      <Lines
        none={p(page, 'none')}
        noneDo={p(page, 'none_do')}
        rows={rows.map((row) => (
          <li data-row data-pledge={row.code}>
            <h2>
              <a href={page.href(`/console/pledges/${row.code}`)}>
                {pledgeCode(row.code)}
                {row.giver === null ? '' : ` · ${shown(row.giver)}`}
              </a>
            </h2>
            <p class="marks">
              <span class={statusMark(row)}>{p(page, `status.${row.status}`)}</span>
              <span class="mark kind">{page.say({ key: `pledge:kinds.${row.kind}` })}</span>
              {row.matches > 0 && <span class="mark">{p(page, 'under_way', { count: row.matches })}</span>}
            </p>
            <p>{shown(row.text)}</p>
            <p class="soft">
              {placeOf(row.commune, row.province)} · <time datetime={instant(row.at)}>{clock(row.at)}</time>
            </p>
          </li>
        ))}
      />
      <NumberedPages label={p(page, 'pages')} at={at} pages={pages} to={(number) => to({ page: String(number) })} />
    </>
  )
}
