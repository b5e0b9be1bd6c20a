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
