/** `/console` for a signed-in official: what waits, the most urgent first, and the figures of the last weeks. */
import { may, type Official } from '../../core/official.ts'
import type { CaseRow, Overview } from '../../service/overview.ts'
import { caseCode, shown } from '../cases/case-words.ts'
import type { Page } from '../page.ts'
import { FiguresSection } from './figures-section.tsx'
import { ago, type PlaceOf } from './overview-words.ts'

export interface OverviewProps {
  readonly page: Page
  readonly official: Official
  readonly overview: Overview
  readonly placeOf: PlaceOf
  readonly now: number
  /** The simulator is on here, so that a newcomer can try. */
  readonly simulator: boolean
}

const TILES = [
  { id: 'danger', query: { danger: '1' }, tone: 'bad' },
  { id: 'overdue', query: { overdue: '1' }, tone: 'bad' },
  { id: 'unread', query: { unread: '1' }, tone: 'warn' },
  { id: 'mine', query: { assignee: 'me' }, tone: '' },
  { id: 'open', query: {}, tone: '' },
  { id: 'today', query: { order: 'newest' }, tone: '' },
] as const

/** Shown while there are some. */
const OFFERED = [
  { id: 'pledges', status: 'new' },
  { id: 'models', status: 'nominated' },
] as const

export function OverviewPage(props: OverviewProps) {
  const { page, overview } = props
  return (
    <>
      <h1>{page.t('overview.title')}</h1>
      {overview.disasters.map(({ id, name, status, communes }) => (
        <p class={status === 'exercise' ? 'notice info' : 'notice error'} data-disaster={id}>
          <a href={page.href(`/console/disasters/${id}`)}>
            <strong>{shown(name)}</strong>
          </a>{' '}
          {page.t(status === 'exercise' ? 'overview.exercise' : 'overview.disaster_open', { count: communes.length })}
        </p>
      ))}
      {overview.isNew ? (
        <NewHere {...props} />
      ) : (
        <>
          <div id="waiting" data-refresh="30">
            <ul class="tiles">
              {TILES.map(({ id, query, tone }) => (
                <li>
                  <a
                    class={overview.tiles[id] > 0 && tone !== '' ? `tile ${tone}` : 'tile'}
                    href={page.href('/console/cases', query)}
                    data-tile={id}
                  >
                    <b>{overview.tiles[id]}</b> <span>{page.t(`overview.tiles.${id}`)}</span>
                  </a>
                </li>
              ))}
              {OFFERED.filter(({ id }) => overview.waiting[id] > 0).map(({ id, status }) => (
                <li>
                  <a class="tile warn" href={page.href(`/console/${id}`, { status })} data-tile={id}>
                    <b>{overview.waiting[id]}</b> <span>{page.t(`overview.tiles.${id}`)}</span>
                  </a>
                </li>
              ))}
            </ul>
            <div class="split">
              <CaseList {...props} id="urgent" rows={overview.urgent} />
              <CaseList {...props} id="mine" rows={overview.mine} />
            </div>
          </div>
          <FiguresSection {...props} figures={overview.figures} />
        </>
      )}
    </>
  )
}

function CaseList(props: OverviewProps & { readonly id: 'urgent' | 'mine'; readonly rows: readonly CaseRow[] }) {
  const { page, id, rows } = props
  return (
    <section aria-labelledby={`list-${id}`}>
      <h2 id={`list-${id}`}>{page.t(`overview.${id}`)}</h2>
      {rows.length === 0 ? (
        <p class="soft">{page.t(`overview.no_${id}`)}</p>
      ) : (
        <ol class="lines">
          {rows.map((row) => (
            <CaseItem {...props} row={row} />
          ))}
        </ol>
      )}
    </section>
  )
}

function CaseItem({ page, placeOf, now, row }: OverviewProps & { readonly row: CaseRow }) {
  const { report } = row
  const name = report.name ?? row.name
  const late = row.dueAt !== null && row.dueAt < now
  const where = [placeOf(row.commune, row.province), report.village === undefined ? '' : shown(report.village)]
  const what = [
    report.hazard === undefined ? '' : page.say({ key: `desk:hazard.${report.hazard}` }),
    report.house === undefined ? '' : page.say({ key: `desk:house.${report.house}` }),
  ]
  return (
    <li data-row data-case={row.code} class={row.danger ? 'urgent' : undefined}>
      <h3>
        <a href={page.href(`/console/cases/${row.code}`)}>
          {caseCode(row.code)}
          {name ? ` · ${shown(name)}` : ''}
        </a>
      </h3>
      <p class="marks">
        {row.danger && <span class="mark bad">{page.t('overview.mark_danger')}</span>}
        {row.unread && <span class="mark warn">{page.t('overview.mark_unread')}</span>}
        {late && <span class="mark bad">{page.t('overview.mark_overdue')}</span>}
        <span class="mark" data-status={row.status}>
          {page.say({ key: `desk:status.${row.status}` })}
        </span>
      </p>
      <p class="soft">
        {[...where, ...what].filter((part) => part !== '').join(' · ')}
        {' · '}
        <time datetime={new Date(row.openedAt).toISOString()}>{ago(page, now - row.openedAt)}</time>
      </p>
    </li>
  )
}

/** Nobody reported anything yet: what to do before somebody does. */
function NewHere({ page, official, simulator }: OverviewProps) {
  const { role } = official
  const steps = [
    { id: 'second_factor', href: '/console/account', shown: !official.secondFactor },
    { id: 'officials', href: '/console/staff', shown: may(role, 'manage_officials') },
    { id: 'organisation', href: '/console/staff', shown: may(role, 'manage_organisation') },
    { id: 'simulator', href: '/simulator', shown: simulator },
    { id: 'law', href: '/console/law', shown: true },
  ].filter((step) => step.shown)
  const seesCases = may(role, 'read_cases')
  return (
    <div class="empty" data-empty>
      <h2>
        {page.t(seesCases ? 'overview.nothing_yet' : 'overview.no_cases_for_role', { name: shown(official.name) })}
      </h2>
      <p>{page.t(seesCases ? 'overview.nothing_yet_lead' : 'overview.no_cases_for_role_lead')}</p>
      <ol>
        {steps.map(({ id, href }) => (
          <li>
            <a href={href === '/simulator' ? href : page.href(href)}>{page.t(`overview.steps.${id}`)}</a>
          </li>
        ))}
      </ol>
    </div>
  )
}
