/** Everything about the law that is the same for all households of one day and province: figures, citations, sentences. */
import type { Day } from '../core/day.ts'
import type { Question } from '../core/household.ts'
import type { TextPart, TextValue } from '../core/reply.ts'
import type { Citation, ConditionOutcome, FigureUse, HowToApply } from '../core/verdict.ts'
import type { Figures } from './compile.ts'
import { leavesOf } from './fact-classes.ts'
import { type Figure, figureOn } from './figures.ts'
import type { LawBook, OpenRule } from './law-book.ts'
import type { ConditionData, Leaf, Source } from './law-data.ts'

export interface RuleDay {
  readonly rule: OpenRule
  readonly state: 'in_force' | 'not_in_force' | 'unknown'
  readonly stateNotes: readonly TextPart[]
  readonly law: readonly Citation[]
  readonly figures: readonly FigureUse[]
  /** The product of the rule's figures; undefined where one is missing or in doubt. */
  readonly one: number | undefined
  readonly texts: readonly TextPart[]
  readonly citations: readonly (readonly Citation[])[]
  /** Outcomes that name no question, made once: [condition][0 false, 1 true, 2 unknown]. */
  readonly outcomes: readonly (readonly [ConditionOutcome, ConditionOutcome, ConditionOutcome])[]
  readonly apply: HowToApply
  readonly anyLikely: boolean
  /** What is given, in words with their figures: premium and benefit, rate, kWh. */
  readonly said: TextPart | null
  /** The fact to name when exactly this condition fails. */
  readonly factOf: readonly string[]
}

export interface DayBook {
  readonly figures: Figures
  readonly rules: readonly RuleDay[]
  /** The same Question object for the same question, so that nothing is allocated for it. */
  question(fact: string, person: number | undefined): Question
}

export function openDay(book: LawBook, on: Day, province: string | undefined): DayBook {
  const figures = book.parameters.map((parameter) => figureOn(parameter, on, province))
  const index = new Map(book.parameters.map(({ parameter }, i) => [parameter, i]))
  const figure = (parameter: string): Figure | undefined => figures[index.get(parameter) ?? -1]
  const questions = new Map<string, Question>()
  return {
    figures: {
      values: figures.map(({ value }) => value),
      doubtful: figures.map(({ use }) => use?.citation.confidence === 'unconfirmed'),
    },
    rules: book.rules.map((rule) => openRuleDay(rule, on, figure, book, notInForce(book, on))),
    question(fact, person) {
      const key = person === undefined ? fact : `${fact}@${person}`
      const known = questions.get(key)
      if (known) return known
      const made = person === undefined ? { fact } : { fact, person }
      questions.set(key, made)
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
  const uses = unique([...paid, ...said, ...compared].flatMap((one) => one?.use ?? []))
  const texts = data.who.map((condition) => conditionText(condition, figure, book))
  const now = state(rule, on)
  const cited = citable(now, uses, out)
  const citations = data.who.map((condition) => cited(distinct(sourcesOf(condition))))
  const law = distinct([...citations.flat(), ...uses.map(({ citation }) => citation)])
  const one = paid.every((each) => each?.use && each.use.citation.confidence !== 'unconfirmed')
    ? paid.reduce((product, each) => product * (each?.value ?? Number.NaN), 1)
    : undefined
  return {
    rule,
    ...now,
    law,
    figures: uses,
    one,
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
    factOf: data.who.map((condition) => {
      const [leaf] = leavesOf(condition)
      return leaf ? (book.facts.find(({ data: fact }) => fact.fact === leaf.fact)?.asks ?? leaf.fact) : ''
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
  const [parameter] = leavesOf(condition).flatMap((leaf) => parameterOf(leaf) ?? [])
  if (parameter === undefined) return { key }
  return { key, values: { figure: figureText(parameter, figure, book) } }
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
