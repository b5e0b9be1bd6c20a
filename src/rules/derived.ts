/** Facts that are computed, each a named function of the household on a day. Undefined means unknown, never "no". */
import { addDays, type Day } from '../core/day.ts'
import type { Household, Person, Question } from '../core/household.ts'

export type HouseholdFact = (household: Household, on: Day) => unknown
export type PersonFact = (person: Person, on: Day) => unknown

/** Completed years: a birthday counts on its day ("từ đủ … tuổi"); a 29 February counts on 1 March. */
export function ageOn(bornOn: Day, on: Day): number {
  const years = Number(on.slice(0, 4)) - Number(bornOn.slice(0, 4))
  return on.slice(5) < bornOn.slice(5) ? years - 1 : years
}

/** Months begun since a day: exactly 36 months later is 36, the day after is 37. */
export function monthsBegun(since: Day, on: Day): number {
  const months =
    (Number(on.slice(0, 4)) - Number(since.slice(0, 4))) * 12 + Number(on.slice(5, 7)) - Number(since.slice(5, 7))
  // A 31st has its month full on the last day of a shorter month.
  const lastDay = new Date(Date.UTC(Number(on.slice(0, 4)), Number(on.slice(5, 7)), 0)).getUTCDate()
  return Number(on.slice(8)) > Math.min(Number(since.slice(8)), lastDay) ? months + 1 : months
}

/** First day of the lunar year. */
const TET: readonly Day[] = ['2025-01-29', '2026-02-17', '2027-02-06', '2028-01-26', '2029-02-13', '2030-02-03']
const TET_SEASONS = TET.map((tet) => ({ from: addDays(tet, -30), to: addDays(tet, 7) }))

/**
 * Whether rice for Tết can be a matter now: from 30 days before the first day of the lunar year to 7 days after. The decree says only
 * "at Tết"; the days are ours, wide enough that nobody in need is told to come later. Undefined beyond the years we hold.
 */
export function nearTet(on: Day): boolean | undefined {
  if (on < '2024-03-01' || on > '2030-12-01') return undefined
  return TET_SEASONS.some(({ from, to }) => on >= from && on <= to)
}

/** By fact id; what is not here is read as it stands. */
export const HOUSEHOLD_FACTS: Readonly<Record<string, HouseholdFact>> = {
  months_since_left_list: ({ left_list_on: left }, on) =>
    left === undefined || left === null ? left : monthsBegun(left, on),
  anyone_on_social_assistance: anyoneOnAssistance,
  // Everybody who lives there counts, whatever their age.
  income_per_person: ({ income_month_vnd: income, people, people_complete: complete }) =>
    income === undefined || !complete || !people || people.length === 0 ? undefined : income / people.length,
  near_tet: (_household, on) => nearTet(on),
  has_child_counted: (household) => {
    const { sure, possible } = childrenCounted(household)
    return sure > 0 ? true : possible > 0 ? undefined : false
  },
}

export const PERSON_FACTS: Readonly<Record<string, PersonFact>> = {
  'person.months_since_release': ({ released_from_prison_on: released }, on) =>
    released === undefined || released === null ? released : monthsBegun(released, on),
  'person.age': ({ age, born_on: born }, on) => age ?? (born === undefined ? undefined : ageOn(born, on)),
}

/** Where a computed fact is asked of one person of a known household rather than of the whole. */
export const ASKED_OF_PERSON: Readonly<Record<string, (household: Household) => Question | null>> = {
  has_child_counted: (household) => {
    const { people = [] } = household
    return (
      personLacking(
        household,
        'person.age',
        ({ age, single_parent: single }) => age === undefined && single !== true,
      ) ??
      // Whether somebody grown who studies is the child of who draws it, their ages tell.
      personLacking(
        household,
        'person.age',
        ({ age, single_parent: single, receives }) =>
          age === undefined &&
          single === true &&
          receives?.includes('social_assistance') === true &&
          people.some(({ age: other = 0 }) => other >= 16),
      ) ??
      personLacking(
        household,
        'person.receives',
        ({ single_parent: single, receives }) => single === true && !receives,
      ) ??
      personLacking(
        household,
        'person.studying',
        ({ age = 0, studying, single_parent: single }, i) =>
          age >= 16 && single !== true && studying === undefined && keepsParent(people, i, drawsForSure),
      )
    )
  },
  anyone_on_social_assistance: (household) =>
    personLacking(household, 'person.receives', (person) => person.receives === undefined),
}

/**
 * Children that count for a single poor parent (NĐ 335/2026/NĐ-CP, Điều 5): those under 16; and those of a parent who already draws it, while
 * they study. `possible` adds people of whom we do not know yet.
 */
export function childrenCounted(household: Household): { sure: number; possible: number } {
  const { children_under_16: told, people = [], people_complete: complete = false } = household
  if (told !== undefined && !complete) return { sure: told, possible: told }
  let sure = 0
  let possible = complete ? 0 : 1
  for (const [i, person] of people.entries()) {
    if (person.single_parent === true) continue // a parent, not one of the children
    if (person.age === undefined) possible++
    else if (person.age < 16) sure++
    else if (keepsParent(people, i, drawsForSure)) {
      if (person.studying === undefined) possible++
      else sure += studies(person)
    } else if (keepsParent(people, i, mayDraw) && (person.studying === undefined || studies(person) === 1)) possible++
  }
  return { sure, possible: sure + possible }
}

/** Nobody is a parent earlier: a grandmother or a brother in the house is not taken for the child. */
const YOUNGEST_PARENT = 12

/** Whether somebody else in the house is the single parent who draws it, and could be this one's parent. */
function keepsParent(people: readonly Person[], child: number, draws: (person: Person) => boolean): boolean {
  const years = people[child]?.age ?? 0
  return people.some(
    (person, i) => i !== child && draws(person) && (person.age === undefined || person.age >= years + YOUNGEST_PARENT),
  )
}

/** A child under 16 is nobody's single parent; of whose age we know nothing, nobody is surely the child. */
function drawsForSure({ age = 0, single_parent: single, receives }: Person): boolean {
  return age >= 16 && single === true && receives?.includes('social_assistance') === true
}

function mayDraw({ age = 16, single_parent: single, receives }: Person): boolean {
  return age >= 16 && single !== false && receives?.includes('social_assistance') !== false
}

function studies({ studying }: Person): 0 | 1 {
  return studying === undefined || studying === 'none' || studying === 'preschool' ? 0 : 1
}

function anyoneOnAssistance(household: Household): boolean | undefined {
  const { people, people_complete: complete, anyone_on_social_assistance: told } = household
  if (people?.some((person) => person.receives?.includes('social_assistance'))) return true
  if (!complete) return told
  return people?.every((person) => person.receives !== undefined) ? false : undefined
}

function personLacking(
  { people, people_complete: complete }: Household,
  fact: string,
  lacks: (person: Person, index: number) => boolean,
): Question | null {
  if (!complete) return null
  const person = people?.findIndex(lacks) ?? -1
  return person < 0 ? null : { fact, person }
}
