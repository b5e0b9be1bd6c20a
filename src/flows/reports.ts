/** Reports of danger and hardship: kept the moment they are said, so that a person who stops in the middle has been heard. */
import type { InboundContent } from '../core/message.ts'
import type { AnswerValue } from '../core/session.ts'
import { type Draft, note } from './draft.ts'

/** A report keeps what was written; no message is longer than this in practice. */
export const STORY = 1000

/** Keeps what this flow knows so far as an event; `extra` holds words that stay out of the session. */
export function report(draft: Draft, flow: string, extra: Readonly<Record<string, AnswerValue>> = {}): void {
  const kind = draft.talk.flows.flow(flow)?.report
  if (kind === undefined) return
  const known = Object.entries(draft.answers).filter(([name]) => !name.startsWith('_'))
  const details: Record<string, AnswerValue> = Object.fromEntries(known)
  for (const [name, value] of Object.entries(extra))
    details[name] = typeof value === 'string' ? value.slice(0, STORY) : value
  note(draft, { type: 'hardship_reported', danger: kind === 'danger', details })
}

/** A photo alone, or a place on the map: no words, but it belongs to the report. */
export function attached(content: InboundContent): Readonly<Record<string, string>> {
  if (content.kind === 'photo') return { photo: content.ref }
  if (content.kind === 'location') return { location: `${content.lat},${content.lon}` }
  return {}
}
