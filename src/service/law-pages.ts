/** What the officials' law pages share: the day looked at, themes, how sure a rule is, which figures and programmes belong together. */
import type { Day } from '../core/day.ts'
import type { Confidence } from '../core/verdict.ts'
import { type RuleDay, sourcesOf } from '../rules/day-book.ts'
import { leavesOf } from '../rules/fact-classes.ts'
import { figureOn, shareOf } from '../rules/figures.ts'
import type { LawBook } from '../rules/law-book.ts'
import type { ConditionData, Leaf, ParameterData, RuleData, Source } from '../rules/law-data.ts'

/** The law as it stands on a day, for one province or, without one, by national figures. */
export interface LawOn {
  readonly law: LawBook
  readonly on: Day
  readonly province?: string
}

/** In the order in which pages show them. */
export const THEMES = [
  'class',
  'assistance',
  'health',
  'education',
  'credit',
  'work',
  'living',
  'disaster',
  'other',
] as const
export type Theme = (typeof THEMES)[number]

const THEME_OF: Readonly<Record<string, Theme>> = {
  POV: 'class',
  REV: 'class',
  NEW: 'class',
  ESC: 'class',
  SP: 'assistance',
  SA: 'assistance',
  STD: 'assistance',
  HI: 'health',
  ED: 'education',
  VB: 'credit',
  TR: 'work',
  EL: 'living',
  HO: 'living',
  GI: 'living',
  EM: 'disaster',
  AG: 'disaster',
}

/** By the letters that a rule id begins with: SP-75 is social assistance. */
export function themeOf(rule: string): Theme {
  return THEME_OF[familyOf(rule)] ?? 'other'
}

/** `SP` of `SP-75`: the law text that a rule id comes from. */
export function familyOf(rule: string): string {
  return rule.split('-')[0] ?? rule
}

/** How sure a rule is. `best`: the surest source of its conditions, as in docs/coverage.md. */
export interface Trust {
  readonly best: Confidence
  /** The least sure of what it rests on, figures of the day included. */
  readonly worst: Confidence
  /** Its verdict is at most "possible". */
  readonly capped: boolean
}

export function trustOf(
  sources: readonly Source[],
  others: readonly { confidence: Confidence }[],
  capped: boolean,
): Trust {
  const own = sources.map(({ confidence }) => confidence)
  return { best: surest(own), worst: leastSure([...own, ...others.map(({ confidence }) => confidence)]), capped }
}

export function trustOfRule({ rule, figures }: Pick<RuleDay, 'rule' | 'figures'>): Trust {
  const uses = figures.map(({ citation }) => citation)
  return trustOf(rule.data.who.flatMap(sourcesOf), uses, rule.data.cap !== undefined)
}

function surest(all: readonly Confidence[]): Confidence {
  return all.includes('confirmed') ? 'confirmed' : all.includes('likely') ? 'likely' : 'unconfirmed'
}

function leastSure(all: readonly Confidence[]): Confidence {
  if (all.length === 0 || all.includes('unconfirmed')) return 'unconfirmed'
  return all.includes('likely') ? 'likely' : 'confirmed'
}

export const RULE_STATES = ['in_force', 'not_yet', 'ended', 'older_text'] as const
/** `older_text`: something was in force then, but we do not hold that text. */
export type RuleState = (typeof RULE_STATES)[number]

export function stateOf({ from, to, before }: Pick<RuleData, 'from' | 'to' | 'before'>, on: Day): RuleState {
  if (from !== null && on < from) return before === 'unknown' ? 'older_text' : 'not_yet'
  return to !== null && on > to ? 'ended' : 'in_force'
}

/** Every condition of a rule: who, doubtful cases, when no amount is said. */
export function conditionsOf({ who, doubts, gives }: RuleData): readonly ConditionData[] {
  return [...who, ...doubts.map(({ when }) => when), ...(gives.withheld ? [gives.withheld.when] : [])]
}

/** The figure that a test compares with, if it is not a plain number. */
export function parameterOf({ at_least, at_most, less_than, more_than }: Leaf): string | null {
  for (const threshold of [at_least, at_most, less_than, more_than])
    if (typeof threshold === 'object') return threshold.parameter
  return null
}

/** Ids of all figures that a rule rests on, those included that others are a share of. */
export function parametersOf(rule: RuleData, law: LawBook): readonly string[] {
  const { figures, rice, says } = rule.gives
  const own = [
    ...figures,
    ...(rice === undefined ? [] : [rice]),
    ...Object.values(says),
    ...conditionsOf(rule)
      .flatMap(leavesOf)
      .flatMap((leaf) => parameterOf(leaf) ?? []),
  ]
  const base = (parameter: string): string[] => {
    const share = law.parameters.find((one) => one.parameter === parameter)?.share_of
    return share === undefined ? [parameter] : [parameter, ...base(share)]
  }
  return [...new Set(own.flatMap(base))]
}

/** Parameter id → programmes that rest on it, in the order of `policy/programmes`. */
export function programmesByParameter(law: LawBook): ReadonlyMap<string, readonly string[]> {
  return gather(law, (rule) => parametersOf(rule, law))
}

/** Document number → programmes that cite it in a condition, a figure or the way to apply. */
export function programmesByLaw(law: LawBook): ReadonlyMap<string, readonly string[]> {
  const rows = new Map(law.parameters.map((one) => [one.parameter, allRows(one).map(({ source }) => source.law)]))
  return gather(law, (rule) => [
    ...conditionsOf(rule)
      .flatMap(sourcesOf)
      .map(({ law }) => law),
    ...rule.apply.source.map(({ law }) => law),
    ...parametersOf(rule, law).flatMap((parameter) => rows.get(parameter) ?? []),
  ])
}

/** National rows, then those of provinces. */
export function allRows({ values, provinces }: ParameterData) {
  return [...values, ...Object.values(provinces).flat()]
}

/** NaN where the figure is missing, ended or only expected; a share is worked out. */
export function figureAt(law: LawBook, parameter: ParameterData, on: Day, province: string | undefined): number {
  const { value } = figureOn(parameter, on, province)
  if (parameter.share_of === undefined) return value
  const base = law.parameters.find((one) => one.parameter === parameter.share_of)
  return base ? shareOf(figureAt(law, base, on, province), value) : Number.NaN
}

function gather(law: LawBook, keysOf: (rule: RuleData) => readonly string[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, Set<string>>()
  for (const { programme, data } of law.rules)
    for (const key of keysOf(data)) found.set(key, (found.get(key) ?? new Set()).add(programme))
  return new Map([...found].map(([key, programmes]) => [key, [...programmes]]))
}
