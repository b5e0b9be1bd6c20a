/** What people say of the state's work, as its officials work on it: read within the scope, answered in one SMS, never argued with. */
import type { Official } from '../core/official.ts'
import { withoutNumbers } from '../core/pledge.ts'
import type { TextPart } from '../core/reply.ts'
import type { FeedbackFilter, FeedbackLine, FeedbackPerson } from '../store/feedback-store.ts'
import { unsafeFaults } from '../texts/check-sms.ts'
import { cleaned } from './case-answer.ts'
import { rendered, tell } from './case-notices.ts'
import type { Ports } from './ports.ts'
import { maskedCells, maskedMean } from './small-cells.ts'

export type { FeedbackFilter, FeedbackLine } from '../store/feedback-store.ts'

/** So many stand on one page. */
export const FEEDBACK_PAGE = 25
/** More than these are no longer a file that somebody reads. */
const MOST_ROWS = 5_000
/** SMS parts of one answer. */
const MOST_PARTS = 2
const LONGEST = 400
const DAY_MS = 86_400_000
/** How far back the figures above the list look. */
const FIGURE_DAYS = 90

export interface OpenedFeedback {
  readonly line: FeedbackLine
  /** Whether an answer reaches them: only of who asked for one. */
  readonly reply: 'possible' | 'stopped' | 'not_wanted'
}

/** Why an answer cannot leave. */
export type AnswerFault = 'empty' | 'too_long' | 'holds_link' | 'asks_secret' | 'no_door' | 'stopped' | 'not_wanted'

export interface FeedbackFigure {
  readonly kind: FeedbackLine['kind']
  /** Null: too few to show. */
  readonly count: number | null
  readonly mean: number | null
}

/** Newest first, within the official's scope. */
export function listFeedback({ store, now }: Ports, { scope }: Official, filter: FeedbackFilter, page: number) {
  return store.feedback.list(scope, filter, { limit: FEEDBACK_PAGE, offset: (page - 1) * FEEDBACK_PAGE, now: now() })
}

export interface SharedFeedback {
  readonly line: FeedbackLine
  /** Its words without long numbers. */
  readonly words: string
}

/**
 * For a program of another agency: what was told to its end, after a row. With `words` the look stands in the audit log first. Null as `next`:
 * there is no more.
 */
export async function feedbackAfter(
  { store, now }: Ports,
  { id: by, scope }: Official,
  filter: FeedbackFilter,
  { limit, words }: { readonly limit: number; readonly words: boolean },
): Promise<{ readonly rows: readonly SharedFeedback[]; readonly next: number | null }> {
  const { rows } = await store.feedback.list(scope, filter, { limit, offset: 0, now: now() })
  if (words) await store.audit.append(by, 'feedback_read', { feedback: rows.map(({ id }) => id) }, now())
  // Who has not come to the end of telling may still choose to hide.
  const told = rows.filter(({ status }) => status !== 'draft')
  return {
    rows: told.map((line) => ({ line, words: withoutNumbers(line.text) })),
    next: rows.length === limit ? (rows.at(-1)?.id ?? null) : null,
  }
}

/** Every row of the filter, for a file. */
export async function allFeedback({ store, now }: Ports, { scope }: Official, filter: FeedbackFilter) {
  return (await store.feedback.list(scope, filter, { limit: MOST_ROWS, offset: 0, now: now() })).rows
}

/** The item, which counts as seen from now on; null where it is unknown or not the official's to read. */
export async function openFeedback(ports: Ports, official: Official, id: number): Promise<OpenedFeedback | null> {
  const { scope } = official
  await ports.store.feedback.seen(scope, id)
  const found = await ports.store.feedback.get(scope, id)
  if (found === null) return null
  return { line: found.line, reply: replyTo(found.person) }
}

/** How the answer will arrive, or why it cannot. */
export async function previewFeedbackAnswer(
  ports: Ports,
  official: Official,
  id: number,
  words: string,
): Promise<
  { readonly text: string; readonly shown: string; readonly parts: number } | { readonly refused: AnswerFault } | null
