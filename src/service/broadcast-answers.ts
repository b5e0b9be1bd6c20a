/** What people send back after a message to many: its check code, or words that belong with it. */
import type { InboundContent } from '../core/message.ts'
import type { TurnInput } from '../core/session.ts'
import { readCheckCode } from '../language/check-code.ts'
import type { InboundRow } from '../store/store.ts'
import type { Ports } from './ports.ts'
import { speakerFor } from './speaker.ts'

/** After three days people write of something else. */
const THREADED_MS = 72 * 3_600_000
/** Commands, codes and answers to our own questions are no answer to a broadcast. */
const OTHERS: ReadonlySet<string> = new Set([
  ...[
    'exact_opt_out',
    'official_command',
    'command',
    'check_code',
    'taken_back',
    'opt_out_wording',
    'check_in',
    'poll',
  ],
  ...['waiting_answer', 'case_code', 'keyword', 'paused', 'muted', 'tie', 'without_words', 'failed'],
])

/** What the turn may know of the check code that this message is; undefined when it is none. */
export async function lookUpCheckCode(ports: Ports, content: InboundContent): Promise<TurnInput['checkedCode']> {
  const code = content.kind === 'text' ? readCheckCode(content.text) : null
  if (code === null) return undefined
  const found = await ports.store.broadcasts.checked(code)
  if (found === null) return { code, message: null }
  const { name } = await speakerFor(ports, found.organisation)
  return { code, message: { sender: name, at: found.startedAt, words: found.words } }
}

/** Words that no row of ours asked for: should this person have been written to lately, they stand with that broadcast. */
export function broadcastAnswered(
  { content }: Pick<InboundRow, 'content'>,
  route: string,
  at: number,
): { readonly answersBroadcastSince?: number } {
  const isWords = content.kind === 'text' && content.text.trim() !== ''
  return isWords && !OTHERS.has(route) ? { answersBroadcastSince: at - THREADED_MS } : {}
}
