/** Outlines as short SVG paths: projected, simplified line by line so that neighbours still meet, rounded, written in steps. */
import { geoMercator } from 'd3-geo'
import { feature, merge } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'

type Point = readonly [number, number]
/** One unit: one polygon or several, as places in the topology's lines. */
export type Outline =
  | { readonly type: 'Polygon'; readonly arcs: number[][] }
  | { readonly type: 'MultiPolygon'; readonly arcs: number[][][] }

/** Units of a drawing; a browser scales it. */
export const MAP_WIDTH = 1000
const LEAST_AREA = 10
const projection = geoMercator().scale(1).translate([0, 0])

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** From longitudes and latitudes to a box of the drawing, the same scale both ways. */
export interface Fit {
  (point: Point): Point
  readonly height: number
}

export function fitTo(
  bounds: readonly [Point, Point],
  box: { x: number; y: number; width: number; most?: number },
): Fit {
  const [left, bottom] = project(bounds[0])
  const [right, top] = project(bounds[1])
  // A province with an island far out is tall: it stands in the middle of its box.
  const scale = Math.min(box.width / (right - left), (box.most ?? Number.POSITIVE_INFINITY) / (bottom - top))
  const middle = (box.width - (right - left) * scale) / 2
  const place = (point: Point): Point => {
    const [x, y] = project(point)
    return [box.x + middle + (x - left) * scale, box.y + (y - top) * scale]
  }
  return Object.assign(place, { height: (bottom - top) * scale })
}

function project(point: Point): Point {
  return projection([point[0], point[1]]) ?? [0, 0]
}

/** Absolute longitudes and latitudes of every line of the topology. */
export function linesOf(topology: Topology): readonly (readonly Point[])[] {
  const [scaleX, scaleY] = topology.transform?.scale ?? [1, 1]
  const [moveX, moveY] = topology.transform?.translate ?? [0, 0]
  return topology.arcs.map((arc) => {
    let x = 0
    let y = 0
    return arc.map(([dx = 0, dy = 0]): Point => {
      x = topology.transform ? x + dx : dx
      y = topology.transform ? y + dy : dy
      return [x * scaleX + moveX, y * scaleY + moveY]
    })
  })
}

/** West-south and east-north corners of what these outlines use. */
export function boundsOf(lines: readonly (readonly Point[])[], outlines: readonly Outline[]): [Point, Point] {
  let [west, south, east, north] = [180, 90, -180, -90]
  for (const index of linesUsed(outlines))
    for (const [lon, lat] of lines[index] ?? []) {
      west = Math.min(west, lon)
      east = Math.max(east, lon)
      south = Math.min(south, lat)
      north = Math.max(north, lat)
    }
  return [
    [west, south],
    [east, north],
  ]
}

/**
 * One path for each group of outlines; a group of several is drawn as one shape without its inner borders. `tolerance`: how far, in units, a
 * drawn line may lie beside the true one. Rings smaller than `least` square units are left out, but never the largest of a shape; 0 keeps all.
 */
export function drawShapes(
  lines: readonly (readonly Point[])[],
  groups: readonly (readonly Outline[])[],
  fit: (point: Point) => Point,
  tolerance: number,
  least = LEAST_AREA,
): readonly string[] {
  const used = linesUsed(groups.flat())
  const arcs = lines.map((line, i) => (used.has(i) ? simplify(line.map(fit), tolerance).map(rounded) : []))
  const drawn: Topology = { type: 'Topology', objects: {}, arcs: arcs.map((arc) => arc.map(([x, y]) => [x, y])) }
  return groups.map((group) => pathOf(polygonsOf(drawn, group), least))
}

function polygonsOf(topology: Topology, group: readonly Outline[]): readonly (readonly (readonly Point[])[])[] {
  const [only] = group
  if (only === undefined) return []
  if (group.length > 1) return points(merge(topology, [...group]).coordinates)
  const collection: GeometryCollection = { type: 'GeometryCollection', geometries: [only] }
  return feature(topology, collection).features.flatMap(({ geometry }) =>
    geometry.type === 'Polygon'
      ? points([geometry.coordinates])
      : geometry.type === 'MultiPolygon'
        ? points(geometry.coordinates)
        : [],
  )
}

function points(coordinates: readonly (readonly (readonly number[][])[] | number[][][])[]): Point[][][] {
  return coordinates.map((polygon) => polygon.map((ring) => ring.map(([x = 0, y = 0]): Point => [x, y])))
}

function linesUsed(outlines: readonly Outline[]): Set<number> {
  const used = new Set<number>()
  const add = (arcs: unknown): void => {
    if (Array.isArray(arcs)) for (const arc of arcs) add(arc)
    else if (typeof arcs === 'number') used.add(arcs < 0 ? ~arcs : arcs)
  }
  for (const outline of outlines) add(outline.arcs)
  return used
}

/** Ramer, Douglas, Peucker: the ends stay, and every point farther from the line than the tolerance. */
function simplify(line: readonly Point[], tolerance: number): readonly Point[] {
  const first = line[0]
  const last = line.at(-1)
  if (line.length < 3 || first === undefined || last === undefined) return line
  let farthest = 0
  let most = tolerance
  for (let i = 1; i < line.length - 1; i++) {
    const point = line[i]
    const distance = point === undefined ? 0 : distanceTo(point, first, last)
    if (distance > most) [farthest, most] = [i, distance]
  }
  if (farthest === 0) return [first, last]
  const left = simplify(line.slice(0, farthest + 1), tolerance)
  return [...left.slice(0, -1), ...simplify(line.slice(farthest), tolerance)]
}

function distanceTo([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const length = Math.hypot(bx - ax, by - ay)
  // A ring of one line ends where it begins.
  if (length === 0) return Math.hypot(x - ax, y - ay)
  return Math.abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length
}

function rounded([x, y]: Point): Point {
  return [Math.round(x), Math.round(y)]
}

function pathOf(polygons: readonly (readonly (readonly Point[])[])[], least: number): string {
  const rings = polygons.flat().map((ring) => ({ ring, area: Math.abs(areaOf(ring)) }))
  const largest = Math.max(0, ...rings.map(({ area }) => area))
  return rings
    .filter(({ area }) => area >= least || area === largest)
    .map(({ ring }) => steps(ring))
    .join('')
}

/** An island smaller than a unit still is a dot. */
function steps(ring: readonly Point[]): string {
  const [first] = ring
  if (first === undefined) return ''
  let [x, y] = first
  let path = `M${x},${y}l`
  for (const [nextX, nextY] of ring.slice(1, -1)) {
    if (nextX === x && nextY === y) continue
    path += `${nextX - x},${nextY - y} `
    ;[x, y] = [nextX, nextY]
  }
  if (path.endsWith('l')) return `M${x - 2},${y - 2}h4v4h-4z`
  return `${path.trimEnd().replaceAll(',-', '-').replaceAll(' -', '-')}z`
}

function areaOf(ring: readonly Point[]): number {
  let sum = 0
  for (let i = 0; i + 1 < ring.length; i++) {
    const [ax = 0, ay = 0] = ring[i] ?? []
    const [bx = 0, by = 0] = ring[i + 1] ?? []
    sum += ax * by - bx * ay
  }
  return sum / 2
}
