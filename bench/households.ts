/** Households that could exist, every fact of the law book known, in printed shares. The shares are our guess of who writes, not a census. */
import {
  CAUSES,
  CROPS,
  type CropLoss,
  type Disaster,
  HOUSE_DAMAGES,
  HOUSEHOLD_CLASSES,
  type Household,
  type Person,
  REGIONS,
} from '../src/core/household.ts'

/** Chances of each thing, as fractions of one; of a list the chances of its values in their order. */
export const SHARES = {
  'people living there, 1 to 8': [0.1, 0.16, 0.18, 0.24, 0.15, 0.1, 0.05, 0.02],
  'age 0-2, 3-5, 6-15, 16-22, 23-39, 40-59, 60-69, 70-74, 75 and more': [
    0.05, 0.06, 0.16, 0.11, 0.2, 0.2, 0.1, 0.05, 0.07,
  ],
  'class: poor, near poor, newly escaped, average, none': [0.25, 0.2, 0.08, 0.25, 0.22],
  'rural (xã)': 0.75,
  'region I, II, III, none': [0.15, 0.08, 0.17, 0.6],
  'extremely difficult hamlet outside region III': 0.05,
  island: 0.01,
  'ethnic minority in region I-III, elsewhere': [0.6, 0.03],
  'farming, in a xã': 0.6,
  'no electricity from the grid': 0.02,
  'clean water or toilet missing, in a xã': 0.15,
  'uses 50 kWh or less': 0.3,
  '"hoàn cảnh khó khăn" confirmed': 0.08,
  'income at or below the poverty line': 0.35,
  'hit by something lately': 0.1,
  'crops lost': 0.05,
  'of those hit: house damaged, nowhere to live, short of food, injured, dead': [0.5, 0.15, 0.3, 0.1, 0.05],
  'studying at 3-5, 6-14, 15-17, 18-22, later': [0.85, 0.98, 0.85, 0.4, 0.01],
  'boarding pupil, in region I-III': 0.2,
  'subject is science or engineering': 0.25,
  'pension or survivor’s money from 60 on, before': [0.25, 0.02],
  'draws social pension, from 75 on without pension': 0.6,
  'draws social assistance, poor or near poor, others': [0.08, 0.02],
  'another monthly sum': 0.01,
  'has wages, from 16 to 60': 0.5,
  'unemployment insured, of those with wages': 0.3,
  'wants a job loan, work abroad, training, from 16 to 45': [0.08, 0.04, 0.07],
  'no source of care, orphan of both, before 22': [0.006, 0.006],
  'single parent, of those from 20 to 55': 0.06,
  'somebody to support one, from 60 on': 0.8,
  'supporter on allowance': 0.1,
  'facility case cared for at home': 0.02,
  'disability mild, severe, extremely severe': [0.015, 0.025, 0.01],
  hiv: 0.003,
  'released from prison': 0.004,
} as const satisfies Readonly<Record<string, number | readonly number[]>>

type Random = () => number

