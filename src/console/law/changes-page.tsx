/** `/console/law/changes`: what changes on which day, the nearest coming day first; and what differs between two days. */
import type { Change, ChangeDay, Differences, Timeline } from '../../service/law-pages-changes.ts'
import type { Page } from '../page.ts'
import { day, figureName, figureText, programmeName, provinceName, ruleName } from '../words.ts'
import { DayField } from './day-form.tsx'

export interface ChangesPageProps {
  readonly page: Page
  readonly timeline: Timeline
  /** The year of the past that is shown; none: the last twelve months. */
  readonly year: string | undefined
  readonly from: string
  readonly to: string
  /** Null: nobody asked for a comparison yet. */
  readonly differences: Differences | null
}

const PATH = '/console/law/changes'

export function ChangesPage({ page, timeline, year, from, to, differences }: ChangesPageProps) {
  const compare = (
    <section aria-labelledby="compare">
      <h2 id="compare">{page.t('changes.compare')}</h2>
      <form class="filter" method="get" action={PATH}>
        {page.language !== 'vi' && <input type="hidden" name="lang" value={page.language} />}
        {page.province !== undefined && <input type="hidden" name="province" value={page.province} />}
        <DayField page={page} name="from" value={from} label={page.t('changes.from')} />
        <DayField page={page} name="to" value={to} label={page.t('changes.to')} />
        <button type="submit">{page.t('changes.show')}</button>
      </form>
      {differences && <DifferenceList page={page} from={from} to={to} differences={differences} />}
    </section>
  )
  return (
    <>
      <h1>{page.t('changes.title')}</h1>
      <p class="lead">{page.t('changes.lead')}</p>
      {differences && compare}
      <section aria-labelledby="coming">
        <h2 id="coming">{page.t('changes.coming')}</h2>
        {timeline.coming.length === 0 && <p>{page.t('changes.nothing_coming')}</p>}
        <Days page={page} days={timeline.coming} />
      </section>
      {!differences && compare}
      <section aria-labelledby="past">
        <h2 id="past">{page.t('changes.past')}</h2>
        <p>
          {page.t('changes.year')}{' '}
          <a href={page.href(`${PATH}#past`)} aria-current={year === undefined ? 'true' : undefined}>
            {page.t('changes.last_year')}
          </a>
          {timeline.years.map((one) => (
            <>
              {' · '}
              <a href={page.href(`${PATH}#past`, { year: one })} aria-current={one === year ? 'true' : undefined}>
                {one}
              </a>
            </>
          ))}
        </p>
        <Days page={page} days={timeline.past} />
      </section>
    </>
  )
}

function Days({ page, days }: { page: Page; days: readonly ChangeDay[] }) {
  return (
    <ol class="timeline">
      {days.map(({ day: on, changes }) => (
        <li>
          <h3>
            <a href={page.href('/console/law', { on: on === page.today ? undefined : on })}>
              <time datetime={on}>{day(on)}</time>
            </a>{' '}
            <small>{distance(page, on)}</small>
          </h3>
          <DayChanges page={page} changes={changes} />
        </li>
      ))}
    </ol>
  )
}

const ORDER = ['document', 'areas', 'rule', 'figure'] as const

/** Documents first, then what they change; figures that only begin with our data stand folded away. */
function DayChanges({ page, changes }: { page: Page; changes: readonly Change[] }) {
  const isFirst = ({ change }: Change) => change.kind === 'figure' && change.before === undefined
  const sorted = changes.toSorted((a, b) => ORDER.indexOf(a.change.kind) - ORDER.indexOf(b.change.kind))
  const first = sorted.filter(isFirst)
  const folded = first.length > MOST_FIRST_FIGURES
  return (
    <>
      <ChangeList page={page} changes={folded ? sorted.filter((one) => !isFirst(one)) : sorted} />
      {folded && (
        <details>
          <summary>{page.t('changes.first_figures', { count: first.length })}</summary>
          <ChangeList page={page} changes={first} />
        </details>
      )}
    </>
  )
}

const MOST_FIRST_FIGURES = 3

function ChangeList({ page, changes }: { page: Page; changes: readonly Change[] }) {
  if (changes.length === 0) return null
  return (
    <ul>
      {changes.map((change) => (
        <li>
          <ChangeText page={page} change={change} />
        </li>
      ))}
    </ul>
  )
}

