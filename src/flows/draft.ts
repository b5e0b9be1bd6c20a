/** The working copy of one turn: the session as it changes, the replies and events as they gather. Lives for one turn only. */
import type { Household, Question } from '../core/household.ts'
import type { Language } from '../core/language.ts'
import type { Reply, ReplyOption, TextPart, TextValues } from '../core/reply.ts'
import type { AnswerValue, Session, TurnEvent, TurnInput, TurnResult, Waiting } from '../core/session.ts'
import type { PlaceFacts } from '../rules/areas.ts'
import type { Heard } from './heard.ts'
import { keepWhatWasSaid } from './place-facts.ts'
import type { Talk } from './talk.ts'

/** Steps one can go back to; more would only make the session heavy. */
const TRAIL = 8
/** Rules told and questions skipped are remembered up to here; beyond it the oldest is forgotten. */
const REMEMBERED = 40

/** Characters; what is known and asked never gives way, only the steps back do. */
const HEAVIEST = 1950
/** Stands for all programmes in a session. */
const EVERYTHING = '*'

/** Handed over at the end of a report: its receipt must fit one SMS. */
const IN_TROUBLE: ReadonlySet<string> = new Set(['hardship', 'danger'])

interface OpenReply {
  readonly parts: TextPart[]
  options?: readonly ReplyOption[]
  after?: readonly TextPart[]
}

export interface Draft {
  readonly talk: Talk
  readonly input: TurnInput
  readonly heard: Heard
  readonly contentHash: string
  language: Language
  pack: string | undefined
  accents: boolean | undefined
  household: Household
  skipped: readonly string[]
  answers: Readonly<Record<string, AnswerValue>>
  waiting: Waiting | undefined
  aside: Waiting | undefined
  trail: Session['trail']
  focus: readonly string[] | undefined
  told: readonly string[] | undefined
  shown: readonly string[] | undefined
  misses: number
  introduced: boolean
  echo: Session['echo'] | undefined
  mutedUntil: number | undefined
  stopped: boolean | undefined
  commune: string | undefined
  /** Facts in `household` that the commune says and nobody told; see place-facts.ts. */
  fromPlace: PlaceFacts
  /** The turn cannot be decided without these; it is taken again with them. */
  needs: TurnResult['needs']
  /** The fact that was being asked for when this message came. */
  readonly asked: Question | undefined
  /** Facts that this very message said without being asked, to be read back in one clause; see understood.ts. */
  readonly understood: Question[]
  /** Words told in this very turn: for a lead or a report, and never for the session. */
  words: Readonly<Record<string, string>>
  readonly replies: OpenReply[]
  readonly events: TurnEvent[]
}

/** A draft of the session; nothing of the session itself is changed. */
export function openDraft(talk: Talk, session: Session, input: TurnInput, heard: Heard): Draft {
  return {
    talk,
    input,
    heard,
    contentHash: talk.flows.hash,
    language: session.language,
    pack: session.pack,
    accents: session.accents,
    household: session.household,
    skipped: session.skipped,
    answers: session.answers,
    waiting: session.waiting,
    aside: session.aside,
    trail: session.trail,
    focus: session.focus,
    told: session.told?.[0] === EVERYTHING ? everything(talk, session.told[1]) : session.told,
    shown: session.shown,
    misses: session.misses,
    introduced: session.introduced,
    echo: session.echo,
    mutedUntil: session.mutedUntil,
    stopped: session.stopped,
    commune: session.commune,
    fromPlace: {},
    needs: undefined,
    asked: session.waiting?.question,
    understood: [],
    words: {},
    replies: [],
    events: [],
  }
}

