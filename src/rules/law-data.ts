/** The law as plain data: what `policy/` says after checking, and what `openLaw` compiles. */
import type { Day } from '../core/day.ts'
import type { Confidence, Per, VerdictKind } from '../core/verdict.ts'

export interface Source {
  readonly law: string
  /** Empty where only the document is known, not the article. */
  readonly article: string
  readonly confidence: Confidence
}

export interface LawDocument {
  readonly law: string
  readonly title: string
  /** True where the title says what the text is about, in our words: the official title was not read. */
  readonly descriptive: boolean
  readonly from: Day | null
  readonly to: Day | null
}

/** A figure from a day on. `null`: ended. `expected`: known to come, not yet read. Both give `unknown`. */
export interface ParameterRow {
  readonly from: Day
  readonly value: number | null | 'expected'
  readonly source: Source
  readonly read_on: Day
}

export const UNITS = [
  'vnd',
  'vnd_month',
  'vnd_person_month',
  'percent',
  'coefficient',
  'months',
  'kwh_month',
  'kg',
  'times',
] as const

export interface ParameterData {
  readonly parameter: string
  readonly unit: (typeof UNITS)[number]
  /** Given: the values are so many percent of this other figure (120 % of the poor rate), worked out by `shareOf`. */
  readonly share_of?: string
  readonly values: readonly ParameterRow[]
  /** Province code → rows of its own; the higher of both counts. */
  readonly provinces: Readonly<Record<string, readonly ParameterRow[]>>
}

/** `share`: asked in percent, kept as 0 to 1; `area`: hectares. */
export const FACT_TYPES = ['choice', 'choices', 'yesno', 'age', 'number', 'money', 'date', 'share', 'area'] as const
export type FactType = (typeof FACT_TYPES)[number]

export interface FactData {
  readonly fact: string
  readonly type: FactType
  readonly options?: readonly string[]
  readonly sensitive: boolean
  /** 1 easy to answer … 5 a paper must be looked up. */
  readonly cost: number
  /** False: used when known (province, area), never asked by the screening. */
  readonly askable: boolean
  /** Computed by the named function of `derived.ts`; asking it means asking this other fact. */
  readonly asks?: string
}

export type Scalar = string | number | boolean
export interface Leaf {
  readonly fact: string
  readonly is?: Scalar
  readonly in?: readonly Scalar[]
  readonly includes?: string
  readonly at_least?: Threshold
  readonly at_most?: Threshold
  readonly less_than?: Threshold
  readonly more_than?: Threshold
}
export type Threshold = number | { readonly parameter: string }

interface Tag {
  /** Text key `programmes:conditions.<id>`. */
  readonly id?: string
  readonly source?: readonly Source[]
}
export type ConditionData = Tag &
  (
    | Leaf
    | { readonly all: readonly ConditionData[] }
    | { readonly any: readonly ConditionData[] }
    | { readonly not: ConditionData }
  )

export interface GivesData {
  /** A named function of `amounts.ts`; none: no money amount is shown. */
  readonly amount?: string
  /** What the function works with, in the order it says. */
  readonly figures: readonly string[]
  /** Kilograms of rice for one person a month. */
  readonly rice?: string
  readonly per?: Per
  /** Figures said in words only: name in the text → parameter. */
  readonly says: Readonly<Record<string, string>>
  /** The verdict stands, its amount does not. */
  readonly withheld?: { readonly when: ConditionData; readonly note: string }
}

export interface ApplyData {
  readonly form?: string
  readonly desk: string
  readonly working_days?: number
  readonly papers: readonly string[]
  readonly source: readonly Source[]
}

export interface RuleData {
  readonly rule: string
  readonly kind: VerdictKind
  readonly scope: 'person' | 'household' | 'crop'
  readonly from: Day | null
  readonly to: Day | null
  /** Before `from`: not in force, or an older text that we do not hold (then `unknown`). */
  readonly before: 'not_in_force' | 'unknown'
  /** The year in the number of its text, where the day it began was not read: in no earlier year was it in force. */
  readonly issued: number | null
  readonly cap?: { readonly note: string }
  readonly doubts: readonly { readonly when: ConditionData; readonly note: string }[]
  readonly notes: readonly string[]
  readonly who: readonly ConditionData[]
  readonly gives: GivesData
  readonly apply: ApplyData
}

export interface ProgrammeData {
  readonly programme: string
  /** False: screened for officials and by `npm run screen`; the talk offers it only where a flow names it. */
  readonly talk: boolean
  readonly rules: readonly RuleData[]
}

export interface RuleId {
  readonly rule: string
  readonly kind: string
  readonly cap: string
  readonly amount_shown: string
}

/** An id of the register without a verdict: a step or a right that is told (`programmes:told.<rule>`), a figure, or history. */
export interface Told {
  readonly rule: string
  readonly source: readonly Source[]
  readonly parameters: readonly string[]
}

/** What an answer says of one fact; a list or `null` (never) as in a household. */
export type FactValue = Scalar | null | readonly string[]

/** One line of a list question. */
export interface ItemData {
  readonly item: string
  /** Known once it is chosen; where left out, choosing it only leaves the finer question open. */
  readonly chosen: Readonly<Record<string, FactValue>>
  /** Known once the person says that nothing else on the list applies; of a person: for everybody. */
  readonly otherwise: Readonly<Record<string, FactValue>>
}

/** Several things asked in one message. `people`: who lives there; `which`: which of the items; `crops`: which crops; `each`: one fact of several people in turn. */
export interface GroupData {
  readonly question: string
  readonly ask: 'people' | 'which' | 'crops' | 'each'
  readonly cost: number
  readonly sensitive: boolean
  /** Of `each`: the fact. */
  readonly fact?: string
  readonly items: readonly ItemData[]
  /** Known besides, once nothing at all on the list applies. */
  readonly none: Readonly<Record<string, FactValue>>
}

/** In talk, what goes without saying: a person of 76 is not at school. Never used when the whole household is given. */
export interface Presumption {
  readonly fact: string
  readonly value: Scalar
  readonly when: ConditionData
}

/** Only the highest of these is paid to one person; `needs`: the group matters only with this rule in it. */
export interface HighestOnlyData {
  readonly rules: readonly string[]
  readonly needs?: string
}

/** Classes of area that facts of the law book are made of (`src/rules/areas.ts`). */
export const AREA_CLASSES = ['region_1', 'region_2', 'region_3', 'extremely_difficult', 'island'] as const
export type AreaClass = (typeof AREA_CLASSES)[number]

/** One commune on one list of `policy/areas/`, in force from a day on. */
export interface AreaRow {
  readonly code: string
  /** Its name, for people who read the file. */
  readonly commune: string
  readonly class: AreaClass
  /** Number of the document that makes the list. */
  readonly basis: string
  readonly article: string
  readonly valid_from: Day
  readonly valid_to: Day | null
  readonly confidence: Confidence
  readonly read_on: Day
}

export interface LawData {
  readonly laws: readonly LawDocument[]
  readonly parameters: readonly ParameterData[]
  readonly facts: readonly FactData[]
  readonly presumptions: readonly Presumption[]
  readonly questions: readonly GroupData[]
  readonly programmes: readonly ProgrammeData[]
  readonly highestOnly: readonly HighestOnlyData[]
  readonly provinces: readonly string[]
  readonly ruleIds: readonly RuleId[]
  readonly told: readonly Told[]
  readonly areas: readonly AreaRow[]
}
