/** Households that could exist, every fact known: what fast-check draws from. */
import fc from 'fast-check'
import {
  AREAS,
  CAUSES,
  CROPS,
  type CropLoss,
  DISABILITIES,
  HOUSE_DAMAGES,
  HOUSEHOLD_CLASSES,
  type Household,
  type Person,
  RECEIPTS,
  REGIONS,
  STUDIES,
  WANTS,
} from '../../src/core/household.ts'

const edges = [0, 2, 3, 4, 5, 6, 15, 16, 22, 23, 39, 40, 59, 60, 69, 70, 74, 75, 90]

export const anyPerson: fc.Arbitrary<Person> = fc
  .record({
    age: fc.oneof(fc.constantFrom(...edges), fc.integer({ min: 0, max: 100 })),
    pension_month_vnd: fc.constantFrom(0, 0, 499_999, 500_000, 539_999, 540_000, 3_000_000),
    receives: fc.subarray([...RECEIPTS]),
    disability: fc.constantFrom(...DISABILITIES),
    has_supporter: fc.boolean(),
    supporter_on_allowance: fc.boolean(),
    needs_facility_cared_at_home: fc.boolean(),
    hiv: fc.boolean(),
    no_source_of_care: fc.boolean(),
    orphan_of_both: fc.boolean(),
    single_parent: fc.boolean(),
    earns: fc.boolean(),
    boarding: fc.boolean(),
    stem: fc.boolean(),
    wants: fc.subarray([...WANTS]),
    unemployment_insured: fc.boolean(),
    released_from_prison_on: fc.constantFrom(null, '2021-11-22', '2021-11-23', '2025-01-01'),
    studying: fc.constantFrom(...STUDIES),
  })
  .map((person) => ({
    ...person,
    // What the presumptions of policy/facts.yaml take for granted.
    studying: person.age >= 40 ? 'none' : person.studying,
    single_parent: person.age >= 16 && person.single_parent,
    // A survivor's allowance is itself monthly social insurance.
    pension_month_vnd:
      person.receives.includes('survivor_allowance') && person.pension_month_vnd === 0
        ? 300_000
        : person.pension_month_vnd,
  }))

export const anyCrop: fc.Arbitrary<CropLoss> = fc.record({
  kind: fc.constantFrom(...CROPS),
  days_since_sowing: fc.constantFrom(0, 1, 10, 11, 45, 46, 90),
  growth: fc.constantFrom(0, 0.3, 0.4, 0.6, 0.7, 1),
  cycle: fc.constantFrom(0, 0.5, 0.51, 1),
  area_ha: fc.constantFrom(0.05, 0.36, 2),
  lost_percent: fc.constantFrom(0, 29, 30, 70, 71, 100),
})

const around = fc
  .record({
    class: fc.constantFrom(...HOUSEHOLD_CLASSES),
    left_list_on: fc.constantFrom(null, '2023-11-22', '2023-11-23', '2025-12-20'),
    extremely_difficult_area: fc.boolean(),
    region: fc.constantFrom(...REGIONS),
    island: fc.boolean(),
    ethnic_minority: fc.boolean(),
    farming: fc.boolean(),
    area: fc.constantFrom(...AREAS),
    difficult: fc.boolean(),
    income_month_vnd: fc.constantFrom(0, 1_500_000, 2_000_001, 40_000_000, 40_000_001),
    deprivations: fc.integer({ min: 0, max: 12 }),
    rural_water_or_toilet_missing: fc.boolean(),
    disaster: fc.record({
      cause: fc.constantFrom(...CAUSES),
      house: fc.constantFrom(...HOUSE_DAMAGES),
      nowhere_to_live: fc.boolean(),
      not_habitable: fc.boolean(),
      short_of_food: fc.boolean(),
      seriously_injured: fc.integer({ min: 0, max: 2 }),
      dead_or_missing: fc.integer({ min: 0, max: 2 }),
      crops: fc.array(anyCrop, { maxLength: 1 }),
    }),
    electricity_kwh_month: fc.constantFrom(10, 50, 51, 300),
    off_grid: fc.boolean(),
    children_under_16: fc.integer({ min: 0, max: 3 }),
    anyone: fc.boolean(),
  })
  .map(({ anyone, ...rest }) => ({
    ...rest,
    anyone_on_social_assistance: anyone,
    extremely_difficult_area: rest.region === 'III' || rest.extremely_difficult_area,
  }))

/** One person spoken of, the others not known: as in a talk. */
export const talkHousehold: fc.Arbitrary<Household> = fc.tuple(around, anyPerson).map(([household, person]) => ({
  ...household,
  people: [person],
  anyone_on_social_assistance:
    household.anyone_on_social_assistance || (person.receives ?? []).includes('social_assistance'),
}))

/** Everybody listed: as in `npm run screen`. */
export const wholeHousehold: fc.Arbitrary<Household> = fc
  .tuple(around, fc.array(anyPerson, { minLength: 1, maxLength: 4 }))
  .map(([{ children_under_16: _c, anyone_on_social_assistance: _a, ...household }, people]) => ({
    ...household,
    people,
    people_complete: true,
  }))

/** The same with each fact kept or forgotten. */
export function forgetful(household: Household): fc.Arbitrary<Household> {
  const keep = <T extends object>(of: T): fc.Arbitrary<Partial<T>> =>
    fc
      .subarray(Object.keys(of))
      .map((keys) => Object.fromEntries(Object.entries(of).filter(([key]) => keys.includes(key))) as Partial<T>)
  const { people = [], people_complete: complete, ...rest } = household
  return fc.tuple(keep(rest), fc.tuple(...people.map(keep))).map(([facts, persons]) => ({
    ...facts,
    people: persons,
    ...(complete === undefined ? {} : { people_complete: complete }),
  }))
}
