/** What a message already says of a flow's questions: taken once the question comes, confirmed in one clause, put right by SỬA. */
import type { TextValue } from '../core/reply.ts'
import { saidOf } from '../language/slots.ts'
import { type Draft, keepAnswer, say } from './draft.ts'
import type { AskStep } from './flow-format.ts'

/** What was said of questions to come: `jobs.ask_country=japan`. */
const SAID = '_said'
/** The question whose answer was understood in the last message: `housing.ask_what`. */
const UNDERSTOOD = '_understood'
const FACTS = '_understood_facts'

/** Keeps the answers that this message gives to questions of the flow which are still to come. A keyword alone says nothing more. */
export function keepSaid(draft: Draft, flow: string): void {
  const { flows, lexicon } = draft.talk
  const steps = Object.entries(flows.flow(flow)?.steps ?? {})
  const asked = steps.flatMap(([id, step]) =>
    'ask' in step && step.said !== undefined ? [[id, step.said] as const] : [],
  )
  if (asked.length === 0) return
  const meaning = flows.keyword(draft.heard.folded) ? null : draft.heard.meaning()
  if (meaning === null) return
  const said = asked.flatMap(([id, slot]) => {
    const value = saidOf(lexicon, slot, meaning.folded)
    return value === undefined ? [] : [`${flow}.${id}=${value}`]
  })
  keep(draft, said)
}

/** The answer said before to this question; said once, so that going back asks it. Undefined: it must be asked. */
export function takeSaid(draft: Draft, flow: string, id: string, step: AskStep): string | undefined {
  const all = draft.answers[SAID]
  const name = `${flow}.${id}=`
  const found = step.said !== undefined && Array.isArray(all) ? all.find((one) => one.startsWith(name)) : undefined
  if (found === undefined || !Array.isArray(all)) return undefined
  const value = found.slice(name.length)
  keep(
    draft,
    all.filter((one) => one !== found),
  )
  // A flow may have been rewritten since.
  if (step.options !== undefined && !Object.hasOwn(step.options, value)) return undefined
  draft.trail = [...draft.trail, { flow, step: id }]
  if (step.save !== undefined) keepAnswer(draft, step.save, value)
  confirm(draft, flow, id, { key: wordsOf(flow, id, step, value) })
  return value
}

/** "Tôi hiểu là …": what was understood, in the flow's own words where it has some. */
export function confirm(draft: Draft, flow: string, id: string, what: TextValue): void {
  const own = `${flow}:understood.${id}`
  say(draft, draft.talk.flows.has(own) ? own : 'common:understood', { what })
  keepAnswer(draft, UNDERSTOOD, `${flow}.${id}`)
}

/** A question of a flow whose answer was understood and not asked for. */
export interface Understood {
  readonly flow: string
  readonly id: string
  readonly step: AskStep
}

/** The question whose answer was understood in the last message; undefined when none was. */
export function understoodLast({ answers, talk }: Draft): Understood | undefined {
  const [flow = '', id = ''] = String(answers[UNDERSTOOD] ?? '').split('.')
  const step = talk.flows.step(flow, id)
  return step && 'ask' in step ? { flow, id, step } : undefined
}

/** Whether facts were read back in the last message: SỬA is about those too. */
export function factsUnderstood({ answers }: Draft): boolean {
  return answers[FACTS] === true
}

/** SỬA is about what was understood in the message before it, and not about older things. `facts`: some were read back in this turn. */
export function keepUnderstood(draft: Draft, before: Draft['answers'], facts: boolean): void {
  if (draft.answers[UNDERSTOOD] === before[UNDERSTOOD]) keepAnswer(draft, UNDERSTOOD, undefined)
  keepAnswer(draft, FACTS, facts ? true : undefined)
}

function keep(draft: Draft, said: readonly string[]): void {
  keepAnswer(draft, SAID, said.length > 0 ? said : undefined)
}

/** A choice by its label; what is told in words by a label of its own. */
function wordsOf(flow: string, id: string, step: AskStep, value: string): string {
  return `${flow}:${step.options === undefined ? 'said' : 'options'}.${id}.${value}`
}
