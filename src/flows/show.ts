/** What a `show` step shows: one named function each. */
import type { Draft } from './draft.ts'
import type { Show } from './flow-format.ts'
import {
  showLoanChoices,
  showMissed,
  showSchedule,
  showSteps,
  showTerms,
  showWords,
  takeLoanChoice,
} from './loans-show.ts'
import { tellRights } from './report-end.ts'
import { tellOpenCases } from './report-status.ts'
import { tellTrainingSchemes } from './training-schemes.ts'

const SHOWN: Readonly<Record<Exclude<Show, 'loan_choices'>, (draft: Draft) => void>> = {
  loan_missed: showMissed,
  loan_terms: showTerms,
  loan_schedule: showSchedule,
  loan_steps: showSteps,
  loan_words: showWords,
  training_schemes: tellTrainingSchemes,
  report_rights: tellRights,
  case_status: tellOpenCases,
}

/** True when what is shown asks for a number, and waits. */
export function show(draft: Draft, flow: string, step: string, what: Show): boolean {
  if (what === 'loan_choices') return showLoanChoices(draft, flow, step)
  SHOWN[what](draft)
  return false
}

/** The answer to what was shown. */
export function takeShown(draft: Draft, what: Show, value: unknown): void {
  if (what === 'loan_choices') takeLoanChoice(draft, value)
}
