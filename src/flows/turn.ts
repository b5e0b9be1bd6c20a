/** One turn of talk, pure: the session before, one message, and the session after with what is said and what happened. */
import type { Language } from '../core/language.ts'
import type { Session, TurnInput, TurnResult } from '../core/session.ts'
import { adopt } from './adopt.ts'
import { lastAskedWaits, noteNeed } from './disaster.ts'
import { closeDraft, type Draft, keepAnswer, note, openDraft, say } from './draft.ts'
import { hear } from './heard.ts'
import { takePaused } from './paused.ts'
import { takePlaceFacts } from './place-facts.ts'
import { askAgain } from './questions.ts'
import { openReports } from './report-case.ts'
import { attached, pointOf, report } from './reports.ts'
import { route } from './routing.ts'
import { startFlow } from './run.ts'
import { keepUnderstood } from './said.ts'
import type { Talk } from './talk.ts'
import { sayUnderstood } from './understood.ts'

/** Words that no Vietnamese sentence holds, marks or not: "can giay to gi" must not be taken for English. */
const ENGLISH = /\b(i|i'm|you|my|the|is|am|are|what|how|we|have|help|please|and|our|which|who)\b/

/** Ways of a message on which nothing is read back. */
const UNSAID = new Set(['danger', 'hardship', 'more_of_case', 'paused', 'muted'])

export type { Talk } from './talk.ts'

/** The session of a contact who never wrote. */
export function newSession(talk: Talk, language: Language): Session {
  return {
    contentHash: talk.flows.hash,
    language,
    household: {},
    skipped: [],
    answers: {},
    trail: [],
    misses: 0,
    introduced: false,
  }
}

/**
 * Answers one message. Never changes `session`; never silent, but for an hour after a loop was stopped and after a stop at the provider.
 * @throws BrokenFlow when the content breaks a promise of `checkFlows`
 */
export function takeTurn(talk: Talk, session: Session, input: TurnInput): TurnResult {
  const { draft, route: taken } = answered(talk, session, input)
  noteNeed(draft)
  return { route: taken, ...closeDraft(draft) }
}

/** As `takeTurn`, telling also which row of the routing table took the message. */
export function answered(talk: Talk, session: Session, input: TurnInput): { draft: Draft; route: string } {
  const adopted = adopt(talk, session)
  const draft = openDraft(talk, adopted.session, input, hear(talk, input))
  takePlaceFacts(draft)
  lastAskedWaits(draft)
  if (adopted.lost) say(draft, 'common:talk_changed')
  if (draft.input.paused && draft.heard.text === '' && draft.input.content.kind !== 'tie' && takePaused(draft))
    return { draft, route: 'paused' }
  const wordless = withoutWords(draft)
  if (wordless !== null) return { draft, route: wordless }
  chooseLanguage(draft)
  const before = draft.answers
  const taken = route(draft)
  keepUnderstood(draft, before, !UNSAID.has(taken) && !inReport(draft) && sayUnderstood(draft))
  if (draft.replies.length === 0 && taken !== 'muted' && taken !== 'paused') say(draft, 'common:any_time')
  return { draft, route: adopted.lost && taken === 'not_understood' ? 'menu' : taken }
}

/** A report says itself what it took down, and to somebody in danger nothing stands before the number to call. */
function inReport({ waiting, aside, talk }: Draft): boolean {
  return [waiting, aside].some((one) => one && talk.flows.flow(one.flow)?.report !== undefined)
}

/** What carries no words: a place on the map, a photo, a sticker, a tie made or cut. Null when there are words to read. */
function withoutWords(draft: Draft): string | null {
  const { content } = draft.input
  if (content.kind === 'tie') {
    tie(draft, content.tie)
    return 'tie'
  }
  if (draft.heard.text !== '') return null
  if (content.kind === 'location' && draft.waiting?.type === 'place') return null
  if (content.kind === 'unreadable') note(draft, { type: 'unreadable_received', what: content.what })
  if (content.kind === 'text' || content.kind === 'button') return null
  const flow = draft.waiting && draft.talk.flows.flow(draft.waiting.flow)
  if (flow?.report !== undefined && (content.kind === 'photo' || content.kind === 'location')) {
    report(draft, flow.flow, attached(content), pointOf(content))
    say(draft, `common:kept_${content.kind}`)
    askAgain(draft)
    return 'without_words'
  }
  if (content.kind === 'location' && !draft.waiting) {
    // Nobody sends where they are for nothing: the place is kept and the story asked for.
    startFlow(draft, 'hardship', [], () => report(draft, 'hardship', attached(content), pointOf(content)))
    return 'without_words'
  }
  if (content.kind === 'photo' && !draft.waiting && addPhoto(draft)) return 'without_words'
  say(draft, `common:received_${content.kind}`)
  if (draft.waiting) askAgain(draft)
  else startFlow(draft, 'menu')
  return 'without_words'
}

/** A photo sent when nothing is being asked belongs to the person's open report. */
function addPhoto(draft: Draft): boolean {
  const [newest] = openReports(draft)
  if (!newest) return false
  keepAnswer(draft, '_case', newest.code)
  report(draft, 'hardship', attached(draft.input.content))
  say(draft, 'hardship:photo_added', { code: newest.code })
  return true
}

function tie(draft: Draft, tied: 'started' | 'stopped'): void {
  if (tied === 'stopped') {
    if (!draft.stopped) note(draft, { type: 'opted_out' })
    draft.stopped = true
    draft.waiting = undefined
    return
  }
  if (draft.stopped) note(draft, { type: 'opted_in' })
  draft.stopped = false
  startFlow(draft, 'menu')
}

/** A newcomer who writes in English is answered so; later only a wish changes the language. */
function chooseLanguage(draft: Draft): void {
  if (draft.introduced || draft.language === 'en' || draft.heard.command !== null) return
  if (!ENGLISH.test(draft.heard.folded) || draft.heard.meaning()?.language !== 'en') return
  draft.language = 'en'
  note(draft, { type: 'language_chosen', language: 'en' })
}
