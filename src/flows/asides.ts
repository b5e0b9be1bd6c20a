/** A question asked in the middle of another: answered briefly, then the waiting question returns. */
import { type Draft, newMessage, say } from './draft.ts'
import { absorb } from './facts-known.ts'
import { askAgain } from './questions.ts'
import { tellBriefly, tellPerson } from './tell.ts'

/** How a question sounds, folded. A bare answer never matches. */
const QUESTION =
  /\?\s*$|\b(thi sao|thi the nao|bao nhieu|o dau|the nao|lam sao|khi nao|bao gio|giay to gi|duoc gi|la gi|la sao|duoc khong|duoc k|duoc ko|co duoc|how much|how|where|when|what about|what)\b/

/** Takes the message when it asks instead of answering; the facts in it are kept, for the person it speaks of. */
export function askMidway(draft: Draft): boolean {
  const { waiting, heard } = draft
  if (!waiting?.question || !QUESTION.test(heard.folded)) return false
  const meaning = heard.meaning()
  if (!meaning) return false
  const { intent } = meaning
  const asks = intent.id === 'programme_info' || intent.id === 'eligibility' || intent.id === 'credit'
  const known = draft.household.people?.length ?? 0
  const person = absorb(draft, meaning.household, waiting.question.person ?? 0, false)
  const another = (draft.household.people?.length ?? 0) > known && known > 0
  if (another) tellPerson(draft, person)
  else if (asks && meaning.programmes.length > 0) tellBriefly(draft, meaning.programmes.slice(0, 2))
  else return false
  draft.misses = 0
  newMessage(draft)
  say(draft, 'common:back_to_question')
  askAgain(draft)
  return true
}
