/** Named questions that a `decide` step may put to the session; everything else a `decide` names is a saved answer. */
import type { Draft } from './draft.ts'

/** Each answers with the name of a case. */
export const DECISIONS: Readonly<Record<string, (draft: Draft) => string>> = {
  /** Is there a programme the person has in mind, by word or by what is known? */
  has_hint: (draft) => (draft.focus && draft.focus.length > 0 ? 'yes' : 'no'),
  /** Is the desk's phone number known? */
  has_phone: (draft) => (draft.input.speaker.phone === undefined ? 'no' : 'yes'),
  /** Has what happened been said already? */
  has_story: (draft) => (draft.answers._what === true ? 'yes' : 'no'),
}

/** The case a `decide` step takes. */
export function decide(draft: Draft, name: string): string {
  const named = DECISIONS[name]
  if (named) return named(draft)
  const answer = draft.answers[name]
  return answer === undefined || answer === null ? 'unknown' : String(answer)
}
