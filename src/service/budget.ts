/** How much a door may send now: per second, per person and per longer window. Under-sending is preferred to one message too many. */
import type { Budget } from '../core/channel.ts'

export interface Gate {
  /** Units (messages or segments) that may leave now; 0 when the door must rest. */
  allowance(now: number): number
  spend(units: number, now: number): void
  /** Milliseconds since 1970 when something may leave again. */
  opensAt(now: number): number
}

/** `spent`: what left within the window before this process started, so that a restart does not forget a SIM's limit. */
export function gate(budget: Budget, spent: readonly { readonly at: number; readonly units: number }[] = []): Gate {
  // A bucket that holds at most one second's worth (at least one unit) and fills steadily.
  const capacity = Math.max(1, budget.perSecond)
  let tokens = capacity
  let filledAt = 0
  let recent = [...spent]

  function fill(now: number): void {
    if (filledAt > 0) tokens = Math.min(capacity, tokens + ((now - filledAt) / 1000) * budget.perSecond)
    filledAt = now
    const window = budget.window
    if (window) recent = recent.filter((one) => one.at > now - window.ms)
  }
  function leftInWindow(): number {
    if (!budget.window) return Number.POSITIVE_INFINITY
    return budget.window.count - recent.reduce((sum, one) => sum + one.units, 0)
  }

  return {
    allowance(now) {
      fill(now)
      return Math.max(0, Math.floor(Math.min(tokens, leftInWindow())))
    },
    spend(units, now) {
      fill(now)
      tokens -= units
      if (budget.window) recent.push({ at: now, units })
    },
    opensAt(now) {
      fill(now)
      const byRate = tokens >= 1 ? now : now + Math.ceil(((1 - tokens) / budget.perSecond) * 1000)
      const oldest = recent[0]
      const byWindow = leftInWindow() >= 1 || !oldest || !budget.window ? now : oldest.at + budget.window.ms
      return Math.max(byRate, byWindow)
    },
  }
}
