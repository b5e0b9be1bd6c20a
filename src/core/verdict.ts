/** What the law says of one household on one day, with everything it rests on. */
import type { Day } from './day.ts'
import type { Question } from './household.ts'
import type { TextPart } from './reply.ts'

export const VERDICTS = ['eligible', 'possible', 'not_eligible', 'unknown'] as const
export type VerdictValue = (typeof VERDICTS)[number]

/** entitlement: the law gives it · considered: the commune may grant at least … · apply: a right to apply, not to receive. */
export const VERDICT_KINDS = ['entitlement', 'considered', 'apply'] as const
export type VerdictKind = (typeof VERDICT_KINDS)[number]

export const CONFIDENCES = ['confirmed', 'likely', 'unconfirmed'] as const
export type Confidence = (typeof CONFIDENCES)[number]

/** A place in a legal text: `176/2025/NĐ-CP`, `Điều 3 khoản 1`. Printed in answers as `NĐ 176/2025/NĐ-CP, Điều 3 khoản 1`. */
export interface Citation {
  readonly law: string
  readonly article: string
  readonly confidence: Confidence
}

export type Per = 'month' | 'year' | 'once' | 'course' | 'loan'

/** One condition and how it came out; `text` says it in words a person understands. */
export interface ConditionOutcome {
  readonly text: TextPart
  readonly outcome: true | false | 'unknown'
  readonly citations: readonly Citation[]
  readonly question?: Question
}

/** A dated figure that the verdict used. */
export interface FigureUse {
  readonly parameter: string
  readonly from: Day
  readonly value: number
  readonly citation: Citation
}

/** How to get it: form, desk and time, all from the law. */
export interface HowToApply {
  /** As printed: `Mẫu số 01`. */
  readonly form?: string
  /** `one_stop` (Bộ phận Một cửa), `school`, `savings_group`, `commune`, `vbsp`; words in locales. */
  readonly desk: string
  readonly workingDays?: number
  /** Ids of papers, words in locales `programmes:papers.<id>`. */
  readonly papers: readonly string[]
  readonly citations: readonly Citation[]
}

export interface Verdict {
  /** The id in facts/policy.md, e.g. `SP-75`. */
  readonly rule: string
  readonly programme: string
  readonly kind: VerdictKind
  readonly verdict: VerdictValue
  readonly on: Day
  /** How many people are entitled (SA-4: children), and which, by index in `people`. */
  readonly people: number
  readonly persons: readonly number[]
  /** For all entitled people together; left out where the amount is in doubt or is not money. */
  readonly amountVnd?: number
  readonly riceKg?: number
  readonly per?: Per
  readonly law: readonly Citation[]
  readonly conditions: readonly ConditionOutcome[]
  readonly figures: readonly FigureUse[]
  readonly apply?: HowToApply
  /** Why it is only possible, or not in force on the day. */
  readonly notes: readonly TextPart[]
  /** What must still be known before this verdict can settle. */
  readonly open: readonly Question[]
  /** The one fact that would change the verdict. */
  readonly nearMiss?: { readonly question: Question; readonly text: TextPart }
}

/** All verdicts of one household on one day. */
export interface Screening {
  readonly on: Day
  readonly verdicts: readonly Verdict[]
  /** Of several monthly benefits of one person only the highest is paid (NĐ 335/2026 Điều 6 khoản 2, Điều 31). */
  readonly highestOnly: readonly { readonly person: number; readonly rules: readonly string[] }[]
  /** The question whose answer settles most, or null when nothing open could change a verdict. */
  readonly next: Question | null
}
