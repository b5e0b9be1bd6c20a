/** Days of Vietnam's calendar as `YYYY-MM-DD` text; instants stay milliseconds since 1970 until a person reads them. */

/** A calendar day in Vietnam, `YYYY-MM-DD`. Plain text so that it sorts, stores and prints as it is. */
export type Day = string

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/

/** True only for a day that exists: `2026-02-30` is refused. */
export function isDay(value: unknown): value is Day {
  if (typeof value !== 'string') return false
  const parts = DAY.exec(value)
  if (!parts) return false
  const [, year, month, day] = parts.map(Number)
  if (year === undefined || month === undefined || day === undefined) return false
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

/** The day it is in Vietnam (UTC+7 all year, no summer time) at an instant in ms since 1970. */
export function vietnamDay(atMs: number): Day {
  return new Date(atMs + 7 * 3_600_000).toISOString().slice(0, 10)
}

/** `2026-12-31` plus 1 is `2027-01-01`; negative counts go back. */
export function addDays(day: Day, count: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10)
}

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}
