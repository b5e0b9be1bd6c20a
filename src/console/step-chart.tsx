/** A figure over time as a small step line, drawn as SVG on the server; the rows beside it say the same in words. */
import { scaleLinear, scaleUtc } from 'd3-scale'
import { curveStepAfter, line } from 'd3-shape'
import type { Day } from '../core/day.ts'

export interface StepChartProps {
  /** Oldest first, at least one; `value` null: unknown from then on. */
  readonly steps: readonly { readonly from: Day; readonly value: number | null }[]
  /** What comes after it is drawn dashed. */
  readonly today: Day
  /** Read by a screen reader instead of the drawing. */
  readonly title: string
  readonly todayLabel: string
  readonly valueLabel: (value: number) => string
  readonly dayLabel: (day: Day) => string
}

const WIDTH = 330
const HEIGHT = 140
const EDGE = { left: 8, right: 8, top: 40, bottom: 24 }
/** Labels nearer than this would run into each other: the later one is left out, as the rows have it. */
const LABEL_WIDTH = 80
const DAY_MS = 86_400_000

export function StepChart({ steps, today, title, todayLabel, valueLabel, dayLabel }: StepChartProps) {
  const first = steps[0]
  if (!first) return null
  const start = at(first.from)
  const end = Math.max(at(today), at(steps.at(-1)?.from ?? today))
  const margin = Math.max((end - start) * 0.12, 30 * DAY_MS)
  const x = scaleUtc([start, end + margin], [EDGE.left, WIDTH - EDGE.right])
  const y = scaleLinear([0, Math.max(...steps.map(({ value }) => value ?? 0))], [HEIGHT - EDGE.bottom, EDGE.top])
  const now = at(today)
  const points = steps.map(({ from, value }) => ({ at: at(from), value }))
  const valueNow = points.findLast((point) => point.at <= now)?.value ?? null
  const last = points.at(-1)?.value ?? null
  const known = [...points.filter((point) => point.at <= now), { at: Math.min(now, end + margin), value: valueNow }]
  const coming = [
    { at: now, value: valueNow },
    ...points.filter((point) => point.at > now),
    { at: end + margin, value: last },
  ]
  const path = line<{ at: number; value: number | null }>()
    .defined(({ value }) => value !== null)
    .x((point) => x(point.at))
    .y(({ value }) => y(value ?? 0))
    .curve(curveStepAfter)
  const base = HEIGHT - EDGE.bottom
  return (
    <svg class="chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={title}>
      <line class="axis" x1={EDGE.left} x2={WIDTH - EDGE.right} y1={base} y2={base} />
      {now > start && (
        <g class="today">
          <line x1={round(x(now))} x2={round(x(now))} y1={18} y2={base} />
          <text x={round(x(now)) + (x(now) > WIDTH * 0.8 ? 4 : -4)} y={12} {...anchor(x(now) > WIDTH * 0.8)}>
            {todayLabel}
          </text>
        </g>
      )}
      <path class="known" d={path(known) ?? ''} />
      {coming.length > 1 && <path class="coming" d={path(coming) ?? ''} />}
      {labelled(points.map((point) => ({ ...point, x: x(point.at) }))).map((point) => (
        <g class="step">
          {point.value !== null && <circle cx={round(point.x)} cy={round(y(point.value))} r="4" />}
          {point.value !== null && point.label && (
            <text class="value" x={round(point.labelX)} y={round(y(point.value)) - 9} {...anchor(point.atEnd)}>
              {valueLabel(point.value)}
            </text>
          )}
          {point.label && (
            <text class="day" x={round(point.labelX)} y={HEIGHT - 6} {...anchor(point.atEnd)}>
              {dayLabel(dayOf(point.at))}
            </text>
          )}
        </g>
      ))}
    </svg>
  )
}

/** From the right: the latest steps matter most, and an older label that would run into one is left out. */
function labelled<P extends { readonly x: number }>(points: readonly P[]) {
  let free = WIDTH - EDGE.right
  return points
    .toReversed()
    .map((point) => {
      const labelX = Math.min(point.x, WIDTH - EDGE.right - LABEL_WIDTH)
      const label = labelX + LABEL_WIDTH <= free + 1
      if (label) free = labelX
      const atEnd = labelX < point.x
      return { ...point, label, atEnd, labelX: atEnd ? WIDTH - EDGE.right : labelX }
    })
    .reverse()
}

function anchor(end: boolean) {
  return end ? { 'text-anchor': 'end' } : {}
}

function at(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`)
}

function dayOf(ms: number): Day {
  return new Date(ms).toISOString().slice(0, 10)
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
