/** The map of open cases: communes of one province, or the provinces of the country, always with Hoàng Sa and Trường Sa. */
import type { Topology } from 'topojson-specification'
import type { Scope } from '../core/official.ts'
import { boundsOf, drawShapes, type Fit, fitTo, linesOf, MAP_WIDTH, type Outline } from './map-shapes.ts'
import type { Ports } from './ports.ts'

export interface MapShape {
  /** Commune code; province code on the map of the country. */
  readonly code: string
  readonly name: string
  readonly path: string
  /** Hoàng Sa or Trường Sa: too small to be seen without a border of its own. */
  readonly islet: boolean
  /** Null: outside what this official may see. */
  readonly open: number | null
}

export interface MapView {
  /** Null: the whole country. */
  readonly province: string | null
  readonly name: string | null
  readonly width: number
  readonly height: number
  readonly shapes: readonly MapShape[]
  /** Where the two archipelagos stand beside a province, and their shapes among them. */
  readonly inset: { readonly x: number; readonly y: number; readonly width: number; readonly height: number } | null
  readonly labels: readonly { readonly id: 'hoang_sa' | 'truong_sa'; readonly x: number; readonly y: number }[]
}

export interface MapChoice {
  /** Null: the whole country. */
  readonly code: string | null
  readonly name: string | null
}

type MapPorts = Pick<Ports, 'talk' | 'outlines'>

export const ARCHIPELAGOS = { hoang_sa: '20333', truong_sa: '22736' } as const
const ISLANDS: ReadonlySet<string> = new Set(Object.values(ARCHIPELAGOS))
const INSET_WIDTH = 240
const MOST_HEIGHT = 950
const GAP = 20
/** Both archipelagos with the sea between them. */
const ISLAND_BOUNDS = [
  [108.7, 5.4],
  [118, 17.6],
] as const
const COUNTRY_BOUNDS = [
  [101.9, 5.6],
  [118, 23.5],
] as const
/** A map of more signs than this is drawn again more coarsely, so that its page stays small. */
const MOST_SIGNS = 21_000
const TOLERANCES = [1.5, 2.2, 3.2, 4.5, 6.5, 9]

/** What may be looked at: the provinces of one's scope; of everything, the country first. */
export function mapScope({ talk }: Pick<Ports, 'talk'>, scope: Scope): readonly MapChoice[] {
  const { provinces, communes } = talk.places
  const served = talk.scope.map((code) => (code.length === 2 ? code : communes.get(code)?.province))
  const own = scope.everywhere
    ? served
    : [...scope.provinces, ...scope.communes.map((code) => communes.get(code)?.province)]
  const codes = [...new Set(own)].flatMap((code) => provinces.get(code ?? '') ?? [])
  const named = codes.map(({ code, name }) => ({ code, name }))
  if (!scope.everywhere || named.length > 0) return named
  return [{ code: null, name: null }, ...[...provinces.values()].map(({ code, name }) => ({ code, name }))]
}

/** Null where there is nothing to draw: no outlines here, or a scope without any. */
export function openMap(
  ports: MapPorts,
  scope: Scope,
  counts: ReadonlyMap<string, number>,
  province: string | null | undefined,
): MapView | null {
  const topology = ports.outlines?.()
  if (topology === undefined || province === undefined) return null
  const { provinces } = ports.talk.places
  const { shapes: drawn, ...frame } = drawing(ports, topology, province)
  const open = province === null ? byProvince(ports, counts) : counts
  const sees = (code: string) =>
    scope.everywhere ||
    scope.communes.includes(code) ||
    scope.provinces.includes(province === null ? code : provinceOf(ports, code))
  const nameOf = (code: string) =>
    (province === null ? provinces.get(code)?.name : ports.talk.places.communes.get(code)?.fullName) ?? code
  return {
    ...frame,
    province,
    name: province === null ? null : (provinces.get(province)?.fullName ?? null),
    shapes: drawn.map(({ code, path, islet }) => ({
      ...{ code, path, islet, name: nameOf(code) },
      open: sees(code) ? (open.get(code) ?? 0) : null,
    })),
  }
}

type Drawing = Omit<MapView, 'name' | 'province' | 'shapes'> & {
  readonly shapes: readonly Pick<MapShape, 'code' | 'path' | 'islet'>[]
}

/** Outlines stay as long as the process, and drawing a province takes some milliseconds: kept once made. */
const kept = new WeakMap<Topology, Map<string | null, Drawing>>()

function drawing(ports: MapPorts, topology: Topology, province: string | null): Drawing {
  const known = kept.get(topology) ?? new Map<string | null, Drawing>()
  kept.set(topology, known)
  const made =
    known.get(province) ?? (province === null ? drawCountry(ports, topology) : drawProvince(ports, topology, province))
  known.set(province, made)
  return made
}

