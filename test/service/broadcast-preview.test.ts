/** What the look before an announcement tells of small groups: neither they themselves, nor two numbers of which the difference is one. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toldOf } from '../../src/service/broadcast-preview.ts'

test.for([
  ['15 fit, 14 are reached: who the one is stays hidden', [14], [1], { reached: null, doors: [null], skipped: [null] }],
  ['three of twenty are reached', [3], [17], { reached: null, doors: [null], skipped: [null] }],
  ['two small reasons', [12, 9], [1, 2], { reached: null, doors: [12, null], skipped: [null, null] }],
  ['nobody is left out', [14], [], { reached: 14, doors: [14], skipped: [] }],
  ['many are left out', [20], [6, 9], { reached: 20, doors: [20], skipped: [6, 9] }],
  ['a small door beside a large one', [20, 3], [6], { reached: 23, doors: [null, null], skipped: [6] }],
] as const)('%s', ([, doors, skipped, told]) => {
  expect(toldOf(doors, skipped)).toEqual(told)
})

test('no number of one to four is told or left over when all that is told is taken from the whole', () => {
  const counts = fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 4 })
  fc.assert(
    fc.property(counts, counts, (doors, skipped) => {
      const told = toldOf(doors, skipped)
      const whole = sum([...doors, ...skipped])
      const isSmall = (n: number) => n > 0 && n < 5
      for (const cell of [told.reached, ...told.doors, ...told.skipped])
        expect(cell !== null && isSmall(cell)).toBe(false)
      const out = told.reached === null ? null : whole - told.reached
      if (out !== null) expect(isSmall(out)).toBe(false)
      // Where the sum of a list may be known, it hides no cell or more than one.
      const known = [
        ...(told.reached === null ? [] : [told.doors]),
        ...(out === null ? [] : [told.skipped]),
        [...told.doors, ...told.skipped],
      ]
      for (const list of known) if (list.length > 1) expect(list.filter((cell) => cell === null)).not.toHaveLength(1)
      if (told.reached === null && whole >= 5) {
        const [of, left] = [sum(doors), sum(skipped)]
        if (isSmall(of) && left > 0) expect(told.skipped).toContain(null)
        if (isSmall(left) && of > 0) expect(told.doors).toContain(null)
      }
    }),
  )
})

function sum(counts: readonly number[]): number {
  return counts.reduce((all, one) => all + one, 0)
}
