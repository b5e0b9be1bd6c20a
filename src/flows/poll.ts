/** A bare number answers the open poll that the person was asked, where nothing else waits or the poll came last. */
import { type Draft, newMessage, note, say } from './draft.ts'
import { askAgain } from './questions.ts'

const NUMBER = /^(?:so |chon )?([1-5])[.)]?$/
const MENUS: ReadonlySet<string> = new Set(['menu', 'disaster-menu', 'common'])

/** Takes it with thanks, and asks again what was waiting. The answers to a report under way are left alone. */
export function takePoll(draft: Draft): boolean {
  const { waiting, heard, input, talk } = draft
  const { poll } = input
  if (poll === undefined || input.paused) return false
  if (waiting && (!poll.fresh || talk.flows.flow(waiting.flow)?.report !== undefined)) return false
  const answer = Number(NUMBER.exec(heard.folded.trim())?.[1] ?? 0)
  if (answer < 1 || answer > poll.options) return false
  draft.misses = 0
  note(draft, { type: 'poll_answered', poll: poll.id, answer })
  say(draft, 'poll:thanks')
  if (waiting && !MENUS.has(waiting.flow)) {
    newMessage(draft)
    askAgain(draft)
  }
  return true
}
