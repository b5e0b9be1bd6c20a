/** The hours in which nobody is woken by a message they did not ask for: 21:00 to 07:00 in Vietnam, all year the same. */
const HOUR_MS = 3_600_000
const VIETNAM_MS = 7 * HOUR_MS
const BEGIN = 21
const END = 7

/** `at`: milliseconds since 1970. Replies and life-safety alerts know no quiet hours. */
export function isQuiet(at: number): boolean {
  const hour = ((at + VIETNAM_MS) % (24 * HOUR_MS)) / HOUR_MS
  return hour >= BEGIN || hour < END
}

/** The first instant from `at` on in which somebody may be written to: itself, or the next 07:00 in Vietnam. */
export function afterQuiet(at: number): number {
  if (!isQuiet(at)) return at
  const day = 24 * HOUR_MS
  const intoDay = (at + VIETNAM_MS) % day
  return at - intoDay + END * HOUR_MS + (intoDay >= BEGIN * HOUR_MS ? day : 0)
}
