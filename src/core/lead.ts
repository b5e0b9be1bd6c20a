/** Somebody wants something that people must help with: the commune or the bank gets a row to act on. */
import type { Day } from './day.ts'
import type { Household } from './household.ts'

export const LEAD_KINDS = ['credit', 'training', 'job', 'abroad'] as const
export type LeadKind = (typeof LEAD_KINDS)[number]

/** A result that a person kept: enough to work it out again, with its programmes in the order they were shown. */
export interface SavedResult {
  readonly code: string
  readonly household: Household
  readonly programmes: readonly string[]
  readonly on: Day
}
