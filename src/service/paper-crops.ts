/** Crops lost, by the bands of Decree 9/2025 Article 5: area, share lost, figure a hectare, amount. The commune confirms every area. */
import { type Day, vietnamDay } from '../core/day.ts'
import type { CropLoss } from '../core/household.ts'
import { screen } from '../rules/screen.ts'
import type { PaperCase } from '../store/case-papers.ts'
import { printLaw } from '../texts/law.ts'
import { placeName } from './desk-places.ts'
import type { Cell, Column } from './papers.ts'
import type { Ports } from './ports.ts'

export const CROP_COLUMNS: readonly Column[] = [
  { id: 'number', type: 'number' },
  { id: 'code', type: 'text' },
  { id: 'head', type: 'text' },
  { id: 'phone', type: 'text' },
  { id: 'village', type: 'text' },
  { id: 'commune', type: 'text' },
  { id: 'day', type: 'day' },
  { id: 'crop', type: 'text' },
  { id: 'grown', type: 'text' },
  { id: 'area', type: 'number', total: true },
  { id: 'lost', type: 'number' },
  { id: 'band', type: 'text' },
  { id: 'rule', type: 'text' },
  { id: 'rate', type: 'vnd' },
  { id: 'amount', type: 'vnd', total: true },
  { id: 'law', type: 'text' },
  { id: 'note', type: 'text' },
]

/** The lower bound of support and the upper band, in percent of the area (Article 5). */
const HALF_FROM = 30
const FULL_ABOVE = 70

export function cropRows(
  ports: Ports,
  cases: readonly PaperCase[],
  today: Day,
): { columns: readonly Column[]; rows: readonly (readonly Cell[])[] } {
  let number = 0
  const rows = cases.flatMap(({ line, name, phone }) => {
    const { report } = line
    const asked = report.happenedOn ?? vietnamDay(line.openedAt)
    const on = asked <= today ? asked : today
    const who = [
      ...[line.code, report.name ?? name, phone === null ? null : phone.replace(/^\+84/, '0')],
      ...[report.village ?? null, placeName(ports, line.commune, line.province), report.happenedOn ?? null],
    ]
    const crops = (report.crops ?? []).map((crop): readonly Cell[] => {
      number++
      const found = supportFor(ports, crop, on)
      return [
        ...[number, ...who, crop.kind === undefined ? null : { key: `papers:crop.${crop.kind}` }, grownOf(crop)],
        ...[crop.area_ha ?? null, crop.lost_percent ?? null, bandOf(crop.lost_percent), found.rule, found.rate],
        ...[found.amount, found.law, { key: `papers:crop_note.${found.note}` }],
      ]
    })
    // Beasts and ponds are in Article 5 too, but their figures are not confirmed: listed, so that nobody is forgotten, without a sum.
    const beasts = (report.animals ?? []).map((animal): readonly Cell[] => {
      number++
      return [
        ...[number, ...who, { key: `papers:animal.${animal.kind}` }],
        ...[animal.count === undefined ? null : { key: 'papers:heads', values: { count: animal.count } }],
        ...['', '', '', null, null, null, '', { key: 'papers:crop_note.unconfirmed' }],
      ]
    })
    return [...crops, ...beasts]
  })
  return { columns: CROP_COLUMNS, rows }
}

interface Found {
  readonly rule: string | null
  readonly rate: number | null
  readonly amount: number | null
  readonly law: string
  readonly note: 'confirm' | 'too_little' | 'unknown' | 'unconfirmed'
}

/** The one rule of the law book that fits this crop; its rate is the amount a hectare. */
function supportFor({ talk }: Ports, crop: CropLoss, on: Day): Found {
  const none = { rule: null, rate: null, amount: null, law: '' }
  if (crop.lost_percent !== undefined && crop.lost_percent < HALF_FROM) return { ...none, note: 'too_little' }
  const household = { farming: true, disaster: { cause: 'disaster' as const, crops: [crop] } }
  const { verdicts } = screen(talk.law, household, on, { programmes: ['crop-loss-support'], next: false })
  const fits = verdicts.find(({ verdict }) => verdict === 'eligible' || verdict === 'possible')
  if (!fits) return { ...none, note: crop.kind === undefined || grownUnknown(crop) ? 'unknown' : 'unconfirmed' }
  const amount = fits.amountVnd ?? null
  const rate = amount !== null && crop.area_ha ? Math.round(amount / crop.area_ha) : null
  return {
    rule: fits.rule,
    rate,
    amount,
    law: fits.law.map(printLaw).join('; '),
    note: amount === null ? 'unknown' : 'confirm',
  }
}

function grownUnknown({
  kind,
  days_since_sowing: days,
  growth,
  cycle,
  area_ha: area,
  lost_percent: lost,
}: CropLoss): boolean {
  if (area === undefined || lost === undefined) return true
  if (kind === 'rice') return days === undefined
  if (kind === 'annual') return growth === undefined
  return kind === 'forest' && cycle === undefined
}

function grownOf({ days_since_sowing: days, growth, cycle }: CropLoss): Cell {
  if (days !== undefined) return { key: 'papers:days', values: { count: days } }
  const share = growth ?? cycle
  return share === undefined ? null : `${Math.round(share * 100)}%`
}

function bandOf(lost: number | undefined): Cell {
  if (lost === undefined) return null
  if (lost < HALF_FROM) return { key: 'papers:band.under' }
  return { key: lost > FULL_ABOVE ? 'papers:band.over' : 'papers:band.between' }
}
