/** One programme for its page: each rule with conditions, what it gives, where to apply and what it rests on. */
import type { TextPart, TextValues } from '../core/reply.ts'
import type { Citation, HowToApply, Per, VerdictKind } from '../core/verdict.ts'
import { AMOUNTS } from '../rules/amounts.ts'
import type { RuleDay } from '../rules/day-book.ts'
import type { RuleData, Source } from '../rules/law-data.ts'
import {
  conditionsOf,
  familyOf,
  type LawOn,
  parametersOf,
  type RuleState,
  stateOf,
  type Theme,
  type Trust,
  themeOf,
  trustOfRule,
} from './law-pages.ts'
import { askedFacts, type ConditionView, conditionView } from './law-pages-conditions.ts'
import { type FigureHistory, figureHistory, toldValues } from './law-pages-figures.ts'

export interface GivesView {
  /** Name of the function that works the amount out; none: no money amount is shown. */
  readonly amount?: string
  /** What it comes to for one person, child or household, where that can be said without knowing them. */
  readonly exampleVnd?: number
  readonly per?: Per
  /** Figures it is worked out from, in order. */
  readonly figures: readonly string[]
  readonly rice?: string
  readonly said: TextPart | null
  readonly withheld?: { readonly when: ConditionView; readonly note: string }
}

export interface RuleView {
  readonly rule: string
  readonly kind: VerdictKind
  readonly scope: 'person' | 'household' | 'crop'
  readonly from: string | null
  readonly to: string | null
  readonly state: RuleState
  readonly trust: Trust
  readonly conditions: readonly ConditionView[]
  readonly doubts: readonly { readonly when: ConditionView; readonly note: string }[]
  /** Note ids that not every rule of the programme has. */
  readonly notes: readonly string[]
  readonly cap?: string
  readonly gives: GivesView
  readonly apply: HowToApply
  /** As answers cite it on this day. */
  readonly law: readonly Citation[]
  /** Only the highest of these, itself among them, is paid to one person; empty: it stands alone. */
  readonly highestOnly: readonly string[]
}

export interface ToldView {
  readonly rule: string
  /** For the text `programmes:told.<rule>`; a mere figure or history has no text. */
  readonly values: TextValues
  readonly sources: readonly Source[]
}

export interface ProgrammeView {
  readonly programme: string
  readonly theme: Theme
  readonly talk: boolean
  readonly rules: readonly RuleView[]
  readonly figures: readonly FigureHistory[]
  /** Where to apply, when it is the same for all its rules. */
  readonly apply: HowToApply | null
  /** Said with the answer of every rule; those of a rule alone stand with it. */
  readonly notes: readonly string[]
  /** What must be known, and for which of its rules. */
  readonly facts: readonly { readonly fact: string; readonly rules: readonly string[] }[]
  /** Steps and rights told beside it. */
  readonly told: readonly ToldView[]
  /** The file that policy staff edit. */
  readonly file: string
}

/** Null: there is no such programme. */
export function programmeView(programme: string, at: LawOn): ProgrammeView | null {
  const data = at.law.data.programmes.find((one) => one.programme === programme)
  if (!data) return null
  const rules = at.law.day(at.on, at.province).rules.filter(({ rule }) => rule.programme === programme)
  const figures = [...new Set(data.rules.flatMap((rule) => parametersOf(rule, at.law)))]
  const notes = (data.rules[0]?.notes ?? []).filter((note) => data.rules.every((rule) => rule.notes.includes(note)))
  const families = new Set(data.rules.map(({ rule }) => familyOf(rule)))
  return {
    programme,
    theme: themeOf(data.rules[0]?.rule ?? ''),
    talk: data.talk,
    rules: rules.map((rule) => ruleView(rule, notes, at)),
    notes,
    figures: figures.map((parameter) => figureHistory(parameter, at)),
    apply: sameForAll(rules.map(({ apply }) => apply)),
    facts: factsOf(data.rules, at),
    told: at.law.data.told
      .filter(({ rule }) => belongs(rule, families))
      .map((one) => ({ rule: one.rule, values: toldValues(one, at), sources: one.source })),
    file: `policy/programmes/${programme}.yaml`,
  }
}

function sameForAll(all: readonly HowToApply[]): HowToApply | null {
  const [first] = all
  const same = first && all.every((one) => JSON.stringify(one) === JSON.stringify(first))
  return same ? first : null
}

function factsOf(rules: readonly RuleData[], at: LawOn): ProgrammeView['facts'] {
  const needed = rules.flatMap((rule) => askedFacts(conditionsOf(rule), at).map((fact) => ({ fact, rule: rule.rule })))
  return [...Map.groupBy(needed, ({ fact }) => fact)].map(([fact, of]) => ({ fact, rules: of.map(({ rule }) => rule) }))
}

/** REV-ANNUAL has no programme of its own letters: it stands with the theme of the poverty classes. */
function belongs(told: string, families: ReadonlySet<string>): boolean {
  return families.has(familyOf(told)) || (themeOf(told) === 'class' && families.has('POV'))
}

function ruleView(day: RuleDay, shared: readonly string[], at: LawOn): RuleView {
  const { data } = day.rule
  const { gives } = data
  const inDoubt = ({ when, note }: (typeof data.doubts)[number]) => ({ when: conditionView(when, at, null), note })
  const exampleVnd = exampleOf(gives.amount, day.paid)
  return {
    rule: data.rule,
    kind: data.kind,
    scope: data.scope,
    from: data.from,
    to: data.to,
    state: stateOf(data, at.on),
    trust: trustOfRule(day),
    conditions: data.who.map((condition, i) => conditionView(condition, at, day.texts[i] ?? null)),
    doubts: data.doubts.map(inDoubt),
    notes: data.notes.filter((note) => !shared.includes(note)),
    ...(data.cap ? { cap: data.cap.note } : {}),
    gives: {
      ...(gives.amount === undefined ? {} : { amount: gives.amount }),
      ...(exampleVnd === undefined ? {} : { exampleVnd }),
      ...(gives.per === undefined ? {} : { per: gives.per }),
      figures: gives.figures,
      ...(gives.rice === undefined ? {} : { rice: gives.rice }),
      said: day.said,
      ...(gives.withheld ? { withheld: inDoubt(gives.withheld) } : {}),
    },
    apply: day.apply,
    law: day.law,
    highestOnly: [
      ...new Set(at.law.highestOnly.flatMap((group) => (group.rules.includes(data.rule) ? group.rules : []))),
    ],
  }
}

/** The engine's own function for one; what depends on the household (hectares lost) has no example. */
const FOR_ONE: Readonly<Record<string, string>> = {
  each_person: 'each_person',
  each_person_sum: 'each_person_sum',
  household: 'household',
  each_child: 'each_person',
  each_injured: 'each_injured',
  each_dead: 'each_dead',
}

function exampleOf(amount: string | undefined, figures: readonly number[] | undefined): number | undefined {
  const work = AMOUNTS[FOR_ONE[amount ?? ''] ?? '']
  if (!work || !figures || figures.length === 0) return undefined
  return work({ figures, people: 1, household: {}, crops: [] })
}
