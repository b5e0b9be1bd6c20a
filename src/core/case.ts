/** What an official works on: its words, the steps it goes through, and the codes people know it by. */
import type { Report } from './report.ts'

/** hardship: damage or danger reported · question: somebody wants a person to answer. */
export const CASE_KINDS = ['hardship', 'question'] as const
export type CaseKind = (typeof CASE_KINDS)[number]

/** In order; `confirmed`: the household says that it came. */
export const CASE_STATUSES = ['new', 'seen', 'verified', 'decided', 'supported', 'confirmed', 'closed'] as const
export type CaseStatus = (typeof CASE_STATUSES)[number]
/** Nobody needs to act on these any more. */
export const DONE_STATUSES: ReadonlySet<CaseStatus> = new Set<CaseStatus>(['confirmed', 'closed'])

export const CLOSE_REASONS = [
  'helped',
  'duplicate',
  'not_found',
  'not_true',
  'not_covered',
  'other_place',
  'withdrawn',
  'no_answer',
  'answered',
] as const
export type CloseReason = (typeof CLOSE_REASONS)[number]

/** The open case of the person who writes, as the talk may know it. */
export interface OpenCase {
  readonly code: string
  readonly kind: CaseKind
  readonly status: CaseStatus
  readonly report: Report
  /** Code of the disaster event it belongs to. */
  readonly disaster?: string
}

/** A case whose code somebody typed: `own` says whether it is theirs; of another's nothing else is known. */
export interface AskedCase {
  readonly code: string
  readonly found: boolean
  readonly own: boolean
  readonly status?: CaseStatus
  readonly kind?: CaseKind
  readonly closedReason?: CloseReason
  /** Proposed or decided support, for the status told; rice in kilograms. */
  readonly supports?: readonly { readonly rule: string; readonly amountVnd?: number; readonly riceKg?: number }[]
  readonly report?: Report
}

/** An event opened by officials for the place where the person is: the talk becomes short there. */
export interface ActiveDisaster {
  readonly id: string
  readonly name: string
  readonly hazard: string
  /** They were asked whether they are safe: `asked` while they have not answered. */
  readonly checkIn?: 'asked' | 'safe' | 'need_help'
  /** They were asked since they last wrote: the question stands as the last one they read. */
  readonly fresh?: true
  /** The commune of the event in which they live. */
  readonly commune?: string
  /** What officials tell people there. */
  readonly words?: string
}
