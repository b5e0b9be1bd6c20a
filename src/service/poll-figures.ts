/** What a poll's answers say of all who were asked, and how surely: pure. */
import { maskedCells, SMALLEST } from './small-cells.ts'

/** 95 %. */
const Z = 1.959964

export interface PollLine {
  /** 1 is the first answer. */
  readonly answer: number
  /** Null: too few to show, or to be worked out from one that is. */
  readonly count: number | null
  /** Of those who answered; null with its count. */
  readonly share: number | null
  /** Wilson's interval for the share among all who were asked; null with its count. */
  readonly from: number | null
  readonly to: number | null
}

/** One line an answer, in order. Of fewer than five answers in all nothing is told. */
export function pollFigures(
  counts: ReadonlyMap<number, number>,
  options: number,
  { asked, answered }: { readonly asked: number; readonly answered: number },
): readonly PollLine[] {
  const list = Array.from({ length: options }, (_, i) => counts.get(i + 1) ?? 0)
  const shown = answered < SMALLEST ? list.map(() => null) : maskedCells(list)
  return shown.map((count, i) => {
    if (count === null) return { answer: i + 1, count, share: null, from: null, to: null }
    const [from, to] = wilson(count, answered, asked)
    return { answer: i + 1, count, share: count / answered, from, to }
  })
}

/**
 * Wilson's 95 % interval, narrower as the answers come near to everybody asked (finite population): when all have answered, it is the share
 * itself. It knows nothing of whether those who kept silent think alike.
 */
export function wilson(count: number, answered: number, asked: number): readonly [number, number] {
  const share = count / answered
  if (answered >= asked) return [share, share]
  // So many answers out of an endless crowd would say as much.
  const n = (answered * (asked - 1)) / (asked - answered)
  const centre = (share + Z ** 2 / (2 * n)) / (1 + Z ** 2 / n)
  const half = (Z / (1 + Z ** 2 / n)) * Math.sqrt((share * (1 - share)) / n + Z ** 2 / (4 * n ** 2))
  return [Math.max(0, centre - half), Math.min(1, centre + half)]
}
