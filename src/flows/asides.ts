/** A question asked in the middle of another: answered briefly, then the waiting question returns. */
import type { Household } from '../core/household.ts'
import { readAge } from '../language/answers.ts'
import { type Draft, newMessage, say } from './draft.ts'
import { absorb } from './facts-known.ts'
import { programmesOf } from './focus.ts'
import { askAgain } from './questions.ts'
import { tellBriefly, tellPerson } from './tell.ts'

/** How a question sounds, folded. A bare answer never matches. */
const QUESTION =
  /\?\s*$|\b(thi sao|thi the nao|bao nhieu|o dau|the nao|lam sao|khi nao|bao gio|giay to gi|duoc gi|la gi|la sao|duoc khong|duoc k|duoc ko|co duoc|how much|how|where|when|what about|what)\b/

/** "Thế con tôi 2 tuổi thì sao": somebody else is meant, whatever the question asked for. */
const SOMEBODY = /\b(thi sao|thi the nao|what about|how about)\b/
const HOW = /\b(giay to|o dau|nop|thu tuc|ho so|lam sao|cach lam|where|papers|how do)\b/

/** True when a folded message asks for something rather than answers. */
export function asks(folded: string): boolean {
  return QUESTION.test(folded)
}

/** Takes the message when it asks instead of answering; the facts in it are kept, for the person it speaks of. */
export function askMidway(draft: Draft): boolean {
  const { waiting, heard } = draft
  if (!waiting?.question || !asks(heard.folded)) return false
  const meaning = heard.meaning()
  if (!meaning) return false
  const { intent } = meaning
  const ofRights = intent.id === 'programme_info' || intent.id === 'eligibility' || intent.id === 'credit'
  const said = withAge(draft, meaning.household)
  const known = draft.household.people?.length ?? 0
  const person = absorb(draft, said, waiting.question.person ?? 0, false)
  const another = (draft.household.people?.length ?? 0) > known && known > 0
  const programmes = meaning.programmes.length > 0 ? meaning.programmes : inHand(draft)
  if (another || (ofRights && (said.people?.length ?? 0) > 0)) tellPerson(draft, person)
  else if (ofRights && programmes.length > 0) tellBriefly(draft, programmes.slice(0, 2), HOW.test(heard.folded))
  else return false
  draft.misses = 0
  newMessage(draft)
  say(draft, 'common:back_to_question')
  askAgain(draft)
  return true
}

/** An age in such a question is the age of whom it asks about. */
function withAge(draft: Draft, said: Household): Household {
  if (said.people || !SOMEBODY.test(draft.heard.folded)) return said
  const age = readAge(draft.heard.text, draft.input.today)
  return age === null ? said : { ...said, people: [{ age }] }
}

/** What is being screened now, when it is one programme. */
function inHand(draft: Draft): readonly string[] {
  const { waiting } = draft
  const step = waiting && draft.talk.flows.step(waiting.flow, waiting.step)
  if (!step || !('screen' in step) || step.screen === 'all') return []
  return programmesOf(draft, step.screen).slice(0, 1)
}
