/** `/console/disasters`: events that touch the official's communes, open ones first. */
import type { Disaster } from '../../service/event-desk.ts'
import { shown } from '../cases/case-words.ts'
import type { Page } from '../page.ts'
import { daysOf, statusClass, w } from './disaster-words.ts'

export function DisasterListPage(props: {
  readonly page: Page
  readonly events: readonly Disaster[]
  readonly mayOpen: boolean
}) {
  const { page, events, mayOpen } = props
  return (
    <>
      <h1>{w(page, 'title')}</h1>
      <p class="lead">{w(page, 'lead')}</p>
      {mayOpen && (
        <p class="acts">
          <a class="button" href={page.href('/console/disasters/new')} data-new>
            {w(page, 'new')}
          </a>
          <a class="button quiet" href={page.href('/console/disasters/cap')} data-cap>
            {w(page, 'import')}
          </a>
        </p>
      )}
      {events.length === 0 ? (
        <div class="empty">
          <h2>{w(page, 'none')}</h2>
          <p>{w(page, 'none_do')}</p>
        </div>
      ) : (
        <ol class="lines">
          {events.map((event) => (
            <li data-row data-event={event.id} class={event.status === 'open' ? 'urgent' : undefined}>
              <h2>
                <a href={page.href(`/console/disasters/${event.id}`)}>{shown(event.name)}</a>
              </h2>
              <Marks page={page} event={event} />
              <p class="soft">
                {[daysOf(page, event), w(page, 'communes', { count: event.communes.length })].join(' · ')}
              </p>
            </li>
          ))}
        </ol>
      )}
    </>
  )
}

export function Marks({ page, event }: { readonly page: Page; readonly event: Disaster }) {
  return (
    <p class="marks">
      <span class={statusClass(event.status)} data-event-status={event.status}>
        {w(page, `status.${event.status}`)}
      </span>
      <span class="mark kind">{w(page, `hazard.${event.hazard}`)}</span>
    </p>
  )
}
