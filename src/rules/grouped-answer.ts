/** What the answer to a message about several things makes known. What was not said stays unknown, unless the person closed the list. */
import type { Household, Person, Question } from '../core/household.ts'
import { peopleOf, withAnswer, withoutFact } from './answer.ts'
import type { LawBook } from './law-book.ts'
import type { FactValue, GroupData, ItemData } from './law-data.ts'

/** What was chosen of a list, and whether the person said that this was all. */
export interface Chosen {
  readonly chosen: readonly string[]
  readonly closed: boolean
}

export interface Told {
  readonly household: Household
  /** To be kept among what is skipped: the list is not shown again. */
  readonly done?: string
  /** "Was that all?": asked at once, where the list was left open. */
  readonly rest?: Question
}

/** Nobody's household needs more in a talk, and a session stays small. */
const PEOPLE = 8

/** Whether a question is about several things at once. */
export function isGrouped({ fact }: Question): boolean {
  return /^(?:people$|crops$|which:|who:|each:|rest:)/.test(fact)
}

/** Who lives there, with ages: everybody known before stays, ages that fit none of them are others. More than eight: not complete. */
export function withPeople(household: Household, question: Question, ages: readonly number[]): Told {
  const before = (household.people ?? []).slice(0, knownBefore(question))
  const left = [...ages]
  for (const { age } of before) {
    const same = left.findIndex((one) => age !== undefined && Math.abs(one - age) <= 1)
    if (same >= 0) left.splice(same, 1)
  }
  const people = [...before, ...left.map((age): Person => ({ age }))]
  const { people_complete: _, ...rest } = household
  const kept = { ...rest, people: people.slice(0, PEOPLE) }
  return { household: people.length > PEOPLE ? kept : { ...kept, people_complete: true }, done: 'people' }
}

/** Of the question who lives there: how many were known when it was asked. */
function knownBefore({ items = [] }: Question): number {
  return Number(items[0] ?? 0)
}

/** Which of the items, which crops, or who. */
export function withChosen(book: LawBook, household: Household, question: Question, { chosen, closed }: Chosen): Told {
  const items = question.items ?? []
  const others = items.filter((item) => !chosen.includes(item))
  const done = question.fact
  const said = closed || others.length === 0
  const known = choose(book, household, question, chosen)
  if (said) return { household: close(book, known, question, others, chosen.length === 0), done }
  return { household: known, done, rest: { fact: `rest:${question.fact}`, items: others } }
}

/** "Yes, that was all." */
export function withRest(book: LawBook, household: Household, question: Question): Household {
  return close(book, household, { ...question, fact: question.fact.slice('rest:'.length) }, question.items ?? [], false)
}

/** One value for each of the people asked about, in their order. */
export function withEach(household: Household, { fact, items = [] }: Question, values: readonly unknown[]): Household {
  const one = fact.slice('each:'.length)
  return items.reduce(
    (known, person, i) => withAnswer(known, { fact: one, person: Number(person) }, values[i]),
    household,
  )
}

/** The facts behind skipped questions: of a list that was passed over (`no:which:place`) all its facts, of everybody. */
export function skippedFacts(book: LawBook, skipped: readonly string[]): readonly string[] {
  if (!skipped.some((key) => key.startsWith('no:'))) return skipped
  return skipped.flatMap((key) => (key.startsWith('no:') ? factsBehind(book, key.slice('no:'.length)) : [key]))
}

/** What to keep so that a question is not asked again and its facts stay unknown. */
export function skipKeys({ fact, items = [] }: Question): string[] {
  if (fact.startsWith('each:')) return items.map((person) => `${fact.slice('each:'.length)}@${person}`)
  return fact.startsWith('rest:') ? [] : [fact, `no:${fact}`]
}

/** Whether an answered list must be remembered as such: not once all that it asks for is known. */
export function stillNeeded(book: LawBook, household: Household, key: string): boolean {
  if (!/^(?:people$|crops$|which:|who:)/.test(key)) return true
  if (key === 'people') return household.people_complete !== true
  if (key === 'crops') return household.disaster?.crops?.some(({ kind }) => kind === undefined) !== false
  const people = peopleOf(household)
  return factsBehind(book, key).some((fact) => {
    const [head = '', field = fact] = fact.split('.')
    if (head === 'person') return people.length === 0 || people.some((person) => !(field in person))
    return !(field in (head === 'disaster' ? (household.disaster ?? {}) : household))
  })
}

