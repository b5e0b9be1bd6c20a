/** What is known of a household: looked up, added from a sentence, listed for `sửa`. Absent is unknown and is never filled in. */
import type { Household, Person, Question } from '../core/household.ts'
import { peopleOf, spelledOut } from '../rules/answer.ts'
import { type Draft, note } from './draft.ts'

/** Nobody's household needs more in a talk, and a session stays small. */
const PEOPLE = 8

/** The value of a fact, or undefined while it is unknown. Facts of people are `person.<key>`, of a disaster `disaster.<key>`. */
export function factOf(household: Household, { fact, person }: Question): unknown {
  const [head, key] = fact.split('.')
  if (key === undefined) return own(household, fact)
  if (head === 'person') {
    return own(peopleOf(household)[person ?? 0] ?? household.everybody, key)
  }
  if (head === 'crop') return own(household.disaster?.crops?.[person ?? 0], key)
  // Of the crops themselves it is known whether there are any.
  if (fact === 'disaster.crops') return household.disaster?.crops && household.disaster.crops.length > 0
  return own(own(household, head ?? ''), key)
}

/**
 * Adds what a sentence said without being asked. A known fact stays, unless the person says it was a mistake (`correcting`).
 * A person of clearly another age than `person` is somebody else in the household and is added as such.
 * @returns the index of the person spoken of
 */
export function absorb(draft: Draft, said: Household, person: number, correcting: boolean): number {
  const { people, disaster, people_complete: _, ...rest } = said
  for (const [key, value] of Object.entries(rest)) {
    if (own(draft.household, key) !== undefined && !correcting) continue
    learn(draft, { ...draft.household, [key]: value }, { fact: key }, value)
  }
  for (const [key, value] of Object.entries(disaster ?? {})) {
    if (own(draft.household.disaster, key) !== undefined && !correcting) continue
    const next = { ...draft.household, disaster: { ...draft.household.disaster, [key]: value } }
    learn(draft, next, { fact: `disaster.${key}` }, value)
  }
  let spokenOf = person
  for (const [at, spoken] of (people ?? []).entries()) {
    const index =
      correcting && at === 0 ? person : placeOf(draft.household.people ?? [], spoken, at === 0 ? person : null)
    if (at === 0 && index < PEOPLE) spokenOf = index
    if (index < PEOPLE) learnPerson(draft, spoken, index, correcting)
  }
  return spokenOf
}

/** Every fact known, in the order of the household, for the list of `sửa`. */
export function knownFacts(household: Household): Question[] {
  const { people, disaster, people_complete: _, ...rest } = household
  return [
    ...Object.keys(rest).map((fact) => ({ fact })),
    ...(people ?? []).flatMap((known, person) =>
      Object.keys(known).map((key) => ({ fact: `person.${key}`, ...(person === 0 ? {} : { person }) })),
    ),
    ...Object.keys(disaster ?? {}).map((key) => ({ fact: `disaster.${key}` })),
  ]
}

/** Notes each fact that one answer about several things made known or changed, under its own name. */
export function noteLearned(draft: Draft, before: Household): void {
  const [then, now] = [spelledOut(before), spelledOut(draft.household)]
  const named = new Set(draft.talk.law.data.facts.map(({ fact }) => fact))
  for (const question of knownFacts(now)) {
    if (!named.has(question.fact)) continue
    const value = factOf(now, question)
    if (JSON.stringify(value) !== JSON.stringify(factOf(then, question)))
      note(draft, { type: 'fact_learned', ...question, value })
  }
}

function learn(draft: Draft, household: Household, question: Question, value: unknown): void {
  draft.household = household
  draft.understood.push(question)
  note(draft, { type: 'fact_learned', ...question, value })
}

function learnPerson(draft: Draft, spoken: Person, index: number, correcting: boolean): void {
  for (const [key, value] of Object.entries(spoken)) {
    if (own(draft.household.people?.[index], key) !== undefined && !correcting) continue
    learn(draft, withPerson(draft.household, index, key, value), { fact: `person.${key}`, person: index }, value)
  }
}

/** Whose facts these are: `person` unless the ages cannot be one person's; null is anybody but those known. */
function placeOf(people: readonly Person[], spoken: Person, person: number | null): number {
  if (person !== null) {
    const known = people[person]?.age
    if (spoken.age === undefined || known === undefined || Math.abs(spoken.age - known) <= 1) return person
  }
  const same = people.findIndex((one) => one.age !== undefined && one.age === spoken.age)
  return same >= 0 ? same : people.length
}

function withPerson(household: Household, index: number, key: string, value: unknown): Household {
  // What was said of everybody was not said of somebody who is told of only now.
  const known = index < (household.people?.length ?? 0) ? household : spelledOut(household)
  const people = [...(known.people ?? [])]
  while (people.length <= index) people.push({})
  people[index] = { ...people[index], [key]: value }
  return { ...known, people }
}

function own(holder: unknown, key: string): unknown {
  if (typeof holder !== 'object' || holder === null || !Object.hasOwn(holder, key)) return undefined
  return Reflect.get(holder, key)
}
