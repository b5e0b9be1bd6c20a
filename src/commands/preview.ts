/** Which day's law a talk shows, and what of it is not today's: lines for the terminal. */
import type { Day } from '../core/day.ts'
import { changesBetween, type LawChange } from '../rules/changes.ts'
import type { LawData, ParameterRow } from '../rules/law-data.ts'

const UNITS: Readonly<Record<Extract<LawChange, { kind: 'figure' }>['unit'], string>> = {
  vnd: 'đồng',
  vnd_month: 'đồng a month',
  vnd_person_month: 'đồng a person a month',
  percent: '%',
  coefficient: '(coefficient)',
  months: 'months',
  kwh_month: 'kWh a month',
  kg: 'kg',
  times: 'times',
}

/** Lines to show before a talk of the law of `day`; none when that is today. */
export function previewLines(data: LawData, today: Day, day: Day): readonly string[] {
  if (day === today) return []
  const coming = day > today
  const changes = coming ? changesBetween(data, today, day) : changesBetween(data, day, today)
  const away = daysBetween(coming ? today : day, coming ? day : today)
  const when = `${away} ${away === 1 ? 'day' : 'days'} ${coming ? 'from today' : 'before today'} (${today})`
  const span = coming ? 'until then' : 'since then'
  if (changes.length === 0) return [`The law of ${day}, ${when}. Nothing that the law book holds changes ${span}.`]
  return [`The law of ${day}, ${when}. What changes ${span}:`, ...changes.map((one) => `  ${one.on}  ${sentence(one)}`)]
}

function sentence(change: LawChange): string {
  switch (change.kind) {
    case 'figure': {
      const { parameter, province, before, after, unit, law } = change
      const own = province === undefined ? '' : ` in province ${province}`
      const from = before === undefined ? 'begins with' : `${figure(before)} →`
      return `${parameter}${own}: ${from} ${figure(after)} ${typeof after === 'number' ? `${UNITS[unit]} ` : ''}(${law})`
    }
    case 'rule':
      return `rule ${change.rule} of ${change.programme} ${change.begins ? 'begins' : 'is no longer in force'}`
    case 'document':
      return `${change.law} ${change.begins ? 'begins' : 'is no longer in force'}: ${change.title}`
    case 'areas':
      return `area list ${change.basis}: ${change.communes} rows ${change.begins ? 'begin' : 'end'}`
  }
}

function figure(value: ParameterRow['value']): string {
  if (value === null) return 'ended, no figure'
  return value === 'expected' ? 'a new figure is expected and not yet known' : value.toLocaleString('vi-VN')
}

function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}
