/** The papers the law wants from a commune, as tables: columns, rows, totals, sources. Figures come from the law engine alone. */
import type { Day } from '../core/day.ts'
import type { Official } from '../core/official.ts'
import type { PaperCase } from '../store/case-papers.ts'
import type { CaseFilter } from '../store/case-store.ts'
import { cropRows } from './paper-crops.ts'
import { damageRows } from './paper-damage.ts'
import { householdRows } from './paper-households.ts'
import type { Ports } from './ports.ts'

export const PAPERS = ['households', 'crops', 'damage'] as const
export type PaperKind = (typeof PAPERS)[number]

/** Text, a number, a day (`2026-11-24`); null: not known, and said so, never guessed. `key`: a text key with its values, said by the page. */
export type Cell =
  | string
  | number
  | null
  | { readonly key: string; readonly values?: Readonly<Record<string, string | number>> }

export interface Column {
  /** Name of the column; its heading is `papers:<paper>.<id>`. */
  readonly id: string
  readonly type: 'text' | 'number' | 'vnd' | 'day'
  /** Added up below. */
  readonly total?: true
  /** Sendai Framework target it counts for, where reliability of the mapping is known. */
  readonly sendai?: 'A' | 'B' | 'C' | 'D'
}

export interface Paper {
  readonly kind: PaperKind
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Cell[])[]
  /** In the order of the columns; null where nothing is added up. */
  readonly totals: readonly (number | null)[]
  /** Cells that are not known, so that nobody takes a total for the whole. */
  readonly unknown: number
}

export interface PaperAsked {
  readonly kind: PaperKind
  /** In one of `policy/forms/`. */
  readonly form?: string
  readonly disaster?: string
  readonly commune?: string
  /** Opened on these days, both included. */
  readonly from?: Day
  readonly to?: Day
  /** Months of rice that the commune proposes: 1, 2 or 3 (Decree 335/2026 Article 12(1)(a)). */
  readonly months: number
  readonly order: 'place' | 'score' | 'newest'
}

/** More households than a commune has. */
const MOST = 5_000
const DAY_MS = 24 * 3_600_000
const VIETNAM_MS = 7 * 3_600_000
/** Reports that were not true, not here or taken back are no damage of this commune. */
const NOT_COUNTED: ReadonlySet<string> = new Set(['not_true', 'not_found', 'other_place', 'withdrawn', 'duplicate'])

export async function paperOf(ports: Ports, official: Official, asked: PaperAsked, today: Day): Promise<Paper> {
  const filter: CaseFilter = {
    kind: 'hardship',
    ...(asked.disaster === undefined ? {} : { disaster: asked.disaster }),
    ...(asked.commune === undefined ? {} : { commune: asked.commune }),
    ...(asked.from === undefined ? {} : { openedFrom: startOf(asked.from) }),
    ...(asked.to === undefined ? {} : { openedTo: startOf(asked.to) + DAY_MS }),
    order: asked.order === 'newest' ? 'newest' : 'score',
  }
  const found = await ports.store.cases.forPapers(official.scope, filter, MOST)
  const counted = found.filter(({ line }) => line.mergedInto === null && !NOT_COUNTED.has(line.closedReason ?? ''))
  const cases = asked.order === 'place' ? counted.toSorted(byPlace) : counted
  const made =
    asked.kind === 'households'
      ? householdRows(ports, cases, asked.months, today)
      : asked.kind === 'crops'
        ? cropRows(ports, cases, today)
        : damageRows(ports, cases)
  return { kind: asked.kind, ...made, ...summed(made.columns, made.rows) }
}

function startOf(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`) - VIETNAM_MS
}

function byPlace(a: PaperCase, b: PaperCase): number {
  const place = ({ line }: PaperCase) => `${line.commune ?? '~'} ${line.report.village ?? '~'}`
  return place(a).localeCompare(place(b), 'vi')
}

function summed(columns: readonly Column[], rows: readonly (readonly Cell[])[]): Pick<Paper, 'totals' | 'unknown'> {
  const totals = columns.map(({ total }, i) =>
    total ? rows.reduce((sum, row) => sum + (typeof row[i] === 'number' ? row[i] : 0), 0) : null,
  )
  return { totals, unknown: rows.flat().filter((cell) => cell === null).length }
}
