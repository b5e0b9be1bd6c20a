/** A door never sends faster than its provider allows, whatever the clock does. */
import { describe, expect, test } from 'vitest'
import { gate } from '../../src/service/budget.ts'

const T0 = 1_795_402_800_000

/** Sends as fast as the gate allows for `seconds`, looking every 50 ms; returns the instants of every unit. */
function flood(budget: Parameters<typeof gate>[0], seconds: number, spent: Parameters<typeof gate>[1] = []): number[] {
  const door = gate(budget, spent)
  const sent: number[] = []
  for (let now = T0; now < T0 + seconds * 1000; now += 50) {
    for (let left = door.allowance(now); left > 0; left--) {
      door.spend(1, now)
      sent.push(now)
    }
  }
  return sent
}

function most(sent: readonly number[], windowMs: number): number {
  return Math.max(0, ...sent.map((from) => sent.filter((at) => at >= from && at < from + windowMs).length))
}

describe('the gate', () => {
  test('keeps 25 a second in every second, and nearly reaches it', () => {
    const sent = flood({ perSecond: 25, unit: 'message' }, 20)
    expect(most(sent, 1_000)).toBe(25)
    expect(sent.length).toBeGreaterThan(20 * 25 * 0.9)
  })

  test('lets a message of two parts through only where both fit', () => {
    const door = gate({ perSecond: 10, window: { count: 5, ms: 60_000 }, unit: 'segment' }, [], 2)
    door.spend(2, T0)
    expect(door.allowance(T0)).toBe(1)
    door.spend(2, T0)
    expect(door.allowance(T0)).toBe(0)
    expect(door.opensAt(T0 + 1)).toBe(T0 + 60_000)
    expect(door.allowance(T0 + 59_999)).toBe(0)
  })

  test('a message of two parts rests a slow door for the time of both', () => {
    const door = gate({ perSecond: 1 / 6, unit: 'segment' }, [], 2)
    expect(door.allowance(T0)).toBe(1)
    door.spend(2, T0)
    expect(door.allowance(T0 + 11_900)).toBe(0)
    expect(door.allowance(T0 + 12_200)).toBe(1)
  })

  test('counts what was taken and has not left yet', () => {
    const door = gate({ perSecond: 10, unit: 'message' })
    expect(door.allowance(T0, 8)).toBe(2)
    expect(door.allowance(T0, 10)).toBe(0)
    expect(door.opensAt(T0, 10)).toBeGreaterThan(T0)
  })

  test('keeps one SIM at 30 segments in 30 minutes', () => {
    const sent = flood({ perSecond: 1, window: { count: 30, ms: 30 * 60_000 }, unit: 'segment' }, 2 * 3_600)
    expect(most(sent, 30 * 60_000)).toBeLessThanOrEqual(30)
    expect(sent.length).toBeGreaterThanOrEqual(118)
  })

  test('remembers over a restart what the SIM has sent', () => {
    const spent = Array.from({ length: 30 }, (_, i) => ({ at: T0 - 60_000 + i, units: 1 }))
    const sent = flood({ perSecond: 1, window: { count: 30, ms: 30 * 60_000 }, unit: 'segment' }, 60, spent)
    expect(sent).toEqual([])
  })

  test('says when it opens again', () => {
    const door = gate({ perSecond: 1, window: { count: 2, ms: 60_000 }, unit: 'message' })
    door.spend(1, T0)
    door.spend(1, T0 + 1_000)
    expect(door.allowance(T0 + 5_000)).toBe(0)
    expect(door.opensAt(T0 + 5_000)).toBe(T0 + 60_000)
    expect(door.allowance(T0 + 60_001)).toBe(1)
  })

  test('a clock that steps back does not open it', () => {
    const door = gate({ perSecond: 1, unit: 'message' })
    door.spend(1, T0)
    expect(door.allowance(T0 - 3_600_000)).toBe(0)
    // … nor shut it for an hour.
    expect(door.allowance(T0 - 3_600_000 + 1_100)).toBe(1)
  })
})
