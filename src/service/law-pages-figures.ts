/** One figure over time: its rows with their sources, and the steps that a small chart draws. */
import type { Day } from '../core/day.ts'
import type { TextValue, TextValues } from '../core/reply.ts'
import type { LawBook } from '../rules/law-book.ts'
import type { ParameterData, ParameterRow, Told } from '../rules/law-data.ts'
import { figureAt, type LawOn } from './law-pages.ts'

export interface FigureRow extends ParameterRow {
  /** The row counts on the day looked at, no longer, or not yet. */
  readonly when: 'now' | 'past' | 'coming'
}

export interface Step {
  readonly from: Day
  /** null: not known from this day on. */
  readonly value: number | null
}

export interface FigureHistory {
  readonly parameter: string
  readonly unit: string
  /** The rows are so many percent of this figure. */
  readonly shareOf?: string
  readonly rows: readonly FigureRow[]
  readonly provinces: readonly { readonly code: string; readonly rows: readonly FigureRow[] }[]
  /** On the day looked at, a province's higher figure taken; null: not known. */
  readonly now: number | null
  /** What counts from when, shares worked out; oldest first, no two neighbours alike. */
  readonly steps: readonly Step[]
}

/** @throws Error when no figure has this id */
export function figureHistory(parameter: string, at: LawOn): FigureHistory {
  const data = dataOf(at.law, parameter)
  return {
    parameter,
    unit: data.unit,
    ...(data.share_of === undefined ? {} : { shareOf: data.share_of }),
    rows: marked(data.values, at.on),
    provinces: Object.entries(data.provinces).map(([code, rows]) => ({ code, rows: marked(rows, at.on) })),
    now: known(figureAt(at.law, data, at.on, at.province)),
    steps: stepsOf(data, at),
  }
}

/**
 * What a told text may name, as the talk says it: `assistance-standard` is `{{assistance_standard}}`, `_from` its first day, `_before`
 * the figure before it; `{{amount}}` is so many times a sum of money.
 */
export function toldValues({ rule, parameters }: Pick<Told, 'rule' | 'parameters'>, at: LawOn): TextValues {
  const values: Record<string, TextValue> = { rule }
  const figures = parameters.map((parameter) => dataOf(at.law, parameter))
  for (const data of figures) {
    const name = data.parameter.replaceAll('-', '_')
    const row = data.values.findLast(({ from }) => from <= at.on)
    const before = row && data.values.findLast(({ from }) => from < row.from)?.value
    values[name] = written(data.unit, figureAt(at.law, data, at.on, at.province))
    values[`${name}_from`] = row ? { day: row.from } : UNKNOWN
    values[`${name}_before`] = typeof before === 'number' ? written(data.unit, before) : UNKNOWN
  }
  const times = figures.find(({ unit }) => unit === 'times')
  const money = figures.find(({ unit }) => unit.startsWith('vnd'))
  if (!times || !money) return values
  const amount = figureAt(at.law, times, at.on, at.province) * figureAt(at.law, money, at.on, at.province)
  return { ...values, amount: written(money.unit, amount) }
}

const UNKNOWN: TextValue = { key: 'programmes:notes.figure_unknown' }

function written(unit: string, value: number): TextValue {
  if (Number.isNaN(value)) return UNKNOWN
  return unit.startsWith('vnd') ? { vnd: value } : unit === 'percent' ? { percent: value } : value
}

/** Days on which a figure may change, for a province: its own rows and those of what it is a share of. */
export function daysOf(data: ParameterData, law: LawBook, province: string | undefined): readonly Day[] {
  const own = [...data.values, ...(province === undefined ? [] : (data.provinces[province] ?? []))]
  const base = data.share_of === undefined ? [] : daysOf(dataOf(law, data.share_of), law, province)
  return [...new Set([...own.map(({ from }) => from), ...base])].sort()
}

function stepsOf(data: ParameterData, { law, province }: LawOn): Step[] {
  const steps: Step[] = []
  for (const from of daysOf(data, law, province)) {
    const value = known(figureAt(law, data, from, province))
    if (steps.length === 0 ? value !== null : steps.at(-1)?.value !== value) steps.push({ from, value })
  }
  return steps
}

function marked(rows: readonly ParameterRow[], on: Day): FigureRow[] {
  const current = rows.findLastIndex(({ from }) => from <= on)
  return rows.map((row, i) => ({ ...row, when: i === current ? 'now' : i < current ? 'past' : 'coming' }))
}

function known(value: number): number | null {
  return Number.isNaN(value) ? null : value
}

function dataOf(law: LawBook, parameter: string): ParameterData {
  const data = law.parameters.find((one) => one.parameter === parameter)
  if (!data) throw new Error(`policy/ names the figure ${parameter}, which is not defined; run npm run check`)
  return data
}
