/** Few people are easily known again: counts of one to four are not shown, and no total from which one could be worked out. */

/** Fewer than these are not shown. */
export const SMALLEST = 5

/** Null: too few to show. Nobody is nobody's secret. */
export function masked(count: number): number | null {
  return count > 0 && count < SMALLEST ? null : count
}

/** A mean of few is theirs alone. */
export function maskedMean(sum: number, count: number): number | null {
  return count < SMALLEST ? null : sum / count
}

/** The sum over cells shown beside it: null where a single hidden cell could be worked out from it. */
export function maskedSum(counts: readonly number[]): number | null {
  const hidden = counts.filter((count) => masked(count) === null)
  const sum = counts.reduce((all, count) => all + count, 0)
  return hidden.length === 1 ? null : masked(sum)
}
