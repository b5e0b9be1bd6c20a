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

/**
 * The cells of one list whose sum others may know: null for each that is too few, and where that is one alone, for the smallest of the
 * others too, so that it cannot be worked out.
 */
export function maskedCells(counts: readonly number[]): readonly (number | null)[] {
  const told = counts.map(masked)
  if (told.filter((count) => count === null).length !== 1) return told
  const rest = told.flatMap((count, i) => (count === null || count === 0 ? [] : [{ count, i }]))
  const least = rest.toSorted((a, b) => a.count - b.count)[0]
  return least === undefined ? told : told.with(least.i, null)
}
