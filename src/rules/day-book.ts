/** Everything about the law that is the same for all households of one day and province: figures, citations, sentences. */
import type { Day } from '../core/day.ts'
import type { Question } from '../core/household.ts'
import type { TextPart, TextValue } from '../core/reply.ts'
import type { Citation, ConditionOutcome, FigureUse, HowToApply } from '../core/verdict.ts'
import type { Figures } from './compile.ts'
import { leavesOf } from './fact-classes.ts'
import { type Figure, figureOn, shareOf } from './figures.ts'
import type { LawBook, OpenRule } from './law-book.ts'
import type { ConditionData, Leaf, Source } from './law-data.ts'

export interface RuleDay {
  readonly rule: OpenRule
  readonly state: 'in_force' | 'not_in_force' | 'unknown'
  readonly stateNotes: readonly TextPart[]
  readonly law: readonly Citation[]
  readonly figures: readonly FigureUse[]
  /** What its amount is worked out from; undefined where a figure is missing or in doubt. */
  readonly paid: readonly number[] | undefined
  /** Rice for one person a month. */
  readonly riceKg: number | undefined
  readonly texts: readonly TextPart[]
  readonly citations: readonly (readonly Citation[])[]
  /** Outcomes that name no question, made once: [condition][0 false, 1 true, 2 unknown]. */
  readonly outcomes: readonly (readonly [ConditionOutcome, ConditionOutcome, ConditionOutcome])[]
  readonly apply: HowToApply
  readonly anyLikely: boolean
  /** What is given, in words with their figures: premium and benefit, rate, kWh. */
  readonly said: TextPart | null
  /** Of each condition the facts it looks at, in the order written, and what is asked to learn them. */
  readonly factsOf: readonly (readonly { readonly slot: number; readonly asks: string }[])[]
}

export interface DayBook {
  readonly figures: Figures
  readonly rules: readonly RuleDay[]
  /** Those of the programmes that the talk offers. */
  readonly talkRules: readonly RuleDay[]
  /** The same Question object for the same question, so that nothing is allocated for it. */
  question(fact: string, person: number | undefined): Question
}

export function openDay(book: LawBook, on: Day, province: string | undefined): DayBook {
  const index = new Map(book.parameters.map((parameter) => [parameter.parameter, parameter]))
  const figure = (id: string): Figure | undefined => {
    const parameter = index.get(id)
    if (!parameter) return undefined
    const own = figureOn(parameter, on, province)
    if (parameter.share_of === undefined) return own
    const base = figure(parameter.share_of)
    if (!own.use || !base?.use) return { value: Number.NaN, use: null }
    const value = shareOf(base.value, own.value)
    return { value, use: { ...own.use, value }, base: base.use }
  }
  const figures = book.parameters.map(({ parameter }) => figure(parameter))
  const rules = book.rules.map((rule) => openRuleDay(rule, on, figure, book, notInForce(book, on)))
  const offered = new Set(book.programmes)
  const questions = new Map<string, Question[]>()
  return {
    figures: {
      values: figures.map((one) => one?.value ?? Number.NaN),
      doubtful: figures.map((one) => one?.use?.citation.confidence === 'unconfirmed'),
    },
    rules,
    talkRules: rules.filter(({ rule }) => offered.has(rule.programme)),
    question(fact, person) {
      const of = questions.get(fact) ?? []
      if (of.length === 0) questions.set(fact, of)
      // The first is that of the household.
      const at = person === undefined ? 0 : person + 1
      const known = of[at]
      if (known) return known
      const made = person === undefined ? { fact } : { fact, person }
      of[at] = made
      return made
    },
  }
}

type FigureOf = (parameter: string) => Figure | undefined

/** Documents that do not stand on the day. */
function notInForce(book: LawBook, on: Day): ReadonlySet<string> {
  const out = book.data.laws.filter(({ from, to }) => (from !== null && on < from) || (to !== null && on > to))
  return new Set(out.map(({ law }) => law))
}

/**
 * What is cited on a day: texts in force then, and a text not yet (or no longer) in force only where a figure of that day rests on
 * it. Of a rule that is itself not in force its own text is named, whenever it stands.
 */
function citable(rule: Pick<RuleDay, 'state'>, uses: readonly FigureUse[], out: ReadonlySet<string>) {
  const used = new Set(uses.map(({ citation }) => citation.law))
  return (citations: readonly Citation[]): readonly Citation[] => {
    if (rule.state !== 'in_force') return citations
    const standing = citations.filter(({ law }) => !out.has(law) || used.has(law))
    return standing.length > 0 ? standing : citations
  }
}

