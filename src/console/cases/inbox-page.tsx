/** `/console/cases`: what waits for an official, the most urgent first. Links and forms only; a script may add keys. */
import { CASE_KINDS, CASE_STATUSES } from '../../core/case.ts'
import type { Inbox } from '../../service/case-desk.ts'
import type { CommuneChoice } from '../../service/desk-places.ts'
import type { Page } from '../page.ts'
import { caseCode, d, instant, levelOf, type Names, reasonText, shown, span } from './case-words.ts'

export interface InboxQuery {
  readonly status: string
  readonly kind: string
  readonly commune: string
  readonly disaster: string
  readonly assignee: string
  readonly danger: boolean
  readonly unread: boolean
  readonly overdue: boolean
  readonly q: string
  readonly order: string
  /** 1 is the first. */
  readonly page: number
}

export interface InboxProps {
  readonly page: Page
  readonly inbox: Inbox
  readonly query: InboxQuery
  readonly counts: Readonly<Record<'danger' | 'unread' | 'overdue' | 'mine', number>>
  /** Null: too many to choose from, so the name is typed. */
  readonly communes: readonly CommuneChoice[] | null
  readonly disasters: readonly { readonly id: string; readonly name: string }[]
  readonly names: Names
  readonly placeOf: (commune: string | null, province: string | null) => string
  readonly now: number
  readonly size: number
  readonly mayWork: boolean
}

const ORDERS = ['score', 'newest', 'due'] as const

export function InboxPage(props: InboxProps) {
  const { page, inbox, query, counts, mayWork } = props
  return (
    <>
      <h1>{d(page, 'inbox.title')}</h1>
      <ul class="tabs" aria-label={d(page, 'inbox.at_once')}>
        {(['danger', 'overdue', 'unread', 'mine'] as const).map((id) => (
          <li>
            <a
              href={page.href('/console/cases', id === 'mine' ? { assignee: 'me' } : { [id]: '1' })}
              aria-current={(id === 'mine' ? query.assignee === 'me' : query[id]) ? 'page' : undefined}
              data-count={id}
            >
              {d(page, `inbox.count_${id}`, { count: counts[id] })}
            </a>
          </li>
        ))}
        {mayWork && (
          <li>
            <a href={page.href('/console/cases/new')}>{d(page, 'inbox.new')}</a>
          </li>
        )}
      </ul>
      <Filters {...props} />
      <p class="count" role="status" data-total={String(inbox.total)}>
        {d(page, 'inbox.total', { count: inbox.total })}
      </p>
      {inbox.rows.length === 0 ? (
        <div class="empty">
          <h2>{d(page, isNarrow(query) ? 'inbox.none_found' : 'inbox.none')}</h2>
          <p>{d(page, isNarrow(query) ? 'inbox.none_found_do' : 'inbox.none_do')}</p>
          {isNarrow(query) && (
            <p>
              <a href={page.href('/console/cases')}>{d(page, 'inbox.see_all')}</a>
            </p>
          )}
        </div>
      ) : (
        <ol class="lines">
          {inbox.rows.map((row) => (
            <Row {...props} row={row} />
          ))}
        </ol>
      )}
      <Pages {...props} />
    </>
  )
}

function Row({ page, row, names, placeOf, now }: InboxProps & { readonly row: Inbox['rows'][number] }) {
  const { code, report } = row
  const late = row.dueAt !== null && row.dueAt < now
  const name = report.name ?? row.name
  return (
    <li data-row data-case={code} class={row.danger ? 'urgent' : undefined}>
      <h2>
        <a href={page.href(`/console/cases/${code}`)}>
          {caseCode(code)}
          {name ? ` · ${shown(name)}` : ''}
        </a>
      </h2>
      <p class="marks">
        {row.danger && <span class="mark bad">{d(page, 'mark.danger')}</span>}
        {row.unread && <span class="mark warn">{d(page, 'mark.unread')}</span>}
        {late && row.dueAt !== null && (
          <span class="mark bad">{d(page, 'mark.overdue', { time: span(page, now - row.dueAt) })}</span>
        )}
        <span class="mark" data-status={row.status}>
          {d(page, `status.${row.status}`)}
        </span>
        <span class="mark kind">{d(page, `kind.${row.kind}`)}</span>
        <span class="mark score" data-level={levelOf(row.score)} title={d(page, 'mark.score_title')}>
          {d(page, 'mark.score', { score: row.score })}
        </span>
      </p>
      <p>
        {[
          placeOf(row.commune, row.province),
          report.village === undefined ? '' : shown(report.village),
          report.hazard === undefined ? '' : d(page, `hazard.${report.hazard}`),
          report.house === undefined ? '' : d(page, `house.${report.house}`),
          report.people === undefined ? '' : d(page, 'people_in', { count: report.people }),
        ]
          .filter((part) => part !== '')
          .join(' · ')}
      </p>
      {row.reasons.length > 0 && (
        <p class="soft">{row.reasons.map((reason) => reasonText(page, reason)).join(' · ')}</p>
      )}
      <p class="soft">
        <time datetime={instant(row.openedAt)}>
          {d(page, 'inbox.opened', { time: span(page, now - row.openedAt) })}
        </time>
        {row.dueAt !== null && !late && ` · ${d(page, 'inbox.due', { time: span(page, row.dueAt - now) })}`}
        {row.assignee !== null && ` · ${names.get(row.assignee) ?? d(page, 'actor.unknown')}`}
      </p>
    </li>
  )
}