/** The turn's result; absent stays absent, so that the session is the same before and after JSON. */
export function closeDraft(draft: Draft): Omit<TurnResult, 'route'> {
  const replies = named(draft)
  const session: Session = {
    contentHash: draft.contentHash,
    language: draft.language,
    household: keepWhatWasSaid(draft),
    skipped: draft.skipped.slice(-REMEMBERED),
    answers: draft.answers,
    trail: [],
    misses: draft.misses,
    introduced: draft.introduced,
    ...(draft.pack === undefined ? {} : { pack: draft.pack }),
    ...(draft.accents === undefined ? {} : { accents: draft.accents }),
    ...(draft.waiting === undefined ? {} : { waiting: draft.waiting }),
    ...(draft.aside === undefined ? {} : { aside: draft.aside }),
    ...(draft.focus === undefined ? {} : { focus: draft.focus }),
    ...(draft.told === undefined ? {} : { told: inShort(draft.talk, draft.told) }),
    ...(draft.shown === undefined ? {} : { shown: draft.shown.slice(0, REMEMBERED) }),
    ...(draft.echo === undefined ? {} : { echo: draft.echo }),
    ...(draft.mutedUntil === undefined ? {} : { mutedUntil: draft.mutedUntil }),
    ...(draft.stopped === undefined ? {} : { stopped: draft.stopped }),
    ...(draft.commune === undefined ? {} : { commune: draft.commune }),
  }
  const spare = HEAVIEST - JSON.stringify(session).length
  return {
    session: { ...session, trail: fitting(draft.trail.slice(-TRAIL), spare) },
    replies,
    events: draft.events,
    ...(draft.needs === undefined ? {} : { needs: draft.needs }),
  }
}

/** The newest steps that fit: of a household of which much is known there are fewer ways back, and the session stays small. */
function fitting(trail: Session['trail'], spare: number): Session['trail'] {
  let from = trail.length
  let left = spare
  while (from > 0) {
    left -= JSON.stringify(trail[from - 1]).length + 1
    if (left < 0) break
    from--
  }
  return from === 0 ? trail : trail.slice(from)
}

/** Once everything was told, the list of it would only make the session heavy; what was told last stays known. */
function inShort({ flows }: Talk, told: readonly string[]): readonly string[] {
  const last = told.at(-1)
  const all = last !== undefined && flows.programmes.length > 1 && flows.programmes.every((one) => told.includes(one))
  return all ? [EVERYTHING, last] : told.slice(-REMEMBERED)
}

function everything({ flows }: Talk, last: string | undefined): readonly string[] {
  return [...flows.programmes.filter((one) => one !== last), ...(last === undefined ? [] : [last])]
}

/** Adds a sentence to the message being written. */
export function say(draft: Draft, key: string, values?: TextValues): void {
  const last = draft.replies.at(-1)
  const open = last && !last.options ? last : newMessage(draft)
  open.parts.push(values ? { key, values } : { key })
}

/** Starts another message: what follows would make this one too long, or deserves its own. */
export function newMessage(draft: Draft): OpenReply {
  const last = draft.replies.at(-1)
  if (last && last.parts.length === 0) return last
  const open: OpenReply = { parts: [] }
  draft.replies.push(open)
  return open
}

/** Puts the choices under the last sentence said. */
export function offer(draft: Draft, options: readonly ReplyOption[]): void {
  const last = draft.replies.at(-1)
  if (last && options.length > 0) last.options = options
}

/** Sentences below the choices of the last message. */
export function finishWith(draft: Draft, parts: readonly TextPart[]): void {
  const last = draft.replies.at(-1)
  if (last) last.after = parts
}

/** Keeps what happened. */
export function note(draft: Draft, event: TurnEvent): void {
  draft.events.push(event)
}

/** Keeps an answer of the running flow; `undefined` forgets it. */
export function keepAnswer(draft: Draft, name: string, value: AnswerValue | undefined): void {
  const { [name]: _, ...rest } = draft.answers
  draft.answers = value === undefined ? rest : { ...rest, [name]: value }
}

/** `class`, or `person.age@1` for another than the first person: how a skipped question is remembered. */
export function questionKey(question: Question): string {
  return question.person === undefined ? question.fact : `${question.fact}@${question.person}`
}

/** The first message of a turn names who speaks; a new contact also hears how to stop. The numbers to call in danger (`say_call`) stand before. */
function named(draft: Draft): Reply[] {
  const replies = draft.replies.filter((reply) => reply.parts.length > 0)
  const first = replies[0]
  if (!first) return []
  // Somebody in danger or just hit hears the greeting and how to stop in a later turn.
  const report =
    draft.events.some(({ type }) => type === 'hardship_reported') ||
    draft.events.some((event) => event.type === 'handed_over' && IN_TROUBLE.has(event.why)) ||
    [draft.waiting, draft.aside].some((one) => one && draft.talk.flows.flow(one.flow)?.report !== undefined)
  const name = { key: draft.introduced || report ? 'common:from' : 'common:introduction' }
  draft.introduced ||= !report
  const [head, ...rest] = first.parts
  const parts = head?.key.endsWith(':say_call') ? [head, name, ...rest] : [name, ...first.parts]
  return [{ ...first, parts }, ...replies.slice(1)]
}
