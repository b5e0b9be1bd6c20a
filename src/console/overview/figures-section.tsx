/** Charts of the last days: reports per day, by hazard, by commune, and how soon somebody looked. Each is a table too. */
import { type Figures, SPANS } from '../../service/overview.ts'
import { span } from '../cases/case-words.ts'
import type { Page } from '../page.ts'
import { type BarLine, BarTable } from './bar-table.tsx'
import { DayChart } from './day-chart.tsx'
import type { PlaceOf } from './overview-words.ts'

export interface FiguresProps {
  readonly page: Page
  readonly figures: Figures
  readonly placeOf: PlaceOf
}

const MOST_LINES = 8

export function FiguresSection({ page, figures, placeOf }: FiguresProps) {
  const { days, byHazard, byCommune, response } = figures
  const hazards = byHazard.map(({ key, ...counts }) => ({
    name: key === '' ? page.t('charts.not_told') : page.sayFirst([`desk:hazard.${key}`], page.t('charts.not_told')),
    ...counts,
  }))
  const communes = byCommune.map(({ key, ...counts }) => ({
    name: (key === '' ? '' : placeOf(key, null)) || page.t('charts.no_place'),
    ...(key === '' ? {} : { href: page.href('/console/cases', { commune: key }) }),
    ...counts,
  }))
  return (
    <section aria-labelledby="figures">
      <h2 id="figures">{page.t('charts.title')}</h2>
      <ul class="tabs" aria-label={page.t('charts.span')}>
        {SPANS.map((one) => (
          <li>
            <a
              href={page.href('/console#figures', { days: one === 30 ? undefined : String(one) })}
              aria-current={one === days ? 'true' : undefined}
            >
              {page.t('charts.days', { count: one })}
            </a>
          </li>
        ))}
      </ul>
      <div class="columns charts">
        <section class="card" aria-labelledby="by-day">
          <h3 id="by-day">{page.t('charts.by_day')}</h3>
          <DayChart page={page} figures={figures} />
        </section>
        <section class="card" aria-labelledby="response">
          <h3 id="response">{page.t('charts.response')}</h3>
          {response.seen === 0 ? (
            <p class="soft">{page.t('charts.none_seen')}</p>
          ) : (
            <>
              <dl class="facts">
                <dt>{page.t('charts.median')}</dt>
                <dd data-median>{span(page, response.median ?? 0)}</dd>
                <dt>{page.t('charts.ninetieth')}</dt>
                <dd>{span(page, response.ninetieth ?? 0)}</dd>
              </dl>
              <BarTable
                page={page}
                caption={page.t('charts.response')}
                what={page.t('charts.waited')}
                lines={response.groups.map(({ id, count }) => ({ name: page.t(`charts.groups.${id}`), count }))}
              />
            </>
          )}
        </section>
        <section class="card" aria-labelledby="by-hazard">
          <h3 id="by-hazard">{page.t('charts.by_hazard')}</h3>
          <BarTable
            page={page}
            caption={page.t('charts.by_hazard')}
            what={page.t('charts.hazard')}
            lines={folded(page, hazards)}
          />
        </section>
        <section class="card" aria-labelledby="by-commune">
          <h3 id="by-commune">{page.t('charts.by_commune')}</h3>
          <BarTable
            page={page}
            caption={page.t('charts.by_commune')}
            what={page.t('charts.commune')}
            lines={folded(page, communes)}
          />
          <p>
            <a class="button quiet" href={page.href('/console/map')} data-map>
              {page.t('charts.to_map')}
            </a>
          </p>
        </section>
      </div>
    </section>
  )
}

/** The longest list is summed up in its last row. */
function folded(page: Page, lines: readonly BarLine[]): readonly BarLine[] {
  if (lines.length <= MOST_LINES) return lines
  const rest = lines.slice(MOST_LINES - 1)
  const sum = (pick: (line: BarLine) => number) => rest.reduce((all, line) => all + pick(line), 0)
  return [
    ...lines.slice(0, MOST_LINES - 1),
    {
      name: page.t('charts.others', { count: rest.length }),
      count: sum(({ count }) => count),
      open: sum(({ open }) => open ?? 0),
    },
  ]
}
