/** Figures on a day: the row in force, a province's own one where it is higher. Unknown is NaN and never the old figure. */
import type { Day } from '../core/day.ts'
import type { FigureUse } from '../core/verdict.ts'
import type { ParameterData, ParameterRow } from './law-data.ts'

export interface Figure {
  /** NaN: missing, ended or expected. */
  readonly value: number
  readonly use: FigureUse | null
  /** The figure that this one is a share of. */
  readonly base?: FigureUse
}

/** `max(national, province)` (NĐ 335/2026/NĐ-CP, Điều 4 khoản 3); without a province the national figure. */
export function figureOn(parameter: ParameterData, on: Day, province: string | undefined): Figure {
  const national = read(parameter, rowOn(parameter.values, on))
  const own = province === undefined ? undefined : parameter.provinces[province]
  if (!own) return national
  const local = read(parameter, rowOn(own, on))
  if (Number.isNaN(local.value)) return national
  return Number.isNaN(national.value) || local.value > national.value ? local : national
}

/**
 * So many percent of another figure: 127 % of 6.6 % a year is 8.382 % a year. Rounded to a thousandth, the finest that these rates
 * are printed with (Nghị định 338/2025/NĐ-CP, Điều 5-11; Quyết định 15/2013/QĐ-TTg; Quyết định 28/2015/QĐ-TTg).
 */
export function shareOf(base: number, percent: number): number {
  return Math.round(base * percent * 10) / 1000
}

/** Rows stand oldest first; the last one begun counts. */
function rowOn(rows: readonly ParameterRow[], on: Day): ParameterRow | undefined {
  return rows.findLast((row) => row.from <= on)
}

function read({ parameter }: ParameterData, row: ParameterRow | undefined): Figure {
  if (!row || typeof row.value !== 'number') return { value: Number.NaN, use: null }
  return { value: row.value, use: { parameter, from: row.from, value: row.value, citation: row.source } }
}
