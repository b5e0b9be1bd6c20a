/** One answer for each way the law tells answers apart: 15, 16, 59, 60 … for an age, each option for a choice. */
import type { ConditionData, LawData, Leaf, Threshold } from './law-data.ts'

/** Fact → representative answers, from all conditions of all programmes. */
export function classesOf(data: LawData): ReadonlyMap<string, readonly unknown[]> {
  const lines = new Map<string, Set<number>>()
  for (const leaf of data.programmes.flatMap(({ rules }) => rules.flatMap(({ who }) => who.flatMap(leavesOf)))) {
    for (const line of thresholds(leaf, data)) {
      const known = lines.get(leaf.fact) ?? new Set()
      known.add(line)
      lines.set(leaf.fact, known)
    }
  }
  return new Map(
    data.facts.map(({ fact, type, options = [] }): [string, unknown[]] => {
      if (type === 'yesno') return [fact, [true, false]]
      if (type === 'choice') return [fact, [...options]]
      if (type === 'choices') return [fact, [[], ...options.map((option) => [option])]]
      return [fact, between([...(lines.get(fact) ?? [])].sort((a, b) => a - b))]
    }),
  )
}

/** All leaves of a condition. */
export function leavesOf(condition: ConditionData): Leaf[] {
  if ('all' in condition) return condition.all.flatMap(leavesOf)
  if ('any' in condition) return condition.any.flatMap(leavesOf)
  if ('not' in condition) return leavesOf(condition.not)
  return [condition]
}

/** Where a comparison turns; a dated figure by its latest row, which is near enough to choose a question by. */
function thresholds({ at_least, at_most, less_than, more_than }: Leaf, data: LawData): number[] {
  const value = (threshold: Threshold | undefined): number[] => {
    if (threshold === undefined) return []
    if (typeof threshold === 'number') return [threshold]
    const rows = data.parameters.find(({ parameter }) => parameter === threshold.parameter)?.values ?? []
    const last = rows.findLast((row) => typeof row.value === 'number')?.value
    return typeof last === 'number' ? [last] : []
  }
  return [
    ...value(at_least),
    ...value(less_than),
    ...value(at_most).map((line) => line + 1),
    ...value(more_than).map((line) => line + 1),
  ]
}

/** Below the first line, and on each line. */
function between(lines: readonly number[]): number[] {
  const [first] = lines
  return first === undefined ? [] : [first - 1, ...lines]
}
