/** What changes on which day, from every dated row, rule and document; and what differs between two days. */
import { addDays, type Day } from '../core/day.ts'
import type { LawBook } from '../rules/law-book.ts'
import type { ParameterData, ParameterRow } from '../rules/law-data.ts'
import { figureAt, type LawOn, programmesByLaw, programmesByParameter, type RuleState, stateOf } from './law-pages.ts'
import { daysOf } from './law-pages-figures.ts'

export type Change = { readonly programmes: readonly string[] } & (
  | {
      readonly kind: 'figure'
      readonly parameter: string
      readonly unit: string
      readonly province?: string
      /** Percentages of another figure. */
      readonly share: boolean
      /** Undefined: the first row that we hold. */
      readonly before: ParameterRow['value'] | undefined
      readonly after: ParameterRow['value']
    }
  | { readonly kind: 'rule_starts' | 'rule_ends'; readonly rule: string }
  | { readonly kind: 'law_starts' | 'law_ends'; readonly law: string; readonly title: string }
)

export interface ChangeDay {
  /** The first day on which it is so: what ends on 31 December changes on 1 January. */
  readonly day: Day
  readonly changes: readonly Change[]
}

export interface Timeline {
  /** After today, the nearest first. */
  readonly coming: readonly ChangeDay[]
  /** Today and before, the latest first. */
  readonly past: readonly ChangeDay[]
}

export function timeline(law: LawBook, today: Day): Timeline {
  const byDay = new Map<Day, Change[]>()
  const put = (day: Day, change: Change) => {
    const list = byDay.get(day)
    if (list) list.push(change)
    else byDay.set(day, [change])
  }
  const citing = programmesByLaw(law)
  for (const { law: number, title, from, to } of law.data.laws) {
    const programmes = citing.get(number) ?? []
    if (from !== null) put(from, { kind: 'law_starts', law: number, title, programmes })
    if (to !== null) put(addDays(to, 1), { kind: 'law_ends', law: number, title, programmes })
  }
  for (const { programme, data } of law.rules) {
    const change = { rule: data.rule, programmes: [programme] }
    if (data.from !== null) put(data.from, { kind: 'rule_starts', ...change })
    if (data.to !== null) put(addDays(data.to, 1), { kind: 'rule_ends', ...change })
  }
  const using = programmesByParameter(law)
  for (const parameter of law.parameters)
    for (const { day, change } of figureChanges(parameter, using.get(parameter.parameter) ?? [])) put(day, change)

  const days = [...byDay].map(([day, changes]) => ({ day, changes })).sort((a, b) => (a.day < b.day ? -1 : 1))
  return {
    coming: days.filter(({ day }) => day > today),
    past: days.filter(({ day }) => day <= today).reverse(),
  }
}

function figureChanges(data: ParameterData, programmes: readonly string[]): { day: Day; change: Change }[] {
  const { parameter, unit, share_of: shareOf } = data
  const of = (rows: readonly ParameterRow[], province?: string) =>
    rows.map((row, i) => ({
      day: row.from,
      change: {
        kind: 'figure' as const,
        parameter,
        unit,
        ...(province === undefined ? {} : { province }),
        share: shareOf !== undefined,
        before: rows[i - 1]?.value,
        after: row.value,
        programmes,
      },
    }))
  return [...of(data.values), ...Object.entries(data.provinces).flatMap(([code, rows]) => of(rows, code))]
}

export interface RuleDifference {
  readonly rule: string
  readonly programme: string
  readonly before: RuleState
  readonly after: RuleState
}

export interface FigureDifference {
  readonly parameter: string
  readonly unit: string
  /** Shares are worked out; null: not known on that day. */
  readonly before: number | null
  readonly after: number | null
  readonly programmes: readonly string[]
}

export interface DocumentDifference {
  readonly law: string
  readonly title: string
  /** In force on the later day, not on the earlier one. */
  readonly starts: boolean
}

export interface Differences {
  readonly rules: readonly RuleDifference[]
  readonly figures: readonly FigureDifference[]
  readonly documents: readonly DocumentDifference[]
}

/** What is different on `on` from how it was on `from`, by national figures or those of the province. */
export function differences(from: Day, { law, on, province }: LawOn): Differences {
  const using = programmesByParameter(law)
  return {
    rules: law.rules
      .map(({ programme, data }) => ({
        rule: data.rule,
        programme,
        before: stateOf(data, from),
        after: stateOf(data, on),
      }))
      .filter(({ before, after }) => before !== after),
    figures: law.parameters
      .filter((data) => daysOf(data, law, province).length > 0)
      .map((data) => ({
        parameter: data.parameter,
        unit: data.share_of === undefined ? data.unit : 'percent',
        before: known(figureAt(law, data, from, province)),
        after: known(figureAt(law, data, on, province)),
        programmes: using.get(data.parameter) ?? [],
      }))
      .filter(({ before, after }) => before !== after),
    documents: law.data.laws
      .filter((document) => stands(document, from) !== stands(document, on))
      .map((document) => ({ law: document.law, title: document.title, starts: stands(document, on) })),
  }
}

function stands({ from, to }: { from: Day | null; to: Day | null }, day: Day): boolean {
  return (from === null || from <= day) && (to === null || day <= to)
}

function known(value: number): number | null {
  return Number.isNaN(value) ? null : value
}
