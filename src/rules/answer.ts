/** An answer becomes a fact of the household. */
import type { Household, Person, Question } from '../core/household.ts'

/**
 * A new household with the fact set; `person.*` goes to `people[question.person ?? 0]`, `crop.*` to the crop of that index,
 * `disaster.*` to the disaster. Whether crops were lost is answered with yes or no: yes opens one crop of which nothing is known.
 */
export function withAnswer(household: Household, question: Question, value: unknown): Household {
  const [head, key] = question.fact.split('.')
  if (key === undefined) return { ...household, [question.fact]: value }
  if (head === 'disaster') {
    const told = key === 'crops' && typeof value === 'boolean' ? (value ? [{}] : []) : value
    return { ...household, disaster: { ...household.disaster, [key]: told } }
  }
  const index = question.person ?? 0
  if (head === 'crop') {
    const crops = withRow(household.disaster?.crops ?? [], index, key, value)
    return { ...household, disaster: { ...household.disaster, crops } }
  }
  return { ...household, people: withRow(household.people ?? [], index, key, value) }
}

/** A household in which the fact is not known, of this person or of all. */
export function withoutFact(household: Household, { fact, person }: Question): Household {
  const [head, key] = fact.split('.')
  if (key === undefined) return without(household, fact)
  if (head === 'disaster')
    return household.disaster ? { ...household, disaster: without(household.disaster, key) } : household
  if (head !== 'person') return household
  const known = person === undefined ? household : spelledOut(household)
  const { people, everybody } = known
  const out: Household = everybody ? { ...known, everybody: without(everybody, key) } : known
  return people
    ? { ...out, people: people.map((one, i) => (person === undefined || person === i ? without(one, key) : one)) }
    : out
}

/**
 * Everybody's own row holds what was said of everybody: before somebody joins of whom it was not said. While nobody is listed it
 * was said of whoever is spoken of.
 */
export function spelledOut(household: Household): Household {
  const { everybody, not_said_of: _, ...rest } = household
  return everybody && rest.people && rest.people.length > 0 ? { ...rest, people: peopleOf(household) } : household
}

/** The people with what was said of everybody; nobody where nobody is listed. */
export function peopleOf({ people = [], everybody, not_said_of: except = {} }: Household): readonly Person[] {
  if (!everybody) return people
  const keys = Object.keys(except)
  return people.map((person, i) => {
    const unsaid = keys.filter((key) => except[key]?.includes(i))
    return unsaid.length === 0
      ? { ...everybody, ...person }
      : { ...unsaid.reduce<Person>((known, key) => without(known, key), everybody), ...person }
  })
}

/**
 * The same household in fewer words: what most of a household of known people have in common is said of everybody, and of whom it
 * was not said. Ages stay with their people.
 */
export function shortened(household: Household): Household {
  const people = peopleOf(household)
  if (!household.people_complete || people.length < 2) return household
  const shared: Record<string, unknown> = {}
  const except: Record<string, number[]> = {}
  for (const key of new Set(people.flatMap((person) => Object.keys(person)))) {
    if (key === 'age' || key === 'born_on') continue
    const values = people.map((person) => JSON.stringify(Reflect.get(person, key)))
    const known = values.filter((value) => value !== undefined)
    const times = (one: string | undefined): number => known.filter((value) => value === one).length
    const common = known.reduce((best, value) => (times(value) > times(best) ? value : best))
    const unsaid = values.flatMap((value, i) => (value === undefined ? [i] : []))
    // Naming those of whom it was not said must not take more words than it saves.
    const spent = unsaid.length === 0 ? 0 : key.length + 2 * unsaid.length + 25
    if (times(common) < 2 || (times(common) - 1) * (key.length + common.length + 4) < spent) continue
    shared[key] = JSON.parse(common)
    if (unsaid.length > 0) except[key] = unsaid
  }
  const { everybody: _, not_said_of: __, ...rest } = household
  if (Object.keys(shared).length === 0) return { ...rest, people }
  const own = people.map((person) =>
    Object.fromEntries(
      Object.entries(person).filter(([key, value]) => JSON.stringify(shared[key]) !== JSON.stringify(value)),
    ),
  )
  const said = { ...rest, people: own, everybody: shared }
  return Object.keys(except).length === 0 ? said : { ...said, not_said_of: except }
}

function withRow<T extends object>(rows: readonly T[], index: number, key: string, value: unknown): readonly T[] {
  const length = Math.max(rows.length, index + 1)
  return Array.from({ length }, (_, i) => (i === index ? { ...rows[i], [key]: value } : { ...rows[i] }) as T)
}

function without<T extends object>(holder: T, key: string): T {
  return Object.fromEntries(Object.entries(holder).filter(([one]) => one !== key)) as T
}
