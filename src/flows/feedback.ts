/** What a person says of the state's work: kept as it is said, never argued with; of who hides, the session forgets it too. */
import { isFeedbackKind, isFeedbackWish } from '../core/feedback.ts'
import { readPlace } from '../language/places.ts'
import { type Draft, keepAnswer, note, say } from './draft.ts'
import type { Records } from './flow-format.ts'
import { STORY } from './reports.ts'

const FLOW = 'feedback'
/** Since when this talk of feedback runs. */
const SINCE = '_feedback_since'
const KEPT = ['_what', 'kind', 'rating', 'wish', SINCE] as const
/** From so many words on a message has told its story. */
const STORY_WORDS = 5
/** Without such a word a story is not searched for places. */
const NAMES_A_PLACE = /\b(xa|phuong|thi tran|dac khu|commune|ward)\b/

/** True where this very message is the opinion, and no more needs to be asked than what it is about. */
export function tellsFeedback({ answers, heard }: Draft): boolean {
  return answers._what === true && heard.folded.split(' ').length >= STORY_WORDS
}

/** What a `record` step of this flow keeps; nothing for the steps of other flows. */
export function recordFeedback(draft: Draft, what: Records): void {
  if (what === 'feedback_begun') keepAnswer(draft, SINCE, draft.input.now)
  else if (what === 'feedback_told') keepWords(draft)
  else if (what === 'feedback_given') finish(draft)
}

function keepWords(draft: Draft): void {
  const { text, folded } = draft.heard
  const programme = draft.heard.meaning()?.programmes[0]
  const place = NAMES_A_PLACE.test(folded) ? readPlace(draft.talk.places, text, { scope: draft.talk.scope }) : undefined
  const commune = place?.commune?.code
  note(draft, {
    type: 'feedback_told',
    text: text.slice(0, STORY),
    ...(programme === undefined ? {} : { programme }),
    ...(commune === undefined ? {} : { commune }),
  })
}

/** The receipt: with a code where the person may be found again, with a promise where they may not. */
function finish(draft: Draft): void {
  const { kind, rating, wish: wished } = draft.answers
  const wish = isFeedbackWish(wished) ? wished : 'quiet'
  const stars = Number(/^r([1-5])$/.exec(String(rating))?.[1] ?? 0)
  const since = draft.answers[SINCE]
  const code = wish === 'hidden' ? undefined : draft.input.newCaseCode
  note(draft, {
    type: 'feedback_given',
    ...(isFeedbackKind(kind) ? { kind } : {}),
    ...(stars > 0 ? { rating: stars } : {}),
    wish,
    ...(code === undefined ? {} : { code }),
    since: typeof since === 'number' ? since : draft.input.now,
  })
  const receipt = code === undefined && wish !== 'hidden' ? `${wish}_plain` : wish
  say(draft, `feedback:receipt.${receipt}`, code === undefined ? undefined : { code })
  for (const name of KEPT) keepAnswer(draft, name, undefined)
  draft.trail = draft.trail.filter(({ flow }) => flow !== FLOW)
  // A hash of the last words could be compared with the words kept.
  if (wish === 'hidden') draft.echo = undefined
}
