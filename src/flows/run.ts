/** Walking a flow: from a step onward until something waits for the person or the flow ends. */
import type { Question } from '../core/household.ts'
import type { AnswerValue, Waiting } from '../core/session.ts'
import { shortened, spelledOut, withAnswer } from '../rules/answer.ts'
import { nextMessage } from '../rules/grouped.ts'
import { isGrouped } from '../rules/grouped-answer.ts'
import { screen } from '../rules/screen.ts'
import { decide } from './decisions.ts'
import { menuOf, recordAnswer, sayEvent } from './disaster.ts'
import { type Draft, keepAnswer, newMessage, note, questionKey, say } from './draft.ts'
import { tellTold } from './explain.ts'
import { factOf } from './facts-known.ts'
import { recordFeedback } from './feedback.ts'
import type { AskStep, HandOverStep, ScreenStep, Step } from './flow-format.ts'
import { programmesOf, stillOpen } from './focus.ts'
import { learnGrouped, skipGrouped, trailed } from './grouped-questions.ts'
import { keepLoanWish } from './loans.ts'
import { recordModel } from './models.ts'
import { listOffers, takeOffer } from './offers.ts'
import { confirmPoint, keepVillageAnswer, sayAssumed } from './place-answer.ts'
import { newPledge, recordPledge } from './pledges.ts'
import { askAgain, askFact, askStep } from './questions.ts'
import { register } from './register.ts'
import { isTold } from './report-answer.ts'
import { codeValues } from './report-case.ts'
import { sayReceipt } from './report-end.ts'
import { askDoubt, takeResume, takeStory, takeTold } from './report-tell.ts'
import { markAsked, mayAsk } from './report-topics.ts'
import { takeBack } from './report-withdraw.ts'
import { attached, report, STORY } from './reports.ts'
import { keepSaid, takeSaid } from './said.ts'
import { show, takeShown } from './show.ts'
import { subscribe, unsubscribe } from './subscribe.ts'
import { tellVerdicts } from './tell.ts'
import { openNumbers } from './tell-summary.ts'
import { want } from './wants.ts'

/** A flow that hops further without asking is broken content, not a person's fault. */
const HOPS = 60
const ASKED = '_asked'
/** Nobody's household needs more in a talk, and a session stays small. */
const PEOPLE = 8

/** Begins a flow; a flow that `returns` lays the waiting question aside, any other replaces it. `prepare` runs before its first step. */
export function startFlow(
  draft: Draft,
  wanted: string,
  programmes: readonly string[] = [],
  prepare?: () => void,
  step?: string,
): void {
  const id = menuOf(draft, wanted)
  const flow = draft.talk.flows.flow(id)
  if (!flow) throw new BrokenFlow(`there is no flow ${id}`)
  note(draft, { type: 'flow_started', flow: id })
  if (flow.returns) {
    // The menu says nothing that was asked: it need not come back.
    if (draft.waiting && draft.waiting.flow !== 'common' && draft.waiting.flow !== menuOf(draft, 'menu'))
      draft.aside = draft.waiting
  } else {
    draft.aside = undefined
    draft.answers = {}
    draft.trail = []
    draft.told = []
    draft.focus = programmes
  }
  draft.waiting = undefined
  draft.misses = 0
  prepare?.()
  keepSaid(draft, id)
  if (id === 'pledge') newPledge(draft)
  sayEvent(draft, id)
  go(draft, id, step ?? flow.start)
}

