/** Affected households with proposed support, Decree 335/2026 Articles 12 and 13: the commune lists and decides, no household form. */
import { type Day, vietnamDay } from '../core/day.ts'
import type { PaperCase } from '../store/case-papers.ts'
import { printLaw } from '../texts/law.ts'
import { type Proposal, proposalsOf } from './case-law.ts'
import { placeName } from './desk-places.ts'
import type { Cell, Column } from './papers.ts'
import type { Ports } from './ports.ts'

export const HOUSEHOLD_COLUMNS: readonly Column[] = [
  { id: 'number', type: 'number' },
  { id: 'code', type: 'text' },
  { id: 'head', type: 'text' },
  { id: 'phone', type: 'text' },
  { id: 'village', type: 'text' },
  { id: 'commune', type: 'text' },
  { id: 'people', type: 'number', total: true },
  { id: 'hazard', type: 'text' },
  { id: 'day', type: 'day' },
  { id: 'house', type: 'text' },
  { id: 'dead', type: 'number', total: true },
  { id: 'missing', type: 'number', total: true },
  { id: 'hurt', type: 'number', total: true },
  { id: 'class', type: 'text' },
  { id: 'rules', type: 'text' },
  { id: 'law', type: 'text' },
  { id: 'rice', type: 'number', total: true },
  { id: 'money', type: 'vnd', total: true },
  { id: 'basis', type: 'text' },
  { id: 'status', type: 'text' },
]

const RICE = ['EM-RICE', 'EM-RICE-TET']
const MOST_MONTHS = 3

export function householdRows(
  ports: Ports,
  cases: readonly PaperCase[],
  months: number,
  today: Day,
): { columns: readonly Column[]; rows: readonly (readonly Cell[])[] } {
  const rows = cases.map(({ line, name, phone, supports }, i): readonly Cell[] => {
    const { report } = line
    const on = report.happenedOn ?? vietnamDay(line.openedAt)
    const decided = supports.filter(({ status }) => status === 'decided' || status === 'given')
    const proposals = proposalsOf(ports, report, on <= today ? on : today)
    const proposed = decided.length > 0 ? [] : considered(proposals)
    const lawOf = (rules: readonly string[]) => [
      ...new Set(proposals.filter(({ rule }) => rules.includes(rule)).flatMap(({ law }) => law.map(printLaw))),
    ]
    const granted =
      decided.length > 0
        ? {
            rules: decided.map(({ rule }) => rule),
            law: lawOf(decided.map(({ rule }) => rule)),
            rice: sum(decided.map(({ riceKg }) => riceKg)),
            money: sum(decided.map(({ amountVnd }) => amountVnd)),
            basis: { key: 'papers:basis.decided' },
          }
        : {
            rules: proposed.map(({ rule }) => rule),
            law: lawOf(proposed.map(({ rule }) => rule)),
            rice: sum(proposed.map(({ rule, riceKg }) => (riceKg === null ? null : riceKg * monthsOf(rule, months)))),
            money: sum(proposed.map(({ amountVnd }) => amountVnd)),
            basis: { key: proposed.length === 0 ? 'papers:basis.none' : 'papers:basis.least' },
          }
    return [
      ...[i + 1, line.code, report.name ?? name, phone === null ? null : phone.replace(/^\+84/, '0')],
      ...[report.village ?? null, placeName(ports, line.commune, line.province)],
      ...[report.people ?? null, word('hazard', report.hazard), report.happenedOn ?? null, word('house', report.house)],
      ...[report.dead ?? null, report.missing ?? null, report.hurt ?? null, word('class', report.class)],
      ...[granted.rules.join('; '), granted.law.join('; '), granted.rice, granted.money, granted.basis],
      { key: `papers:status.${line.status}` },
    ]
  })
  return { columns: HOUSEHOLD_COLUMNS, rows }
}

/** What the commune may consider: met, or met but for what it confirms itself. Rice of Tết does not come on top of rice for a disaster. */
function considered(proposals: readonly Proposal[]): readonly Proposal[] {
  const fitting = proposals.filter(
    ({ verdict, programme }) => (verdict === 'eligible' || verdict === 'possible') && programme !== 'crop-loss-support',
  )
  const hasRice = fitting.some(({ rule }) => rule === 'EM-RICE')
  return fitting.filter(({ rule }) => rule !== 'EM-RICE-TET' || !hasRice)
}

/** Rice for Tết is one month (Article 12(1)(a)); else as many as the commune proposes, three at most. */
function monthsOf(rule: string, months: number): number {
  if (!RICE.includes(rule)) return 1
  return rule === 'EM-RICE-TET' ? 1 : Math.min(Math.max(months, 1), MOST_MONTHS)
}

/** Null where nothing was named at all. */
function sum(values: readonly (number | null)[]): number | null {
  const known = values.filter((value): value is number => value !== null)
  return known.length === 0 ? null : known.reduce((all, value) => all + value, 0)
}

function word(of: 'hazard' | 'house' | 'class', value: string | undefined): Cell {
  return value === undefined ? null : { key: `papers:${of}.${value}` }
}
