/** Conditions as data → closures over arrays of facts and figures. Compiled once; no expression is ever evaluated. */
import type { Citation } from '../core/verdict.ts'
import type { ConditionData, Leaf, Source, Threshold } from './law-data.ts'
import {
  both,
  DOUBTFUL,
  either,
  FALSE,
  high,
  isSettled,
  low,
  negate,
  TRUE,
  type Truth,
  UNKNOWN,
  UNKNOWN_DOUBTFUL,
} from './truth.ts'

/** Facts by slot number; undefined is unknown. */
export type Slots = unknown[]
export interface Figures {
  readonly values: readonly number[]
  /** True where the row's source is unconfirmed. */
  readonly doubtful: readonly boolean[]
}
export type Evaluate = (household: Slots, person: Slots, figures: Figures) => Truth

export interface Node {
  readonly evaluate: Evaluate
  readonly parts: readonly Node[]
  readonly kind: 'all' | 'any' | 'not' | 'leaf'
  /** Of a leaf: the number of its fact. */
  readonly slot: number
}

/** Where ids become numbers. */
export interface Numbering {
  slot(fact: string): number
  isPerson(slot: number): boolean
  figure(parameter: string): number
  citations: (sources: readonly Source[]) => readonly Citation[]
}

/** An unconfirmed source anywhere above a condition keeps it, when true, at "in doubt". */
export function compile(data: ConditionData, numbers: Numbering, doubtful = false): Node {
  const doubt = doubtful || (data.source ?? []).some((source) => source.confidence === 'unconfirmed')
  if ('all' in data)
    return group(
      'all',
      data.all.map((part) => compile(part, numbers, doubt)),
    )
  if ('any' in data)
    return group(
      'any',
      data.any.map((part) => compile(part, numbers, doubt)),
    )
  if ('not' in data) {
    const inner = compile(data.not, numbers, doubt)
    return { kind: 'not', parts: [inner], slot: -1, evaluate: (h, p, f) => negate(inner.evaluate(h, p, f)) }
  }
  return leaf(data, numbers, doubt)
}

/** Several conditions that must all hold. */
export function group(kind: 'all' | 'any', parts: readonly Node[]): Node {
  const all = kind === 'all'
  const evaluate: Evaluate = (h, p, f) => {
    let truth = all ? TRUE : FALSE
    for (const part of parts) {
      truth = all ? both(truth, part.evaluate(h, p, f)) : either(truth, part.evaluate(h, p, f))
      if (truth === (all ? FALSE : TRUE)) return truth
    }
    return truth
  }
  return { kind, parts, slot: -1, evaluate }
}

/**
 * Calls `visit` with each unknown fact whose answer could still change this condition, until it says that it has enough; true then.
 * `truth`: of the node, where it is known already.
 */
export function openSlots(
  node: Node,
  h: Slots,
  p: Slots,
  f: Figures,
  isPerson: (slot: number) => boolean,
  visit: (slot: number) => boolean,
  truth = node.evaluate(h, p, f),
): boolean {
  if (isSettled(truth)) return false
  const { kind, parts, slot } = node
  if (kind === 'leaf') {
    // A leaf may also be open because its figure is missing; asking would not help.
    return (isPerson(slot) ? p : h)[slot] === undefined && visit(slot)
  }
  const truths = parts.map((part) => part.evaluate(h, p, f))
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at]
    if (part && canMatter(kind, truths, at) && openSlots(part, h, p, f, isPerson, visit, truths[at])) return true
  }
  return false
}

/** A part whose best cannot lift, or whose worst cannot lower, what its neighbours already fix does not matter. */
function canMatter(kind: 'all' | 'any' | 'not', truths: readonly Truth[], at: number): boolean {
  if (kind === 'not') return true
  const own = truths[at] ?? FALSE
  let ceiling = 2
  let floor = 0
  for (let other = 0; other < truths.length; other++) {
    if (other === at) continue
    const truth = truths[other] ?? FALSE
    ceiling = Math.min(ceiling, high(truth))
    floor = Math.max(floor, low(truth))
  }
  return kind === 'all' ? low(own) < ceiling : high(own) > floor
}

function leaf(data: Leaf, numbers: Numbering, doubtful: boolean): Node {
  const slot = numbers.slot(data.fact)
  const ofPerson = numbers.isPerson(slot)
  const unknown = doubtful ? UNKNOWN_DOUBTFUL : UNKNOWN
  const yes = doubtful ? DOUBTFUL : TRUE
  const node = (test: (value: unknown) => boolean): Node => ({
    kind: 'leaf',
    parts: [],
    slot,
    evaluate: (h, p) => {
      const value = ofPerson ? p[slot] : h[slot]
      return value === undefined ? unknown : test(value) ? yes : FALSE
    },
  })
  const { is, in: several, includes } = data
  if (is !== undefined) return node((value) => value === is)
  if (several !== undefined) return node((value) => several.some((one) => one === value))
  if (includes !== undefined) return node((value) => Array.isArray(value) && value.includes(includes))
  const [threshold, holds] = comparison(data)
  if (typeof threshold === 'number') return node((value) => typeof value === 'number' && holds(value, threshold))
  const figure = numbers.figure(threshold.parameter)
  const evaluate: Evaluate = (h, p, f) => {
    const value = ofPerson ? p[slot] : h[slot]
    const line = f.values[figure]
    if (value === undefined || line === undefined || Number.isNaN(line)) return unknown
    if (typeof value !== 'number' || !holds(value, line)) return FALSE
    return f.doubtful[figure] ? DOUBTFUL : yes
  }
  return { kind: 'leaf', parts: [], slot, evaluate }
}

function comparison(data: Leaf): [Threshold, (value: number, line: number) => boolean] {
  if (data.at_least !== undefined) return [data.at_least, (value, line) => value >= line]
  if (data.at_most !== undefined) return [data.at_most, (value, line) => value <= line]
  if (data.less_than !== undefined) return [data.less_than, (value, line) => value < line]
  if (data.more_than !== undefined) return [data.more_than, (value, line) => value > line]
  throw new Error(`the condition on ${data.fact} compares with nothing; checkLaw should have refused it`)
}
