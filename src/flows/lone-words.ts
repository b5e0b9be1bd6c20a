/** A few words that answer another question than the one asked: "74" to a list, "hộ nghèo" to a sum, "bà nằm liệt" to "anything more?". They are taken and not refused. */
import type { Waiting } from '../core/session.ts'
import { readAge } from '../language/answers.ts'
import { understand } from '../language/understand.ts'
import type { Draft } from './draft.ts'
import { absorb } from './facts-known.ts'
import { hints } from './focus.ts'
import { askAgain } from './questions.ts'
import { go, startFlow } from './run.ts'

/** From here on a lone number where a list is shown is an age: "12" may be two choices. */
const NO_CHOICE = 16
const MORE = 'ask_more'
/** Named with a programme these begin a talk of their own. */
const OTHER_WISHES = new Set(['credit', 'training', 'jobs', 'contact_human', 'report_status', 'feedback'])
/** "Thôi", "không, nhà không có ai khuyết tật": no, whatever else it names. */
const NOTHING_MORE =
  /^(?:(?:da|thoi|a) )?(?:khong|ko|k|thoi|no)\b|\b(?:khong|ko|k|chang|chua)(?: (?:co|bi|ai|he|con|la|nguoi))+ (?:khuyet|tan tat|liet|bi liet|nam|mu|cam|tam than|dong kinh)/
const CLASSES: Readonly<Record<string, 'poor' | 'near_poor'>> = {
  ngheo: 'poor',
  'ho ngheo': 'poor',
  'can ngheo': 'near_poor',
  'ho can ngheo': 'near_poor',
}

/** "74" to "who is it for?" is an age and no number of the list: it says enough to go on. */
export function takeAge(draft: Draft, waiting: Waiting): boolean {
  const step = draft.talk.flows.step(waiting.flow, waiting.step)
  if (!step || !('ask' in step) || step.hears !== 'age') return false
  // A sentence is read whole, by what it means.
  if (Object.keys(draft.heard.meaning()?.household ?? {}).length > 0) return false
  const age = readAge(draft.heard.text, draft.input.today)
  if (age === null || age < NO_CHOICE) return false
  const { household, programmes } = understand(draft.talk.lexicon, `${age} tuoi`, { today: draft.input.today })
  absorb(draft, household, 0, false)
  startFlow(draft, waiting.flow, hints(draft, programmes))
  return true
}

/**
 * "Bà nằm liệt giường", "có, bà không đi lại được" to "anything more?": the programme that these words point at is looked into, whatever yes or
 * no stands in them; it asks for the paper before it decides anything.
 */
export function takeMore(draft: Draft, waiting: Waiting): boolean {
  if (waiting.step !== MORE || draft.talk.flows.keyword(draft.heard.folded)) return false
  const { folded } = draft.heard
  const meaning = draft.heard.meaning()
  const told = new Set(draft.told ?? [])
  const named = (meaning?.programmes ?? []).filter((programme) => !told.has(programme))
  if (meaning === null || named.length === 0 || NOTHING_MORE.test(folded)) return false
  const { id, confidence } = meaning.intent
  if (OTHER_WISHES.has(id) && confidence >= 0.5) return false
  absorb(draft, meaning.household, 0, false)
  startFlow(draft, waiting.flow, named)
  return true
}

/** In the middle of a screening "hộ nghèo" tells what kind of household it is, and begins nothing new. */
export function takeClass(draft: Draft): boolean {
  const { waiting } = draft
  const named = CLASSES[draft.heard.folded]
  if (named === undefined || !waiting?.question || draft.household.class !== undefined) return false
  absorb(draft, { class: named }, 0, false)
  draft.waiting = undefined
  draft.misses = 0
  carryOn(draft, waiting)
  return true
}

/** A screening goes on from its own step, for a new fact may change what is asked next; any other question stands. */
export function carryOn(draft: Draft, waiting: Waiting): void {
  const step = draft.talk.flows.step(waiting.flow, waiting.step)
  if (step && 'screen' in step) {
    go(draft, waiting.flow, waiting.step)
    return
  }
  draft.waiting = waiting
  askAgain(draft)
}