interface Unit {
  readonly code: string
  readonly outline: Outline
}

function unitsOf(topology: Topology): readonly Unit[] {
  const { communes } = topology.objects
  if (communes?.type !== 'GeometryCollection') return []
  return communes.geometries.flatMap((one): readonly Unit[] => {
    const code = String(one.id ?? '')
    if (one.type === 'Polygon') return [{ code, outline: { type: one.type, arcs: one.arcs } }]
    if (one.type === 'MultiPolygon') return [{ code, outline: { type: one.type, arcs: one.arcs } }]
    return []
  })
}

function drawProvince(ports: MapPorts, topology: Topology, province: string): Drawing {
  const lines = linesOf(topology)
  const units = unitsOf(topology)
  const land = units.filter(({ code }) => provinceOf(ports, code) === province && !ISLANDS.has(code))
  const islands = units.filter(({ code }) => ISLANDS.has(code))
  const width = MAP_WIDTH - INSET_WIDTH - GAP
  const place = fitTo(
    boundsOf(
      lines,
      land.map(({ outline }) => outline),
    ),
    { x: 5, y: 5, width: width - 10, most: MOST_HEIGHT },
  )
  const inset = { x: width + GAP, y: 5, width: INSET_WIDTH - 5 }
  const placeIslands = fitTo(ISLAND_BOUNDS, inset)
  const paths = coarseEnough((tolerance) =>
    drawShapes(
      lines,
      land.map(({ outline }) => [outline]),
      place,
      tolerance,
    ),
  )
  const islandPaths = drawIslands(lines, islands, placeIslands)
  return {
    width: MAP_WIDTH,
    height: Math.ceil(Math.max(place.height, placeIslands.height) + 10),
    shapes: [
      ...land.map(({ code }, i) => ({ code, islet: false, path: paths[i] ?? '' })),
      ...islands.map(({ code }, i) => ({ code, islet: true, path: islandPaths[i] ?? '' })),
    ],
    inset: { ...inset, height: Math.ceil(placeIslands.height) },
    labels: labelsAt(placeIslands),
  }
}

function drawCountry(ports: MapPorts, topology: Topology): Drawing {
  const lines = linesOf(topology)
  const units = unitsOf(topology)
  const groups = new Map<string, Outline[]>()
  for (const { code, outline } of units.filter((unit) => !ISLANDS.has(unit.code))) {
    const province = provinceOf(ports, code)
    groups.set(province, [...(groups.get(province) ?? []), outline])
  }
  const islands = units.filter(({ code }) => ISLANDS.has(code))
  const place = fitTo(COUNTRY_BOUNDS, { x: 5, y: 5, width: MAP_WIDTH - 10 })
  const paths = coarseEnough((tolerance) => drawShapes(lines, [...groups.values()], place, tolerance))
  const islandPaths = drawIslands(lines, islands, place)
  return {
    width: MAP_WIDTH,
    height: Math.ceil(place.height + 10),
    shapes: [
      ...[...groups.keys()].map((code, i) => ({ code, islet: false, path: paths[i] ?? '' })),
      ...islands.map(({ code }, i) => ({ code: provinceOf(ports, code), islet: true, path: islandPaths[i] ?? '' })),
    ],
    inset: null,
    labels: labelsAt(place),
  }
}

/** Every island of the two archipelagos, however small. */
function drawIslands(lines: ReturnType<typeof linesOf>, islands: readonly Unit[], place: Fit): readonly string[] {
  return drawShapes(
    lines,
    islands.map(({ outline }) => [outline]),
    place,
    0.5,
    0,
  )
}

/** Below the islands, where only sea is. */
function labelsAt(place: (point: readonly [number, number]) => readonly [number, number]) {
  const at = (id: 'hoang_sa' | 'truong_sa', point: readonly [number, number]) => {
    const [x, y] = place(point)
    return { id, x: Math.round(x), y: Math.round(y) }
  }
  return [at('hoang_sa', [112.6, 14.5]), at('truong_sa', [113.2, 5.8])]
}

function coarseEnough(draw: (tolerance: number) => readonly string[]): readonly string[] {
  let paths: readonly string[] = []
  for (const tolerance of TOLERANCES) {
    paths = draw(tolerance)
    if (paths.reduce((sum, path) => sum + path.length, 0) <= MOST_SIGNS) break
  }
  return paths
}

function byProvince(ports: MapPorts, counts: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const sums = new Map<string, number>()
  for (const [code, count] of counts) {
    const province = provinceOf(ports, code)
    sums.set(province, (sums.get(province) ?? 0) + count)
  }
  return sums
}

function provinceOf({ talk }: MapPorts, commune: string): string {
  return talk.places.communes.get(commune)?.province ?? ''
}
