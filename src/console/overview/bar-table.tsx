/** Counts as a table whose last column draws them: read aloud it is a table, seen it is a chart. */
import { scaleLinear } from 'd3-scale'
import type { Page } from '../page.ts'

export interface BarLine {
  readonly name: string
  /** Where the name leads. */
  readonly href?: string
  readonly count: number
  /** The part of it still open; left out where that says nothing. */
  readonly open?: number
}

export interface BarTableProps {
  readonly page: Page
  readonly caption: string
  /** Head of the first column. */
  readonly what: string
  readonly lines: readonly BarLine[]
}

/** More than these are folded into the last row by who asks. */
const WIDTH = 100

export function BarTable({ page, caption, what, lines }: BarTableProps) {
  const width = scaleLinear([0, Math.max(1, ...lines.map(({ count }) => count))], [0, WIDTH])
  const hasOpen = lines.some(({ open }) => open !== undefined)
  return (
    <table class="rows bars">
      <caption class="hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{what}</th>
          <th scope="col" class="number">
            {page.t('charts.reports')}
          </th>
          {hasOpen && (
            <th scope="col" class="number">
              {page.t('charts.open')}
            </th>
          )}
          <td />
        </tr>
      </thead>
      <tbody>
        {lines.map(({ name, href, count, open }) => (
          <tr>
            <th scope="row">{href === undefined ? name : <a href={href}>{name}</a>}</th>
            <td class="number">{count}</td>
            {hasOpen && <td class="number">{open ?? 0}</td>}
            <td class="drawn">
              <svg class="chart" aria-hidden="true" viewBox={`0 0 ${WIDTH} 10`} preserveAspectRatio="none">
                <rect class="bar-all" width={round(width(count))} height="10" />
                {open !== undefined && <rect class="bar-open" width={round(width(open))} height="10" />}
              </svg>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
