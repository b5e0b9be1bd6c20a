/** Which communes of an official a warning speaks of: by our codes, by names, and by the outlines it draws, where we have outlines too. */
import { feature } from 'topojson-client'
import type { Scope } from '../core/official.ts'
import { readPlace } from '../language/places.ts'
import type { CapArea } from './cap.ts'
import type { Ports } from './ports.ts'

type Ring = CapArea['polygons'][number]
/** Longest list of names of one area that is looked through. */
const MOST_NAMES = 100

/** `own`: the official's scope with its communes spelt out. Nothing outside it is ever named. */
export function communesOf(ports: Ports, own: Scope, areas: readonly CapArea[]): readonly string[] {
  const { places } = ports.talk
  const named = new Set<string>()
  const provinces = new Set<string>()
  const take = (code: string): boolean => {
    if (places.provinces.has(code)) provinces.add(code)
    else if (places.communes.has(code) || own.communes.includes(code)) named.add(code)
    else return false
    return true
  }
  for (const { words, codes, polygons } of areas) {
    // Codes are exact, a drawing is nearly so; words only where there is neither.
    if (codes.filter(take).length > 0) continue
    const drawn = polygons.flatMap((ring) => touched(ports, own, ring))
    for (const code of drawn) take(code)
    if (drawn.length === 0) for (const part of words.split(/[;\n]/).slice(0, MOST_NAMES)) takeNamed(ports, part, take)
  }
  const whole = [...places.communes.values()].filter(({ province }) => provinces.has(province)).map(({ code }) => code)
  const found = [...new Set([...named, ...whole])]
  return own.everywhere ? found : found.filter((code) => own.communes.includes(code))
}

function takeNamed({ talk }: Ports, words: string, take: (code: string) => boolean): void {
  const text = words.trim().slice(0, 200)
  if (text === '') return
  const { commune, province } = readPlace(talk.places, text, { scope: talk.scope })
  if (commune) take(commune.code)
  else if (province) take(province.code)
}

/** Communes of the scope of which a corner lies within the ring, or which hold a corner of it. */
function touched(ports: Ports, own: Scope, ring: Ring): readonly string[] {
  const topology = ports.outlines?.()
  const communes = topology?.objects.communes
  if (!topology || communes?.type !== 'GeometryCollection' || ring.length < 4) return []
  const mine = new Set(own.communes)
  return feature(topology, communes).features.flatMap(({ id, geometry }) => {
    const code = String(id ?? '')
    if (!own.everywhere && !mine.has(code)) return []
    const rings =
      geometry.type === 'Polygon'
        ? geometry.coordinates
        : geometry.type === 'MultiPolygon'
          ? geometry.coordinates.flat()
          : []
    const turned = rings.map((one) => one.map(([lon = 0, lat = 0]) => [lat, lon] as const))
    const meets = turned.some(
      (one) => one.some((point) => isWithin(point, ring)) || ring.some((point) => isWithin(point, one)),
    )
    return meets ? [code] : []
  })
}

/** Even–odd rule. */
function isWithin([lat, lon]: readonly [number, number], ring: Ring): boolean {
  let inside = false
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [aLat, aLon] = ring[i] ?? [0, 0]
    const [bLat, bLon] = ring[j] ?? [0, 0]
    if (aLat > lat !== bLat > lat && lon < ((bLon - aLon) * (lat - aLat)) / (bLat - aLat) + aLon) inside = !inside
  }
  return inside
}
