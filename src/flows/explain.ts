/** What is told without a verdict: procedures, rights, classes and rates, with the figures of the day and the law they stand in. */
import type { Day } from '../core/day.ts'
import type { TextValue, TextValues } from '../core/reply.ts'
import { type Citation, CONFIDENCES, type Confidence } from '../core/verdict.ts'
import { figureOn } from '../rules/figures.ts'
import type { LawBook } from '../rules/law-book.ts'
import type { ConditionData, ParameterData, Source } from '../rules/law-data.ts'
import { citations } from './citations.ts'
import { type Draft, newMessage, say } from './draft.ts'

/** What is said after that of which we are not sure. */
const DOUBTS: Readonly<Record<Exclude<Confidence, 'confirmed'>, string>> = {
  likely: 'programmes:notes.likely',
  unconfirmed: 'programmes:notes.told_unconfirmed',
}

/** A figure that is not known on the day is said to be unknown. */
const UNKNOWN: TextValue = { key: 'programmes:notes.figure_unknown' }

/** One id as it can be told on a day. */
interface Tellable {
  readonly rule: string
  readonly source: readonly Source[]
  readonly parameters: readonly string[]
  /** The day whose figures are said: a rule still to come is told with the figures it will have. */
  readonly on: Day
}

/**
 * Tells the ids of one step in one message: their words (`programmes:told.<id>`), the surest first, how sure the others are, their law. What no longer
 * stands on the day is left out. Parameters are values of the text: `assistance-standard` is `{{assistance_standard}}`, with
 * `_from` its first day and `_before` the figure before it; `{{amount}}` is so many times a sum of money.
 */
export function tellTold(draft: Draft, rules: readonly string[]): void {
  const { law, flows } = draft.talk
  const { province } = draft.household
  const told = rules.flatMap((rule) => tellable(law, rule, draft.input.today) ?? [])
  if (told.length === 0) return
  // A word or two before may stay in the same message.
  if ((draft.replies.at(-1)?.parts.length ?? 0) > 1) newMessage(draft)
  for (const level of CONFIDENCES) {
    const alike = told.filter((one) => sureness(law, one, province) === level)
    for (const one of alike) say(draft, `programmes:told.${one.rule}`, valuesOf(law, one, province))
    if (alike.length > 0 && level !== 'confirmed') say(draft, DOUBTS[level])
  }
  const named = joined(told.flatMap(({ source, on }) => standing(law, source, on)))
  if (named.length > 0) say(draft, 'verdict:law', { law: citations(flows, named) })
  newMessage(draft)
}

/** The weakest of what it rests on: its sources and the figures that it says. */
function sureness(law: LawBook, told: Tellable, province: string | undefined): Confidence {
  const all = [...standing(law, told.source, told.on), ...figureSources(law, told, province)]
  return CONFIDENCES.findLast((level) => all.some(({ confidence }) => confidence === level)) ?? 'confirmed'
}

/** One mention a document, with all its articles: `Điều 12 khoản 4 điểm a, điểm c`. */
function joined(sources: readonly Source[]): Source[] {
  const articles = new Map<string, string[]>()
  for (const { law, article } of sources) {
    const known = articles.get(law) ?? []
    if (!known.includes(article)) articles.set(law, [...known, article])
  }
  return [...articles].map(([law, [first = '', ...more]]) => ({
    law,
    article: more.reduce((all, article) => (article === '' ? all : `${all}, ${withoutStart(article, first)}`), first),
    confidence: 'confirmed',
  }))
}

/** What an article says beyond the first one named: `Điều 12 khoản 4 điểm c` after `… điểm a` is `điểm c`. */
function withoutStart(article: string, first: string): string {
  const parts = article.split(/ (?=khoản|điểm)/)
  const before = first.split(/ (?=khoản|điểm)/)
  const same = parts.findIndex((part, i) => part !== before[i])
  return parts.slice(Math.max(same, 0)).join(' ')
}

