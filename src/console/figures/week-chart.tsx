/** Counts per week as bars of several parts, drawn as SVG on the server; the table below it says the same. */
import { scaleBand, scaleLinear } from 'd3-scale'
import type { WeekLine } from '../../service/figures.ts'
import type { Page } from '../page.ts'
import { day as dayText } from '../words.ts'

const WIDTH = 360
const HEIGHT = 170
const EDGE = { left: 34, right: 14, top: 10, bottom: 22 }
/** Labels below the bars: the last and what fits before it. */
const MOST_LABELS = 5

export interface WeekChartProps<Part extends string> {
  readonly page: Page
  /** Read aloud in place of the drawing. */
  readonly label: string
  readonly caption: string
  readonly weeks: readonly WeekLine<Part>[]
  /** From the bottom up. */
  readonly parts: readonly {
    readonly id: Part
    readonly look: 'bar-open' | 'bar-all' | 'bar-good' | 'bar-calm' | 'bar-bad'
    readonly name: string
  }[]
}

export function WeekChart<Part extends string>({ page, label, caption, weeks, parts }: WeekChartProps<Part>) {
  const countOf = ({ counts }: WeekLine<Part>, part: Part) => counts.get(part) ?? 0
  const all = (week: WeekLine<Part>) => parts.reduce((sum, { id }) => sum + countOf(week, id), 0)
  const x = scaleBand(
    weeks.map(({ monday }) => monday),
    [EDGE.left, WIDTH - EDGE.right],
  ).padding(0.2)
  const y = scaleLinear([0, Math.max(4, ...weeks.map(all))], [HEIGHT - EDGE.bottom, EDGE.top]).nice(4)
  const every = Math.ceil(weeks.length / MOST_LABELS)
  return (
    <figure class="plain-figure">
      <svg class="chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
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
        {weeks.map((week) => {
          let below = 0
          return (
            <g>
              <title>{`${dayText(week.monday)}: ${all(week)}`}</title>
              {parts.map(({ id, look }) => {
                const from = y(below)
                below += countOf(week, id)
                const height = from - y(below)
                if (height < 0.05) return null
                return (
                  <rect
                    class={look}
                    x={round(x(week.monday) ?? 0)}
                    y={round(y(below))}
                    width={round(x.bandwidth())}
                    height={round(height)}
                  />
                )
              })}
            </g>
          )
        })}
        {weeks
          .filter((_, i) => (weeks.length - 1 - i) % every === 0)
          .map(({ monday }) => (
            <text class="tick" x={round((x(monday) ?? 0) + x.bandwidth() / 2)} y={HEIGHT - 6} text-anchor="middle">
              {dayText(monday).slice(0, 5)}
            </text>
          ))}
      </svg>
      <ul class="legend" aria-hidden="true">
        {parts.map(({ look, name }) => (
          <li>
            <i class={look} />
            {name}
          </li>
        ))}
      </ul>
      <details>
        <summary>{page.t('charts.as_table')}</summary>
        <section class="scroll" tabindex={0} aria-label={caption}>
          <table class="rows">
            <caption>{caption}</caption>
            <thead>
              <tr>
                <th scope="col">{page.say({ key: 'figures:week' })}</th>
                {parts.map(({ name }) => (
                  <th scope="col" class="number">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {weeks.toReversed().map((week) => (
                <tr>
                  <th scope="row">
                    <time datetime={week.monday}>{dayText(week.monday)}</time>
                  </th>
                  {parts.map(({ id }) => (
                    <td class="number">{countOf(week, id)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </details>
    </figure>
  )
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