/** As before the question was asked, so that it can be asked anew. */
export function withoutAnswer(book: LawBook, household: Household, question: Question): Household {
  const { fact, items = [] } = question
  if (fact.startsWith('rest:')) return household
  if (fact === 'people') {
    const { people_complete: _, people = [], ...rest } = household
    return { ...rest, people: people.slice(0, knownBefore(question)) }
  }
  if (fact.startsWith('each:'))
    return items.reduce(
      (known, person) => withoutFact(known, { fact: fact.slice('each:'.length), person: Number(person) }),
      household,
    )
  if (fact === 'crops') return { ...household, disaster: { ...household.disaster, crops: [{}] } }
  return factsBehind(book, fact).reduce((known, one) => withoutFact(known, { fact: one }), household)
}

function factsBehind(book: LawBook, id: string): string[] {
  if (id === 'people') return ['person.age']
  if (id === 'crops') return ['crop.kind']
  const [kind, name = ''] = id.split(':')
  const group = kind === 'which' ? groupOf(book, name) : undefined
  const items = group ? group.items : [itemOf(book, name)].flatMap((item) => item ?? [])
  const values = [group?.none ?? {}, ...items.flatMap(({ chosen, otherwise }) => [chosen, otherwise])]
  return [...new Set(values.flatMap(Object.keys))]
}

function choose(book: LawBook, household: Household, { fact }: Question, chosen: readonly string[]): Household {
  if (fact === 'crops') {
    const crops = chosen.map((kind) => ({ ...withAnswer({}, { fact: 'crop.kind' }, kind).disaster?.crops?.[0] }))
    // Whether others were lost too is not known yet: a crop of which nothing is known stands for them.
    return { ...household, disaster: { ...household.disaster, crops: [...crops, {}] } }
  }
  const [kind, name = ''] = fact.split(':')
  if (kind === 'who') {
    const item = itemOf(book, name)
    return chosen.reduce((known, person) => setPerson(known, item?.chosen ?? {}, Number(person)), household)
  }
  // Who is meant goes without asking only where one person lives.
  const alone = (household.people ?? []).length < 2
  return chosen.reduce((known, one) => {
    const values = itemOf(book, one)?.chosen ?? {}
    return alone ? setPerson(setHousehold(known, values), values, 0) : setHousehold(known, values)
  }, household)
}

function close(
  book: LawBook,
  household: Household,
  { fact }: Question,
  others: readonly string[],
  none: boolean,
): Household {
  if (fact === 'crops') {
    const crops = (household.disaster?.crops ?? []).filter(({ kind }) => kind !== undefined)
    return { ...household, disaster: { ...household.disaster, crops } }
  }
  const [kind, name = ''] = fact.split(':')
  if (kind === 'who') {
    const item = itemOf(book, name)
    return others.reduce((known, person) => setUnknown(known, item?.otherwise ?? {}, Number(person)), household)
  }
  const known = others.reduce((all, one) => {
    const values = itemOf(book, one)?.otherwise ?? {}
    return setEverybody(setHousehold(all, values), values)
  }, household)
  return none ? setHousehold(known, groupOf(book, name)?.none ?? {}) : known
}

type Values = Readonly<Record<string, FactValue>>

function setHousehold(household: Household, values: Values): Household {
  return Object.entries(values).reduce(
    (known, [fact, value]) => (fact.startsWith('person.') ? known : withAnswer(known, { fact }, value)),
    household,
  )
}

function setPerson(household: Household, values: Values, person: number): Household {
  return Object.entries(values).reduce(
    (known, [fact, value]) => (fact.startsWith('person.') ? withAnswer(known, { fact, person }, value) : known),
    household,
  )
}

/** What is known of this person already stays. */
function setUnknown(household: Household, values: Values, person: number): Household {
  const known = peopleOf(household)[person] ?? {}
  const open = Object.entries(values).filter(([fact]) => !(fact.slice('person.'.length) in known))
  return setPerson(household, Object.fromEntries(open), person)
}

function setEverybody(household: Household, values: Values): Household {
  const said = Object.entries(values).filter(([fact]) => fact.startsWith('person.'))
  if (said.length === 0) return household
  // Now it is said of those too of whom it was not said before.
  const keys = said.map(([fact, value]) => [fact.slice('person.'.length), value] as const)
  const told = new Set<string>(keys.map(([key]) => key))
  const { not_said_of: except = {}, ...rest } = household
  const left = Object.entries(except).filter(([key]) => !told.has(key))
  const out = { ...rest, everybody: { ...rest.everybody, ...Object.fromEntries(keys) } }
  return left.length === 0 ? out : { ...out, not_said_of: Object.fromEntries(left) }
}

function groupOf(book: LawBook, name: string): GroupData | undefined {
  return book.data.questions.find(({ question }) => question === name)
}

function itemOf(book: LawBook, name: string): ItemData | undefined {
  for (const { items } of book.data.questions) {
    const item = items.find((one) => one.item === name)
    if (item) return item
  }
  return undefined
}
