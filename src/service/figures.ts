/** Figures for officials: where talks end, what became of messages, how people rate, and whom we can reach. Sums within the scope. */
import { ADDRESS_KINDS, type AddressKind, type Door } from '../core/address.ts'
import { type Day, vietnamDay } from '../core/day.ts'
import type { DeliveryStatus, Lane } from '../core/message.ts'
import { grantScope, type Official, type Scope } from '../core/official.ts'
import type { DeliveryCount, ReachCount, TimeRange } from '../store/figures-store.ts'
import { covers } from './desk-places.ts'
import type { Ports } from './ports.ts'
import { masked, maskedCells, maskedMean, maskedSum } from './small-cells.ts'

export type FigurePorts = Pick<Ports, 'store' | 'talk' | 'now'>

/** How far back one may look, in weeks. */
export const WEEKS = [4, 12, 26] as const
export type Weeks = (typeof WEEKS)[number]

/** Whoever has not written for two days has left the question lying. */
const QUIET_MS = 48 * 3_600_000
const DAY_MS = 86_400_000
const WEEK_MS = 7 * DAY_MS
const VIETNAM_MS = 7 * 3_600_000
/** 1 January 1970 was a Thursday. */
const TO_MONDAY = 3

/** What happened to a message, in the order of the drawing. */
export const OUTCOMES = ['arrived', 'sent', 'waiting', 'lost'] as const
export type Outcome = (typeof OUTCOMES)[number]
const OUTCOME_OF: Readonly<Record<DeliveryStatus, Outcome>> = {
  ...{ queued: 'waiting', sending: 'waiting', sent: 'sent', delivered: 'arrived' },
  ...{ failed: 'lost', unknown: 'lost', expired: 'lost', stopped: 'lost' },
}

export interface WeekLine<Part extends string> {
  /** Its Monday. */
  readonly monday: Day
  readonly counts: ReadonlyMap<Part, number>
}

export interface StepLine {
  readonly flow: string
  /** A step, or `fact:<fact>`. */
  readonly step: string
  readonly asked: number
  readonly left: number
}

export interface StepFigures {
  readonly weeks: readonly WeekLine<'answered' | 'left'>[]
  /** Most left lying first. */
  readonly steps: readonly StepLine[]
}

export interface DeliveryLine {
  readonly door: Door
  readonly lane: Lane
  readonly all: number
  readonly counts: Readonly<Record<DeliveryStatus, number>>
}

export interface DeliveryFigures {
  readonly weeks: readonly WeekLine<Outcome>[]
  readonly lines: readonly DeliveryLine[]
}

export interface RatingWeek {
  readonly monday: Day
  /** Null: one to four, or such a week could be worked out from it and the sums of other pages. */
  readonly count: number | null
  readonly rated: number | null
  /** 1 to 5; null: too few to say. */
  readonly mean: number | null
}

export interface ReachLine {
  /** Null: not known, or outside the scope. */
  readonly commune: string | null
  /** Null: one to four, or a single hidden one could be worked out from it. */
  readonly people: number | null
  readonly byKind: Readonly<Record<AddressKind, number | null>>
}

export interface ReachFigures {
  /** Most people first. */
  readonly lines: readonly ReachLine[]
  readonly people: number | null
  readonly byKind: Readonly<Record<AddressKind, number | null>>
}

export async function stepFigures(ports: FigurePorts, official: Official, weeks: Weeks): Promise<StepFigures> {
  const now = ports.now()
  const rows = await ports.store.figures.steps(spelledOut(ports, official.scope), {
    ...rangeOf(now, weeks),
    now,
    quietMs: QUIET_MS,
  })
  const byStep = new Map<string, StepLine>()
  for (const { flow, step, asked, left } of rows) {
    const key = `${flow} ${step}`
    const sum = byStep.get(key) ?? { flow, step, asked: 0, left: 0 }
    byStep.set(key, { flow, step, asked: sum.asked + asked, left: sum.left + left })
  }
  const parts = rows.flatMap(({ week, asked, left }) => [
    { week, part: 'answered' as const, count: asked - left },
    { week, part: 'left' as const, count: left },
  ])
  return {
    weeks: weekLines(now, weeks, ['answered', 'left'], parts),
    steps: [...byStep.values()].sort((a, b) => b.left - a.left || b.asked - a.asked || a.step.localeCompare(b.step)),
  }
}

export async function deliveryFigures(ports: FigurePorts, official: Official, weeks: Weeks): Promise<DeliveryFigures> {
  const now = ports.now()
  const rows = await ports.store.figures.deliveries(spelledOut(ports, official.scope), rangeOf(now, weeks))
  const parts = rows.map(({ week, status, count }) => ({ week, part: OUTCOME_OF[status], count }))
  return { weeks: weekLines(now, weeks, OUTCOMES, parts), lines: deliveryLines(rows) }
}

