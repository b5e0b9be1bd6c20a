/** A point on the map finds its commune: two points in every tenth commune, the islands, the sea and abroad. */
import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { feature } from 'topojson-client'
import type { Topology } from 'topojson-specification'
import { expect, test } from 'vitest'
import { type Centre, openOutlines } from '../../src/language/place-at.ts'
import { openedPlaces } from './opened.ts'

const topology = JSON.parse(readFileSync('places/communes.topojson', 'utf8')) as Topology
const centres: readonly Centre[] = (
  parse(readFileSync('places/centroids.csv', 'utf8'), { columns: true }) as Record<string, string>[]
)
  .filter(({ code }) => code?.length === 5)
  .map(({ code = '', lat, lon }) => [code, Number(lat), Number(lon)])
const at = openOutlines(() => topology, centres, openedPlaces())

/** Seeded, so that a failure can be looked at again. */
let state = 20_261_124
const random = () => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  return state / 2 ** 32
}

test('two points in every tenth commune are found in 98 of 100 cases', () => {
  const all = topology.objects.communes
  if (all?.type !== 'GeometryCollection') throw new Error('communes.topojson has no communes')
  let right = 0
  let asked = 0
  for (const shape of all.geometries.filter((_, i) => i % 10 === 0)) {
    const found = feature(topology, shape)
    if (found.type !== 'Feature' || (found.geometry.type !== 'Polygon' && found.geometry.type !== 'MultiPolygon'))
      continue
    const rings = found.geometry.type === 'Polygon' ? [found.geometry.coordinates] : found.geometry.coordinates
    const outer = rings.map(([ring = []]) => ring).toSorted((a, b) => b.length - a.length)[0] ?? []
    const xs = outer.map(([x = 0]) => x)
    const ys = outer.map(([, y = 0]) => y)
    const [west, east, south, north] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
    for (let tries = 0, points = 0; points < 2 && tries < 200; tries++) {
      const [x, y] = [west + random() * (east - west), south + random() * (north - south)]
      if (!isInside(outer, x, y)) continue
      points++
      asked++
      if (at(y, x)[0]?.code === String(shape.id)) right++
    }
  }
  expect(asked).toBeGreaterThan(600)
  expect(right / asked).toBeGreaterThanOrEqual(0.98)
})

test.for([
  ['giữa xã Tả Phìn', '03013'],
  ['Hoàng Sa', '20333'],
  ['Trường Sa', '22736'],
] as const)('%s', ([, code]) => {
  const [, lat = 0, lon = 0] = centres.find(([one]) => one === code) ?? []
  expect(at(lat, lon)[0]?.code).toBe(code)
})

test('a point in the sea near the coast offers the nearest; far abroad it offers nothing', () => {
  expect(at(16.07, 108.35).length).toBeGreaterThan(0)
  expect(at(35.68, 139.69)).toEqual([])
  expect(at(0, 0)).toEqual([])
})

/** By angle, otherwise than the code under test counts. */
function isInside(ring: readonly (readonly number[])[], x: number, y: number): boolean {
  let turned = 0
  for (let i = 0; i + 1 < ring.length; i++) {
    const [ax = 0, ay = 0] = ring[i] ?? []
    const [bx = 0, by = 0] = ring[i + 1] ?? []
    let turn = Math.atan2(by - y, bx - x) - Math.atan2(ay - y, ax - x)
    if (turn > Math.PI) turn -= 2 * Math.PI
    if (turn < -Math.PI) turn += 2 * Math.PI
    turned += turn
  }
  return Math.abs(turned) > Math.PI
}
