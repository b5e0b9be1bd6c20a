/** An answer becomes a fact of the household. */
import type { Household, Question } from '../core/household.ts'

/** A new household with the fact set; `person.*` goes to `people[question.person ?? 0]`, `disaster.*` to the disaster. */
export function withAnswer(household: Household, question: Question, value: unknown): Household {
  const [head, key] = question.fact.split('.')
  if (key === undefined) return { ...household, [question.fact]: value }
  if (head === 'disaster') return { ...household, disaster: { ...household.disaster, [key]: value } }
  const people = [...(household.people ?? [])]
  const index = question.person ?? 0
  while (people.length <= index) people.push({})
  people[index] = { ...people[index], [key]: value }
  return { ...household, people }
}