/** Small, seeded, the same everywhere (mulberry32). */
export function randomOf(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** One household with every fact answered. */
export function householdOf(random: Random): Household {
  const chance = (of: number): boolean => random() < of
  const at = (shares: readonly number[]): number => {
    let rest = random() * shares.reduce((sum, one) => sum + one, 0)
    const found = shares.findIndex((one) => {
      rest -= one
      return rest < 0
    })
    return Math.max(0, found)
  }
  const kind = HOUSEHOLD_CLASSES[at(SHARES['class: poor, near poor, newly escaped, average, none'])] ?? 'none'
  const region = REGIONS[at(SHARES['region I, II, III, none'])] ?? 'none'
  const rural = chance(SHARES['rural (xã)'])
  const size = 1 + at(SHARES['people living there, 1 to 8'])
  const poor = kind === 'poor' || kind === 'near_poor'
  const people = Array.from({ length: size }, () => personOf(random, chance, at, poor, region !== 'none'))
  const line = (rural ? 1_500_000 : 2_000_000) * size
  const [minority, elsewhere] = SHARES['ethnic minority in region I-III, elsewhere']
  return {
    area: rural ? 'rural' : 'urban',
    class: kind,
    left_list_on: kind === 'newly_escaped' ? (chance(0.7) ? '2025-12-20' : '2023-05-10') : null,
    difficult: chance(SHARES['"hoàn cảnh khó khăn" confirmed']),
    extremely_difficult_area: region === 'III' || chance(SHARES['extremely difficult hamlet outside region III']),
    region,
    island: chance(SHARES.island),
    ethnic_minority: chance(region === 'none' ? elsewhere : minority),
    farming: rural && chance(SHARES['farming, in a xã']),
    income_month_vnd: Math.round(
      chance(SHARES['income at or below the poverty line']) ? line * random() : line * (1 + 4 * random()) + 1,
    ),
    deprivations: Math.floor(random() * 8),
    electricity_kwh_month: chance(SHARES['uses 50 kWh or less']) ? 45 : 140,
    off_grid: chance(SHARES['no electricity from the grid']),
    rural_water_or_toilet_missing: rural && chance(SHARES['clean water or toilet missing, in a xã']),
    people,
    people_complete: true,
    disaster: disasterOf(random, chance),
  }
}

type Chance = (of: number) => boolean
type At = (shares: readonly number[]) => number

const AGES = [
  [0, 3],
  [3, 6],
  [6, 16],
  [16, 23],
  [23, 40],
  [40, 60],
  [60, 70],
  [70, 75],
  [75, 96],
] as const

function personOf(random: Random, chance: Chance, at: At, poor: boolean, highland: boolean): Person {
  const [from, below] = AGES[at(SHARES['age 0-2, 3-5, 6-15, 16-22, 23-39, 40-59, 60-69, 70-74, 75 and more'])] ?? [
    0, 96,
  ]
  const age = from + Math.floor(random() * (below - from))
  const studying = studyOf(age, chance, at)
  const pensioner = chance(SHARES['pension or survivor’s money from 60 on, before'][age >= 60 ? 0 : 1])
  const survivor = pensioner && chance(0.4)
  const social = age >= 75 && !pensioner && chance(SHARES['draws social pension, from 75 on without pension'])
  const assistance = !social && chance(SHARES['draws social assistance, poor or near poor, others'][poor ? 0 : 1])
  const other = chance(SHARES['another monthly sum'])
  const earns = age >= 16 && age < 60 && studying === 'none' && chance(SHARES['has wages, from 16 to 60'])
  const [loan, abroad, training] = SHARES['wants a job loan, work abroad, training, from 16 to 45']
  const young = age >= 16 && age <= 45
  const [mild, severe, extreme] = SHARES['disability mild, severe, extremely severe']
  const degrees = ['none', 'mild', 'severe', 'extremely_severe'] as const
  const [uncared, orphan] = SHARES['no source of care, orphan of both, before 22']
  return {
    age,
    pension_month_vnd: pensioner ? (chance(0.2) ? 300_000 : 2_500_000) : 0,
    receives: [
      ...(assistance ? (['social_assistance'] as const) : []),
      ...(social ? (['social_pension'] as const) : []),
      ...(survivor ? (['survivor_allowance'] as const) : []),
      ...(other ? (['other_monthly'] as const) : []),
    ],
    disability: degrees[at([1 - mild - severe - extreme, mild, severe, extreme])] ?? 'none',
    has_supporter: age < 60 || chance(SHARES['somebody to support one, from 60 on']),
    supporter_on_allowance: age >= 60 && chance(SHARES['supporter on allowance']),
    needs_facility_cared_at_home: age >= 60 && chance(SHARES['facility case cared for at home']),
    hiv: chance(SHARES.hiv),
    earns,
    no_source_of_care: age < 22 && chance(uncared),
    orphan_of_both: age < 22 && chance(orphan),
    single_parent: age >= 20 && age <= 55 && chance(SHARES['single parent, of those from 20 to 55']),
    studying,
    boarding: /primary|secondary/.test(studying) && highland && chance(SHARES['boarding pupil, in region I-III']),
    stem: /vocational|university/.test(studying) && chance(SHARES['subject is science or engineering']),
    wants: [
      ...(young && chance(loan) ? (['job_loan'] as const) : []),
      ...(young && chance(abroad) ? (['work_abroad'] as const) : []),
      ...(young && chance(training) ? (['training'] as const) : []),
    ],
    released_from_prison_on: age >= 18 && chance(SHARES['released from prison']) ? '2024-03-15' : null,
    unemployment_insured: earns && chance(SHARES['unemployment insured, of those with wages']),
  }
}

function studyOf(age: number, chance: Chance, at: At): NonNullable<Person['studying']> {
  const [small, pupil, older, student, later] = SHARES['studying at 3-5, 6-14, 15-17, 18-22, later']
  if (age < 3) return 'none'
  if (age < 6) return chance(small) ? 'preschool' : 'none'
  if (age < 15) return chance(pupil) ? (age < 11 ? 'primary' : 'lower_secondary') : 'none'
  if (age < 18)
    return chance(older)
      ? ((['upper_secondary', 'continuing', 'vocational'] as const)[at([8, 1, 1])] ?? 'none')
      : 'none'
  if (age < 23) return chance(student) ? (chance(0.6) ? 'university' : 'vocational') : 'none'
  return chance(later) ? 'vocational' : 'none'
}

function disasterOf(random: Random, chance: Chance): Disaster {
  const cropsLost = chance(SHARES['crops lost'])
  const hit = cropsLost || chance(SHARES['hit by something lately'])
  const [house, nowhere, food, injured, dead] =
    SHARES['of those hit: house damaged, nowhere to live, short of food, injured, dead']
  if (!hit)
    return {
      cause: 'none',
      house: 'none',
      nowhere_to_live: false,
      not_habitable: false,
      short_of_food: false,
      seriously_injured: 0,
      dead_or_missing: 0,
      crops: [],
    }
  const causes = CAUSES.filter((one) => one !== 'none')
  const damages = HOUSE_DAMAGES.filter((one) => one !== 'none')
  const damage = chance(house) ? (damages[Math.floor(random() * damages.length)] ?? 'none') : 'none'
  return {
    cause: cropsLost && chance(0.8) ? 'disaster' : (causes[Math.floor(random() * causes.length)] ?? 'other'),
    house: damage,
    nowhere_to_live: damage !== 'none' && chance(nowhere),
    not_habitable: damage !== 'none' && chance(0.5),
    short_of_food: chance(food),
    seriously_injured: chance(injured) ? 1 : 0,
    dead_or_missing: chance(dead) ? 1 : 0,
    crops: cropsLost ? cropsOf(random, chance) : [],
  }
}

/** One row a kind: the talk asks which kinds were lost. */
function cropsOf(random: Random, chance: Chance): CropLoss[] {
  const first = CROPS[Math.floor(random() * random() * CROPS.length)] ?? 'rice'
  const kinds = chance(0.15) ? [first, CROPS[Math.floor(random() * CROPS.length)] ?? 'rice'] : [first]
  return [...new Set(kinds)].map((kind) => ({
    kind,
    days_since_sowing: Math.floor(random() * 100),
    growth: Math.round(random() * 100) / 100,
    cycle: Math.round(random() * 100) / 100,
    area_ha: (Math.round(random() * 200) + 5) / 100,
    lost_percent: Math.floor(random() * 101),
  }))
}
