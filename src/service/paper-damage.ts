/** Damage by commune, in rows of our own (docs/papers.md); with the letter of the Sendai Framework where it is known. */
import type { Report } from '../core/report.ts'
import type { PaperCase } from '../store/case-papers.ts'
import { placeName } from './desk-places.ts'
import type { Cell, Column } from './papers.ts'
import type { Ports } from './ports.ts'

interface Counted extends Column {
  /** Of one report; null: not told. */
  readonly count: (report: Report) => number | null
}

const isHouse =
  (...kinds: readonly string[]) =>
  ({ house }: Report) =>
    house === undefined ? null : Number(kinds.includes(house))
const heads =
  (kind: string) =>
  ({ animals }: Report) =>
    animals === undefined
      ? null
      : animals.filter((one) => one.kind === kind).reduce((sum, one) => sum + (one.count ?? 0), 0)
const hectares =
  (...kinds: readonly string[]) =>
  ({ crops }: Report) =>
    crops === undefined
      ? null
      : crops.filter(({ kind }) => kinds.includes(kind ?? '')).reduce((sum, one) => sum + (one.area_ha ?? 0), 0)

/** Sendai: A dead and missing, B hurt, houses and livelihoods. Loss in money (C) and services (D) are not reported by households. */
const COUNTED: readonly Counted[] = [
  { id: 'households', type: 'number', total: true, count: () => 1 },
  { id: 'people', type: 'number', total: true, sendai: 'B', count: ({ people }) => people ?? null },
  { id: 'dead', type: 'number', total: true, sendai: 'A', count: ({ dead }) => dead ?? null },
  { id: 'missing', type: 'number', total: true, sendai: 'A', count: ({ missing }) => missing ?? null },
  { id: 'hurt', type: 'number', total: true, sendai: 'B', count: ({ hurt }) => hurt ?? null },
  { id: 'gone', type: 'number', total: true, sendai: 'B', count: isHouse('collapsed', 'swept_away', 'burnt') },
  { id: 'badly', type: 'number', total: true, sendai: 'B', count: isHouse('badly_damaged') },
  { id: 'damaged', type: 'number', total: true, sendai: 'B', count: isHouse('damaged') },
  { id: 'flooded', type: 'number', total: true, sendai: 'B', count: isHouse('flooded') },
  { id: 'moved', type: 'number', total: true, sendai: 'B', count: isHouse('ordered_to_move') },
  {
    id: 'no_food',
    type: 'number',
    total: true,
    count: ({ food }) => (food === undefined ? null : Number(food !== 'enough')),
  },
  {
    id: 'no_water',
    type: 'number',
    total: true,
    count: ({ water }) => (water === undefined ? null : Number(water !== 'enough')),
  },
  { id: 'rice_ha', type: 'number', total: true, sendai: 'B', count: hectares('rice', 'rice_seedling') },
  { id: 'annual_ha', type: 'number', total: true, sendai: 'B', count: hectares('annual') },
  { id: 'forest_ha', type: 'number', total: true, sendai: 'B', count: hectares('forest', 'seed_orchard', 'nursery') },
  { id: 'cattle', type: 'number', total: true, sendai: 'B', count: heads('buffalo_cow') },
  { id: 'pigs', type: 'number', total: true, sendai: 'B', count: heads('pig') },
  { id: 'poultry', type: 'number', total: true, sendai: 'B', count: heads('poultry') },
]

export const DAMAGE_COLUMNS: readonly Column[] = [
  { id: 'commune_code', type: 'text' },
  { id: 'commune', type: 'text' },
  ...COUNTED.map(columnOf),
]

/** A row a commune; what no household of it told is not known and no nought. */
export function damageRows(
  ports: Ports,
  cases: readonly PaperCase[],
): { columns: readonly Column[]; rows: readonly (readonly Cell[])[] } {
  const communes = Map.groupBy(cases, ({ line }) => line.commune ?? '')
  const rows = [...communes]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([code, own]): readonly Cell[] => [
      code === '' ? null : code,
      placeName(ports, code === '' ? null : code, own[0]?.line.province ?? null),
      ...COUNTED.map(({ count }) => {
        const known = own.map(({ line }) => count(line.report)).filter((one): one is number => one !== null)
        return known.length === 0 ? null : Number(known.reduce((sum, one) => sum + one, 0).toFixed(4))
      }),
    ])
  return { columns: DAMAGE_COLUMNS, rows }
}

function columnOf(counted: Counted): Column {
  const { count: _, ...column } = counted
  return column
}
