/** `/console/models`: households that were named, stories being written, and those that people read. */
import { MODEL_STATUSES, type ModelStatus } from '../../core/model.ts'
import { MODELS_PAGE, type ModelLine } from '../../service/model-desk.ts'
import { clock, instant, shown } from '../cases/case-words.ts'
import { Lines, NumberedPages } from '../list-parts.tsx'
import type { PlaceOf } from '../overview/overview-words.ts'
import type { Page } from '../page.ts'

/** A text of `locales/<language>/model-desk.json`. */
export const m = (page: Page, key: string, values: Readonly<Record<string, string | number>> = {}): string =>
  page.say({ key: `model-desk:${key}`, values })

export const markOf = (status: ModelStatus): string =>
  status === 'published' ? 'mark good' : status === 'nominated' ? 'mark warn' : 'mark'

export function ModelsPage(props: {
  readonly page: Page
  readonly rows: readonly ModelLine[]
  readonly total: number
  readonly status: ModelStatus | null
  /** From 1 on. */
  readonly at: number
  readonly placeOf: PlaceOf
}) {
  const { page, rows, total, status, at, placeOf } = props
  const pages = Math.ceil(total / MODELS_PAGE)
  const to = (one: ModelStatus | null, number?: number) =>
    page.href('/console/models', { status: one ?? undefined, page: number === undefined ? undefined : String(number) })
  return (
    <>
      <h1>{m(page, 'title')}</h1>
      <p class="lead">{m(page, 'lead')}</p>
      <p class="acts">
        <a class="button" href={page.href('/console/models/new')} data-new>
          {m(page, 'new.open')}
        </a>
      </p>
      <ul class="tabs" aria-label={m(page, 'by_status')}>
        {[null, ...MODEL_STATUSES].map((one) => (
          <li>
            <a href={to(one)} aria-current={one === status ? 'true' : undefined}>
              {m(page, `status.${one ?? 'all'}`)}
            </a>
          </li>
        ))}
      </ul>
      <Lines
        none={m(page, 'none')}
        noneDo={m(page, 'none_do')}
        rows={rows.map((row) => (
          <li data-row data-model={row.id}>
            <h2>
              <a href={page.href(`/console/models/${row.id}`)}>
                {row.title === '' ? m(page, 'untitled') : shown(row.title)}
              </a>
            </h2>
            <p class="marks">
              <span class={markOf(row.status)}>{m(page, `status.${row.status}`)}</span>
              {row.whose !== null && <span class="mark kind">{m(page, `whose.${row.whose}`)}</span>}
            </p>
            <p class="soft">
              {placeOf(row.commune, row.province)} · <time datetime={instant(row.at)}>{clock(row.at)}</time>
            </p>
          </li>
        ))}
      />
      <NumberedPages label={m(page, 'pages')} at={at} pages={pages} to={(number) => to(status, number)} />
    </>
  )
}
