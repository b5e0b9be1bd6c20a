/** Asking: what stands in `session.waiting` and the words and choices that go with it. */
import type { Question } from '../core/household.ts'
import type { ReplyOption } from '../core/reply.ts'
import type { Waiting } from '../core/session.ts'
import { asking } from '../rules/ask.ts'
import { isGrouped } from '../rules/grouped-answer.ts'
import { type Draft, newMessage, offer, say } from './draft.ts'
import type { AskStep } from './flow-format.ts'
import { groupedDelicate, groupedOptions, groupedText, groupedType } from './grouped-questions.ts'
import { showOffersAgain } from './offers.ts'
import { codeValues } from './report-case.ts'

const LONG_LIST = 6
export const YES_NO = ['yes', 'no'] as const

/** Asks a fact of the law and waits for it. */
export function askFact(draft: Draft, flow: string, step: string, question: Question): void {
  if (isGrouped(question)) {
    wait(draft, { flow, step, type: groupedType(question), question })
    return
  }
  const { type } = asking(draft.talk.law, question.fact)
  wait(draft, { flow, step, type, question, ...withOptions(factOptions(draft, question)) })
}

/** Asks a step's own question and waits for it. */
export function askStep(draft: Draft, flow: string, id: string, step: AskStep): void {
  if (step.fact !== undefined) {
    askFact(draft, flow, id, { fact: step.fact })
    return
  }
  const values = step.ask === 'yesno' ? null : Object.keys(step.options ?? {})
  const options = values === null ? yesNo() : numbered(values.map((value) => `${flow}:options.${id}.${value}`))
  wait(draft, { flow, step: id, type: step.ask, ...withOptions(options) })
}

/** Asks something that belongs to no flow: `common:<step>`, with choices made in this turn. */
export function askCommon(draft: Draft, step: string, type: string, options: readonly ReplyOption[]): void {
  wait(draft, { flow: 'common', step, type, ...withOptions(options) })
}

/** Says the waiting question once more, with its choices. */
export function askAgain(draft: Draft): void {
  const { waiting } = draft
  if (!waiting) return
  const listed = draft.talk.flows.step(waiting.flow, waiting.step)
  if (listed && 'offers' in listed) {
    showOffersAgain(draft, waiting, listed)
    return
  }
  const { question } = waiting
  if (question && isGrouped(question)) {
    sayGrouped(draft, question)
    return
  }
  const crop = question && cropNamed(draft, question)
  if (crop) say(draft, 'questions:about_crop', { crop: { key: `facts:crop.kind.options.${crop}` } })
  if (question?.person !== undefined && isNamed(draft, question)) {
    const age = draft.household.people?.[question.person]?.age
    if (age === undefined) say(draft, 'common:about_another')
    else say(draft, 'common:about_person', { age })
  }
  if (question && asking(draft.talk.law, question.fact).sensitive) {
    say(draft, `facts:${question.fact}.why`)
    say(draft, `facts:${question.fact}.ask`)
  } else say(draft, questionText(waiting), reportValues(draft, waiting))
  offer(draft, waiting.options ?? [])
}

/** Whose matter it is goes without saying only while one person is spoken of. */
function isNamed({ household }: Draft, { fact, person = 0 }: Question): boolean {
  if (fact.startsWith('crop.')) return false
  return person > 0 || (household.people_complete === true && (household.people?.length ?? 0) > 1)
}

/** Of several crops, the one that is asked about. */
function cropNamed({ household }: Draft, { fact, person = 0 }: Question): string | undefined {
  const crops = household.disaster?.crops ?? []
  return fact.startsWith('crop.') && crops.length > 1 ? crops[person]?.kind : undefined
}

function sayGrouped(draft: Draft, question: Question): void {
  const options = groupedOptions(draft, question)
  // A long list keeps its message to itself: a number without its line says nothing.
  if (options.length > LONG_LIST) newMessage(draft)
  const delicate = groupedDelicate(draft, question)
  if (delicate !== null) say(draft, `questions:${delicate}.why`)
  for (const { key, values } of groupedText(draft, question, 'ask')) say(draft, key, values)
  offer(draft, options)
}

/** Says why the waiting question is asked, or an example of an answer; false where there is no such text. */
export function sayOf(draft: Draft, { flow, step, question }: Waiting, part: 'why' | 'example'): boolean {
  if (question && isGrouped(question)) {
    for (const { key, values } of groupedText(draft, question, part)) say(draft, key, values)
    return true
  }
  const key = question ? `facts:${question.fact}.${part}` : `${flow}:${part === 'why' ? 'why' : 'examples'}.${step}`
  if (!question && !draft.talk.flows.has(key)) return false
  say(draft, key)
  return true
}

/** Not knowing is no mistake: a kind word, and where one can find out, if that is known of this question. */
export function sayUnsure(draft: Draft, { flow, question }: Waiting): void {
  // In danger the receipt comes at once and fits one SMS.
  if (draft.talk.flows.flow(flow)?.report === 'danger') return
  const own = question && `facts:${question.fact}.unsure`
  say(draft, own !== undefined && draft.talk.flows.has(own) ? own : 'common:unsure')
}

/** A report's own texts may name its code. */
function reportValues(draft: Draft, { flow }: Waiting): { code: string } | undefined {
  return draft.talk.flows.flow(flow)?.report === undefined ? undefined : codeValues(draft)
}

/** The key of the waiting question's own sentence. */
export function questionText({ flow, step, question }: Waiting): string {
  return question ? `facts:${question.fact}.ask` : `${flow}:${step}`
}

/** What the shown choices stand for, in the order shown; empty where the question has none. */
export function choiceValues(draft: Draft, waiting: Waiting): readonly string[] {
  if (waiting.type === 'yesno') return YES_NO
  if (waiting.question) return asking(draft.talk.law, waiting.question.fact).options ?? []
  const step = draft.talk.flows.step(waiting.flow, waiting.step)
  if (step && 'ask' in step && step.options) return Object.keys(step.options)
  return (waiting.options ?? []).map((option) => option.value)
}

/** `1`, `2`, … in front of texts. */
export function numbered(keys: readonly string[]): ReplyOption[] {
  return keys.map((key, i) => ({ value: String(i + 1), label: { key } }))
}

export function yesNo(): ReplyOption[] {
  return numbered(['common:yes', 'common:no'])
}

function factOptions(draft: Draft, { fact }: Question): ReplyOption[] {
  const { type, options } = asking(draft.talk.law, fact)
  return type === 'yesno' ? yesNo() : numbered((options ?? []).map((value) => `facts:${fact}.options.${value}`))
}

function wait(draft: Draft, waiting: Waiting): void {
  draft.waiting = waiting
  askAgain(draft)
}

function withOptions(options: readonly ReplyOption[]): { options?: readonly ReplyOption[] } {
  return options.length > 0 ? { options } : {}
}
