/** One message as heard: its text, its folded form, and its meaning, worked out only when something asks for it. */
import type { InboundContent } from '../core/message.ts'
import type { TurnInput } from '../core/session.ts'
import { type Command, exactCommand } from '../language/commands.ts'
import { fold } from '../language/fold.ts'
import type { FarmRegion } from '../language/land.ts'
import { type ReportReading, reportOf } from '../language/report-said.ts'
import { openSaid, type Said } from '../language/report-words.ts'
import { type Understanding, understand } from '../language/understand.ts'
import type { Talk } from './talk.ts'

export interface Heard {
  /** What was typed or tapped; empty for a photo, a place on the map and the like. */
  readonly text: string
  readonly folded: string
  readonly command: Command | null
  /** The meaning of the sentence; null where a bare digit or yes/no cannot mean more than an answer. */
  meaning(): Understanding | null
  /** The words as a story of damage, opened once. */
  said(): Said
  /** What they tell of damage, read once a region: an area in sào has a size only where it is known whose sào it is. */
  told(region?: FarmRegion): ReportReading
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
  let said: Said | undefined
  const told = new Map<FarmRegion | undefined, ReportReading>()
  const opened = () => {
    said ??= openSaid(talk.lexicon, text)
    return said
  }
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
    said: opened,
    told(region) {
      const before = told.get(region)
      if (before) return before
      const read = reportOf(opened(), { today: input.today, ...(region ? { region } : {}) })
      told.set(region, read)
      return read
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
