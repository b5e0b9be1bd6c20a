/** A class or a job that officials published for their people. */
import type { Day } from './day.ts'

export const OFFER_KINDS = ['class', 'job'] as const
export type OfferKind = (typeof OFFER_KINDS)[number]

/** What officials wrote stands as they wrote it; what they left out is unknown and is not said. */
export interface Offer {
  readonly id: string
  readonly kind: OfferKind
  readonly title: string
  /** Who teaches or employs. */
  readonly organiser?: string
  readonly place?: string
  readonly startsOn?: Day
  readonly endsOn?: Day
  /** Last day to enrol. */
  readonly closesOn?: Day
  readonly seats?: number
  /** Seats less people enrolled; absent where seats are not counted. */
  readonly seatsLeft?: number
  /** Wage, or what is paid to learners, in the officials' words. */
  readonly pay?: string
  readonly requirements?: string
  /** The person asking put their name down. */
  readonly enrolled?: true
}
