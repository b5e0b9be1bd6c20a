/** People of an event, one list at a time, those who can help themselves least first. */
import type { CheckInList, EventPerson } from '../../service/event-desk.ts'
import { addressText, clock, instant, shown } from '../cases/case-words.ts'
import type { Page } from '../page.ts'
import { w } from './disaster-words.ts'
import type { EventPageProps } from './event-page.tsx'

/** A page stays small on a slow line; the rest is one commune further. */
const MOST = 150

export const LISTS: readonly CheckInList[] = ['need_help', 'no_answer', 'not_asked', 'no_support', 'safe']

export function PeopleList(props: EventPageProps) {
  const { page, event, list, commune, counts, placeOf } = props
  const here = `/console/disasters/${event.id}`
  const people = commune === '' ? props.people : props.people.filter((one) => one.commune === commune)
  const rest = people.length - MOST
  return (
    <section id="people">
      <h2>{w(page, `list.${list}`)}</h2>
      <nav aria-label={w(page, 'list.label')} class="no-print">
        <ul class="tabs">
          {LISTS.map((one) => (
            <li>
              <a
                href={page.href(`${here}#people`, { list: one, commune: commune === '' ? undefined : commune })}
                aria-current={one === list ? 'page' : undefined}
                data-list={one}
              >
                {w(page, `list.${one}`)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {counts.length > 1 && (
        <form method="get" action={`${here}#people`} class="filter no-print" data-at-once>
          {page.language !== 'vi' && <input type="hidden" name="lang" value={page.language} />}
          <input type="hidden" name="list" value={list} />
          <label>
            <span>{w(page, 'list.commune')}</span>
            <select name="commune">
              <option value="">{w(page, 'list.all')}</option>
              {counts.map(({ commune: code }) =>
                code === null ? null : (
                  <option value={code} selected={code === commune}>
                    {placeOf(code)}
                  </option>
                ),
              )}
            </select>
          </label>
          <button type="submit" class="quiet">
            {w(page, 'list.show')}
          </button>
        </form>
      )}
      {list !== 'safe' && <p class="hint">{w(page, 'list.weak_first')}</p>}
      {people.length === 0 ? (
        <p class="soft" data-empty>
          {w(page, 'list.empty')}
        </p>
      ) : (
        <ol class="lines">
          {people.slice(0, MOST).map((person) => (
            <Person {...props} person={person} />
          ))}
        </ol>
      )}
      {rest > 0 && <p class="soft">{w(page, 'list.more', { count: rest })}</p>}
    </section>
  )
}

function Person({ page, person, placeOf, seesPeople }: EventPageProps & { readonly person: EventPerson }) {
  const { name, address, vulnerable, openCase, askedAt, answeredAt, help } = person
  const title = name === null ? w(page, 'list.nameless') : shown(name)
  const times = [
    ...time(page, 'asked_at', askedAt),
    ...time(page, 'answered_at', answeredAt),
    ...(help === null ? [] : [w(page, `help.${help}`)]),
  ]
  return (
    <li data-row data-person={person.contactId} class={person.status === 'need_help' ? 'urgent' : undefined}>
      <h3>
        {seesPeople ? <a href={page.href(`/console/people/${person.contactId}`)}>{title}</a> : title}
        {address !== null && ` · ${addressText(address)}`}
      </h3>
      {vulnerable.length > 0 && (
        <p class="marks">
          {vulnerable.map((key) => (
            <span class="mark warn" data-vulnerable={key}>
              {w(page, `vulnerable.${key}`)}
            </span>
          ))}
        </p>
      )}
      <p class="soft">
        {placeOf(person.commune)}
        {times.map((text) => [' · ', text])}
      </p>
      {openCase !== null && (
        <p>
          <a href={page.href(`/console/cases/${openCase}`)} data-case={openCase}>
            {w(page, 'list.case', { code: openCase })}
          </a>
        </p>
      )}
    </li>
  )
}

function time(page: Page, key: string, at: number | null) {
  if (at === null || at === 0) return []
  return [<time datetime={instant(at)}>{w(page, `list.${key}`, { at: clock(at) })}</time>]
}
