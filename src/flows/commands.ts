/** What a person may say at any time, whatever is being asked: menu, back, correct, why, skip, a human, language, marks, save. */
import type { Question } from '../core/household.ts'
import type { Language } from '../core/language.ts'
import type { TextPart } from '../core/reply.ts'
import type { Command } from '../language/commands.ts'
import { isGrouped } from '../rules/grouped-answer.ts'
import { type Draft, keepAnswer, note, offer, questionKey, say } from './draft.ts'
import { factWords } from './fact-words.ts'
import { factOf, knownFacts } from './facts-known.ts'
import { askedAnew } from './grouped-questions.ts'
import { isSpoken } from './languages.ts'
import { askAgain, askCommon, askFact, askStep, numbered, sayOf } from './questions.ts'
import { correctReport } from './report-correct.ts'
import { go, skipQuestion, startFlow } from './run.ts'
import { factsUnderstood, type Understood, understoodLast } from './said.ts'
import { saveResult } from './save.ts'
import { takeUpAgain } from './subscribe.ts'

const CORRECTABLE = 9
/** In the list of what may be corrected: a wish that was understood, `wish:training.ask_what`. */
const WISH = 'wish:'

const COMMANDS: Readonly<Record<Command, (draft: Draft) => void>> = {
  menu: (draft) => startFlow(draft, 'menu'),
  help: (draft) => startFlow(draft, 'help'),
  human: (draft) => startFlow(draft, 'contact'),
  language: chooseAnother,
  language_vi: (draft) => speak(draft, 'vi'),
  language_en: (draft) => speak(draft, 'en'),
  accents_on: (draft) => marks(draft, true),
  accents_off: (draft) => marks(draft, false),
  back,
  correct,
  why,
  skip,
  stop,
  start,
  save: saveResult,
}

/** Does what the command says. */
export function obey(draft: Draft, command: Command): void {
  COMMANDS[command](draft)
}

/** Stop: confirmed in one message that says how to come back; what was being asked is let go. */
export function stop(draft: Draft): void {
  if (!draft.stopped) note(draft, { type: 'opted_out' })
  draft.stopped = true
  draft.waiting = undefined
  draft.aside = undefined
  draft.introduced = true
  say(draft, 'common:stopped')
}

/** Opt-out in other words is asked about once, because "huy" may mean many things. */
export function confirmStop(draft: Draft): void {
  layAside(draft)
  askCommon(draft, 'confirm_stop', 'yesno', [
    { value: '1', label: { key: 'common:stop_yes' } },
    { value: '2', label: { key: 'common:stop_no' } },
  ])
}

/** The waiting question steps aside for one of our own, to return afterwards. */
export function layAside(draft: Draft): void {
  if (draft.waiting && draft.waiting.flow !== 'common') draft.aside = draft.waiting
}

/** Shows what is known, numbered; a number asks that fact again. The only thing known, just read back, is asked at once. */
export function correct(draft: Draft): void {
  const wish = understoodLast(draft)
  if (wish && !factsUnderstood(draft)) {
    askWishAgain(draft, wish)
    return
  }
  if (correctReport(draft)) return
  const facts = knownFacts(draft.household).filter(({ fact }) => draft.talk.flows.asks(fact))
  const keys = [...(wish ? [`${WISH}${wish.flow}.${wish.id}`] : []), ...facts.map(questionKey)].slice(0, CORRECTABLE)
  if (keys.length === 0) {
    // In the middle of a feedback, what can be put right is the answer just given.
    if (draft.waiting && draft.trail.at(-1)?.flow === draft.waiting.flow) {
      back(draft)
      return
    }
    say(draft, 'common:nothing_known')
    askAgain(draft)
    return
  }
  layAside(draft)
  const [only] = keys
  // Read back a moment ago, it need not be shown once more.
  if (only !== undefined && keys.length === 1 && factsUnderstood(draft)) {
    askToCorrect(draft, only)
    return
  }
  keepAnswer(draft, '_facts', keys)
  askCommon(draft, 'correct_which', 'choice', numbered(keys.map((key) => shortOf(key))))
  // Values are shown and not kept in the waiting question, which would grow too heavy.
  offer(
    draft,
    keys.map((key, i) => ({ value: String(i + 1), label: knownLine(draft, key) })),
  )
}

