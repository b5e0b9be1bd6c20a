/** `/console/broadcasts`: what was written to many, newest first; what waits for somebody stands out. */
import { BROADCAST_STATUSES, type BroadcastStatus, pausedFor } from '../../core/broadcast.ts'
import { BROADCAST_PAGE, type Broadcast } from '../../service/broadcast-desk.ts'
import { clock, instant, shown } from '../cases/case-words.ts'
import type { Page } from '../page.ts'
import { b, statusMark } from './broadcast-words.ts'

export interface ListPageProps {
  readonly page: Page
  readonly rows: readonly Broadcast[]
  readonly total: number
  readonly offset: number
  readonly status: BroadcastStatus | undefined
  readonly mayWrite: boolean
  readonly mayTemplates: boolean
}

export function BroadcastListPage({ page, rows, total, offset, status, mayWrite, mayTemplates }: ListPageProps) {
  const here = '/console/broadcasts'
  return (
    <>
      <h1>{b(page, 'title')}</h1>
      <p class="lead">{b(page, 'lead')}</p>
      {mayWrite && (
        <p class="acts">
          <a class="button" href={page.href(`${here}/new`)} data-new>
            {b(page, 'new')}
          </a>
          {mayTemplates && (
            <a class="button quiet" href={page.href('/console/templates')}>
              {page.say({ key: 'templates:title' })}
            </a>
          )}
        </p>
      )}
      <form class="filter" action={here} data-at-once>
        {page.language !== 'vi' && <input type="hidden" name="lang" value={page.language} />}
        <label>
          <span>{b(page, 'filter.status')}</span>
          <select name="status">
            <option value="">{b(page, 'filter.any')}</option>
            {BROADCAST_STATUSES.map((one) => (
              <option value={one} selected={one === status}>
                {b(page, `status.${one}`)}
              </option>
            ))}
          </select>
        </label>
        <button type="submit">{b(page, 'filter.show')}</button>
      </form>
      {rows.length === 0 ? (
        <div class="empty">
          <h2>{b(page, 'none')}</h2>
          <p>{b(page, mayWrite ? 'none_do' : 'none_wait')}</p>
        </div>
      ) : (
        <ol class="lines">
          {rows.map((one) => (
            <li data-row data-broadcast={one.id}>
              <h2>
                <a href={page.href(`${here}/${one.id}`)}>{shown(one.title)}</a>
              </h2>
              <Marks page={page} broadcast={one} />
              <p>{shown(one.words.vi).slice(0, 160)}</p>
              <p class="soft">
                <time datetime={instant(one.createdAt)}>{clock(one.createdAt)}</time>
                {one.total > 0 && ` · ${b(page, 'people', { count: one.total })}`}
              </p>
            </li>
          ))}
        </ol>
      )}
      {total > BROADCAST_PAGE && (
        <nav aria-label={b(page, 'pages')}>
          <ul class="pages">
            {offset > 0 && (
              <li>
                <a href={page.href(here, { status, from: String(Math.max(0, offset - BROADCAST_PAGE)) })}>
                  {b(page, 'newer')}
                </a>
              </li>
            )}
            {offset + BROADCAST_PAGE < total && (
              <li>
                <a href={page.href(here, { status, from: String(offset + BROADCAST_PAGE) })}>{b(page, 'older')}</a>
              </li>
            )}
          </ul>
        </nav>
      )}
    </>
  )
}

export function Marks({ page, broadcast }: { readonly page: Page; readonly broadcast: Broadcast }) {
  const { status, class: kind } = broadcast
  const why = pausedFor(broadcast)
  return (
    <p class="marks">
      <span class={statusMark(status)} data-broadcast-status={status}>
        {b(page, `status.${status}`)}
      </span>
      <span class="mark kind">{b(page, `class.${kind}`)}</span>
      {why !== null && <span class="mark bad">{b(page, `paused_why.${why}`)}</span>}
    </p>
  )
}
