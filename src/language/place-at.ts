/** A point on the map → the communes it may lie in: the one whose outline holds it, then the nearest. Pure; outlines are reference only. */
import { feature } from 'topojson-client'
import type { Topology } from 'topojson-specification'
import type { PlaceCandidate } from './places.ts'
import type { Places } from './places-index.ts'

/** Code, latitude, longitude of a point inside. */
export type Centre = readonly [string, number, number]

type Shape = Extract<Topology['objects'][string], { type: 'GeometryCollection' }>['geometries'][number]

/** So many nearest centres are looked at: of 6,642 points two in each commune, none lay in one farther down. */
const LOOKED_AT = 24
const SHOWN = 3
/** Kilometres from the nearest centre beyond which a point is not in Vietnam: the largest commune is some 60 km across. */
const FARTHEST_KM = 60
const KM_PER_DEGREE = 111.32

/**
 * `topology`: object `communes`, geometry id = code. Nothing is decoded before the first point is asked for.
 * @returns the likeliest first, three at most; none where the point lies far from every commune
 */
export function openOutlines(
  topology: () => Topology,
  centres: readonly Centre[],
  places: Places,
): (lat: number, lon: number) => readonly PlaceCandidate[] {
  let shapes: ReadonlyMap<string, Shape> | undefined
  return (lat, lon) => {
    const near = nearest(centres, lat, lon)
    const closest = near[0]
    if (closest === undefined || closest.km > FARTHEST_KM) return []
    const open = topology()
    shapes ??= shapesOf(open)
    const inside = near.find(({ code }) => {
      const shape = shapes?.get(code)
      return shape !== undefined && holds(open, shape, lon, lat)
    })
    const codes = [...new Set([...(inside ? [inside.code] : []), ...near.map(({ code }) => code)])]
    return codes.slice(0, SHOWN).flatMap((code) => candidateOf(places, code))
  }
}

function nearest(centres: readonly Centre[], lat: number, lon: number): readonly { code: string; km: number }[] {
  const shrink = Math.cos((lat * Math.PI) / 180)
  return centres
    .map(([code, at, along]) => ({ code, km: Math.hypot(at - lat, (along - lon) * shrink) * KM_PER_DEGREE }))
    .sort((a, b) => a.km - b.km)
    .slice(0, LOOKED_AT)
}

function shapesOf(topology: Topology): ReadonlyMap<string, Shape> {
  const all = topology.objects.communes
  if (all?.type !== 'GeometryCollection') return new Map()
  return new Map(all.geometries.map((shape) => [String(shape.id), shape]))
}

function holds(topology: Topology, shape: Shape, x: number, y: number): boolean {
  const found = feature(topology, shape)
  const geometry = found.type === 'Feature' ? found.geometry : null
  if (geometry?.type === 'Polygon') return inRings(geometry.coordinates, x, y)
  return geometry?.type === 'MultiPolygon' && geometry.coordinates.some((rings) => inRings(rings, x, y))
}

/** Crossings counted over all rings: a hole takes away what it holds. */
function inRings(rings: readonly (readonly (readonly number[])[])[], x: number, y: number): boolean {
  let inside = false
  for (const ring of rings)
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [xi = 0, yi = 0] = ring[i] ?? []
      const [xj = 0, yj = 0] = ring[j] ?? []
      if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside
    }
  return inside
}

function candidateOf(places: Places, code: string): readonly PlaceCandidate[] {
  const commune = places.communes.get(code)
  const province = places.provinces.get(commune?.province ?? '')
  if (!commune || !province) return []
  return [{ code, fullName: commune.fullName, provinceName: province.name }]
}
