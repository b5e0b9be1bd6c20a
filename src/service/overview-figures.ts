/** Sums behind the charts: days without a report stand as zero, response times as median, 90th of 100 and how many in each span. */
import type { Day } from '../core/day.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** Upper ends, in milliseconds; the last group has none. */
export const RESPONSE_GROUPS = [
  { id: 'quarter_hour', upTo: 15 * MINUTE_MS },
  { id: 'hour', upTo: HOUR_MS },
  { id: 'four_hours', upTo: 4 * HOUR_MS },
  { id: 'day', upTo: DAY_MS },
  { id: 'later', upTo: Number.POSITIVE_INFINITY },
] as const

export interface ResponseTimes {
  readonly seen: number
  /** Milliseconds from the report to the first look; null without any case seen. */
  readonly median: number | null
  readonly ninetieth: number | null
  readonly groups: readonly { readonly id: (typeof RESPONSE_GROUPS)[number]['id']; readonly count: number }[]
}

/** One row a day, oldest first, ending today. */
export function dayCounts(
  lines: readonly { readonly key: string; readonly count: number; readonly open: number }[],
  today: Day,
  days: number,
): readonly { readonly day: Day; readonly count: number; readonly open: number }[] {
  const known = new Map(lines.map((line) => [line.key, line]))
  const last = Date.parse(`${today}T00:00:00Z`)
  return Array.from({ length: days }, (_, i) => {
    const day = new Date(last - (days - 1 - i) * DAY_MS).toISOString().slice(0, 10)
    const line = known.get(day)
    return { day, count: line?.count ?? 0, open: line?.open ?? 0 }
  })
}

export function responseTimes(times: readonly number[]): ResponseTimes {
  const sorted = times.toSorted((a, b) => a - b)
  let from = Number.NEGATIVE_INFINITY
  const groups = RESPONSE_GROUPS.map(({ id, upTo }) => {
    const count = sorted.filter((time) => time > from && time <= upTo).length
    from = upTo
    return { id, count }
  })
  return { seen: sorted.length, median: rank(sorted, 0.5), ninetieth: rank(sorted, 0.9), groups }
}

/** Nearest rank: a time that really was, never one between two. */
function rank(sorted: readonly number[], share: number): number | null {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? null
}
