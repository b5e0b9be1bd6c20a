/** `/console/feedback`: what people said, newest first; chosen items become a change, all of them a file. */
import { FEEDBACK_KINDS } from '../../core/feedback.ts'
import type { CommuneChoice } from '../../service/desk-places.ts'
import { FEEDBACK_PAGE, type FeedbackFigure, type FeedbackLine } from '../../service/feedback-desk.ts'
import { shown } from '../cases/case-words.ts'
import { TakeAsFile } from '../list-parts.tsx'
import type { Page } from '../page.ts'
import { countText, FEEDBACK_HOME, kindText, programmeText, ratingText, v } from './feedback-words.ts'

export const SPANS = ['7', '30', '90'] as const
export const STATUSES = ['new', 'seen', 'answered'] as const
export const RATINGS = ['1', '2', '3', '4', '5'] as const

/** As it stands in the address; empty: any. */
export interface FeedbackQuery {
  readonly kind: string
  readonly status: string
  readonly programme: string
  readonly rating: string
  readonly days: string
  readonly commune: string
}

export interface FeedbackListProps {
  readonly page: Page
  readonly query: FeedbackQuery
  readonly rows: readonly FeedbackLine[]
  readonly total: number
  readonly number: number
  readonly figures: readonly FeedbackFigure[]
  readonly programmes: readonly { readonly id: string; readonly name: string }[]
  readonly communes: readonly CommuneChoice[]
  readonly placeOf: (line: FeedbackLine) => string
  readonly dayOf: (at: number) => string
  readonly mayWork: boolean
  /** Null: this official may not take files. */
  readonly token: string | null
}

export function FeedbackListPage(props: FeedbackListProps) {
  const { page, query, rows, total, mayWork, token } = props
  const isNarrow = Object.values(query).some((value) => value !== '')
  return (
    <>
      <h1>{v(page, 'title')}</h1>
      <p class="lead">{v(page, 'lead')}</p>
      <p class="acts">
        <a class="button quiet" href={page.href(`${FEEDBACK_HOME}/changes`)} data-changes>
          {v(page, 'change.title')}
        </a>
        <a class="button quiet" href={page.href('/console/polls')} data-polls>
          {v(page, 'poll.title')}
        </a>
      </p>
      <Filters {...props} />
      <p class="count" role="status" data-total={String(total)}>
        {v(page, 'count', { count: total })}
      </p>
      {rows.length === 0 ? (
        <div class="empty">
          <h2>{v(page, isNarrow ? 'none_found' : 'none')}</h2>
          <p>{v(page, isNarrow ? 'none_found_do' : 'none_do')}</p>
          {isNarrow && (
            <p>
              <a href={page.href(FEEDBACK_HOME)}>{v(page, 'see_all')}</a>
            </p>
          )}
        </div>
      ) : (
        <form method="get" action={`${FEEDBACK_HOME}/changes/new`} data-act="choose">
          {page.language !== 'vi' && <input type="hidden" name="lang" value={page.language} />}
          <ol class="lines">
            {rows.map((line) => (
              <Row {...props} line={line} />
            ))}
          </ol>
          {mayWork && <button type="submit">{v(page, 'change.from_these')}</button>}
        </form>
      )}
      <Pages {...props} />
      {token !== null && total > 0 && (
        <TakeAsFile
          page={page}
          action={`${FEEDBACK_HOME}/file`}
          token={token}
          asked={{ ...query }}
          act="export"
          quiet
        />
      )}
      <Figures {...props} />
    </>
  )
}

function Row({ page, line, placeOf, dayOf, mayWork }: FeedbackListProps & { readonly line: FeedbackLine }) {
  const words = shown(line.text)
  return (
    <li data-row data-feedback={String(line.id)}>
      <h2>
        <a href={page.href(`${FEEDBACK_HOME}/${line.id}`)}>{words.length > 90 ? `${words.slice(0, 90)}…` : words}</a>
      </h2>
      <FeedbackMarks page={page} line={line} />
      <p class="soft">
        {[dayOf(line.at), placeOf(line), programmeText(page, line.programme)].filter((part) => part !== '').join(' · ')}
      </p>
      {mayWork && line.changeId === null && line.status !== 'draft' && (
        <label class="check">
          <input type="checkbox" name="id" value={String(line.id)} />
          <span>{v(page, 'change.choose')}</span>
        </label>
      )}
    </li>
  )
}

