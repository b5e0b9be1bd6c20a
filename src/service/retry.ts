/** What becomes of a delivery after one attempt: the whole retry policy, in one place for all doors (design §6.3). */
import type { DeliveryStatus, SendFailure, SendOutcome } from '../core/message.ts'
import type { Claimed } from '../store/store.ts'

/** Longer than any send (10 s deadline) and a short queue of them; shorter than a person's patience. */
export const LEASE_MS = 45_000

export interface Next {
  readonly status: DeliveryStatus
  /** Milliseconds since 1970; set when the row goes back to the queue. */
  readonly retryAt?: number
}

/** Failure → what to do. `retry`: first wait, doubled on each further attempt up to 15 minutes. */
const AFTER_REFUSAL: Readonly<Record<SendFailure, { readonly end: DeliveryStatus } | { readonly retryMs: number }>> = {
  stopped: { end: 'stopped' },
  unreachable: { end: 'failed' },
  window_closed: { end: 'failed' },
  rejected: { end: 'failed' },
  temporary: { retryMs: 2_000 },
  throttled: { retryMs: 5_000 },
  // Our account is at fault: the alarm rings, and the message waits for a human to mend it.
  misconfigured: { retryMs: 60_000 },
}
const LONGEST_WAIT_MS = 15 * 60_000
const ASKED_FIRST_MS = 500

/**
 * accepted → sent. Refused → ended, or queued again with back-off (a little spread by `chance` in [0,1)). Unknown (it may have
 * arrived): with an idempotency key tried again; bulk stays unknown; a reply waits as long as its lease would have lasted and is then
 * repeated once, the attempt marked `may_repeat` by the store, because silence is worse than a repeat.
 */
export function afterAttempt(
  claimed: Claimed,
  outcome: SendOutcome,
  door: { readonly idempotentSend: boolean },
  now: number,
  chance: number,
): Next {
  switch (outcome.kind) {
    case 'accepted':
      return { status: 'sent' }
    case 'unknown':
      if (door.idempotentSend) return again(claimed, 2_000, now, chance)
      if (claimed.lane === 'bulk' || claimed.mayRepeat) return { status: 'unknown' }
      return { status: 'queued', retryAt: now + LEASE_MS }
    case 'refused': {
      const rule = AFTER_REFUSAL[outcome.failure]
      if ('end' in rule) return { status: rule.end }
      return again(claimed, rule.retryMs, now, chance, outcome.retryAfterMs)
    }
  }
}

function again(claimed: Claimed, firstMs: number, now: number, chance: number, askedMs?: number): Next {
  // A provider that names a time is believed; our own doubling then only keeps a "0 seconds" from becoming a hammer.
  const first = askedMs === undefined ? firstMs : ASKED_FIRST_MS
  const atLeastMs = askedMs ?? 0
  const doubled = Math.min(first * 2 ** Math.max(0, claimed.attempt - 1), LONGEST_WAIT_MS)
  const retryAt = now + Math.max(atLeastMs, Math.round(doubled * (1 + chance / 4)))
  return retryAt >= claimed.message.expiresAt ? { status: 'expired' } : { status: 'queued', retryAt }
}
