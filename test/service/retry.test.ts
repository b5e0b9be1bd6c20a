/** The retry policy as a table: what one attempt's outcome makes of a delivery. */
import { describe, expect, test } from 'vitest'
import type { Lane, SendFailure, SendOutcome } from '../../src/core/message.ts'
import { afterAttempt } from '../../src/service/retry.ts'
import type { Claimed } from '../../src/store/store.ts'

const NOW = 1_795_402_800_000
const HOUR = 3_600_000
const claimed = (over: Partial<Claimed> = {}): Claimed => ({
  attemptId: 'try_1',
  deliveryId: 'out_1',
  door: 'telegram',
  lane: 'replies',
  message: { id: 'out_1', address: { kind: 'telegram', value: '1' }, text: 'x', expiresAt: NOW + 24 * HOUR },
  segments: 1,
  attempt: 1,
  mayRepeat: false,
  ...over,
})
const refused = (failure: SendFailure, retryAfterMs?: number): SendOutcome => ({
  kind: 'refused',
  failure,
  code: 'x',
  ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
})
const unknown: SendOutcome = { kind: 'unknown', code: 'timeout' }
const ONCE = { idempotentSend: false }

describe('after an attempt', () => {
  test.for<[SendOutcome, string, string]>([
    [{ kind: 'accepted', externalId: '1' }, 'sent', 'the provider took it'],
    [refused('stopped'), 'stopped', 'the person said no at the provider'],
    [refused('unreachable'), 'failed', 'no such address'],
    [refused('window_closed'), 'failed', 'only a template may go'],
    [refused('rejected'), 'failed', 'our message is wrong'],
    [refused('temporary'), 'queued', 'try again'],
    [refused('throttled'), 'queued', 'try again, slower'],
    [refused('misconfigured'), 'queued', 'a human mends our account, nothing is lost'],
  ])('%j → %s because %s', ([outcome, status]) => {
    expect(afterAttempt(claimed(), outcome, ONCE, NOW, 0).status).toBe(status)
  })

  test.for<[Lane, boolean, boolean, string, string]>([
    ['replies', false, false, 'queued', 'waits as long as its lease and is repeated once'],
    ['replies', false, true, 'unknown', 'was repeated once already'],
    ['life_safety', false, false, 'queued', 'silence is worse than a repeat'],
    ['bulk', false, false, 'unknown', 'bulk never repeats by itself'],
    ['bulk', true, false, 'queued', 'the provider knows the key: a repeat is the same message'],
  ])('no answer in lane %s (idempotent %s, repeated %s) → %s: %s', ([lane, idempotentSend, mayRepeat, status]) => {
    expect(afterAttempt(claimed({ lane, mayRepeat }), unknown, { idempotentSend }, NOW, 0).status).toBe(status)
  })

  test('waits at least as long as the provider asks', () => {
    expect(afterAttempt(claimed(), refused('throttled', 30_000), ONCE, NOW, 0).retryAt).toBe(NOW + 30_000)
  })

  test('and not much longer than asked, yet never hammers when told "at once"', () => {
    const wait = (attempt: number, asked: number) =>
      (afterAttempt(claimed({ attempt }), refused('throttled', asked), ONCE, NOW, 0).retryAt ?? 0) - NOW
    expect([wait(1, 1_000), wait(2, 1_000)]).toEqual([1_000, 1_000])
    expect([wait(1, 0), wait(2, 0), wait(8, 0)]).toEqual([500, 1_000, 64_000])
  })

  test('doubles the wait up to a quarter of an hour', () => {
    const waits = [1, 2, 3, 20].map(
      (attempt) => (afterAttempt(claimed({ attempt }), refused('temporary'), ONCE, NOW, 0).retryAt ?? 0) - NOW,
    )
    expect(waits).toEqual([2_000, 4_000, 8_000, 900_000])
  })

  test('does not try again after the message would mislead', () => {
    const late = claimed({ message: { ...claimed().message, expiresAt: NOW + 1_000 } })
    expect(afterAttempt(late, refused('temporary'), ONCE, NOW, 0)).toEqual({ status: 'expired' })
  })
})
