/** Shares with their margins: against values worked out by hand, and what must not be shown. */
import { describe, expect, it } from 'vitest'
import { pollFigures, wilson } from '../../src/service/poll-figures.ts'

const answers = (...counts: readonly number[]) => new Map(counts.map((count, i) => [i + 1, count]))

describe('the interval', () => {
  it.for([
    // Of an endless crowd: Wilson's own values.
    [50, 100, 1e9, 0.4038, 0.5962],
    [0, 10, 1e9, 0, 0.2775],
    [10, 10, 1e9, 0.7225, 1],
    // Half of 200 have answered: narrower.
    [50, 100, 200, 0.4312, 0.5688],
  ] as const)('of %i of %i, %i asked', ([count, answered, asked, from, to]) => {
    const [low, high] = wilson(count, answered, asked)
    expect(low).toBeCloseTo(from, 3)
    expect(high).toBeCloseTo(to, 3)
  })

  it('is the share itself when all have answered', () => {
    expect(wilson(3, 10, 10)).toEqual([0.3, 0.3])
  })
})

describe('what is shown', () => {
  it('of fewer than five answers in all is nothing', () => {
    const lines = pollFigures(answers(4), 2, { asked: 100, answered: 4 })
    expect(lines.map(({ count, share }) => [count, share])).toEqual([
      [null, null],
      [null, null],
    ])
  })

  it('hides a small group, and one more from which it could be worked out', () => {
    const lines = pollFigures(answers(20, 3, 9), 3, { asked: 100, answered: 32 })
    expect(lines.map(({ count }) => count)).toEqual([20, null, null])
    expect(lines.every(({ count, from }) => (count === null) === (from === null))).toBe(true)
  })

  it('has a line for an answer that nobody gave', () => {
    const lines = pollFigures(answers(20, 0, 9), 3, { asked: 100, answered: 29 })
    expect(lines.map(({ count }) => count)).toEqual([20, 0, 9])
  })
})
