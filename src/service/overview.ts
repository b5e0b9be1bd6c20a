/** What an official sees first: how much waits, what is most urgent, which events run, and the figures of the last weeks. */
import { CASE_STATUSES, DONE_STATUSES } from '../core/case.ts'
import { type Day, vietnamDay } from '../core/day.ts'
import type { Official } from '../core/official.ts'
import type { CaseFilter, CaseLine, Disaster } from '../store/case-store.ts'
import { listEvents } from './disasters.ts'
import { listModels } from './model-desk.ts'
import { dayCounts, type ResponseTimes, responseTimes } from './overview-figures.ts'
import { listPledges } from './pledge-desk.ts'
import type { Ports } from './ports.ts'

export type CaseRow = CaseLine & { readonly name: string | null }

export interface CountLine {
  /** A hazard, a commune code; empty: not known. */
  readonly key: string
  readonly count: number
  readonly open: number
}

export interface Overview {
  readonly tiles: Readonly<Record<'open' | 'danger' | 'overdue' | 'unread' | 'mine' | 'today', number>>
  /** Offers of help and stories that nobody has looked at; none for roles that do not work on them. */
  readonly waiting: { readonly pledges: number; readonly models: number }
  /** Highest score first. */
  readonly urgent: readonly CaseRow[]
  readonly mine: readonly CaseRow[]
  readonly disasters: readonly Disaster[]
  readonly figures: Figures
  /** No case was ever reported in this scope. */
  readonly isNew: boolean
}

export interface Figures {
  readonly days: number
  readonly byDay: readonly { readonly day: Day; readonly count: number; readonly open: number }[]
  readonly byHazard: readonly CountLine[]
  readonly byCommune: readonly CountLine[]
  readonly response: ResponseTimes
}

export type OverviewPorts = Pick<Ports, 'store' | 'now'>

/** How far back the charts may look, in days. */
export const SPANS = [7, 30, 90] as const
export type Span = (typeof SPANS)[number]

const OPEN = CASE_STATUSES.filter((status) => !DONE_STATUSES.has(status))
const MOST_URGENT = 6
const MOST_MINE = 4
const DAY_MS = 86_400_000
const NOTHING = { limit: 0, offset: 0 }

/** Everything within the official's scope, as of now. */
export async function openOverview(ports: Ports, official: Official, days: Span): Promise<Overview> {
  const { store, now } = ports
  const { cases } = store
  const { scope } = official
  const at = now()
  const today = startOfDay(at)
  const list = (filter: CaseFilter, limit = 0) =>
    cases.list(scope, filter, limit === 0 ? NOTHING : { limit, offset: 0 })
  const [urgent, danger, overdue, unread, mine, opened, ever, disasters, figures] = await Promise.all([
    list({ status: OPEN, order: 'score' }, MOST_URGENT),
    list({ status: OPEN, danger: true }),
    list({ status: OPEN, overdueAt: at }),
    list({ status: OPEN, unread: true }),
    list({ status: OPEN, assignee: official.id, order: 'due' }, MOST_MINE),
    list({ openedFrom: today }),
    list({}),
    listEvents(ports, official),
    openFigures(ports, official, days),
  ])
  const [pledges, models] = await Promise.all([
    listPledges(ports, official, { status: 'new' }),
    listModels(ports, official, 'nominated'),
  ])
  return {
    waiting: { pledges: pledges.total, models: models.total },
    tiles: {
      open: urgent.total,
      danger: danger.total,
      overdue: overdue.total,
      unread: unread.total,
      mine: mine.total,
      today: opened.total,
    },
    urgent: urgent.rows,
    mine: mine.rows,
    disasters: disasters.filter(({ status }) => status === 'open' || status === 'exercise'),
    figures,
    isNew: ever.total === 0,
  }
}

/** Of the last days, today among them. */
export async function openFigures({ store, now }: OverviewPorts, { scope }: Official, days: Span): Promise<Figures> {
  const at = now()
  const range = { from: startOfDay(at) - (days - 1) * DAY_MS, to: at + 1 }
  const [byDay, byHazard, byCommune, times] = await Promise.all([
    store.cases.counts(scope, 'day', range),
    store.cases.counts(scope, 'hazard', range),
    store.cases.counts(scope, 'commune', range),
    store.cases.responseTimes(scope, range),
  ])
  return {
    days,
    byDay: dayCounts(byDay, vietnamDay(at), days),
    byHazard: most(byHazard),
    byCommune: most(byCommune),
    response: responseTimes(times),
  }
}

/** Open cases by commune, whenever they were reported: what the map is coloured by. */
export async function openByCommune({ store, now }: OverviewPorts, { scope }: Official): Promise<Map<string, number>> {
  const lines = await store.cases.counts(scope, 'commune', { from: 0, to: now() + 1 })
  return new Map(lines.map(({ key, open }) => [key, open]))
}

/** For the navigation of every page. */
export async function unreadCases({ store }: OverviewPorts, { scope }: Official): Promise<number> {
  return (await store.cases.list(scope, { status: OPEN, unread: true }, NOTHING)).total
}

function most(lines: readonly CountLine[]): readonly CountLine[] {
  return lines.toSorted((a, b) => b.count - a.count || a.key.localeCompare(b.key))
}

/** Midnight in Vietnam. */
function startOfDay(at: number): number {
  return Date.parse(`${vietnamDay(at)}T00:00:00+07:00`)
}
