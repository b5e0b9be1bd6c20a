/** One household as arrays of facts: what the compiled conditions read. */
import type { Day } from '../core/day.ts'
import type { CropLoss, Household, Person } from '../core/household.ts'
import { spelledOut } from './answer.ts'
import type { Slots } from './compile.ts'
import type { DayBook } from './day-book.ts'
import { HOUSEHOLD_FACTS, type HouseholdFact, PERSON_FACTS, type PersonFact } from './derived.ts'
import type { LawBook } from './law-book.ts'
import type { RuleData } from './law-data.ts'
import { low } from './truth.ts'

export interface Sheet {
  /** Ages filled in from birthdays. */
  readonly household: Household
  readonly slots: Slots
  /** One row a person asked about; one empty row while nobody is known. */
  readonly people: readonly Slots[]
  /** One row a crop lost; one empty row while nothing is known of crops. */
  readonly crops: readonly Slots[]
}

/**
 * Whoever is listed is who is asked about; while nobody is listed there is one unknown person. Facts that count everybody
 * (`anyone_on_social_assistance`) still treat people not listed as unknown, unless `people_complete`.
 */
export function readSheet(book: LawBook, given: Household, on: Day, day: DayBook): Sheet {
  const household = withAges(spelledOut(given), on)
  const { people, people_complete: complete = false } = household
  const slots: Slots = new Array(book.facts.length)
  for (const { slot, read } of book.householdReaders) slots[slot] = read(household, on)
  const rows: Slots[] = []
  for (const person of people ?? []) rows.push(readPerson(book, person, on))
  if (rows.length === 0 && !complete) rows.push(readPerson(book, given.everybody ?? {}, on))
  if (!complete) for (const row of rows) presume(book, slots, row, day)
  return { household, slots, people: rows, crops: cropRows(book, household) }
}

/** What a rule is tried on: each person, each crop, or once the household. */
export function rowsOf(scope: RuleData['scope'], sheet: Sheet): readonly Slots[] {
  return scope === 'person' ? sheet.people : scope === 'crop' ? sheet.crops : HOUSEHOLD_ROWS
}

function cropRows(book: LawBook, { disaster }: Household): readonly Slots[] {
  const crops = disaster?.crops
  if (!crops) return HOUSEHOLD_ROWS
  return crops.map((crop) => {
    const row: Slots = new Array(book.facts.length)
    for (const { slot, read } of book.cropReaders) row[slot] = read(crop)
    return row
  })
}

function readPerson(book: LawBook, person: Person, on: Day): Slots {
  const row: Slots = new Array(book.facts.length)
  for (const { slot, read } of book.personReaders) row[slot] = read(person, on)
  return row
}

/** How a fact of the household is read: computed, from the disaster, or as it stands. */
export function householdReader(fact: string): HouseholdFact {
  const computed = HOUSEHOLD_FACTS[fact]
  if (computed) return computed
  if (!fact.startsWith('disaster.')) return reader(fact)
  const read = reader(fact.slice('disaster.'.length))
  return ({ disaster }) => disaster && read(disaster)
}

export function personReader(fact: string): PersonFact {
  return PERSON_FACTS[fact] ?? reader(fact.slice('person.'.length))
}

/** A crop that was lost. */
export function cropReader(fact: string): (crop: CropLoss) => unknown {
  return reader(fact.slice('crop.'.length))
}

/** Keys come from facts.yaml, never from a stranger, and no plain object has one of them by birth. */
function reader(key: string): (holder: object) => unknown {
  return (holder) => (key in holder ? Reflect.get(holder, key) : undefined)
}

/** What goes without saying, while only some of the household is known. */
export function presume(book: LawBook, household: Slots, person: Slots, day: DayBook): void {
  for (const { slot, value, when } of book.presumptions)
    if (person[slot] === undefined && low(when.evaluate(household, person, day.figures)) > 0) person[slot] = value
}

function withAges(household: Household, on: Day): Household {
  if (!household.people?.some((person) => person.age === undefined && person.born_on !== undefined)) return household
  const age = PERSON_FACTS['person.age']
  return {
    ...household,
    people: household.people.map((person) => {
      const years = age?.(person, on)
      return typeof years === 'number' ? { ...person, age: years } : person
    }),
  }
}

/** For rules of the whole household, which look at no person. */
export const noPerson: Slots = []
export const HOUSEHOLD_ROWS: readonly Slots[] = [noPerson]
