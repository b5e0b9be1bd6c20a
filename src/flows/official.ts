/** An official writes from a telephone of their own: what became of the order is told, and the talk under way stays as it is. */
import { type Draft, newMessage, say } from './draft.ts'
import { askAgain } from './questions.ts'

/** Takes a message that was carried out (or refused) as an order before the turn; whatever words of danger it holds are for others. */
export function takeOfficialOrder(draft: Draft): boolean {
  const { official } = draft.input
  if (official === undefined) return false
  draft.misses = 0
  say(draft, official.key, official.values ?? {})
  if (draft.waiting) {
    newMessage(draft)
    askAgain(draft)
  }
  return true
}
