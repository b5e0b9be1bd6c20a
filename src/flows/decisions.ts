/** Named questions that a `decide` step may put to the session; everything else a `decide` names is a saved answer. */
import type { Draft } from './draft.ts'
import { tellsFeedback } from './feedback.ts'
import { loanQuestion, loansFor } from './loans.ts'
import { hasModels, modelPlace } from './models.ts'
import { isEnrolled } from './offers.ts'
import { sharing } from './pledges.ts'
import { hasOpenCase } from './report-status.ts'
import { reportState } from './trouble.ts'

/** Each answers with the name of a case. */
export const DECISIONS: Readonly<Record<string, (draft: Draft) => string>> = {
  /** Is there a programme the person has in mind, by word or by what is known? */
  has_hint: (draft) => (draft.focus && draft.focus.length > 0 ? 'yes' : 'no'),
  /** Is the older person, the child asked about somebody already known, or is nobody known yet? */
  has_elder: (draft) => knows(draft, (age) => age >= 55),
  has_child: (draft) => knows(draft, (age) => age < 23),
  /** Is the desk's phone number known? */
  has_phone: (draft) => (draft.input.speaker.phone === undefined ? 'no' : 'yes'),
  /** Did they put their name down for a class, a job that is still to begin? */
  enrolled_class: (draft) => (isEnrolled(draft, 'class') ? 'yes' : 'no'),
  enrolled_job: (draft) => (isEnrolled(draft, 'job') ? 'yes' : 'no'),
  /** Has what happened been said already? */
  has_story: (draft) => (draft.answers._what === true ? 'yes' : 'no'),
  /** Does this very message tell the opinion? */
  tells_feedback: (draft) => (tellsFeedback(draft) ? 'yes' : 'no'),
  /** Is there a story to read, and what follows the page just shown: `more`, an `other` one, `last`? */
  has_models: hasModels,
  model_place: modelPlace,
  /** May this person's number go over: `none` (nobody asked), `asked`, `yes`, `no`, `given` (it has gone over)? */
  sharing,
  /** Do they offer anything still? */
  has_pledge: (draft) => ((draft.input.helping?.open ?? 0) > 0 ? 'yes' : 'no'),
  /** Where a report stands: `new`, `open` (a case is, and nothing new is told yet), `added` (told to it), `alarm` (it began as a cry for help). */
  report_state: reportState,
  /** Has the person an open report of damage? */
  has_open_case: hasOpenCase,
  /** Has the person a case in the event that is asked about? */
  has_case_in_event: (draft) => (draft.input.followUp?.code === undefined ? 'no' : 'yes'),
  /** Which question the loan still needs, and whether any loan fits. */
  loan_question: loanQuestion,
  has_loan: (draft) => (loansFor(draft).fits.length > 0 ? 'yes' : 'no'),
}

/** Someone whose age is not known may be the one. */
function knows({ household }: Draft, fits: (age: number) => boolean): string {
  const people = household.people ?? []
  return people.length === 0 || people.some(({ age }) => age === undefined || fits(age)) ? 'yes' : 'no'
}

/** The case a `decide` step takes. */
export function decide(draft: Draft, name: string): string {
  const named = DECISIONS[name]
  if (named) return named(draft)
  const answer = draft.answers[name]
  return answer === undefined || answer === null ? 'unknown' : String(answer)
}
