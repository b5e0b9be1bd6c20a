/** Mean rating per week as a line with gaps: weeks of too few ratings are left out, and never drawn through. */
import { scaleLinear, scalePoint } from 'd3-scale'
import type { RatingWeek } from '../../service/figures.ts'
import type { Page } from '../page.ts'
import { day as dayText } from '../words.ts'
import { meanText } from './figure-words.ts'

const WIDTH = 360
const HEIGHT = 170
const EDGE = { left: 26, right: 14, top: 10, bottom: 22 }
const STARS = [1, 2, 3, 4, 5] as const
const MOST_LABELS = 5

export function RatingChart({ page, weeks }: { readonly page: Page; readonly weeks: readonly RatingWeek[] }) {
  const x = scalePoint(
    weeks.map(({ monday }) => monday),
    [EDGE.left, WIDTH - EDGE.right],
  ).padding(0.5)
  const y = scaleLinear([1, 5], [HEIGHT - EDGE.bottom, EDGE.top])
  const at = ({ monday, mean }: RatingWeek) => ({ x: round(x(monday) ?? 0), y: round(y(mean ?? 1)) })
  const every = Math.ceil(weeks.length / MOST_LABELS)
  return (
    <svg
      class="chart"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={page.say({ key: 'figures:ratings.label' })}
    >
      {STARS.map((star) => (
        <g>
          <line class="axis" x1={EDGE.left} x2={WIDTH - EDGE.right} y1={round(y(star))} y2={round(y(star))} />
          <text class="tick" x={EDGE.left - 5} y={round(y(star)) + 4} text-anchor="end">
            {star}
          </text>
        </g>
      ))}
      {weeks.map((week, i) => {
        const before = weeks[i - 1]
        if (week.mean === null) return null
        const here = at(week)
        const from = before === undefined || before.mean === null ? null : at(before)
        return (
          <g>
            {from !== null && <line class="mid" x1={from.x} y1={from.y} x2={here.x} y2={here.y} />}
            <circle class="bar-open" cx={here.x} cy={here.y} r="4">
              <title>{`${dayText(week.monday)}: ${meanText(page, week.mean)}`}</title>
            </circle>
          </g>
        )
      })}
      {weeks
        .filter((_, i) => (weeks.length - 1 - i) % every === 0)
        .map((week) => (
          <text class="tick" x={at(week).x} y={HEIGHT - 6} text-anchor="middle">
            {dayText(week.monday).slice(0, 5)}
          </text>
        ))}
    </svg>
  )
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
