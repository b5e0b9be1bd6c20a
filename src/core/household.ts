/** A household as the law looks at it: the shape of design §7.1. Absent = unknown, never "no"; `null` = never/none for dates. */
import type { Day } from './day.ts'

export const HOUSEHOLD_CLASSES = ['poor', 'near_poor', 'newly_escaped', 'average', 'none'] as const
export const AREAS = ['rural', 'urban'] as const
export const DISABILITIES = ['none', 'mild', 'severe', 'extremely_severe'] as const
export const RECEIPTS = ['social_assistance', 'social_pension', 'survivor_allowance', 'other_monthly'] as const
export const STUDIES = [
  'none',
  'preschool',
  'primary',
  'lower_secondary',
  'upper_secondary',
  'continuing',
  'vocational',
  'university',
] as const
export const WANTS = ['job_loan', 'work_abroad', 'training'] as const
/** `none`: nothing happened. */
export const CAUSES = [
  'disaster',
  'fire',
  'epidemic',
  'traffic',
  'work_accident',
  'crop_failure',
  'other',
  'none',
] as const
export const HOUSE_DAMAGES = ['none', 'collapsed', 'swept_away', 'burnt', 'badly_damaged', 'ordered_to_move'] as const
export const CROPS = ['rice', 'rice_seedling', 'annual', 'forest', 'seed_orchard', 'nursery'] as const
/** `none`: outside the ethnic minority and mountainous areas, where communes have no region. */
export const REGIONS = ['I', 'II', 'III', 'none'] as const

/** One person. Ages are completed years on the day screened; money is whole đồng a month. */
export interface Person {
  age?: number
  born_on?: Day
  pension_month_vnd?: number
  receives?: readonly (typeof RECEIPTS)[number][]
  disability?: (typeof DISABILITIES)[number]
  has_supporter?: boolean
  supporter_on_allowance?: boolean
  needs_facility_cared_at_home?: boolean
  hiv?: boolean
  earns?: boolean
  no_source_of_care?: boolean
  orphan_of_both?: boolean
  single_parent?: boolean
  studying?: (typeof STUDIES)[number]
  boarding?: boolean
  stem?: boolean
  wants?: readonly (typeof WANTS)[number][]
  released_from_prison_on?: Day | null
  unemployment_insured?: boolean
}

export interface CropLoss {
  kind?: (typeof CROPS)[number]
  days_since_sowing?: number
  growth?: number
  cycle?: number
  area_ha?: number
  lost_percent?: number
}

export interface Disaster {
  cause?: (typeof CAUSES)[number]
  house?: (typeof HOUSE_DAMAGES)[number]
  nowhere_to_live?: boolean
  not_habitable?: boolean
  short_of_food?: boolean
  seriously_injured?: number
  dead_or_missing?: number
  crops?: readonly CropLoss[]
}

export interface Household {
  /** 2-digit province code in force today. */
  province?: string
  area?: (typeof AREAS)[number]
  class?: (typeof HOUSEHOLD_CLASSES)[number]
  left_list_on?: Day | null
  difficult?: boolean
  extremely_difficult_area?: boolean
  region?: (typeof REGIONS)[number]
  island?: boolean
  ethnic_minority?: boolean
  farming?: boolean
  income_month_vnd?: number
  deprivations?: number
  electricity_kwh_month?: number
  off_grid?: boolean
  rural_water_or_toilet_missing?: boolean
  people?: readonly Person[]
  /** True: `people` is everybody. In talk we often know one person only, and the others stay unknown. */
  people_complete?: boolean
  /** What holds of everybody of whom nothing else is said ("nobody at home studies"); people added later are not meant. */
  everybody?: Person
  /** Key of a person → indexes of those of whom what `everybody` says was not said. */
  not_said_of?: Readonly<Record<string, readonly number[]>>
  disaster?: Disaster
  /** Asked in talk while only one person is known; counted from `people` once they are complete. */
  children_under_16?: number
  anyone_on_social_assistance?: boolean
}

/**
 * A thing that can be asked, by its id in `policy/facts.yaml` (`class`, `person.age`); `person` is the index in `people` (of a
 * `crop.*` fact: in `disaster.crops`). Several things asked in one message have an id of `policy/questions.yaml`: `people`,
 * `crops`, `which:place`, `who:studying`, `each:person.studying`, and `rest:` before those when it is asked whether that was all.
 */
export interface Question {
  readonly fact: string
  readonly person?: number
  /** Of several things in one message: those still open, in the order of their numbers. */
  readonly items?: readonly string[]
}