function Filters({ page, query, communes, disasters }: InboxProps) {
  const select = (name: 'status' | 'kind' | 'assignee' | 'order', values: readonly string[], words: string) => (
    <label>
      <span>{d(page, `filter.${name}`)}</span>
      <select name={name}>
        {values.map((value) => (
          <option value={value} selected={query[name] === value}>
            {d(page, `${words}.${value === '' ? 'any' : value}`)}
          </option>
        ))}
      </select>
    </label>
  )
  return (
    <search>
      <form class="filter" method="get" action="/console/cases" data-at-once>
        {page.language !== 'vi' && <input type="hidden" name="lang" value={page.language} />}
        <label class="wide">
          <span>{d(page, 'filter.q')}</span>
          <input type="search" name="q" value={shown(query.q)} maxlength={100} data-search />
        </label>
        {select('status', ['open', ...CASE_STATUSES, 'all'], 'status')}
        {select('kind', ['', ...CASE_KINDS], 'kind')}
        {select('assignee', ['', 'me', 'none'], 'assignee')}
        {communes === null ? (
          <label>
            <span>{d(page, 'filter.commune_typed')}</span>
            <input name="commune" value={query.commune} maxlength={60} />
          </label>
        ) : (
          communes.length > 1 && (
            <label>
              <span>{d(page, 'filter.commune')}</span>
              <select name="commune">
                <option value="">{d(page, 'filter.all_communes')}</option>
                {communes.map(({ code, name }) => (
                  <option value={code} selected={query.commune === code}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
          )
        )}
        {disasters.length > 0 && (
          <label>
            <span>{d(page, 'filter.disaster')}</span>
            <select name="disaster">
              <option value="">{d(page, 'filter.all_disasters')}</option>
              {disasters.map(({ id, name }) => (
                <option value={id} selected={query.disaster === id}>
                  {shown(name)}
                </option>
              ))}
            </select>
          </label>
        )}
        {select('order', ORDERS, 'order')}
        {(['danger', 'unread', 'overdue'] as const).map((name) => (
          <label class="check">
            <input type="checkbox" name={name} value="1" checked={query[name]} />
            <span>{d(page, `filter.${name}`)}</span>
          </label>
        ))}
        <button type="submit">{d(page, 'filter.show')}</button>
      </form>
    </search>
  )
}

function Pages({ page, inbox, query, size }: InboxProps) {
  const last = Math.max(1, Math.ceil(inbox.total / size))
  if (last === 1) return null
  const to = (number: number) =>
    page.href('/console/cases', { ...asked(query), page: number > 1 ? String(number) : undefined })
  return (
    <nav aria-label={d(page, 'inbox.pages')}>
      <ul class="pages">
        {query.page > 1 && (
          <li>
            <a href={to(query.page - 1)} rel="prev">
              {d(page, 'inbox.previous')}
            </a>
          </li>
        )}
        <li>{d(page, 'inbox.page_of', { page: query.page, last })}</li>
        {query.page < last && (
          <li>
            <a href={to(query.page + 1)} rel="next">
              {d(page, 'inbox.next')}
            </a>
          </li>
        )}
      </ul>
    </nav>
  )
}

/** The query as an address holds it: what is as usual is left out. */
export function asked(query: InboxQuery): Record<string, string | undefined> {
  const text = (value: string, usual = '') => (value === usual ? undefined : value)
  return {
    status: text(query.status, 'open'),
    kind: text(query.kind),
    commune: text(query.commune),
    disaster: text(query.disaster),
    assignee: text(query.assignee),
    danger: query.danger ? '1' : undefined,
    unread: query.unread ? '1' : undefined,
    overdue: query.overdue ? '1' : undefined,
    q: text(query.q),
    order: text(query.order, 'score'),
  }
}

function isNarrow(query: InboxQuery): boolean {
  return Object.values(asked(query)).some((value) => value !== undefined)
}