/** Runs from a step until a question waits or the flow has ended. */
export function go(draft: Draft, flowId: string, from: string): void {
  let flow = flowId
  let step = from
  for (let hops = 0; hops < HOPS; hops++) {
    if (step === 'end') {
      finish(draft, flow)
      return
    }
    const found = draft.talk.flows.step(flow, step)
    if (!found) throw new BrokenFlow(`flow ${flow} has no step ${step}`)
    if ('go_to' in found) {
      note(draft, { type: 'flow_finished', flow })
      if (found.go_to === 'aside') {
        backToAside(draft)
        return
      }
      const target = draft.talk.flows.flow(menuOf(draft, found.go_to))
      if (!target) throw new BrokenFlow(`flow ${flow} goes to ${found.go_to}, which does not exist`)
      note(draft, { type: 'flow_started', flow: target.flow })
      keepSaid(draft, target.flow)
      sayEvent(draft, target.flow)
      flow = target.flow
      step = target.start
      continue
    }
    const next = runStep(draft, flow, step, found)
    if (next === null) return
    step = next
  }
  throw new BrokenFlow(`flow ${flowId} went on for ${HOPS} steps after ${from} without asking anything`)
}

/** Takes the answer to a flow's question and goes on. */
export function takeAnswer(draft: Draft, waiting: Waiting, value: unknown): void {
  const { flow, step, question } = waiting
  draft.waiting = undefined
  draft.misses = 0
  if (question && isGrouped(question)) {
    takeGrouped(draft, flow, step, question, value)
    return
  }
  draft.trail = [...draft.trail, { flow, step, ...(question ? { question } : {}) }]
  if (question) {
    const known = factOf(draft.household, question) === value
    draft.household = shortened(withAnswer(draft.household, question, value))
    draft.skipped = draft.skipped.filter((key) => key !== questionKey(question))
    if (!known) note(draft, { type: 'fact_learned', ...question, value })
  }
  const found = draft.talk.flows.step(flow, step)
  if (!found) {
    finish(draft, flow)
    return
  }
  if ('show' in found) {
    takeShown(draft, found.show, value)
    go(draft, flow, found.next)
    return
  }
  if ('offers' in found) {
    const next = takeOffer(draft, waiting, found, value)
    if (next !== null) go(draft, flow, next)
    return
  }
  if (!('ask' in found)) {
    go(draft, flow, step)
    return
  }
  if (!question) keepStepAnswer(draft, flow, found, value)
  const resumed = takeResume(draft) ? draft.talk.flows.flow(flow)?.corrected : undefined
  if (found.about !== undefined && askDoubt(draft, flow)) return
  go(draft, flow, resumed ?? nextAfter(draft, found, value))
}

/** Several things at once; where the list was left open, whether that was all is asked before anything else. */
function takeGrouped(draft: Draft, flow: string, step: string, question: Question, value: unknown): void {
  if (!question.fact.startsWith('rest:')) draft.trail = [...draft.trail, { flow, step, question: trailed(question) }]
  const rest = learnGrouped(draft, question, value)
  if (rest) askFact(draft, flow, step, rest)
  else go(draft, flow, step)
}

/** "Bỏ qua", or "chưa biết": unknown is an answer too. */
export function skipQuestion(draft: Draft, waiting: Waiting): void {
  const { flow, step, question } = waiting
  draft.waiting = undefined
  draft.misses = 0
  if (question && isGrouped(question)) {
    if (!question.fact.startsWith('rest:')) draft.trail = [...draft.trail, { flow, step, question: trailed(question) }]
    skipGrouped(draft, question)
    go(draft, flow, step)
    return
  }
  draft.trail = [...draft.trail, { flow, step, ...(question ? { question } : {}) }]
  if (question) draft.skipped = [...draft.skipped, questionKey(question)]
  const found = draft.talk.flows.step(flow, step)
  if (!found) {
    finish(draft, flow)
    return
  }
  if ('show' in found) go(draft, flow, found.next)
  else if ('offers' in found) go(draft, flow, found.other ?? found.next)
  else go(draft, flow, 'ask' in found ? (found.skipped ?? found.cases?.unsure ?? found.next ?? 'end') : step)
}

/** The question laid aside returns; with nothing laid aside the talk rests. */
export function backToAside(draft: Draft): void {
  draft.waiting = draft.aside
  draft.aside = undefined
  // Beside an official who speaks nothing is asked.
  if (!draft.waiting || draft.input.paused) return
  // One short word of ours and the question share a message; an answer of its own leaves no room.
  if (draft.replies.at(-1)?.parts.some(({ key }) => !key.startsWith('common:'))) newMessage(draft)
  say(draft, 'common:back_to_question')
  askAgain(draft)
}

