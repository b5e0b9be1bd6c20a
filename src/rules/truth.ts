/**
 * Truth with doubt: Kleene's three values over a ladder of false (0), true by an unconfirmed text (1) and true (2).
 * What is still unknown is a range on that ladder, `low | high << 2`, so that `all` is a minimum and `any` a maximum of both ends.
 */
export type Truth = number

export const FALSE: Truth = 0
export const DOUBTFUL: Truth = 1 | (1 << 2)
export const TRUE: Truth = 2 | (2 << 2)
export const UNKNOWN: Truth = 0 | (2 << 2)
export const UNKNOWN_DOUBTFUL: Truth = 0 | (1 << 2)

export const low = (truth: Truth): number => truth & 3
export const high = (truth: Truth): number => truth >> 2
/** True once no answer can change it. */
export const isSettled = (truth: Truth): boolean => low(truth) === high(truth)

/** The lower of both ends: `all`. */
export function both(a: Truth, b: Truth): Truth {
  return Math.min(a & 3, b & 3) | (Math.min(a >> 2, b >> 2) << 2)
}

/** The higher of both ends: `any`. */
export function either(a: Truth, b: Truth): Truth {
  return Math.max(a & 3, b & 3) | (Math.max(a >> 2, b >> 2) << 2)
}

/** False becomes true; what is true by doubt stays in doubt. */
export function negate(a: Truth): Truth {
  return (2 - (a >> 2)) | ((2 - (a & 3)) << 2)
}

/** Never above doubt: a rule whose text is unconfirmed. */
export function cap(a: Truth): Truth {
  return both(a, DOUBTFUL)
}
