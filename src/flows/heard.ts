/** One message as heard: its text, its folded form, and its meaning, worked out only when something asks for it. */
import type { InboundContent } from '../core/message.ts'
import type { TurnInput } from '../core/session.ts'
import { type Command, exactCommand } from '../language/commands.ts'
import { fold } from '../language/fold.ts'
import { type Understanding, understand } from '../language/understand.ts'
import type { Talk } from './talk.ts'

export interface Heard {
  /** What was typed or tapped; empty for a photo, a place on the map and the like. */
  readonly text: string
  readonly folded: string
  readonly command: Command | null
  /** The meaning of the sentence; null where a bare digit or yes/no cannot mean more than an answer. */
  meaning(): Understanding | null
}

/** Answers so common and so bare that no meaning is looked for: danger, places and facts cannot hide in them. */
const BARE = new Set(['co', 'khong', 'ko', 'k', 'kg', 'roi', 'chua', 'phai', 'da co', 'da khong', 'yes', 'no', 'ok'])
/** Two digits at most: a lone 112 or 115 may be a cry for help. */
const BARE_NUMBER = /^\d{1,2}$/

/** Reads the words out of a message; `sentence` drops nothing, so that reports keep what was written. */
export function hear(talk: Talk, input: TurnInput): Heard {
  const text = textOf(input.content).slice(0, 2000)
  const folded = fold(text)
  let meaning: Understanding | null | undefined
  return {
    text,
    folded,
    command: folded.length <= 40 ? exactCommand(text) : null,
    meaning() {
      if (meaning === undefined)
        meaning =
          folded === '' || BARE_NUMBER.test(folded) || BARE.has(folded)
            ? null
            : understand(talk.lexicon, text, { today: input.today })
      return meaning
    },
  }
}

function textOf(content: InboundContent): string {
  switch (content.kind) {
    case 'text':
      return content.text.trim()
    case 'button':
      return content.value.trim()
    case 'photo':
      return (content.text ?? '').trim()
    default:
      return ''
  }
}