/** A flow that cannot go on: a promise of `checkFlows` broke. */
export class BrokenFlow extends Error {
  constructor(sentence: string) {
    super(sentence)
    this.name = 'BrokenFlow'
  }
}

/** Does one step; the next step's id, or null when a question waits. */
function runStep(draft: Draft, flow: string, id: string, step: Step): string | null {
  if ('say' in step) {
    say(draft, `${flow}:${id}`, isReport(draft, flow) ? codeValues(draft) : undefined)
    return step.say
  }
  if ('ask' in step) return runAsk(draft, flow, id, step)
  if ('screen' in step) return runScreen(draft, flow, id, step)
  if ('decide' in step) return step.cases[decide(draft, step.decide)] ?? step.otherwise
  if ('record' in step) {
    if (step.record === 'hardship_reported') report(draft, flow)
    else if (step.record === 'opted_out') draft.stopped = true
    else if (step.record === 'opted_in') draft.stopped = false
    if (step.record === 'opted_out' || step.record === 'opted_in') note(draft, { type: step.record })
    if (step.record === 'language_chosen') chooseLanguage(draft)
    if (step.record === 'another_person') addPerson(draft)
    if (step.record === 'wants_training') want(draft, 'training')
    if (step.record === 'wants_abroad') want(draft, 'work_abroad')
    recordAnswer(draft, step.record)
    recordFeedback(draft, step.record)
    recordPledge(draft, step.record)
    recordModel(draft, step.record)
    if (step.record === 'case_withdrawn') takeBack(draft)
    if (step.record === 'loan_wish') keepLoanWish(draft)
    if (step.record === 'loan_withdrawn') note(draft, { type: 'lead_withdrawn', lead: 'credit' })
    return step.next
  }
  if ('hand_over' in step) return handOver(draft, flow, id, step)
  if ('answer_verdicts' in step) {
    tellVerdicts(draft, programmesOf(draft, step.answer_verdicts))
    return step.next
  }
  if ('tell' in step) {
    tellTold(draft, step.tell)
    return step.next
  }
  if ('show' in step) {
    return show(draft, flow, id, step.show) ? null : step.next
  }
  if ('register' in step) {
    register(draft, flow, step)
    return step.next
  }
  if ('offers' in step) return listOffers(draft, flow, id, step)
  if ('subscribe' in step) {
    subscribe(draft, step.subscribe)
    return step.next
  }
  if ('unsubscribe' in step) {
    unsubscribe(draft, step.unsubscribe)
    return step.next
  }
  return 'end'
}

function runAsk(draft: Draft, flow: string, id: string, step: AskStep): string | null {
  if (step.about !== undefined && isReport(draft, flow)) {
    if (askDoubt(draft, flow)) return null
    if (!mayAsk(draft, step.about)) return nextAfter(draft, step, undefined)
    markAsked(draft, step.about)
    if (step.about === 'place' && confirmPoint(draft, flow, id)) return null
    if (step.about === 'village') sayAssumed(draft)
  }
  if (step.only_if_unknown && step.save !== undefined) {
    const known = draft.answers[step.save] ?? draft.answers[`_${step.save}`]
    if (known !== undefined) return nextAfter(draft, step, known)
  }
  const said = takeSaid(draft, flow, id, step)
  if (said !== undefined) return nextAfter(draft, step, said)
  askStep(draft, flow, id, step)
  return null
}

