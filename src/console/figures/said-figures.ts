/** The figures of a page as a table for a file: all rows, the same words, hidden cells hidden there too. */
import { ADDRESS_KINDS } from '../../core/address.ts'
import { DELIVERY_STATUSES } from '../../core/message.ts'
import type { Weeks } from '../../service/figures.ts'
import type { SaidPaper } from '../../service/paper-files.ts'
import type { PlaceOf } from '../overview/overview-words.ts'
import type { Page } from '../page.ts'
import { day as dayText } from '../words.ts'
import { f, flowName, stepName } from './figure-words.ts'
import type { Figured } from './figures-page.tsx'

type Cell = string | number | null

export function saidFigures(
  page: Page,
  figured: Figured,
  about: { readonly weeks: Weeks; readonly place: string; readonly by: string; readonly placeOf: PlaceOf },
): SaidPaper {
  const { headings, rows } = tableOf(page, figured, about.placeOf)
  const { look } = figured
  return {
    title: f(page, `${look}.title`),
    head: [
      about.place,
      ...(look === 'reach' ? [] : [f(page, 'weeks', { count: about.weeks })]),
      page.say({ key: 'papers:as_of', values: { day: dayText(page.today), by: about.by } }),
    ],
    headings: headings.map((text, i) => ({ text, type: typeof rows[0]?.[i] === 'number' ? 'number' : 'text' })),
    rows,
    totals: [],
    totalWord: '',
    foot: [f(page, `${look}.lead`)],
  }
}

function tableOf(
  page: Page,
  figured: Figured,
  placeOf: PlaceOf,
): { readonly headings: readonly string[]; readonly rows: readonly (readonly Cell[])[] } {
  const said = (keys: readonly string[]) => keys.map((key) => f(page, key))
  const few = (count: number | null): Cell => count ?? f(page, 'few')
  switch (figured.look) {
    case 'steps':
      return {
        headings: said(['steps.flow', 'steps.step', 'steps.asked', 'steps.left']),
        rows: figured.figures.steps.map((line) => [
          ...[flowName(page, line.flow), stepName(page, line)],
          ...[line.asked, line.left],
        ]),
      }
    case 'delivery':
      return {
        headings: [
          ...said(['delivery.door', 'delivery.lane', 'delivery.all']),
          ...DELIVERY_STATUSES.map((status) => f(page, `status.${status}`)),
        ],
        rows: figured.figures.lines.map(({ door, lane, all, counts }) => [
          ...[f(page, `door.${door}`), f(page, `lane.${lane}`), all],
          ...DELIVERY_STATUSES.map((status) => counts[status]),
        ]),
      }
    case 'ratings':
      return {
        headings: said(['week', 'ratings.count', 'ratings.rated', 'ratings.mean']),
        rows: figured.figures.map(({ monday, count, rated, mean }) => [
          ...[dayText(monday), count ?? f(page, 'hidden'), rated ?? f(page, 'hidden')],
          rated === 0 ? null : few(mean === null ? null : Math.round(mean * 10) / 10),
        ]),
      }
    case 'reach':
      return {
        headings: [
          ...said(['reach.commune', 'reach.people']),
          ...ADDRESS_KINDS.map((kind) => page.say({ key: `desk:address.${kind}` })),
        ],
        rows: figured.figures.lines.map(({ commune, people, byKind }) => [
          (commune === null ? '' : placeOf(commune, null)) || f(page, 'reach.elsewhere'),
          ...[people, ...ADDRESS_KINDS.map((kind) => byKind[kind])].map(few),
        ]),
      }
  }
}