export function FeedbackMarks({ page, line }: { readonly page: Page; readonly line: FeedbackLine }) {
  return (
    <p class="marks">
      <span class={line.status === 'new' ? 'mark warn' : 'mark'} data-feedback-status={line.status}>
        {v(page, `status.${line.status}`)}
      </span>
      <span class="mark kind">{kindText(page, line.kind)}</span>
      {line.rating !== null && <span class="mark">{v(page, 'rating', { count: line.rating })}</span>}
      <span class={line.wish === 'answer' ? 'mark warn' : 'mark'}>{v(page, `wish.${line.wish ?? 'unknown'}`)}</span>
      {line.level === 'province' && <span class="mark bad">{v(page, 'level')}</span>}
    </p>
  )
}

function Filters({ page, query, programmes, communes }: FeedbackListProps) {
  const select = (name: keyof FeedbackQuery, values: readonly string[], words: (value: string) => string) => (
    <label>
      <span>{v(page, `filter.${name}`)}</span>
      <select name={name}>
        <option value="">{v(page, name === 'commune' ? 'filter.all_communes' : 'filter.any')}</option>
        {values.map((value) => (
          <option value={value} selected={query[name] === value}>
            {words(value)}
          </option>
        ))}
      </select>
    </label>
  )
  const named = (list: readonly { readonly name: string }[], i: number) => list[i]?.name ?? ''
  const ids = programmes.map(({ id }) => id)
  const codes = communes.map(({ code }) => code)
  return (
    <search>
      <form class="filter" method="get" action={FEEDBACK_HOME} data-at-once>
        {page.language !== 'vi' && <input type="hidden" name="lang" value={page.language} />}
        {select('status', STATUSES, (value) => v(page, `status.${value}`))}
        {select('kind', FEEDBACK_KINDS, (value) => v(page, `kind.${value}`))}
        {select('rating', RATINGS, (value) => v(page, 'rating', { count: Number(value) }))}
        {select('days', SPANS, (value) => v(page, `filter.days_${value}`))}
        {select('programme', ids, (value) => named(programmes, ids.indexOf(value)))}
        {communes.length > 1 && select('commune', codes, (value) => named(communes, codes.indexOf(value)))}
        <button type="submit">{v(page, 'filter.show')}</button>
      </form>
    </search>
  )
}

function Pages({ page, query, total, number }: FeedbackListProps) {
  const last = Math.max(1, Math.ceil(total / FEEDBACK_PAGE))
  if (last === 1) return null
  const asked = Object.fromEntries(Object.entries(query).map(([name, value]) => [name, value || undefined]))
  const to = (one: number) => page.href(FEEDBACK_HOME, { ...asked, page: one > 1 ? String(one) : undefined })
  return (
    <nav aria-label={v(page, 'pages')}>
      <ul class="pages">
        {number > 1 && (
          <li>
            <a href={to(number - 1)} rel="prev">
              {v(page, 'previous')}
            </a>
          </li>
        )}
        <li>{v(page, 'page_of', { page: number, last })}</li>
        {number < last && (
          <li>
            <a href={to(number + 1)} rel="next">
              {v(page, 'next')}
            </a>
          </li>
        )}
      </ul>
    </nav>
  )
}

function Figures({ page, figures }: FeedbackListProps) {
  if (figures.length === 0) return null
  return (
    <table class="rows">
      <caption>{v(page, 'figures.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{v(page, 'figures.kind')}</th>
          <th scope="col" class="number">
            {v(page, 'figures.count')}
          </th>
          <th scope="col" class="number">
            {v(page, 'figures.mean')}
          </th>
        </tr>
      </thead>
      <tbody>
        {figures.map(({ kind, count, mean }) => (
          <tr data-figure={kind ?? 'unknown'}>
            <th scope="row">{kindText(page, kind)}</th>
            <td class="number">{countText(page, count)}</td>
            <td class="number">{ratingText(page, mean)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
