/** What a person came for is a wish of theirs in the eyes of the law, and need not be asked again. */
import type { WANTS } from '../core/household.ts'
import { withAnswer } from '../rules/answer.ts'
import { type Draft, note } from './draft.ts'

/** Nobody's household needs more in a talk, and a session stays small. */
const PEOPLE = 8

/** Who wishes is the first person who may be of working age, else somebody not spoken of yet. */
export function want(draft: Draft, wish: (typeof WANTS)[number]): void {
  const people = draft.household.people ?? []
  const fit = people.findIndex(({ age }) => age === undefined || (age >= 15 && age < 60))
  const person = fit >= 0 ? fit : people.length < PEOPLE ? people.length : 0
  const before = people[person]?.wants ?? []
  if (before.includes(wish)) return
  const value = [...before, wish]
  draft.household = withAnswer(draft.household, { fact: 'person.wants', person }, value)
  note(draft, { type: 'fact_learned', fact: 'person.wants', person, value })
}
