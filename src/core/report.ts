/** What a person tells of damage: kept as it comes, so every part may be missing. Absent = not said, never "no". */
import type { Day } from './day.ts'
import { type CropLoss, HOUSE_DAMAGES } from './household.ts'

export const HAZARDS = [
  'flood',
  'flash_flood',
  'landslide',
  'storm',
  'whirlwind',
  'hail',
  'fire',
  'drought',
  'saltwater',
  'cold',
  'earthquake',
  'epidemic',
  'accident',
  'other',
] as const
export type Hazard = (typeof HAZARDS)[number]

/** The law's words, and two that the law does not know: wet or hurt, yet still a house. */
export const REPORTED_HOUSES = [...HOUSE_DAMAGES, 'damaged', 'flooded'] as const
export type ReportedHouse = (typeof REPORTED_HOUSES)[number]

/** Who is helped first. */
export const VULNERABLE = ['infant', 'child', 'elderly', 'pregnant', 'disabled', 'sick', 'alone'] as const
export type Vulnerable = (typeof VULNERABLE)[number]

export const SUPPLIES = ['enough', 'short', 'none'] as const
export type Supply = (typeof SUPPLIES)[number]

export const ANIMALS = ['buffalo_cow', 'pig', 'goat', 'poultry', 'fish', 'other'] as const

export interface AnimalLoss {
  readonly kind: (typeof ANIMALS)[number]
  /** Heads; of fish, square metres of pond are told in words and not here. */
  readonly count?: number
}

/**
 * One household hit by one thing. Counts are people. Places: codes in force today; `village` and `landmark` as written.
 * JSON merges (RFC 7396) make additions: a later part replaces the earlier one, `null` takes it back.
 */
export interface Report {
  readonly forWhom?: 'self' | 'neighbour'
  /** Head of the household, as told; of a neighbour, theirs. */
  readonly name?: string
  readonly hazard?: Hazard
  readonly happenedOn?: Day
  readonly province?: string
  readonly commune?: string
  readonly village?: string
  readonly location?: { readonly lat: number; readonly lon: number }
  readonly people?: number
  readonly hurt?: number
  readonly missing?: number
  readonly dead?: number
  readonly vulnerable?: readonly Vulnerable[]
  readonly house?: ReportedHouse
  readonly nowhereToLive?: boolean
  readonly food?: Supply
  readonly water?: Supply
  readonly crops?: readonly CropLoss[]
  readonly animals?: readonly AnimalLoss[]
  /** Poor, near-poor …: as told; the commune has the list. */
  readonly class?: 'poor' | 'near_poor' | 'newly_escaped' | 'average' | 'none'
  readonly difficult?: boolean
}

/** A change of a report: named parts are replaced, `null` takes a part back. */
export type ReportPatch = { readonly [K in keyof Report]?: Report[K] | null }

/** The report after a change, as the database's `json_patch` makes it. */
export function withPatch(report: Report, patch: ReportPatch): Report {
  const all = Object.entries({ ...report, ...patch }).filter(([, value]) => value !== null && value !== undefined)
  return Object.fromEntries(all)
}
