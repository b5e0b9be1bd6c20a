/** `/console/map`: communes coloured by open cases. The drawing is for the eye and the mouse; the table below it says all of it. */
import type { MapChoice, MapShape, MapView } from '../../service/overview-map.ts'
import type { Page } from '../page.ts'
import type { PlaceOf } from './overview-words.ts'

export interface MapPageProps {
  readonly page: Page
  /** Null: nothing can be drawn for this scope. */
  readonly map: MapView | null
  readonly choices: readonly MapChoice[]
  readonly placeOf: PlaceOf
  /** Open cases by commune code, all of the scope. */
  readonly counts: ReadonlyMap<string, number>
}

const PATH = '/console/map'
/** Lower ends of the shades; no case has one of its own. */
const SHADES = [0, 1, 3, 6, 11] as const

export function MapPage({ page, map, choices, placeOf, counts }: MapPageProps) {
  return (
    <>
      <h1>{page.t('map.title')}</h1>
      <p class="lead">{page.t('map.lead')}</p>
      {choices.length > 1 && <Choose page={page} choices={choices} chosen={map?.province ?? null} />}
      <div class="split">
        {map === null ? (
          <p class="notice info" data-no-map>
            {page.t('map.none')}
          </p>
        ) : (
          <MapFigure page={page} map={map} />
        )}
        <CountTable page={page} placeOf={placeOf} counts={counts} />
      </div>
    </>
  )
}

function Choose(props: {
  readonly page: Page
  readonly choices: readonly MapChoice[]
  readonly chosen: string | null
}) {
  const { page, choices, chosen } = props
  return (
    <form class="filter" method="get" action={PATH} data-at-once>
      {page.language !== 'vi' && <input type="hidden" name="lang" value={page.language} />}
      <label>
        <span>{page.t('map.choose')}</span>
        <select name="province">
          {choices.map(({ code, name }) => (
            <option value={code ?? ''} selected={code === chosen}>
              {name ?? page.t('map.nation')}
            </option>
          ))}
        </select>
      </label>
      <button type="submit">{page.t('filter.show')}</button>
    </form>
  )
}

function MapFigure({ page, map }: { readonly page: Page; readonly map: MapView }) {
  const { width, height, shapes, inset, labels } = map
  return (
    <figure
      class="plain-figure map-figure"
      aria-label={page.t('map.label', { place: map.name ?? page.t('map.nation') })}
    >
      <svg class="map" viewBox={`0 0 ${width} ${height}`} aria-hidden="true" data-map-of={map.province ?? 'country'}>
        {inset && <rect class="inset" x={inset.x} y={inset.y} width={inset.width} height={inset.height} />}
        {shapes.map((shape) => (
          <Shape page={page} map={map} shape={shape} />
        ))}
        {labels.map(({ id, x, y }) => (
          <text x={x} y={y} text-anchor="middle" data-label={id}>
            {page.t(`map.${id}_short`)}
          </text>
        ))}
      </svg>
      <figcaption>
        <ul class="legend" aria-label={page.t('map.legend')}>
          {SHADES.map((_, i) => (
            <li>
              <i class={`heat-${i}`} />
              {page.t(`map.heat.${i}`)}
            </li>
          ))}
          {shapes.some(({ open, islet }) => open === null && !islet) && (
            <li>
              <i class="other" />
              {page.t('map.outside')}
            </li>
          )}
        </ul>
        <p class="soft">
          {page.t('map.hoang_sa')}, {page.t('map.truong_sa')}. {page.t('map.credit')}
        </p>
      </figcaption>
    </figure>
  )
}

/** Only where something is open does a click lead anywhere; the rest are coloured and named. */
function Shape({ page, map, shape }: { readonly page: Page; readonly map: MapView; readonly shape: MapShape }) {
  const { code, name, open, path, islet } = shape
  const shade = open === null ? 'other' : `heat-${shadeOf(open)}`
  const drawn = (
    <path class={islet ? `${shade} islet` : shade} d={path}>
      <title>{open === null ? name : `${name}: ${open}`}</title>
    </path>
  )
  if (!open) return drawn
  const to =
    map.province === null ? page.href(PATH, { province: code }) : page.href('/console/cases', { commune: code })
  return (
    <a href={to} tabindex={-1} data-shape={code}>
      {drawn}
    </a>
  )
}

/** 0 to 4. */
function shadeOf(open: number): number {
  return SHADES.findLastIndex((from) => open >= from)
}

function CountTable({ page, placeOf, counts }: Pick<MapPageProps, 'page' | 'placeOf' | 'counts'>) {
  const rows = [...counts].filter(([, open]) => open > 0).sort(([a, x], [b, y]) => y - x || a.localeCompare(b))
  return (
    <section aria-labelledby="by-commune">
      <h2 id="by-commune">{page.t('map.table')}</h2>
      {rows.length === 0 ? (
        <p class="soft">{page.t('map.no_cases')}</p>
      ) : (
        <table class="rows" data-counts>
          <caption class="hidden">{page.t('map.table')}</caption>
          <thead>
            <tr>
              <th scope="col">{page.t('map.commune')}</th>
              <th scope="col" class="number">
                {page.t('map.open')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([code, open]) => (
              <tr data-row>
                <th scope="row">
                  {placeOf(code, null) === '' ? (
                    page.t('map.unknown')
                  ) : (
                    <a href={page.href('/console/cases', { commune: code })}>{placeOf(code, null)}</a>
                  )}
                </th>
                <td class="number">{open}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
