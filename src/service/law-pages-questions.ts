/** What can be asked of a household, and which programmes need each answer. */
import type { FactData, GroupData } from '../rules/law-data.ts'
import { conditionsOf, type LawOn } from './law-pages.ts'
import { askedFacts } from './law-pages-conditions.ts'

export type { GroupData }

export interface QuestionView {
  readonly data: FactData
  /** Facts worked out from its answer. */
  readonly gives: readonly string[]
  readonly programmes: readonly string[]
}

export interface QuestionList {
  /** Several things asked in one message, in the order of policy/questions.yaml. */
  readonly grouped: readonly GroupData[]
  readonly asked: readonly QuestionView[]
  /** Used when known, never asked by the screening. */
  readonly neverAsked: readonly QuestionView[]
}

/** In the order of policy/facts.yaml, which is the order of asking between equals. */
export function questionList({ law }: Pick<LawOn, 'law'>): QuestionList {
  const needed = new Map<string, Set<string>>()
  for (const { programme, data } of law.rules)
    for (const fact of askedFacts(conditionsOf(data), { law }))
      needed.set(fact, (needed.get(fact) ?? new Set()).add(programme))
  const views = law.facts
    .filter(({ data }) => data.asks === undefined)
    .map(({ data }) => ({
      data,
      gives: law.facts.filter((one) => one.data.asks === data.fact).map((one) => one.data.fact),
      programmes: [...(needed.get(data.fact) ?? [])],
    }))
  return {
    grouped: law.data.questions,
    asked: views.filter(({ data }) => data.askable),
    neverAsked: views.filter(({ data }) => !data.askable),
  }
}
