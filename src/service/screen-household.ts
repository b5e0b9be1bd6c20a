/** A household as others write it (design §7.1), believed only after every key and value was checked. */
import { z } from 'zod'
import { type Day, isDay } from '../core/day.ts'
import {
  AREAS,
  CAUSES,
  CROPS,
  DISABILITIES,
  HOUSE_DAMAGES,
  HOUSEHOLD_CLASSES,
  type Household,
  RECEIPTS,
  REGIONS,
  STUDIES,
  WANTS,
} from '../core/household.ts'
import { ageOn } from '../rules/derived.ts'

/** Nobody known has lived longer. */
const OLDEST = 130

const day = z
  .string('must be a day written "2026-11-23"')
  .refine(isDay, 'must be a day that exists, written "2026-11-23"')
const yes = z.boolean('must be true or false')
/** The words of a talk that mean "nothing of the kind" are left out of the line instead. */
const told = (values: readonly string[]): [string, ...string[]] => {
  const [first = '', ...rest] = values.filter((value) => value !== 'none')
  return [first, ...rest]
}
const one = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, `must be one of ${values.join(', ')}`)
const count = (what: string, most: number) =>
  z.number(`must be ${what}`).int(`must be ${what}`).min(0, `must be ${what}`).max(most, `must be at most ${most}`)
const between = (least: number, most: number) => {
  const message = `must be a number from ${least} to ${most}`
  return z.number(message).min(least, message).max(most, message)
}
const money = count('whole đồng, 0 or more', Number.MAX_SAFE_INTEGER)
const howMany = count('a whole number, 0 or more', 10_000)

const Person = z.strictObject({
  age: count('completed years, 0 or more', OLDEST).optional(),
  born_on: day.optional(),
  pension_month_vnd: money.optional(),
  receives: z.array(one(RECEIPTS), 'must be a list').optional(),
  disability: one(DISABILITIES).optional(),
  has_supporter: yes.optional(),
  supporter_on_allowance: yes.optional(),
  needs_facility_cared_at_home: yes.optional(),
  hiv: yes.optional(),
  earns: yes.optional(),
  no_source_of_care: yes.optional(),
  orphan_of_both: yes.optional(),
  single_parent: yes.optional(),
  studying: one(STUDIES).optional(),
  boarding: yes.optional(),
  stem: yes.optional(),
  wants: z.array(one(WANTS), 'must be a list').optional(),
  released_from_prison_on: day.nullable().optional(),
  unemployment_insured: yes.optional(),
})

const Crop = z.strictObject({
  kind: one(CROPS).optional(),
  days_since_sowing: howMany.optional(),
  growth: between(0, 1).optional(),
  cycle: between(0, 1).optional(),
  area_ha: between(0, 100_000).optional(),
  lost_percent: between(0, 100).optional(),
})

const Line = z.strictObject(
  {
    on: day,
    province: z.string('must be a province code in quotes: "08"').optional(),
    area: one(AREAS).optional(),
    class: one(HOUSEHOLD_CLASSES).optional(),
    left_list_on: day.nullable().optional(),
    difficult: yes.optional(),
    extremely_difficult_area: yes.optional(),
    region: one(told(REGIONS)).optional(),
    island: yes.optional(),
    ethnic_minority: yes.optional(),
    farming: yes.optional(),
    income_month_vnd: money.optional(),
    deprivations: count('a whole number from 0 to 12', 12).optional(),
    electricity_kwh_month: between(0, 1_000_000).optional(),
    off_grid: yes.optional(),
    rural_water_or_toilet_missing: yes.optional(),
    people: z.array(Person, 'must be a list of people').max(200, 'must be one household').optional(),
    disaster: z
      .strictObject({
        cause: one(told(CAUSES)).optional(),
        house: one(HOUSE_DAMAGES).optional(),
        nowhere_to_live: yes.optional(),
        not_habitable: yes.optional(),
        short_of_food: yes.optional(),
        seriously_injured: howMany.optional(),
        dead_or_missing: howMany.optional(),
        crops: z.array(Crop, 'must be a list of crops').optional(),
      })
      .optional(),
  },
  'must be one JSON object',
)
type Line = z.infer<typeof Line>

/** The household with `people_complete` where people are given; or a sentence naming the key that is wrong. */
export function readHousehold(
  text: string,
  provinces: ReadonlySet<string>,
): { household: Household; on: Day } | { error: string } {
  let json: unknown
  try {
    // Editors on Windows begin a file with a byte order mark.
    json = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    return { error: 'the line is not JSON: one object a line, keys and texts in double quotes' }
  }
  const read = Line.safeParse(json)
  if (!read.success) return { error: sentence(read.error.issues[0]) }
  const wrong = contradiction(read.data, provinces)
  if (wrong !== null) return { error: wrong }
  const { on, ...given } = read.data
  const household: Household = { ...present(given), ...(given.people ? { people_complete: true } : {}) }
  return { household, on }
}

function sentence(issue: z.core.$ZodIssue | undefined): string {
  if (!issue) return 'the line cannot be read'
  const at = issue.path.map(String).join('.')
  if (issue.code === 'unrecognized_keys') return `${[...issue.path, issue.keys[0]].join('.')} is not a known key`
  return `${at === '' ? 'the line' : at} ${/^must/.test(issue.message) ? issue.message : 'has the wrong type'}`
}

/** Values that are each possible, and not together. */
function contradiction(
  { on, province, left_list_on, people = [] }: Line,
  provinces: ReadonlySet<string>,
): string | null {
  if (province !== undefined && !provinces.has(province))
    return `province ${province} does not exist today; it is a code such as "08"`
  if (left_list_on && left_list_on > on) return 'left_list_on is after on'
  for (const [i, { age, born_on, released_from_prison_on: released }] of people.entries()) {
    if (released && released > on) return `people.${i}.released_from_prison_on is after on`
    if (born_on === undefined) continue
    if (born_on > on) return `people.${i}.born_on is after on`
    if (ageOn(born_on, on) > OLDEST) return `people.${i}.born_on makes the person older than ${OLDEST}`
    if (age !== undefined && ageOn(born_on, on) !== age) return `people.${i}.age is not what born_on makes it`
  }
  return null
}

/** The same without keys that zod typed as possibly undefined: JSON never holds one. */
function present(given: Omit<Line, 'on'>): Household {
  return JSON.parse(JSON.stringify(given))
}