export async function ratingFigures(
  ports: FigurePorts,
  official: Official,
  weeks: Weeks,
): Promise<readonly RatingWeek[]> {
  const now = ports.now()
  const rows = await ports.store.figures.ratings(spelledOut(ports, official.scope), rangeOf(now, weeks))
  const known = new Map(rows.map((row) => [mondayOf(row.week), row]))
  const lines = mondays(now, weeks).map((monday) => ({ monday, ...(known.get(monday) ?? NOBODY) }))
  const counts = maskedCells(lines.map(({ count }) => count))
  const told = maskedCells(lines.map(({ rated }) => rated))
  return lines.map(({ monday, rated, stars }, i) => ({
    ...{ monday, count: counts[i] ?? null, rated: told[i] ?? null, mean: maskedMean(stars, rated) },
  }))
}

const NOBODY = { count: 0, rated: 0, stars: 0 }

/** Communes that are not the official's own stand together as one line, as do people whose commune is not known. */
export async function reachFigures(ports: FigurePorts, official: Official): Promise<ReachFigures> {
  const counts = new Map<string | null, Map<AddressKind | null, number>>()
  for (const { commune, kind, people } of await ports.store.figures.reach(spelledOut(ports, official.scope))) {
    const own = isOwn(commune) ? commune : null
    const line = counts.get(own) ?? new Map<AddressKind | null, number>()
    counts.set(own, line.set(kind, (line.get(kind) ?? 0) + people))
  }
  const all = [...counts].sort(([, a], [, b]) => (b.get(null) ?? 0) - (a.get(null) ?? 0))
  const column = (kind: AddressKind | null) => all.map(([, line]) => line.get(kind) ?? 0)
  return {
    lines: all.map(([commune, line]) => ({
      commune,
      people: masked(line.get(null) ?? 0),
      byKind: kinds((kind) => masked(line.get(kind) ?? 0)),
    })),
    people: maskedSum(column(null)),
    byKind: kinds((kind) => maskedSum(column(kind))),
  }

  function isOwn(commune: ReachCount['commune']): boolean {
    if (commune === null) return false
    return covers(official.scope, commune, ports.talk.places.communes.get(commune)?.province ?? null)
  }
}

/** A province's communes written out: people name the commune they live in, and never its province. */
function spelledOut({ talk }: FigurePorts, scope: Scope): Scope {
  const { by, communes, provinces, everywhere } = scope
  if (provinces.length === 0) return scope
  const all = [...talk.places.communes.values()].filter(({ province }) => provinces.includes(province))
  return grantScope({ by, communes: [...communes, ...all.map(({ code }) => code)], provinces, everywhere })
}

function kinds<T>(of: (kind: AddressKind) => T): Readonly<Record<AddressKind, T>> {
  const [sms, zalo, bot, telegram] = ADDRESS_KINDS
  return { [sms]: of(sms), [zalo]: of(zalo), [bot]: of(bot), [telegram]: of(telegram) }
}

function deliveryLines(rows: readonly DeliveryCount[]): readonly DeliveryLine[] {
  const lines = new Map<string, DeliveryLine>()
  for (const { door, lane, status, count } of rows) {
    const key = `${door} ${lane}`
    const line = lines.get(key) ?? { door, lane, all: 0, counts: NONE }
    const counts = { ...line.counts, [status]: line.counts[status] + count }
    lines.set(key, { door, lane, all: line.all + count, counts })
  }
  return [...lines.values()].sort((a, b) => b.all - a.all)
}

const NONE: Readonly<Record<DeliveryStatus, number>> = {
  ...{ queued: 0, sending: 0, sent: 0, delivered: 0, failed: 0, unknown: 0, expired: 0, stopped: 0 },
}

function weekLines<Part extends string>(
  now: number,
  weeks: number,
  parts: readonly Part[],
  rows: readonly { readonly week: number; readonly part: Part; readonly count: number }[],
): readonly WeekLine<Part>[] {
  return mondays(now, weeks).map((monday) => {
    const own = rows.filter(({ week }) => mondayOf(week) === monday)
    const sum = (part: Part) => own.reduce((all, row) => (row.part === part ? all + row.count : all), 0)
    return { monday, counts: new Map(parts.map((part) => [part, sum(part)])) }
  })
}

/** The last weeks, this one among them, up to now. */
function rangeOf(now: number, weeks: number): TimeRange {
  return { from: weekStart(now) - (weeks - 1) * WEEK_MS, to: now + 1 }
}

/** Oldest first. */
function mondays(now: number, weeks: number): readonly Day[] {
  const last = weekStart(now)
  return Array.from({ length: weeks }, (_, i) => mondayOf(last - (weeks - 1 - i) * WEEK_MS))
}

/** Monday, 00:00 in Vietnam. */
function weekStart(at: number): number {
  const day = Math.floor((at + VIETNAM_MS) / DAY_MS)
  return (Math.floor((day + TO_MONDAY) / 7) * 7 - TO_MONDAY) * DAY_MS - VIETNAM_MS
}

/** Monday of the week in Vietnam in which an instant lies. */
export function mondayAt(at: number): Day {
  return mondayOf(weekStart(at))
}

function mondayOf(week: number): Day {
  return vietnamDay(week)
}
