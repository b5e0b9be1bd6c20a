/** `…/people` and `…/replies`: each person's row with its reason, to be taken as a file, and what they wrote back. */
import { RECIPIENT_STATUSES, type RecipientStatus } from '../../core/broadcast.ts'
import type { Broadcast, BroadcastReply, RecipientRow } from '../../service/broadcast-desk.ts'
import { addressText, clock, d, instant, shown } from '../cases/case-words.ts'
import { TakeAsFile } from '../list-parts.tsx'
import type { Page } from '../page.ts'
import { b } from './broadcast-words.ts'

interface Part {
  readonly page: Page
  readonly broadcast: Broadcast
}

function Crumb({ page, broadcast, title }: Part & { readonly title: string }) {
  return (
    <>
      <p class="crumb">
        <a href={page.href('/console/broadcasts')}>{b(page, 'title')}</a> ›{' '}
        <a href={page.href(`/console/broadcasts/${broadcast.id}`)}>{shown(broadcast.title)}</a>
      </p>
      <h1>{title}</h1>
    </>
  )
}

export interface PeoplePageProps extends Part {
  readonly token: string
  readonly rows: readonly RecipientRow[]
  readonly status: RecipientStatus | undefined
  /** Number of the last row shown, where there are more. */
  readonly next: number | null
  readonly mayExport: boolean
}

export function BroadcastPeoplePage({ page, token, broadcast, rows, status, next, mayExport }: PeoplePageProps) {
  const here = `/console/broadcasts/${broadcast.id}/people`
  return (
    <>
      <Crumb page={page} broadcast={broadcast} title={b(page, 'progress.rows')} />
      <form class="filter" action={here} data-at-once>
        {page.language !== 'vi' && <input type="hidden" name="lang" value={page.language} />}
        <label>
          <span>{b(page, 'filter.status')}</span>
          <select name="status">
            <option value="">{b(page, 'filter.any')}</option>
            {RECIPIENT_STATUSES.map((one) => (
              <option value={one} selected={one === status}>
                {b(page, `row_status.${one}`)}
              </option>
            ))}
          </select>
        </label>
        <button type="submit">{b(page, 'filter.show')}</button>
      </form>
      {mayExport && (
        <TakeAsFile
          {...{ page, token, action: `/console/broadcasts/${broadcast.id}/file`, act: 'file' }}
          asked={{ status: status ?? '' }}
        />
      )}
      {rows.length === 0 ? (
        <div class="empty">
          <h2>{b(page, 'rows.none')}</h2>
          <p>{b(page, 'rows.none_do')}</p>
        </div>
      ) : (
        <table class="rows stack">
          <thead>
            <tr>
              {COLUMNS.map((column) => (
                <th scope="col">{b(page, `rows.${column}`)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr data-row-status={row.status}>
                {cellsOf(page, row).map((cell, i) => (
                  <td data-label={b(page, `rows.${COLUMNS[i] ?? ''}`)}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {next !== null && (
        <nav aria-label={b(page, 'pages')}>
          <ul class="pages">
            <li>
              <a href={page.href(here, { status, after: String(next) })}>{b(page, 'more')}</a>
            </li>
          </ul>
        </nav>
      )}
    </>
  )
}

export const COLUMNS = ['number', 'who', 'address', 'door', 'status', 'reason', 'at'] as const

/** One row in words, in the order of `COLUMNS`; the same in the page and in the file. */
export function cellsOf(page: Page, row: RecipientRow): readonly string[] {
  const { number, name, address, door, byTemplate, status, reason, code, again, at } = row
  const why = reason === null ? '' : page.sayFirst([`broadcasts:reason.${reason}`], reason)
  return [
    String(number),
    name === null ? '' : shown(name),
    address === null ? '' : `${d(page, `address.${address.kind}`)} ${addressText(address)}`,
    door === null ? '' : `${b(page, `door.${door}`)}${byTemplate ? ` · ${b(page, 'rows.by_template')}` : ''}`,
    b(page, `row_status.${status}`),
    [why, code ?? '', again ? b(page, 'rows.again') : ''].filter((part) => part !== '').join(' · '),
    at === null ? '' : clock(at),
  ]
}

export function BroadcastRepliesPage(
  props: Part & { readonly rows: readonly BroadcastReply[]; readonly total: number; readonly next: number | null },
) {
  const { page, broadcast, rows, total, next } = props
  const here = `/console/broadcasts/${broadcast.id}/replies`
  return (
    <>
      <Crumb page={page} broadcast={broadcast} title={b(page, 'progress.replies')} />
      <p class="lead">{b(page, 'replies.lead', { count: total })}</p>
      {rows.length === 0 ? (
        <div class="empty">
          <h2>{b(page, 'replies.none')}</h2>
          <p>{b(page, 'replies.none_do')}</p>
        </div>
      ) : (
        <ol class="lines">
          {rows.map((one) => (
            <li data-row>
              <h2>
                <a href={page.href(`/console/people/${one.contactId}`)}>
                  {one.name === null ? b(page, 'replies.somebody') : shown(one.name)}
                </a>
              </h2>
              <p class="soft">
                {d(page, `address.${one.kind}`)} · <time datetime={instant(one.at)}>{clock(one.at)}</time>
              </p>
              <p class="words">
                <bdi>{shown(one.text)}</bdi>
              </p>
            </li>
          ))}
        </ol>
      )}
      {next !== null && (
        <nav aria-label={b(page, 'pages')}>
          <ul class="pages">
            <li>
              <a href={page.href(here, { from: String(next) })}>{b(page, 'older')}</a>
            </li>
          </ul>
        </nav>
      )}
    </>
  )
}
