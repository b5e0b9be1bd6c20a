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
  const { people, everybody } = household
  const out: Household =
    person === undefined && everybody ? { ...household, everybody: without(everybody, key) } : household
  return people
    ? { ...out, people: people.map((one, i) => (person === undefined || person === i ? without(one, key) : one)) }
    : out
}

/** Everybody's own row holds what was said of everybody: before somebody joins of whom it was not said. */
export function spelledOut(household: Household): Household {
  const { everybody, ...rest } = household
  return everybody ? { ...rest, people: peopleOf(household) } : household
}

/** The people with what was said of everybody; nobody where nobody is listed. */
export function peopleOf({ people = [], everybody }: Household): readonly Person[] {
  return everybody ? people.map((person) => ({ ...everybody, ...person })) : people
}

function withRow<T extends object>(rows: readonly T[], index: number, key: string, value: unknown): readonly T[] {
  const length = Math.max(rows.length, index + 1)
  return Array.from({ length }, (_, i) => (i === index ? { ...rows[i], [key]: value } : { ...rows[i] }) as T)
}

function without<T extends object>(holder: T, key: string): T {
  return Object.fromEntries(Object.entries(holder).filter(([one]) => one !== key)) as T
}
