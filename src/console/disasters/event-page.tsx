/** `/console/disasters/:id`: the event as it stands now, its counts by commune, and the people of one list. */

import { vietnamDay } from '../../core/day.ts'
import { isHalted } from '../../service/check-ins.ts'
import type { CheckInCount, CheckInList, Disaster, EventPerson } from '../../service/event-desk.ts'
import { shown } from '../cases/case-words.ts'
import type { Page } from '../page.ts'
import { daysOf, w } from './disaster-words.ts'
import { Marks } from './list-page.tsx'
import { PeopleList } from './people-list.tsx'

/** Seconds. */
const REFRESH = 20

export interface EventPageProps {
  readonly page: Page
  readonly event: Disaster
  readonly counts: readonly CheckInCount[]
  readonly total: CheckInCount
  readonly mayChange: boolean
  /** Communes of the event that the official may see, by name. */
  readonly places: readonly string[]
  readonly placeOf: (commune: string | null) => string
  readonly list: CheckInList
  readonly people: readonly EventPerson[]
  /** Only people of this commune are shown. */
  readonly commune: string
  readonly seesPeople: boolean
  /** The page loads itself anew each minute, for browsers without script. */
  readonly live: boolean
  readonly now: number
}

export function EventPage(props: EventPageProps) {
  const { page, event, mayChange, places } = props
  const here = `/console/disasters/${event.id}`
  return (
    <>
      <p class="crumb">
        <a href={page.href('/console/disasters')}>{w(page, 'title')}</a>
      </p>
      <h1>{shown(event.name)}</h1>
      <Marks page={page} event={event} />
      <p>{[daysOf(page, event), places.join(', ')].join(' · ')}</p>
      {event.words !== null && <p class="words">{shown(event.words)}</p>}
      <Warnings {...props} />
      {mayChange && event.status !== 'closed' && (
        <p class="acts no-print">
          {event.status === 'draft' && (
            <a class="button" href={page.href(`${here}/open`)} data-open>
              {w(page, 'act.open')}
            </a>
          )}
          <a class="button quiet" href={page.href(`${here}/edit`)} data-edit>
            {w(page, 'act.edit')}
          </a>
          <a class="button danger" href={page.href(`${here}/close`)} data-close>
            {w(page, 'act.close')}
          </a>
        </p>
      )}
      {event.status !== 'closed' && (
        <p class="no-print">
          <a href={`${here}/cap.xml`} download data-cap-out>
            {w(page, 'act.cap')}
          </a>
        </p>
      )}
      {event.openedAt !== null && (
        <div id="live" data-refresh={event.status === 'open' ? String(REFRESH) : undefined}>
          <Figures {...props} />
          <PeopleList {...props} />
        </div>
      )}
    </>
  )
}

function Warnings({ page, event, now }: EventPageProps) {
  const over = event.status === 'open' && event.endsOn !== null && event.endsOn < vietnamDay(now)
  const isUpdated = event.status !== 'closed' && event.capIds.some((id) => id.startsWith('update:'))
  const shownOnes = [
    ...(event.status === 'exercise' ? ['exercise_note'] : []),
    ...(event.status === 'open' && isHalted(event) ? ['halted'] : []),
    ...(isUpdated ? ['updated'] : []),
    ...(over ? ['over'] : []),
  ]
  return (
    <>
      {shownOnes.map((key) => (
        <p class="notice" data-warning={key}>
          {w(page, key)}
        </p>
      ))}
    </>
  )
}

const TILES = [
  { id: 'need_help', of: 'needHelp', look: 'bad' },
  { id: 'no_answer', of: 'noAnswer', look: 'warn' },
  { id: 'safe', of: 'safe', look: '' },
  { id: 'not_asked', of: 'notAsked', look: '' },
] as const

function Figures(props: EventPageProps) {
  const { page, event, counts, total, live, placeOf } = props
  const here = `/console/disasters/${event.id}`
  return (
    <>
      <ul class="tiles" data-asked={String(total.asked)}>
        {TILES.map(({ id, of, look }) => (
          <li>
            <a
              class={`tile${look !== '' && total[of] > 0 ? ` ${look}` : ''}`}
              href={page.href(`${here}#people`, { list: id })}
              data-count={id}
              data-value={String(total[of])}
            >
              <b>{total[of]}</b>
              <span>{w(page, `count.${id}`)}</span>
            </a>
          </li>
        ))}
      </ul>
      <p class="soft" role="status">
        {[
          `${w(page, 'count.asked')}: ${total.asked}`,
          ...(total.waiting > 0 ? [w(page, 'count.waiting', { count: total.waiting })] : []),
          ...(total.failed > 0 ? [w(page, 'count.failed', { count: total.failed })] : []),
        ].join(' · ')}
        {event.status === 'open' && ` · ${w(page, 'count.sending')} `}
        {event.status === 'open' && (
          <noscript>
            <a href={page.href(here, { live: live ? undefined : '1' })}>
              {w(page, live ? 'count.refresh_stop' : 'count.refresh_itself')}
            </a>
          </noscript>
        )}
      </p>
      {total.followedUp > 0 && (
        <p data-follow-up>
          <b>{w(page, 'help.title')}:</b> {w(page, 'help.asked', { count: total.followedUp })} · {w(page, 'help.full')}{' '}
          {total.full} · {w(page, 'help.part')} {total.part} · {w(page, 'help.none')} {total.none}
        </p>
      )}
      {counts.length > 1 && (
        <table class="rows stack">
          <caption>{w(page, 'count.by_commune')}</caption>
          <thead>
            <tr>
              <th scope="col">{w(page, 'count.commune')}</th>
              {COLUMNS.map((column) => (
                <th scope="col" class="number">
                  {w(page, `count.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {counts.map((row) => (
              <tr data-commune={row.commune ?? ''}>
                <th scope="row">
                  <a href={page.href(`${here}#people`, { list: props.list, commune: row.commune ?? undefined })}>
                    {placeOf(row.commune)}
                  </a>
                </th>
                {COLUMNS.map((column) => (
                  <td class="number" data-label={w(page, `count.${column}`)}>
                    {figure(row, column)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}

const COLUMNS = ['asked', 'safe', 'need_help', 'no_answer', 'not_asked'] as const

function figure(row: CheckInCount, column: (typeof COLUMNS)[number]): number {
  const of = { asked: row.asked, safe: row.safe, need_help: row.needHelp, no_answer: row.noAnswer }
  return column === 'not_asked' ? row.notAsked : of[column]
}
