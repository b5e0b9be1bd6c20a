/** Who is helped first: points for what was told, with the reasons said. Ours, not the law's; the official decides. Pure. */
import type { Report } from '../core/report.ts'

export interface Triage {
  /** 0 to 100. */
  readonly score: number
  /** Text keys below `triage:`, heaviest first. */
  readonly reasons: readonly string[]
}

interface Row {
  readonly reason: string
  readonly points: number
  readonly holds: (report: Report) => boolean
}

const VULNERABLE_ENOUGH = 2

/**
 * Read from the top: life, then shelter, then what is needed today, then who cannot help themselves, then what is lost. Of the rows that
 * share a `group` only the heaviest that holds counts, so that one ruined house is not counted twice.
 */
export const TRIAGE: readonly (Row & { readonly group?: string })[] = [
  { reason: 'missing', points: 45, holds: ({ missing }) => (missing ?? 0) > 0 },
  { reason: 'hurt', points: 30, holds: ({ hurt }) => (hurt ?? 0) > 0 },
  { reason: 'dead', points: 25, holds: ({ dead }) => (dead ?? 0) > 0 },
  { reason: 'house_gone', points: 30, group: 'house', holds: ({ house }) => GONE.has(house ?? '') },
  { reason: 'must_leave', points: 20, group: 'house', holds: ({ house }) => house === 'ordered_to_move' },
  { reason: 'house_badly', points: 15, group: 'house', holds: ({ house }) => house === 'badly_damaged' },
  { reason: 'house_hurt', points: 8, group: 'house', holds: ({ house }) => house === 'flooded' || house === 'damaged' },
  { reason: 'nowhere', points: 15, holds: ({ nowhereToLive }) => nowhereToLive === true },
  { reason: 'no_food', points: 20, group: 'food', holds: ({ food }) => food === 'none' },
  { reason: 'little_food', points: 10, group: 'food', holds: ({ food }) => food === 'short' },
  { reason: 'no_water', points: 12, group: 'water', holds: ({ water }) => water === 'none' },
  { reason: 'little_water', points: 6, group: 'water', holds: ({ water }) => water === 'short' },
  {
    reason: 'several_vulnerable',
    points: 15,
    group: 'vulnerable',
    holds: ({ vulnerable }) => (vulnerable?.length ?? 0) >= VULNERABLE_ENOUGH,
  },
  { reason: 'vulnerable', points: 10, group: 'vulnerable', holds: ({ vulnerable }) => (vulnerable?.length ?? 0) > 0 },
  // Whoever cannot call for themselves, or cannot be found, must not wait longer for it.
  { reason: 'neighbour', points: 3, holds: ({ forWhom }) => forWhom === 'neighbour' },
  { reason: 'crops_lost', points: 5, holds: ({ crops }) => (crops?.length ?? 0) > 0 },
  { reason: 'animals_lost', points: 4, holds: ({ animals }) => (animals?.length ?? 0) > 0 },
]
const GONE: ReadonlySet<string> = new Set(['collapsed', 'swept_away', 'burnt'])
/** Above everything else: nobody with life in danger stands below a ruined field. */
const DANGER_POINTS = 60
const MOST = 100

export function triage(report: Report, danger: boolean): Triage {
  const counted = new Set<string>()
  const rows = TRIAGE.filter(({ holds, group }) => {
    if (!holds(report) || (group !== undefined && counted.has(group))) return false
    if (group !== undefined) counted.add(group)
    return true
  })
  const points = rows.reduce((sum, row) => sum + row.points, danger ? DANGER_POINTS : 0)
  const reasons = rows.toSorted((a, b) => b.points - a.points).map(({ reason }) => reason)
  // No points: not known to be worse off, but somebody must find out where before anybody can go.
  const lost = danger && isNowhere(report) ? ['place_unknown'] : []
  return { score: Math.min(points, MOST), reasons: [...(danger ? ['danger'] : []), ...lost, ...reasons] }
}

function isNowhere({ commune, village, location }: Report): boolean {
  return commune === undefined && village === undefined && location === undefined
}

const MINUTE_MS = 60_000
/** By when somebody must have looked. The law names no time (Decree 335/2026 Article 13); these are ours. */
const LOOK_WITHIN_MS = { danger: 15 * MINUTE_MS, urgent: 2 * 60 * MINUTE_MS, usual: 24 * 60 * MINUTE_MS }
/** A wish to speak with a person is answered within so many days on which offices work. */
const QUESTION_WITHIN_DAYS = 2
const URGENT_FROM = 45

/** When a new case is due for its first look. */
export function firstLookDue({ score }: Triage, danger: boolean, now: number): number {
  if (danger) return now + LOOK_WITHIN_MS.danger
  return now + (score >= URGENT_FROM ? LOOK_WITHIN_MS.urgent : LOOK_WITHIN_MS.usual)
}

const DAY_MS = 24 * 60 * MINUTE_MS
const VIETNAM_MS = 7 * 60 * MINUTE_MS
/** Saturday and Sunday; public holidays are announced year by year, and nobody has entered them. */
const DAYS_OFF: ReadonlySet<number> = new Set([6, 0])

/** When somebody who wants a person must have had an answer: the same hour, two working days on. */
export function questionDue(now: number): number {
  let due = now
  for (let left = QUESTION_WITHIN_DAYS; left > 0; ) {
    due += DAY_MS
    if (!DAYS_OFF.has(new Date(due + VIETNAM_MS).getUTCDay())) left--
  }
  return due
}
