/** Reports per day as bars, drawn as SVG on the server; the table below it says the same. */
import { scaleBand, scaleLinear } from 'd3-scale'
import type { Figures } from '../../service/overview.ts'
import type { Page } from '../page.ts'
import { day as dayText } from '../words.ts'

const WIDTH = 360
const HEIGHT = 170
const EDGE = { left: 26, right: 14, top: 10, bottom: 22 }
/** Labels below the bars: first, last and what fits between. */
const MOST_LABELS = 5

export function DayChart({ page, figures }: { readonly page: Page; readonly figures: Figures }) {
  const { byDay, days } = figures
  const total = byDay.reduce((sum, { count }) => sum + count, 0)
  const highest = Math.max(4, ...byDay.map(({ count }) => count))
  const x = scaleBand(
    byDay.map(({ day }) => day),
    [EDGE.left, WIDTH - EDGE.right],
  ).padding(days > 40 ? 0.1 : 0.25)
  const y = scaleLinear([0, highest], [HEIGHT - EDGE.bottom, EDGE.top]).nice(4)
  const base = HEIGHT - EDGE.bottom
  const every = Math.ceil(byDay.length / MOST_LABELS)
  return (
    <figure class="plain-figure">
      <svg
        class="chart"
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={page.t('charts.by_day_label', { count: total, days })}
      >
        {y
          .ticks(4)
          .filter(Number.isInteger)
          .map((tick) => (
            <g>
              <line class="axis" x1={EDGE.left} x2={WIDTH - EDGE.right} y1={round(y(tick))} y2={round(y(tick))} />
              <text class="tick" x={EDGE.left - 5} y={round(y(tick)) + 4} text-anchor="end">
                {tick}
              </text>
            </g>
          ))}
        {byDay
          .filter(({ count }) => count > 0)
          .map(({ day, count, open }) => (
            <g>
              <title>{`${dayText(day)}: ${count}`}</title>
              <Bar kind="all" x={x(day) ?? 0} width={x.bandwidth()} from={y(open)} to={y(count)} />
              <Bar kind="open" x={x(day) ?? 0} width={x.bandwidth()} from={base} to={y(open)} />
            </g>
          ))}
        {byDay
          .filter((_, i) => (byDay.length - 1 - i) % every === 0)
          .map(({ day }) => (
            <text class="tick" x={round((x(day) ?? 0) + x.bandwidth() / 2)} y={HEIGHT - 6} text-anchor="middle">
              {dayText(day).slice(0, 5)}
            </text>
          ))}
      </svg>
      <ul class="legend" aria-hidden="true">
        <li>
          <i class="bar-open" />
          {page.t('charts.open')}
        </li>
        <li>
          <i class="bar-all" />
          {page.t('charts.done')}
        </li>
      </ul>
      <details>
        <summary>{page.t('charts.as_table')}</summary>
        <table class="rows">
          <caption>{page.t('charts.by_day')}</caption>
          <thead>
            <tr>
              <th scope="col">{page.t('charts.day')}</th>
              <th scope="col" class="number">
                {page.t('charts.reports')}
              </th>
              <th scope="col" class="number">
                {page.t('charts.open')}
              </th>
            </tr>
          </thead>
          <tbody>
            {byDay
              .filter(({ count }) => count > 0)
              .toReversed()
              .map(({ day, count, open }) => (
                <tr>
                  <th scope="row">
                    <time datetime={day}>{dayText(day)}</time>
                  </th>
                  <td class="number">{count}</td>
                  <td class="number">{open}</td>
                </tr>
              ))}
          </tbody>
        </table>
        <p class="soft">{page.t('charts.other_days')}</p>
      </details>
    </figure>
  )
}

interface BarProps {
  readonly kind: 'all' | 'open'
  readonly x: number
  readonly width: number
  readonly from: number
  readonly to: number
}

function Bar({ kind, x, width, from, to }: BarProps) {
  if (from - to < 0.05) return null
  return <rect class={`bar-${kind}`} x={round(x)} y={round(to)} width={round(width)} height={round(from - to)} />
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
