/** How much a door may send now: per second and per longer window. Under-sending is preferred to one message too many. */
import type { Budget } from '../core/channel.ts'

export interface Gate {
  /** Messages that may be taken now; 0 when the door must rest. `promised`: units taken before that have not left yet. */
  allowance(now: number, promised?: number): number
  /** Called when a message leaves. */
  spend(units: number, now: number): void
  /** Milliseconds since 1970 when something may be taken again. */
  opensAt(now: number, promised?: number): number
}

export interface Spent {
  readonly at: number
  readonly units: number
}

/** Messages that left a second apart may arrive a little less than a second apart. */
const JITTER_MS = 50
/** While taken messages are on their way nobody knows when there will be room: look again soon. */
const LOOK_AGAIN_MS = 100

/**
 * `spent`: what left before this process started, so that a restart does not forget a SIM's limit. `largest`: units one message may
 * take, so that nothing is taken which would not fit. A message larger than a second's worth rests the door for as long as it is worth.
 */
export function gate(budget: Budget, spent: readonly Spent[] = [], largest = 1): Gate {
  const capacity = Math.max(1, Math.floor(budget.perSecond))
  const spanMs = (1000 * capacity) / budget.perSecond + JITTER_MS
  const { window } = budget
  const restOf = (units: number) => spanMs * Math.max(1, units / capacity)
  const keptMs = Math.max(restOf(largest), window?.ms ?? 0)
  let left = spent.map((one) => ({ ...one }))
  let seen = 0

  function lookAt(now: number): void {
    // A clock that steps back takes everything along, so that the door neither opens early nor stays shut for the whole step.
    if (now < seen) for (const one of left) one.at -= seen - now
    seen = now
    if (left[0] && left[0].at + keptMs <= now) left = left.filter((one) => one.at + keptMs > now)
  }
  const sum = (list: readonly Spent[]) => list.reduce((total, one) => total + one.units, 0)
  const resting = (now: number) => left.filter((one) => one.at + restOf(one.units) > now)
  const inWindow = (now: number) => (window ? left.filter((one) => one.at > now - window.ms) : [])

  return {
    allowance(now, promised = 0) {
      lookAt(now)
      const used = sum(resting(now)) + promised
      const byRate = Math.floor((capacity - used) / largest)
      const byWindow = window ? Math.floor((window.count - sum(inWindow(now)) - promised) / largest) : byRate
      return Math.max(
        0,
        Math.min(used === 0 ? Math.max(1, byRate) : byRate, window ? byWindow : Number.MAX_SAFE_INTEGER),
      )
    },
    spend(units, now) {
      lookAt(now)
      left.push({ at: now, units })
    },
    opensAt(now, promised = 0) {
      lookAt(now)
      const ends = resting(now).map((one) => ({ units: one.units, at: one.at + restOf(one.units) }))
      const byRate = firstRoom(ends, Math.max(0, capacity - largest))
      const out = inWindow(now).map((one) => ({ units: one.units, at: one.at + (window?.ms ?? 0) }))
      const byWindow = firstRoom(out, (window?.count ?? 0) - largest)
      return Math.max(promised > 0 ? now + LOOK_AGAIN_MS : now, byRate, byWindow)
    },
  }
}

/** When enough has ended that no more than `most` units remain; 0 when that is so already. */
function firstRoom(ends: readonly Spent[], most: number): number {
  let units = ends.reduce((total, one) => total + one.units, 0)
  let at = 0
  for (const one of [...ends].sort((a, b) => a.at - b.at)) {
    if (units <= most) break
    units -= one.units
    at = one.at
  }
  return at
}
