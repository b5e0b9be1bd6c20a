/** The figures of a programme: those that changed as a small chart with their rows, the others in one table. */
import type { FigureHistory, FigureRow } from '../../service/law-pages-figures.ts'
import type { Page } from '../page.ts'
import { StepChart } from '../step-chart.tsx'
import { day, figureName, figureText, provinceName } from '../words.ts'
import { ConfidenceMark, LawName } from './marks.tsx'

export function FigureSection({ page, figures }: { page: Page; figures: readonly FigureHistory[] }) {
  const moved = figures.filter(hasHistory)
  const still = figures.filter((one) => !hasHistory(one))
  return (
    <section aria-labelledby="figures">
      <h2 id="figures">{page.t('programme.figures')}</h2>
      {moved.map((figure) => (
        <Moved page={page} figure={figure} />
      ))}
      {still.length > 0 && <Still page={page} figures={still} apart={moved.length > 0} />}
    </section>
  )
}

/** Something to draw or to compare: a second row, a province of its own. */
function hasHistory({ rows, provinces, steps }: FigureHistory): boolean {
  return rows.length > 1 || provinces.length > 0 || steps.length > 1
}

function Moved({ page, figure }: { page: Page; figure: FigureHistory }) {
  const name = figureName(page, figure.parameter)
  const unit = worked(figure)
  const said = figure.steps.map(({ from, value }) => `${day(from)}: ${figureText(page, unit, value)}`).join('; ')
  return (
    <article class="figure card" id={`figure-${figure.parameter}`} aria-labelledby={`name-${figure.parameter}`}>
      <h3 id={`name-${figure.parameter}`}>{name}</h3>
      <p class="amount">
        {figureText(page, unit, figure.now)}{' '}
        <small>
          {page.province === undefined
            ? page.t('figure.on', { day: { day: page.on } })
            : page.t('figure.on_in', { day: { day: page.on }, province: provinceName(page, page.province) })}
        </small>
      </p>
      <StepChart
        steps={figure.steps}
        today={page.today}
        title={page.t('figure.chart', { name, steps: said })}
        todayLabel={page.t('figure.today')}
        valueLabel={(value) => figureText(page, unit.startsWith('vnd') ? 'vnd' : unit, value)}
        dayLabel={day}
      />
      <Rows page={page} caption={name} rows={figure.rows.map((row) => ({ row, figure }))} />
      {figure.provinces.length > 0 && (
        <details open={page.province !== undefined}>
          <summary>{page.t('figure.provinces', { count: figure.provinces.length })}</summary>
          <Rows
            page={page}
            caption={page.t('figure.provinces_caption', { name })}
            rows={figure.provinces.flatMap(({ code, rows }) => rows.map((row) => ({ row, figure, province: code })))}
          />
        </details>
      )}
    </article>
  )
}

function Still({ page, figures, apart }: { page: Page; figures: readonly FigureHistory[]; apart: boolean }) {
  const rows = figures.flatMap((figure) => figure.rows.map((row) => ({ row, figure })))
  return (
    <>
      {apart && <h3>{page.t('figure.unchanged')}</h3>}
      <Rows page={page} caption={page.t('figure.unchanged_caption')} rows={rows} named />
    </>
  )
}

interface RowsProps {
  readonly page: Page
  readonly caption: string
  readonly rows: readonly { readonly row: FigureRow; readonly figure: FigureHistory; readonly province?: string }[]
  /** Rows of several figures: each begins with its name. */
  readonly named?: boolean
}

function Rows({ page, caption, rows, named = false }: RowsProps) {
  return (
    <table class="rows">
      <caption class={rows.some(({ province }) => province) ? undefined : 'hidden'}>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{page.t(named ? 'figure.name' : 'figure.from')}</th>
          <th scope="col">{page.t(named ? 'figure.value' : 'figure.basis')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ row, figure, province }) => (
          <tr class={named ? undefined : row.when} id={named ? `figure-${figure.parameter}` : undefined}>
            <th scope="row">
              {named ? figureName(page, figure.parameter) : <time datetime={row.from}>{day(row.from)}</time>}
              {row.when !== 'now' && <small> {page.t(`figure.${row.when}`)}</small>}
            </th>
            <td>
              {province !== undefined && `${provinceName(page, province)}: `}
              <b>{rowText(page, figure, row)}</b>
              {named && ` ${page.t('figure.since', { day: { day: row.from } })}`}
              <br />
              <small>
                <LawName page={page} source={row.source} /> · {page.t('figure.read_on', { day: { day: row.read_on } })}
              </small>{' '}
              <ConfidenceMark page={page} confidence={row.source.confidence} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** A share names what it is a share of, and what that comes to now. */
function rowText(page: Page, figure: FigureHistory, row: FigureRow): string {
  const own = figureText(page, figure.unit, row.value)
  if (figure.shareOf === undefined) return own
  const of = page.t('figure.share', { share: own, name: figureName(page, figure.shareOf) })
  return row.when === 'now' ? `${figureText(page, worked(figure), figure.now)} (${of})` : of
}

/** A share of a figure is worked out into that figure's own kind; all of them are rates today. */
function worked({ shareOf, unit }: FigureHistory): string {
  return shareOf === undefined ? unit : 'percent'
}
