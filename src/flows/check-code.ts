/** Whether a message that somebody received is ours: who sent it and when, or that nobody here did. */
import { vietnamDay } from '../core/day.ts'
import { readCheckCode } from '../language/check-code.ts'
import { type Draft, newMessage, say } from './draft.ts'
import { askAgain } from './questions.ts'

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000
/** Enough of the words to know them by, and the answer stays within two SMS. */
const SHOWN = 70

/** Takes a message that is a check code and nothing else; what was being asked is asked once more. */
export function takeCheckCode(draft: Draft): boolean {
  const code = readCheckCode(draft.heard.text)
  if (code === null) return false
  const { checkedCode } = draft.input
  const message = checkedCode?.code === code ? checkedCode.message : null
  draft.misses = 0
  if (message === null) say(draft, 'broadcast:checked.unknown', { code })
  else {
    const { sender, at, words } = message
    const text = words.packs?.[draft.pack ?? ''] ?? words[draft.language] ?? words.vi
    say(draft, 'broadcast:checked.ours', {
      sender,
      time: clock(at),
      day: { day: vietnamDay(at) },
      words: inShort(text),
    })
  }
  if (draft.waiting) {
    newMessage(draft)
    askAgain(draft)
  }
  return true
}

/** `08:05`, in Vietnam. */
function clock(at: number): string {
  const minutes = Math.floor(((at + 7 * HOUR_MS) % (24 * HOUR_MS)) / MINUTE_MS)
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

function inShort(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length <= SHOWN ? line : `${line.slice(0, line.lastIndexOf(' ', SHOWN))}...`
}