function openRuleDay(rule: OpenRule, on: Day, figure: FigureOf, book: LawBook, out: ReadonlySet<string>): RuleDay {
  const { data } = rule
  const paid = data.gives.figures.map(figure)
  const said = Object.values(data.gives.says).map(figure)
  const compared = data.who
    .flatMap(leavesOf)
    .flatMap((leaf) => parameterOf(leaf) ?? [])
    .map(figure)
  const rice = data.gives.rice === undefined ? [] : [figure(data.gives.rice)]
  const uses = unique(
    [...paid, ...rice, ...said, ...compared].flatMap((one) => [one?.use ?? [], one?.base ?? []].flat()),
  )
  const texts = data.who.map((condition) => conditionText(condition, figure, book))
  const now = state(rule, on)
  const cited = citable(now, uses, out)
  const citations = data.who.map((condition) => cited(distinct(sourcesOf(condition))))
  // The figures of a day are no part of a rule that is not in force then.
  const figureLaws = now.state === 'in_force' ? uses.map(({ citation }) => citation) : []
  const law = distinct([...citations.flat(), ...figureLaws])
  const sure = (each: Figure | undefined): number[] =>
    each?.use && each.use.citation.confidence !== 'unconfirmed' ? [each.value] : []
  const values = paid.flatMap(sure)
  const [riceKg] = data.gives.rice === undefined ? [] : sure(figure(data.gives.rice))
  return {
    rule,
    ...now,
    law,
    figures: uses,
    paid: values.length === paid.length ? values : undefined,
    riceKg,
    texts,
    citations,
    outcomes: texts.map((text, i) => {
      const sources = citations[i] ?? []
      return [
        { text, outcome: false, citations: sources },
        { text, outcome: true, citations: sources },
        { text, outcome: 'unknown', citations: sources },
      ] as const
    }),
    apply: {
      ...(data.apply.form === undefined ? {} : { form: data.apply.form }),
      desk: data.apply.desk,
      ...(data.apply.working_days === undefined ? {} : { workingDays: data.apply.working_days }),
      papers: data.apply.papers,
      citations: cited(data.apply.source),
    },
    said: Object.keys(data.gives.says).length === 0 ? null : saidText(data.rule, data.gives.says, figure, book),
    anyLikely: law.some(({ confidence }) => confidence === 'likely'),
    factsOf: data.who.map((condition) => {
      const named = new Set(leavesOf(condition).map(({ fact }) => fact))
      return [...named].flatMap((fact) => book.facts.find(({ data: { fact: known } }) => known === fact) ?? [])
    }),
  }
}

function state({ data }: OpenRule, on: Day): Pick<RuleDay, 'state' | 'stateNotes'> {
  if (data.from !== null && on < data.from)
    return data.before === 'unknown'
      ? { state: 'unknown', stateNotes: [{ key: 'programmes:notes.older_text', values: { from: { day: data.from } } }] }
      : {
          state: 'not_in_force',
          stateNotes: [{ key: 'programmes:notes.not_yet_in_force', values: { from: { day: data.from } } }],
        }
  if (data.issued !== null && Number(on.slice(0, 4)) < data.issued)
    return {
      state: 'not_in_force',
      stateNotes: [{ key: 'programmes:notes.not_yet_issued', values: { year: `${data.issued}` } }],
    }
  if (data.to !== null && on > data.to)
    return {
      state: 'not_in_force',
      stateNotes: [{ key: 'programmes:notes.no_longer_in_force', values: { to: { day: data.to } } }],
    }
  return { state: 'in_force', stateNotes: [] }
}

/** The sentence of a condition; where it compares with a figure, the figure stands in it. */
function conditionText(condition: ConditionData, figure: FigureOf, book: LawBook): TextPart {
  const key = `programmes:conditions.${condition.id ?? ''}`
  const [parameter, second] = leavesOf(condition).flatMap((leaf) => parameterOf(leaf) ?? [])
  if (parameter === undefined) return { key }
  const values = { figure: figureText(parameter, figure, book) }
  return { key, values: second === undefined ? values : { ...values, second: figureText(second, figure, book) } }
}

function saidText(rule: string, says: Readonly<Record<string, string>>, figure: FigureOf, book: LawBook): TextPart {
  const values = Object.entries(says).map(([name, parameter]) => [name, figureText(parameter, figure, book)] as const)
  return { key: `programmes:rules.${rule}.gives`, values: Object.fromEntries(values) }
}

function figureText(parameter: string, figure: FigureOf, book: LawBook): TextValue {
  const unit = book.parameters.find((one) => one.parameter === parameter)?.unit ?? ''
  const value = figure(parameter)?.value ?? Number.NaN
  if (Number.isNaN(value)) return { key: 'programmes:notes.figure_unknown' }
  if (unit === 'percent') return { percent: value }
  return unit.startsWith('vnd') ? { vnd: value } : value
}

function parameterOf({ at_least, at_most, less_than, more_than }: Leaf): string | null {
  for (const threshold of [at_least, at_most, less_than, more_than])
    if (typeof threshold === 'object') return threshold.parameter
  return null
}

/** Every source at or below a condition. */
export function sourcesOf(condition: ConditionData): Source[] {
  const own = condition.source ?? []
  if ('all' in condition) return [...own, ...condition.all.flatMap(sourcesOf)]
  if ('any' in condition) return [...own, ...condition.any.flatMap(sourcesOf)]
  if ('not' in condition) return [...own, ...sourcesOf(condition.not)]
  return [...own]
}

function distinct(citations: readonly Citation[]): Citation[] {
  const seen = new Set<string>()
  return citations.filter(({ law, article }) => !seen.has(`${law}|${article}`) && seen.add(`${law}|${article}`))
}

function unique(uses: readonly FigureUse[]): FigureUse[] {
  return [...new Map(uses.map((use) => [use.parameter, use])).values()]
}
