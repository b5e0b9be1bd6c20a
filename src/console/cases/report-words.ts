/** A report as lines of words: what was told, and nothing for what was not. */

import { CROPS } from '../../core/household.ts'
import { ANIMALS, HAZARDS, REPORTED_HOUSES, type Report, SUPPLIES, VULNERABLE } from '../../core/report.ts'
import { dayText, plainNumber } from '../../texts/format.ts'
import type { Page } from '../page.ts'
import { d, shown } from './case-words.ts'

export interface ReportLine {
  readonly id: string
  readonly label: string
  readonly value: string
}

/** In the order in which an official needs them. `place`: the names of its codes. */
export function reportLines(page: Page, report: Report, place: string | null): readonly ReportLine[] {
  const lines: ReportLine[] = []
  const add = (id: string, value: string | null | undefined): void => {
    if (value !== null && value !== undefined && value !== '')
      lines.push({ id, label: d(page, `report.${id}`), value: shown(value) })
  }
  const count = (value: number | undefined) => (value === undefined ? null : plainNumber(value, page.language))
  const yesNo = (value: boolean | undefined) => (value === undefined ? null : d(page, value ? 'yes' : 'no'))
  const word = (kind: string, value: string | undefined) => (value === undefined ? null : d(page, `${kind}.${value}`))
  add('forWhom', word('forWhom', report.forWhom))
  add('name', report.name)
  add('hazard', word('hazard', report.hazard))
  add('happenedOn', report.happenedOn === undefined ? null : dayText(report.happenedOn))
  add('commune', place)
  add('village', report.village)
  add('location', report.location === undefined ? null : `${report.location.lat}, ${report.location.lon}`)
  for (const id of ['people', 'dead', 'missing', 'hurt'] as const) add(id, count(report[id]))
  add('vulnerable', report.vulnerable?.map((one) => d(page, `vulnerable.${one}`)).join(', '))
  add('house', word('house', report.house))
  add('nowhereToLive', yesNo(report.nowhereToLive))
  add('food', word('supply', report.food))
  add('water', word('supply', report.water))
  add('crops', report.crops?.map((one) => cropText(page, one)).join('; '))
  add(
    'animals',
    report.animals
      ?.map(({ kind, count: heads }) => `${d(page, `animal.${kind}`)}${heads === undefined ? '' : ` ${count(heads)}`}`)
      .join('; '),
  )
  add('class', word('class', report.class))
  add('difficult', yesNo(report.difficult))
  return lines
}

function cropText(page: Page, crop: NonNullable<Report['crops']>[number]): string {
  const number = (value: number) => plainNumber(value, page.language)
  return [
    crop.kind === undefined ? d(page, 'crop.unknown') : d(page, `crop.${crop.kind}`),
    crop.area_ha === undefined ? '' : d(page, 'crop_area', { ha: number(crop.area_ha) }),
    crop.lost_percent === undefined ? '' : d(page, 'crop_lost', { percent: number(crop.lost_percent) }),
    crop.days_since_sowing === undefined ? '' : d(page, 'crop_days', { days: number(crop.days_since_sowing) }),
  ]
    .filter((part) => part !== '')
    .join(', ')
}

/** The closed lists that a form offers. */
export const CHOICES = {
  hazard: HAZARDS,
  house: REPORTED_HOUSES,
  vulnerable: VULNERABLE,
  supply: SUPPLIES,
  crop: CROPS,
  animal: ANIMALS,
  class: ['poor', 'near_poor', 'newly_escaped', 'average', 'none'],
  forWhom: ['self', 'neighbour'],
} as const
