/** The steps of a case: which step leads from where to where, who may take it, and how long the next one may take. A table, with tests. */
import type { CaseKind, CaseStatus, CloseReason } from '../core/case.ts'
import { type Ability, may, type Role } from '../core/official.ts'

export const STEPS = ['seen', 'verify', 'decide', 'support', 'confirm', 'close', 'reopen'] as const
export type Step = (typeof STEPS)[number]

interface Row {
  readonly step: Step
  readonly kinds: readonly CaseKind[]
  readonly from: readonly CaseStatus[]
  readonly to: CaseStatus
  readonly ability: Ability
}

const HARDSHIP: readonly CaseKind[] = ['hardship']
const BOTH: readonly CaseKind[] = ['hardship', 'question']

/**
 * Whoever verifies has seen. Nothing is decided that nobody verified, and nothing is given that nobody decided: those two steps are
 * never skipped, because money follows them. A decision may be made anew before it is given. Back goes only by opening again.
 */
const TABLE: readonly Row[] = [
  { step: 'seen', kinds: BOTH, from: ['new'], to: 'seen', ability: 'work_cases' },
  { step: 'verify', kinds: HARDSHIP, from: ['new', 'seen'], to: 'verified', ability: 'work_cases' },
  { step: 'decide', kinds: HARDSHIP, from: ['verified', 'decided'], to: 'decided', ability: 'decide_cases' },
  { step: 'support', kinds: HARDSHIP, from: ['decided'], to: 'supported', ability: 'work_cases' },
  // The household says so itself by message; here an official writes down what it said at the desk or on the phone.
  { step: 'confirm', kinds: HARDSHIP, from: ['supported'], to: 'confirmed', ability: 'work_cases' },
  {
    step: 'close',
    kinds: BOTH,
    from: ['new', 'seen', 'verified', 'decided', 'supported'],
    to: 'closed',
    ability: 'work_cases',
  },
  { step: 'reopen', kinds: BOTH, from: ['closed', 'confirmed'], to: 'seen', ability: 'work_cases' },
]

/** Where a step leads from a status, or null where it is not taken. */
export function leadsTo(kind: CaseKind, from: CaseStatus, step: Step): CaseStatus | null {
  return TABLE.find((row) => row.step === step && row.kinds.includes(kind) && row.from.includes(from))?.to ?? null
}

export function abilityFor(step: Step): Ability {
  return TABLE.find((row) => row.step === step)?.ability ?? 'work_cases'
}

/** The steps that a role may take now, in order. */
export function stepsFor(kind: CaseKind, from: CaseStatus, role: Role): readonly Step[] {
  return STEPS.filter((step) => leadsTo(kind, from, step) !== null && may(role, abilityFor(step)))
}

/** A duplicate is not closed but merged, so that it points to the case that goes on. */
const CLOSE_BY_KIND: Readonly<Record<CaseKind, readonly CloseReason[]>> = {
  hardship: ['helped', 'not_found', 'not_true', 'not_covered', 'other_place', 'withdrawn', 'no_answer'],
  question: ['answered', 'other_place', 'withdrawn', 'no_answer'],
}

export function closeReasons(kind: CaseKind): readonly CloseReason[] {
  return CLOSE_BY_KIND[kind]
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Our own working times, not the law's (it names none, Decree 335/2026 Article 13); an official may set another for each case. */
const NEXT_STEP_MS: Readonly<Record<CaseStatus, { readonly usual: number; readonly danger: number } | null>> = {
  new: { usual: DAY_MS, danger: HOUR_MS },
  seen: { usual: 2 * DAY_MS, danger: 4 * HOUR_MS },
  verified: { usual: 5 * DAY_MS, danger: 2 * DAY_MS },
  decided: { usual: 10 * DAY_MS, danger: 5 * DAY_MS },
  supported: null,
  confirmed: null,
  closed: null,
}

/** When the next step of a case is due that has just come to a status; null: nobody waits. */
export function nextDueAt(status: CaseStatus, danger: boolean, now: number): number | null {
  const within = NEXT_STEP_MS[status]
  return within === null ? null : now + (danger ? within.danger : within.usual)
}
