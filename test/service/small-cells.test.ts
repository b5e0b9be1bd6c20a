/** What is shown of small groups: nothing from which one person could be known. */
import { expect, test } from 'vitest'
import { masked, maskedMean, maskedSum } from '../../src/service/small-cells.ts'

test.for([
  [0, 0],
  [1, null],
  [4, null],
  [5, 5],
  [120, 120],
] as const)('a count of %i is shown as %s', ([count, shown]) => {
  expect(masked(count)).toBe(shown)
})

test.for([
  ['nothing hidden', [0, 5, 9], 14],
  ['one hidden could be worked out', [3, 5, 9], null],
  ['two hidden cannot', [3, 4, 9], 16],
  ['all of it small', [1, 2], null],
  ['two hidden that make enough', [4, 4], 8],
  ['no cells', [], 0],
] as const)('a sum: %s', ([, counts, shown]) => {
  expect(maskedSum(counts)).toBe(shown)
})

test('a mean of fewer than five is hidden', () => {
  expect([maskedMean(20, 4), maskedMean(20, 5), maskedMean(0, 0)]).toEqual([null, 4, null])
})
