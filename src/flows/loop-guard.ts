/** Two machines answering each other must stop; a frightened person repeating a cry for help must not be stopped. */
import { type Draft, note, say } from './draft.ts'

const SAME_TEXT = 5
const SAME_WITHIN_MS = 5 * 60_000
const QUICK_MS = 3_000
const QUICK_TURNS = 10
const MUTE_MS = 60 * 60_000

/** Counts this message; true when it is one too many, or falls into an hour of silence that began earlier. */
export function countMessage(draft: Draft): boolean {
  const { now } = draft.input
  const { flow, step, question } = draft.waiting ?? {}
  // "1" answers many questions in a row; only "1" to one and the same question is a repetition.
  const place = draft.heard.meaning() === null ? ` ${flow} ${step} ${question?.fact} ${question?.person}` : ''
  const hash = hashOf(draft.heard.folded + place)
  const before = draft.echo
  const same = before !== undefined && before.hash === hash && now - before.since < SAME_WITHIN_MS
  const quick = before !== undefined && now - before.last < QUICK_MS ? before.quick + 1 : 0
  draft.echo = { hash, count: same ? before.count + 1 : 1, since: same ? before.since : now, quick, last: now }
  return (draft.mutedUntil ?? 0) > now || draft.echo.count > SAME_TEXT || quick >= QUICK_TURNS
}

/** Says once that the talk rests for an hour, then keeps still. */
export function mute(draft: Draft): void {
  const { now } = draft.input
  if ((draft.mutedUntil ?? 0) > now) return
  const why = (draft.echo?.count ?? 0) > SAME_TEXT ? 'same_text' : 'quick_turns'
  draft.mutedUntil = now + MUTE_MS
  draft.echo = undefined
  note(draft, { type: 'muted', why })
  say(draft, 'common:muted')
}

/** FNV-1a, 32 bits: enough to tell one text from the next; the session keeps no text. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}