> {
  const found = await ports.store.feedback.get(official.scope, id)
  if (found === null) return null
  const { line, person } = found
  const reply = replyTo(person)
  if (person === null || reply !== 'possible') return { refused: reply === 'stopped' ? 'stopped' : 'not_wanted' }
  const text = cleaned(words)
  if (text === '') return { refused: 'empty' }
  if (text.length > LONGEST) return { refused: 'too_long' }
  const [fault] = unsafeFaults(text)
  if (fault !== undefined) return { refused: /link/.test(fault) ? 'holds_link' : 'asks_secret' }
  const ready = await rendered(ports, person, [answerPart(line, text)], false)
  if (ready === null) return { refused: 'no_door' }
  const parts = ready.messages.reduce((sum, { segments }) => sum + segments, 0)
  if (ready.messages.length > 1 || parts > MOST_PARTS) return { refused: 'too_long' }
  return { text, shown: ready.messages[0]?.text ?? '', parts }
}

/** Kept and owed as one unit: it leaves by day, and never to whoever said stop. */
export async function answerFeedback(
  ports: Ports,
  official: Official,
  id: number,
  { words, version }: { readonly words: string; readonly version: number },
): Promise<'done' | 'conflict' | 'missing' | { readonly refused: AnswerFault }> {
  const { store } = ports
  const { scope, id: by } = official
  const ready = await previewFeedbackAnswer(ports, official, id, words)
  const found = await store.feedback.get(scope, id)
  if (ready === null || found === null || found.person === null) return ready === null ? 'missing' : 'conflict'
  if ('refused' in ready) return ready
  const at = ports.now()
  const { deliveries, notTold } = await tell(ports, found.person, [answerPart(found.line, ready.text)], {
    lane: 'bulk',
    at,
  })
  if (notTold !== undefined) return { refused: notTold === 'stopped' ? 'stopped' : 'no_door' }
  const outcome = await store.feedback.answer(scope, id, { version, answer: ready.text, by, at, deliveries })
  if (outcome === 'done') await store.audit.append(by, 'feedback_answered', { feedback: id }, at)
  return outcome
}

/** How many of each kind in the last three months, and how they rate; few are not shown. */
export async function feedbackFigures({ store, now }: Ports, { scope }: Official): Promise<readonly FeedbackFigure[]> {
  const rows = await store.feedback.counts(scope, now() - FIGURE_DAYS * DAY_MS)
  return figuresBy(rows, ({ kind }) => kind).map(({ of, ...figure }) => ({ kind: of, ...figure }))
}

export interface Counted {
  readonly count: number
  readonly rated: number
  readonly stars: number
}

/** Rows summed by what they are of, most first; groups of few hidden, and no group to be worked out from the others. */
export function figuresBy<Row extends Counted, Of>(
  rows: readonly Row[],
  by: (row: Row) => Of,
): readonly { readonly of: Of; readonly count: number | null; readonly mean: number | null }[] {
  const sums = new Map<Of, Counted>()
  for (const row of rows) {
    const { count, rated, stars } = sums.get(by(row)) ?? { count: 0, rated: 0, stars: 0 }
    sums.set(by(row), { count: count + row.count, rated: rated + row.rated, stars: stars + row.stars })
  }
  const groups = [...sums].sort(([, a], [, b]) => b.count - a.count)
  const counts = maskedCells(groups.map(([, { count }]) => count))
  return groups.map(([of, { rated, stars }], i) => ({ of, count: counts[i] ?? null, mean: maskedMean(stars, rated) }))
}

function replyTo(person: FeedbackPerson | null): OpenedFeedback['reply'] {
  if (person === null) return 'not_wanted'
  return person.stopped ? 'stopped' : 'possible'
}

function answerPart({ code }: FeedbackLine, text: string): TextPart {
  return code === null
    ? { key: 'feedback:answer_plain', values: { text } }
    : { key: 'feedback:answer', values: { code, text } }
}
