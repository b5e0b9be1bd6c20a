/** Where the law draws a line through an amount: what was said roughly near one decides nothing. */
import type { Day } from '../core/day.ts'
import { leavesOf } from './fact-classes.ts'
import type { LawBook } from './law-book.ts'
import type { Leaf, Threshold } from './law-data.ts'

/** "Hơn", "trên" · "gần", "khoảng" · "dưới". */
export type Roughly = 'gt' | 'approx' | 'lt'

/** "Hơn 500 nghìn" is hardly 800; "khoảng 500" hardly 650. */
const ABOVE = 1.5
const AROUND = 0.2

/** All amounts of a fact at which a verdict turns on that day, in that province; nought is none, for whoever names a sum has one. */
export function linesOf(book: LawBook, fact: string, on: Day, province: string | undefined): readonly number[] {
  const { values } = book.day(on, province).figures
  const amountOf = (line: Threshold | undefined): number | undefined => {
    if (line === undefined || typeof line === 'number') return line
    return values[book.parameters.findIndex(({ parameter }) => parameter === line.parameter)]
  }
  const leaves = book.rules.flatMap(({ data }) => data.who.flatMap(leavesOf)).filter((leaf) => leaf.fact === fact)
  const all = leaves.flatMap(thresholds).flatMap((line) => amountOf(line) ?? [])
  return [...new Set(all)].filter((line) => line > 0)
}

/** True when the true amount may lie on either side of a line. */
export function isNearLine(amount: number, said: Roughly, lines: readonly number[]): boolean {
  return lines.some((line) => {
    if (said === 'gt') return line >= amount && line <= amount * ABOVE
    if (said === 'lt') return line < amount
    return Math.abs(line - amount) <= amount * AROUND
  })
}

function thresholds({ at_least, at_most, less_than, more_than }: Leaf): readonly (Threshold | undefined)[] {
  return [at_least, at_most, less_than, more_than]
}