function distance(page: Page, on: string): string {
  const days = Math.round((Date.parse(on) - Date.parse(page.today)) / 86_400_000)
  if (days === 0) return page.t('changes.today')
  if (days > 0) return page.t('changes.in_days', { count: days })
  // Long ago, the day itself says more than a number of days.
  return days > -366 ? page.t('changes.days_ago', { count: -days }) : ''
}

function ChangeText({ page, change: { change, programmes } }: { page: Page; change: Change }) {
  return (
    <>
      {changeText(page, change)}
      {programmes.length > 0 && <ProgrammeLinks page={page} programmes={programmes} />}
    </>
  )
}

function changeText(page: Page, change: Change['change']): string {
  const turn = change.kind !== 'figure' && change.begins ? 'starts' : 'ends'
  if (change.kind === 'rule')
    return page.t(`changes.rule_${turn}`, { rule: change.rule, name: ruleName(page, change.rule) })
  if (change.kind === 'document') return page.t(`changes.law_${turn}`, { law: change.law, title: change.title })
  if (change.kind === 'areas') return page.t(`changes.areas_${turn}`, { count: change.communes, law: change.basis })
  const own = figureName(page, change.parameter)
  const name = change.province === undefined ? own : `${own} (${provinceName(page, change.province)})`
  const text = (value: number | null | 'expected') => figureText(page, change.unit, value)
  if (change.after === 'expected') return page.t('changes.figure_expected', { name })
  if (change.after === null) return page.t('changes.figure_ends', { name })
  const after = text(change.after)
  if (change.before === undefined) return page.t('changes.figure_starts', { name, after })
  if (change.before === change.after) return page.t('changes.figure_stays', { name, after })
  return page.t('changes.figure_changes', { name, before: text(change.before), after })
}

/** A document that many rest on names how many; the list would say less. */
const MOST_LINKS = 4

function ProgrammeLinks({ page, programmes }: { page: Page; programmes: readonly string[] }) {
  const shown = programmes.slice(0, MOST_LINKS)
  const more = programmes.length - shown.length
  return (
    <small class="links">
      {' '}
      {shown.map((programme, i) => (
        <>
          {i > 0 && ' · '}
          <a href={page.href(`/console/law/${programme}`)}>{page.say({ key: `programmes:${programme}.short` })}</a>
        </>
      ))}
      {more > 0 && ` ${page.t('changes.more', { count: more })}`}
    </small>
  )
}

interface DifferenceListProps {
  readonly page: Page
  readonly from: string
  readonly to: string
  readonly differences: Differences
}

function DifferenceList({ page, from, to, differences }: DifferenceListProps) {
  const { rules, figures, documents } = differences
  const none = rules.length + figures.length + documents.length === 0
  return (
    <div class="card" role="status">
      <h3>{page.t('changes.between', { from: { day: from }, to: { day: to } })}</h3>
      {none && <p>{page.t('changes.no_difference')}</p>}
      {figures.length > 0 && (
        <table class="rows">
          <caption>{page.t('changes.figures')}</caption>
          <thead>
            <tr>
              <th scope="col">{page.t('figure.name')}</th>
              <th scope="col">{day(from)}</th>
              <th scope="col">{day(to)}</th>
            </tr>
          </thead>
          <tbody>
            {figures.map(({ parameter, unit, before, after, programmes }) => (
              <tr>
                <th scope="row">
                  {figureName(page, parameter)}
                  <ProgrammeLinks page={page} programmes={programmes} />
                </th>
                <td>{figureText(page, unit, before)}</td>
                <td>{figureText(page, unit, after)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {rules.length > 0 && (
        <>
          <h4>{page.t('changes.rules')}</h4>
          <ul>
            {rules.map(({ rule, programme, before, after }) => (
              <li>
                <a href={page.href(`/console/law/${programme}#${rule}`, { on: to })}>{rule}</a> {ruleName(page, rule)} (
                {programmeName(page, programme)}): {page.t(`state.${before}`)} → {page.t(`state.${after}`)}
              </li>
            ))}
          </ul>
        </>
      )}
      {documents.length > 0 && (
        <>
          <h4>{page.t('changes.documents')}</h4>
          <ul>
            {documents.map(({ law, title, starts }) => (
              <li>{page.t(starts ? 'changes.law_starts' : 'changes.law_ends', { law, title })}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