/** Asks what was chosen from the list of `correct` once more. */
export function askToCorrect(draft: Draft, key: string): void {
  if (key.startsWith(WISH)) {
    const [flow = '', id = ''] = key.slice(WISH.length).split('.')
    const step = draft.talk.flows.step(flow, id)
    draft.waiting = undefined
    draft.aside = undefined
    if (step && 'ask' in step) askWishAgain(draft, { flow, id, step })
    else startFlow(draft, 'menu')
    return
  }
  askFact(draft, 'common', 'correct_value', questionOf(key))
}

function shortOf(key: string): string {
  return key.startsWith(WISH) ? 'common:the_wish' : `facts:${questionOf(key).fact}.short`
}

function knownLine(draft: Draft, key: string): TextPart {
  if (key.startsWith(WISH)) return { key: shortOf(key) }
  const question = questionOf(key)
  const value = factWords(draft.talk.law, factOf(draft.household, question), question)
  return { key: 'common:known_fact', values: { what: { key: shortOf(key) }, value } }
}

/** `person.age@1` as it was kept. */
function questionOf(key: string): Question {
  const [fact = '', person] = key.split('@')
  return person === undefined ? { fact } : { fact, person: Number(person) }
}

/** SỬA right after "Tôi hiểu là …": that question is asked after all. */
function askWishAgain(draft: Draft, { flow, id, step }: Understood): void {
  if (draft.waiting && draft.waiting.flow !== flow) layAside(draft)
  draft.trail = draft.trail.filter((one) => one.flow !== flow || one.step !== id)
  askStep(draft, flow, id, step)
}

/** DK: what was stopped is taken up again, and the topics one may be told of are listed. */
function start(draft: Draft): void {
  takeUpAgain(draft)
  startFlow(draft, 'subscribe')
}

/** Back: the question before is asked again; its new answer replaces the old one. */
function back(draft: Draft): void {
  const last = draft.trail.at(-1)
  if (!last) {
    say(draft, 'common:no_way_back')
    if (draft.waiting) {
      askAgain(draft)
      return
    }
    startFlow(draft, 'menu')
    return
  }
  draft.trail = draft.trail.slice(0, -1)
  const step = draft.talk.flows.step(last.flow, last.step)
  say(draft, 'common:back')
  // A programme told since that question is in hand again, for the new answer may change what was told.
  const told = draft.told?.at(-1)
  if (step && 'screen' in step && step.screen === 'hinted' && told !== undefined && draft.waiting?.step !== last.step) {
    draft.focus = [told, ...(draft.focus ?? [])]
    draft.told = draft.told?.slice(0, -1)
  }
  if (last.question && isGrouped(last.question)) {
    askedAnew(draft, last.question)
    draft.waiting = undefined
    go(draft, last.flow, last.step)
    return
  }
  if (last.question) {
    askFact(draft, last.flow, last.step, last.question)
    return
  }
  if (step && 'ask' in step) {
    askStep(draft, last.flow, last.step, step)
    return
  }
  go(draft, last.flow, last.step)
}

function why(draft: Draft): void {
  const { waiting } = draft
  if (!waiting) {
    startFlow(draft, 'help')
    return
  }
  if (!sayOf(draft, waiting, 'why')) say(draft, 'common:why_general')
  askAgain(draft)
}

function skip(draft: Draft): void {
  const { waiting } = draft
  if (!waiting) {
    startFlow(draft, 'menu')
    return
  }
  say(draft, 'common:skipped')
  if (waiting.flow === 'common') {
    draft.waiting = draft.aside
    draft.aside = undefined
    if (draft.waiting) askAgain(draft)
    else startFlow(draft, 'menu')
    return
  }
  skipQuestion(draft, waiting)
}

/** The flow knows Vietnamese and English; packs that are offered are named before it asks. */
function chooseAnother(draft: Draft): void {
  const names = draft.talk.flows.languages.filter((one) => isSpoken(draft.talk, one)).map(({ name }) => name)
  if (names.length > 0) say(draft, 'language:also', { names: { list: names } })
  startFlow(draft, 'language')
}

function speak(draft: Draft, language: Language): void {
  draft.language = language
  draft.pack = undefined
  note(draft, { type: 'language_chosen', language })
  say(draft, 'common:language_set')
  if (draft.waiting) askAgain(draft)
  else startFlow(draft, 'menu')
}

function marks(draft: Draft, on: boolean): void {
  draft.accents = on
  say(draft, on ? 'common:accents_on' : 'common:accents_off')
  askAgain(draft)
}
