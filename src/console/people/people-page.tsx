/** The search for people: nobody is listed without being looked for. */
import type { PersonLine } from '../../service/people-desk.ts'
import { addressText, d, instant, shown, span } from '../cases/case-words.ts'
import type { Page } from '../page.ts'

export function PeoplePage(props: {
  readonly page: Page
  readonly q: string
  readonly found: readonly PersonLine[]
  readonly now: number
}) {
  const { page, q, found, now } = props
  return (
    <>
      <h1>{d(page, 'people.title')}</h1>
      <p class="lead">{d(page, 'people.lead')}</p>
      <search>
        <form class="filter" method="get" action="/console/people">
          {page.language !== 'vi' && <input type="hidden" name="lang" value={page.language} />}
          <label class="wide">
            <span>{d(page, 'people.q')}</span>
            <input type="search" name="q" value={shown(q)} maxlength={100} data-search />
          </label>
          <button type="submit">{d(page, 'people.find')}</button>
        </form>
      </search>
      {q !== '' && (
        <p class="count" role="status" data-total={String(found.length)}>
          {d(page, 'people.found', { count: found.length })}
        </p>
      )}
      <ol class="lines">
        {found.map((one) => (
          <li data-row>
            <h2>
              <a href={page.href(`/console/people/${one.id}`)}>
                {one.name === null ? d(page, 'people.no_name') : shown(one.name)}
              </a>
            </h2>
            <p class="soft">
              {one.address && `${d(page, `address.${one.address.kind}`)} ${addressText(one.address)} · `}
              {d(page, 'people.open_cases', { count: one.openCases })} ·{' '}
              <time datetime={instant(one.createdAt)}>
                {d(page, 'people.since', { time: span(page, now - one.createdAt) })}
              </time>
              {one.stopped && ` · ${d(page, 'people.stopped')}`}
            </p>
          </li>
        ))}
      </ol>
    </>
  )
}