function runScreen(draft: Draft, flow: string, id: string, step: ScreenStep): string | null {
  // Of everything, all that could still change is asked: who else is entitled, and to how much.
  const all = programmesOf(draft, step.screen)
  const programmes = step.screen === 'all' ? all : stillOpen(draft, all)
  const asked = Number(draft.answers[ASKED] ?? 0)
  if (programmes.length > 0 && asked < (step.at_most ?? 12)) {
    const options = { programmes, skipped: draft.skipped }
    // Over everything, several things fit one message; with one programme in mind a quick single question is kinder.
    const next =
      step.screen === 'all'
        ? nextMessage(draft.talk.law, draft.household, draft.input.today, options)
        : screen(draft.talk.law, draft.household, draft.input.today, options).next
    if (next) {
      keepAnswer(draft, ASKED, asked + 1)
      askFact(draft, flow, id, next)
      return null
    }
  }
  keepAnswer(draft, ASKED, undefined)
  return step.next
}

function handOver(draft: Draft, flow: string, id: string, step: HandOverStep): string {
  const { phone, hours } = draft.input.speaker
  if (isReport(draft, flow)) {
    sayReceipt(draft, flow, id)
    note(draft, { type: 'handed_over', desk: step.hand_over, why: step.why })
    return step.next
  }
  say(draft, `${flow}:${id}`)
  if (phone !== undefined) say(draft, 'common:desk_phone', { phone })
  if (hours !== undefined) say(draft, 'common:desk_hours', { hours })
  note(draft, { type: 'handed_over', desk: step.hand_over, why: step.why })
  return step.next
}

function finish(draft: Draft, flow: string): void {
  note(draft, { type: 'flow_finished', flow })
  draft.waiting = undefined
  if (draft.aside) backToAside(draft)
  else openNumbers(draft)
}

/** From here on somebody else in the household is asked about. */
function addPerson(draft: Draft): void {
  const people = draft.household.people ?? []
  if (people.length > 0 && people.length < PEOPLE)
    draft.household = { ...spelledOut(draft.household), people: [...(spelledOut(draft.household).people ?? []), {}] }
}

function chooseLanguage(draft: Draft): void {
  const chosen = draft.answers.language
  if (chosen !== 'vi' && chosen !== 'en') return
  draft.language = chosen
  draft.pack = undefined
  note(draft, { type: 'language_chosen', language: chosen })
}

/** A text is kept in a report and never in the session, which holds no words of a message. */
function keepStepAnswer(draft: Draft, flow: string, step: AskStep, value: unknown): void {
  if (step.about !== undefined && isReport(draft, flow) && keepReportAnswer(draft, flow, step, value)) return
  if (step.save === undefined) return
  if (step.ask === 'text') {
    keepAnswer(draft, `_${step.save}`, true)
    draft.words = { ...draft.words, [step.save]: String(value).slice(0, STORY) }
    report(draft, flow, { [step.save]: String(value), ...attached(draft.input.content) })
    keepSaid(draft, flow)
    return
  }
  if (step.ask !== 'place') keepAnswer(draft, step.save, answerValue(value))
  report(draft, flow)
}

/** An answer about a part of the report; false for a place, which is kept by its own reading. */
function keepReportAnswer(draft: Draft, flow: string, { about, save, ask }: AskStep, value: unknown): boolean {
  if (about === undefined || ask === 'place') return false
  if (ask === 'text' && about !== 'village') {
    keepAnswer(draft, '_what', true)
    takeStory(draft, flow, save ?? 'more')
    return true
  }
  if (about === 'village') {
    keepVillageAnswer(draft, flow, String(value))
    return true
  }
  takeTold(draft, flow, about, isTold(value) ? value : { patch: {}, doubts: [] })
  return true
}

function isReport(draft: Draft, flow: string): boolean {
  return draft.talk.flows.flow(flow)?.report !== undefined
}

function nextAfter(draft: Draft, step: AskStep, value: unknown): string {
  if (step.ask === 'yesno') return step.cases?.[value === true ? 'yes' : 'no'] ?? step.next ?? 'end'
  const choice = typeof value === 'string' ? step.options?.[value] : undefined
  if (choice === undefined) return step.next ?? 'end'
  if (typeof choice === 'string') return choice
  if (choice.programmes) draft.focus = choice.programmes
  return choice.next
}

function answerValue(value: unknown): AnswerValue {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value
  return Array.isArray(value) ? value.map(String) : null
}
