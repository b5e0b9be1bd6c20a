/** One flow as Mermaid: a question is a rounded box, a decision a rhombus, what is said a plain box. */
import type { Flow, Step } from '../flows/flow-format.ts'

/** A `flowchart` with a title, ready for any Mermaid viewer; the same text for the same flow. */
export function drawFlow(flow: Flow): string {
  const lines = [
    '---',
    `title: ${flow.flow}`,
    '---',
    'flowchart TD',
    `  begin([${quote(flow.title)}]) --> ${id(flow.start)}`,
  ]
  for (const [name, step] of Object.entries(flow.steps)) {
    lines.push(`  ${id(name)}${shape(name, step)}`)
    for (const [label, next] of arrows(step))
      lines.push(
        `  ${id(name)} -->${label === '' ? '' : `|${quote(label)}|`} ${next === 'end' ? 'finish(["end"])' : id(next)}`,
      )
  }
  return `${lines.join('\n')}\n`
}

function shape(name: string, step: Step): string {
  if ('ask' in step)
    return `(${quote(`${name}: ${step.ask}${step.fact ? ` → ${step.fact}` : step.save ? ` → ${step.save}` : ''}`)})`
  if ('screen' in step) return `[[${quote(`${name}: screen ${listed(step.screen)}`)}]]`
  if ('decide' in step) return `{${quote(`${name}: ${step.decide}?`)}}`
  if ('record' in step) return `[/${quote(`${name}: ${step.record}`)}/]`
  if ('hand_over' in step) return `>${quote(`${name}: ${step.hand_over}`)}]`
  if ('go_to' in step) return `[[${quote(`${name}: go to ${step.go_to}`)}]]`
  if ('answer_verdicts' in step) return `[${quote(`${name}: verdicts of ${listed(step.answer_verdicts)}`)}]`
  return `[${quote(name)}]`
}

/** Label and next step of every way out; ways that lead to the same step share an arrow. */
function arrows(step: Step): [string, string][] {
  const out: [string, string][] = []
  if ('say' in step) out.push(['', step.say])
  if ('ask' in step) {
    for (const [value, choice] of Object.entries(step.options ?? {}))
      out.push([value, typeof choice === 'string' ? choice : choice.next])
    for (const [answer, next] of Object.entries(step.cases ?? {})) out.push([answer, next])
    if (step.next) out.push(['', step.next])
    if (step.skipped) out.push(['skipped', step.skipped])
  }
  if ('decide' in step) {
    for (const [value, next] of Object.entries(step.cases)) out.push([value, next])
    out.push(['otherwise', step.otherwise])
  }
  if (!('ask' in step) && 'next' in step) out.push(['', step.next])
  if ('end' in step) out.push(['', 'end'])
  const joined = new Map<string, string>()
  for (const [label, next] of out) {
    const before = joined.get(next)
    joined.set(next, before === undefined || before === '' ? label : label === '' ? before : `${before}, ${label}`)
  }
  return [...joined].map(([next, label]) => [label, next])
}

function listed(programmes: string | readonly string[]): string {
  return typeof programmes === 'string' ? programmes : programmes.join(', ')
}

/** `end` and other words of Mermaid are no node names. */
function id(step: string): string {
  return `s_${step}`
}

function quote(text: string): string {
  return `"${text.replaceAll('"', '#quot;')}"`
}
