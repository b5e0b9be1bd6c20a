/** The map of open cases over outlines small enough to be checked by hand: who sees what, the islands always, borders that meet. */
import type { Topology } from 'topojson-specification'
import { describe, expect, it } from 'vitest'
import { grantScope } from '../../src/core/official.ts'
import { mapScope, openMap } from '../../src/service/overview-map.ts'
import { openTalk } from '../flows/open-talk.ts'

const { talk } = openTalk()
const HERE = '03013' // Tả Phìn, Lào Cai
const BESIDE = '02647' // Lào Cai
const FAR = '16813' // Nghệ An
const HOANG_SA = '20333'
const TRUONG_SA = '22736'

/** Two squares that share a side, one far away, and two islands of two rings each; in degrees. */
const topology: Topology = {
  type: 'Topology',
  arcs: [
    // The shared side, with a bend that must be the same for both.
    [
      [104, 22],
      [104.02, 22.2],
      [104, 22.4],
    ],
    [
      [104, 22.4],
      [103.6, 22.4],
      [103.6, 22],
      [104, 22],
    ],
    [
      [104, 22.4],
      [104.4, 22.4],
      [104.4, 22],
      [104, 22],
    ],
    square(104.5, 19.2, 0.4),
    square(111.6, 16.5, 0.02),
    square(112.3, 16.8, 0.001),
    square(114.3, 9.7, 0.02),
    square(111.9, 8.6, 0.001),
  ],
  objects: {
    communes: {
      type: 'GeometryCollection',
      geometries: [
        { type: 'Polygon', id: HERE, arcs: [[0, 1]] },
        { type: 'Polygon', id: BESIDE, arcs: [[0, 2]] },
        { type: 'Polygon', id: FAR, arcs: [[3]] },
        { type: 'MultiPolygon', id: HOANG_SA, arcs: [[[4]], [[5]]] },
        { type: 'MultiPolygon', id: TRUONG_SA, arcs: [[[6]], [[7]]] },
      ],
    },
  },
}

function square(lon: number, lat: number, size: number): number[][] {
  return [
    [lon, lat],
    [lon, lat + size],
    [lon + size, lat + size],
    [lon + size, lat],
    [lon, lat],
  ]
}

const ports = { talk, outlines: () => topology }
const province = grantScope({ by: 'p', provinces: ['15'] })
const commune = grantScope({ by: 'c', communes: [HERE] })
const all = grantScope({ by: 'a', everywhere: true })
const counts = new Map([
  [HERE, 4],
  [BESIDE, 0],
])

const openIn = (map: ReturnType<typeof openMap>) =>
  Object.fromEntries((map?.shapes ?? []).map(({ code, open }) => [code, open]))

describe('the map of a province', () => {
  const map = openMap(ports, province, counts, '15')

  it('has its communes with their open cases, and both archipelagos beside it', () => {
    expect(openIn(map)).toEqual({ [HERE]: 4, [BESIDE]: 0, [HOANG_SA]: null, [TRUONG_SA]: null })
    expect(map?.inset).not.toBeNull()
    expect(map?.labels.map(({ id }) => id)).toEqual(['hoang_sa', 'truong_sa'])
    expect(map?.shapes.filter(({ islet }) => islet).map(({ code }) => code)).toEqual([HOANG_SA, TRUONG_SA])
  })

  it('draws every island, however small, inside its box', () => {
    const { x = 0, y = 0, width = 0, height = 0 } = map?.inset ?? {}
    for (const { path, name } of map?.shapes.filter(({ islet }) => islet) ?? []) {
      const starts = [...path.matchAll(/M(-?\d+),(-?\d+)/g)].map(
        ([, left, top]) => [Number(left), Number(top)] as const,
      )
      expect([name, starts.length]).toEqual([name, 2])
      for (const [left, top] of starts) {
        expect(left).toBeGreaterThan(x)
        expect(left).toBeLessThan(x + width)
        expect(top).toBeGreaterThan(y)
        expect(top).toBeLessThan(y + height)
      }
    }
  })

  it('draws the shared border of two neighbours through the same points', () => {
    const points = (code: string) => new Set(pointsOf(map?.shapes.find((shape) => shape.code === code)?.path ?? ''))
    const shared = [...points(HERE)].filter((point) => points(BESIDE).has(point))
    expect(shared).toHaveLength(3)
  })

  it('stays within its drawing', () => {
    for (const point of (map?.shapes ?? []).flatMap(({ path }) => pointsOf(path))) {
      const [x = 0, y = 0] = point.split(',').map(Number)
      expect(x >= 0 && x <= (map?.width ?? 0) && y >= 0 && y <= (map?.height ?? 0)).toBe(true)
    }
  })
})

describe('who sees what', () => {
  it('an official of one commune sees the others of the province without their figures', () => {
    expect(openIn(openMap(ports, commune, counts, '15'))).toMatchObject({ [HERE]: 4, [BESIDE]: null })
  })

  it('of everything, the country comes first, its provinces with the sums of their communes', () => {
    expect(mapScope(ports, all)[0]).toEqual({ code: null, name: null })
    const map = openMap(ports, all, new Map([...counts, [FAR, 2], [HOANG_SA, 1]]), null)
    expect(openIn(map)).toEqual({ 15: 4, 40: 2, 48: 1, 56: 0 })
    expect(map?.labels).toHaveLength(2)
  })

  it('may choose only among the provinces of the scope', () => {
    expect(mapScope(ports, province).map(({ code }) => code)).toEqual(['15'])
    expect(mapScope(ports, commune).map(({ code }) => code)).toEqual(['15'])
    expect(mapScope(ports, grantScope({ by: 'demo', communes: ['demo'] }))).toEqual([])
    expect(mapScope({ talk: { ...talk, scope: ['40', HERE] } }, all).map(({ code }) => code)).toEqual(['40', '15'])
  })

  it('is nothing without outlines, and nothing for a scope without a place', () => {
    expect(openMap({ talk }, province, counts, '15')).toBeNull()
    expect(openMap(ports, commune, counts, undefined)).toBeNull()
  })
})

/** Absolute points of a path written in steps. */
function pointsOf(path: string): string[] {
  return path.split('M').flatMap((ring) => {
    const numbers = [...ring.replace(/h.*$/, '').matchAll(/-?\d+/g)].map(Number)
    let x = 0
    let y = 0
    const points: string[] = []
    for (let i = 0; i + 1 < numbers.length; i += 2) {
      x += numbers[i] ?? 0
      y += numbers[i + 1] ?? 0
      points.push(`${x},${y}`)
    }
    return points
  })
}
