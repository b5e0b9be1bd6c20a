/** Answers to the questions that belong to no flow: confirm a stop, which topic, which detail, what to correct, a person. */
import type { Waiting } from '../core/session.ts'
import { readYesNo } from '../language/answers.ts'
import { withAnswer } from '../rules/answer.ts'
import { askToCorrect, layAside, obey, stop } from './commands.ts'
import { type Draft, keepAnswer, note, say } from './draft.ts'
import { askCommon, numbered } from './questions.ts'
import { readAnswer } from './read-answer.ts'
import { takePart } from './report-correct.ts'
import { backToAside, go, skipQuestion, startFlow } from './run.ts'
import { takeSecondPerson } from './second-person.ts'
import { tellAnew, tellDetail, tellNextPage } from './tell.ts'
import { openNumbers, readWish } from './tell-summary.ts'

/** Takes the answer; false when the message is none and should be heard as something else. */
export function takeOwn(draft: Draft, waiting: Waiting): boolean {
  if (waiting.step === 'which_detail') return toDetail(draft, waiting)
  const answer = readAnswer(draft, waiting)
  if (answer !== null && waiting.step === 'second_person' && waiting.question) {
    takeSecondPerson(draft, waiting.question, answer.kind === 'unsure' ? undefined : answer.value)
    return true
  }
  if (answer === null || answer.kind === 'unsure') return false
  const index = Number(answer.value) - 1
  switch (waiting.step) {
    case 'confirm_stop':
      if (answer.value === true) stop(draft)
      else stay(draft)
      return true
    case 'which_topic':
      return toTopic(draft, waiting, index)
    case 'correct_which':
      return toFact(draft, index)
    case 'correct_report':
      return takePart(draft, index)
    case 'correct_value':
      return corrected(draft, waiting, answer.value)
    case 'offer_person':
      return toPerson(draft, String(answer.value))
    default:
      return false
  }
}

/** Two or three things the person may have meant, to choose from; `told`: the message was a story already. */
export function askTopic(draft: Draft, flows: readonly string[], told: boolean): void {
  layAside(draft)
  keepAnswer(draft, '_what', told ? true : undefined)
  askCommon(draft, 'which_topic', 'choice', numbered(flows.map((flow) => `${flow}:title`)))
}

/** Twice not understood: a person is offered, and two ways on. */
export function offerPerson(draft: Draft): void {
  layAside(draft)
  const keys = draft.aside
    ? ['common:to_person', 'common:to_skip', 'common:to_menu']
    : ['common:to_person', 'common:to_menu']
  askCommon(draft, 'offer_person', 'choice', numbered(keys))
}

function stay(draft: Draft): void {
  say(draft, 'common:not_stopped')
  draft.waiting = undefined
  if (draft.aside) backToAside(draft)
}

function toTopic(draft: Draft, waiting: Waiting, index: number): boolean {
  const flow = waiting.options?.[index]?.label.key.split(':')[0]
  if (flow === undefined) return false
  const told = draft.answers._what
  draft.waiting = draft.aside
  draft.aside = undefined
  startFlow(draft, flow, [], () => keepAnswer(draft, '_what', told))
  return true
}

/** A number or a name of the list, the next page, or "không" to leave it. */
function toDetail(draft: Draft, waiting: Waiting): boolean {
  // "Không" alone wants no more, although a name of the list may begin with it.
  if (readYesNo(draft.heard.text) === 'no') {
    draft.waiting = undefined
    say(draft, 'common:any_time')
    return true
  }
  const wish = readWish(draft)
  if (wish === null) return false
  draft.misses = 0
  if ('page' in wish) {
    tellNextPage(draft, wish.page)
    openNumbers(draft)
    return true
  }
  tellDetail(draft, wish.programme)
  draft.waiting = waiting
  return true
}

function toFact(draft: Draft, index: number): boolean {
  const facts = draft.answers._facts
  const key = Array.isArray(facts) ? facts[index] : undefined
  if (typeof key !== 'string') return false
  draft.misses = 0
  // The list has done its work; beside a heavy household it would make the session too large.
  keepAnswer(draft, '_facts', undefined)
  askToCorrect(draft, key)
  return true
}

/** The corrected fact may change what is asked next, so a screening goes on from its own step. */
function corrected(draft: Draft, waiting: Waiting, value: unknown): boolean {
  if (!waiting.question) return false
  draft.household = withAnswer(draft.household, waiting.question, value)
  note(draft, { type: 'fact_learned', ...waiting.question, value })
  draft.misses = 0
  draft.waiting = undefined
  say(draft, 'common:corrected')
  const { aside } = draft
  const step = aside && draft.talk.flows.step(aside.flow, aside.step)
  const anew = aside && draft.talk.flows.flow(aside.flow)?.corrected
  if (aside && step && ('screen' in step || anew !== undefined)) {
    draft.aside = undefined
    go(draft, aside.flow, anew ?? aside.step)
  } else if (!aside && tellAnew(draft)) openNumbers(draft)
  else if (draft.told && draft.told.length > 0) startFlow(draft, 'entitlements', draft.told.slice(-1))
  else if (aside) backToAside(draft)
  else startFlow(draft, 'entitlements')
  return true
}

function toPerson(draft: Draft, value: string): boolean {
  const { aside } = draft
  const choice = aside ? value : value === '2' ? '3' : value
  draft.misses = 0
  draft.waiting = undefined
  if (choice === '1') {
    startFlow(draft, 'contact')
    return true
  }
  draft.aside = undefined
  if (choice === '2' && aside) skipQuestion(draft, aside)
  else obey(draft, 'menu')
  return true
}
