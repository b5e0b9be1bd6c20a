/** Conditions as a tree that a person can read: groups, and tests of one fact with the figure of the day. */
import type { TextPart } from '../core/reply.ts'
import { leavesOf } from '../rules/fact-classes.ts'
import type { ConditionData, FactType, Leaf, Scalar, Source } from '../rules/law-data.ts'
import { figureAt, type LawOn } from './law-pages.ts'

/** What a fact is compared with. `value` NaN: the figure is not known on that day. */
export type Limit =
  | { readonly value: number }
  | { readonly value: number; readonly parameter: string; readonly unit: string }

export type FactTest =
  | { readonly how: 'is' | 'in' | 'includes'; readonly values: readonly Scalar[] }
  | { readonly how: 'at_least' | 'at_most' | 'less_than' | 'more_than'; readonly limit: Limit }

interface Said {
  /** The citizen's wording, where the condition has one. */
  readonly text: TextPart | null
  readonly sources: readonly Source[]
}

export type ConditionView =
  | (Said & { readonly kind: 'all' | 'any' | 'not'; readonly parts: readonly ConditionView[] })
  | (Said & { readonly kind: 'test'; readonly fact: string; readonly type: FactType; readonly test: FactTest })

/** @param text what the day's book says of the whole condition */
export function conditionView(condition: ConditionData, at: LawOn, text: TextPart | null): ConditionView {
  const said = { text, sources: condition.source ?? [] }
  const inner = (part: ConditionData) =>
    conditionView(part, at, part.id === undefined ? null : { key: `programmes:conditions.${part.id}` })
  if ('all' in condition) return { ...said, kind: 'all', parts: condition.all.map(inner) }
  if ('any' in condition) return { ...said, kind: 'any', parts: condition.any.map(inner) }
  if ('not' in condition) return { ...said, kind: 'not', parts: [inner(condition.not)] }
  const type = at.law.facts.find(({ data }) => data.fact === condition.fact)?.data.type ?? 'yesno'
  return { ...said, kind: 'test', fact: condition.fact, type, test: testOf(condition, at) }
}

/** Facts that a condition looks at, by what is asked to learn them. */
export function askedFacts(conditions: readonly ConditionData[], { law }: Pick<LawOn, 'law'>): readonly string[] {
  const asks = new Map(law.facts.map((fact) => [fact.data.fact, fact.asks]))
  return [...new Set(conditions.flatMap(leavesOf).map(({ fact }) => asks.get(fact) ?? fact))]
}

function testOf(leaf: Leaf, at: LawOn): FactTest {
  if (leaf.is !== undefined) return { how: 'is', values: [leaf.is] }
  if (leaf.in !== undefined) return { how: 'in', values: leaf.in }
  if (leaf.includes !== undefined) return { how: 'includes', values: [leaf.includes] }
  for (const how of ['at_least', 'at_most', 'less_than', 'more_than'] as const) {
    const limit = leaf[how]
    if (limit === undefined) continue
    if (typeof limit === 'number') return { how, limit: { value: limit } }
    const data = at.law.parameters.find(({ parameter }) => parameter === limit.parameter)
    const value = data ? figureAt(at.law, data, at.on, at.province) : Number.NaN
    return { how, limit: { value, parameter: limit.parameter, unit: data?.unit ?? '' } }
  }
  throw new Error(`the condition on ${leaf.fact} compares with nothing; checkLaw should have refused it`)
}
