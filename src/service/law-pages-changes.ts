/** What changes on which day, from every dated row, rule and document; and what differs between two days. */
import { addDays, type Day } from '../core/day.ts'
import { changesBetween, type LawChange } from '../rules/changes.ts'
import type { LawBook } from '../rules/law-book.ts'
import { figureAt, type LawOn, programmesByLaw, programmesByParameter, type RuleState, stateOf } from './law-pages.ts'
import { daysOf } from './law-pages-figures.ts'

export interface Change {
  readonly change: LawChange
  /** Those that rest on what changes. */
  readonly programmes: readonly string[]
}

export interface ChangeDay {
  /** The first day on which it is so: what ends on 31 December changes on 1 January. */
  readonly day: Day
  readonly changes: readonly Change[]
}

export interface Timeline {
  /** After today, the nearest first. */
  readonly coming: readonly ChangeDay[]
  /** Today and before, the latest first: the year asked for, or the last twelve months. */
  readonly past: readonly ChangeDay[]
  /** Years in which something changed up to today, the latest first. */
  readonly years: readonly string[]
}

/** @param year show the past of this year only, as `2025` */
export function timeline(law: LawBook, today: Day, year?: string): Timeline {
  const citing = programmesByLaw(law)
  const using = programmesByParameter(law)
  const touched = (change: LawChange): readonly string[] => {
    if (change.kind === 'rule') return [change.programme]
    if (change.kind === 'figure') return using.get(change.parameter) ?? []
    return change.kind === 'document' ? (citing.get(change.law) ?? []) : []
  }
  const all = changesBetween(law.data, FIRST, LAST).map((change) => ({ change, programmes: touched(change) }))
  const days = [...Map.groupBy(all, ({ change }) => change.on)].map(([day, changes]) => ({ day, changes }))
  const past = days.filter(({ day }) => day <= today).reverse()
  const since = addDays(today, -365)
  return {
    coming: days.filter(({ day }) => day > today),
    past: past.filter(({ day }) => (year === undefined ? day > since : day.startsWith(year))),
    years: [...new Set(past.map(({ day }) => day.slice(0, 4)))],
  }
}

/** Before and after every day that a law can name. */
const FIRST = '0000-01-01'
const LAST = '9999-12-31'

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