/** True for what a `tell` step may name: an id of `policy/told.yaml`, or a rule. */
export function canTell(law: Pick<LawBook['data'], 'told' | 'programmes'>, id: string): boolean {
  return (
    law.told.some(({ rule }) => rule === id) ||
    law.programmes.some(({ rules }) => rules.some(({ rule }) => rule === id))
  )
}

function tellable(law: LawBook, id: string, today: Day): Tellable | null {
  const told = law.data.told.find(({ rule }) => rule === id)
  if (told) return { ...told, on: today }
  const rule = law.rules.find(({ data }) => data.rule === id)?.data
  if (!rule || (rule.to !== null && today > rule.to)) return null
  const source: Source[] = []
  const { figures, rice, says } = rule.gives
  const parameters = [...figures, ...(rice === undefined ? [] : [rice]), ...Object.values(says)]
  for (const condition of rule.who) gather(condition, source, parameters)
  const on = rule.from !== null && rule.from > today ? rule.from : today
  return { rule: id, source, parameters, on }
}

/** The figures of a condition and of all within it; its source, or where it has none of its own those of its parts. */
function gather(condition: ConditionData, source: Source[], parameters: string[]): void {
  source.push(...(condition.source ?? []))
  const inner = condition.source ? [] : source
  if ('all' in condition) for (const one of condition.all) gather(one, inner, parameters)
  else if ('any' in condition) for (const one of condition.any) gather(one, inner, parameters)
  else if ('not' in condition) gather(condition.not, inner, parameters)
  else
    for (const limit of [condition.at_least, condition.at_most, condition.less_than, condition.more_than])
      if (typeof limit === 'object') parameters.push(limit.parameter)
}

/** Texts in force on the day; where none is, they are named all the same. */
function standing(law: LawBook, sources: readonly Source[], on: Day): readonly Source[] {
  const out = new Set(
    law.data.laws.flatMap(({ law: id, from, to }) => ((from ?? on) > on || (to ?? on) < on ? [id] : [])),
  )
  const left = sources.filter((source) => !out.has(source.law))
  return left.length > 0 ? left : sources
}

function parametersOf(law: LawBook, { parameters }: Tellable): ParameterData[] {
  return parameters.flatMap((id) => law.parameters.find(({ parameter }) => parameter === id) ?? [])
}

function valuesOf(law: LawBook, told: Tellable, province: string | undefined): TextValues {
  const values: Record<string, TextValue> = { rule: told.rule, ...amountOf(law, told, province) }
  for (const parameter of parametersOf(law, told)) {
    const name = parameter.parameter.replaceAll('-', '_')
    const { value, use } = figureOn(parameter, told.on, province)
    const before = use && parameter.values.findLast((row) => row.from < use.from)?.value
    values[name] = written(parameter, value)
    values[`${name}_from`] = use ? { day: use.from } : UNKNOWN
    values[`${name}_before`] = typeof before === 'number' ? written(parameter, before) : UNKNOWN
  }
  return values
}

/** Twenty times the standard: a count of times and a sum of money. */
function amountOf(law: LawBook, told: Tellable, province: string | undefined): TextValues {
  const all = parametersOf(law, told)
  const times = all.find(({ unit }) => unit === 'times')
  const money = all.find(({ unit }) => unit.startsWith('vnd'))
  if (!times || !money) return {}
  return { amount: written(money, figureOn(times, told.on, province).value * figureOn(money, told.on, province).value) }
}

function written({ unit }: ParameterData, value: number): TextValue {
  if (Number.isNaN(value)) return UNKNOWN
  if (unit.startsWith('vnd')) return { vnd: value }
  return unit.startsWith('percent') ? { percent: value } : value
}

/** Where the figures said come from: one that is only likely makes the whole only likely. */
function figureSources(law: LawBook, told: Tellable, province: string | undefined): Citation[] {
  return parametersOf(law, told).flatMap((one) => figureOn(one, told.on, province).use?.citation ?? [])
}
