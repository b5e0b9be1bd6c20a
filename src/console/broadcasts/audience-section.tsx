/** Whom a broadcast reaches, counted before it leaves: by door, by commune, and five people so masked that nobody is known by it. */
import { money } from '../../texts/format.ts'
import { d, span } from '../cases/case-words.ts'
import type { Page } from '../page.ts'
import type { BroadcastPageProps } from './broadcast-page.tsx'
import { b } from './broadcast-words.ts'

export function AudienceSection({ page, audience, cost, price, duration, placeOf }: BroadcastPageProps) {
  if (audience === null) return null
  const { count, atLeast, reached, byDoor, byCommune, skipped, samples } = audience
  const many = (value: number | null) => (value === null ? b(page, 'audience.hidden') : value.toLocaleString('vi-VN'))
  return (
    <section aria-labelledby="audience">
      <h2 id="audience">{b(page, 'audience.whom')}</h2>
      <ul class="tiles">
        <li>
          <span class="tile" data-audience={count === null ? 'few' : String(count)}>
            <b>
              {atLeast && '≥ '}
              {count === null ? b(page, 'audience.few') : many(count)}
            </b>
            <span>{b(page, 'audience.count')}</span>
          </span>
        </li>
        <li>
          <span class="tile" data-reached={reached === null ? 'few' : String(reached)}>
            <b>{many(reached)}</b>
            <span>{b(page, 'audience.reached')}</span>
          </span>
        </li>
      </ul>
      {atLeast && <p class="soft">{b(page, 'audience.at_least')}</p>}
      {count === 0 && <p class="notice">{b(page, 'audience.nobody')}</p>}
      {cost !== null && cost.parts > 0 && (
        <p data-cost>
          {price.confirmed
            ? b(page, 'audience.cost_own', {
                parts: cost.parts,
                sum: money(cost.leastVnd, page.language),
                price: money(price.least, page.language),
              })
            : b(page, 'audience.cost', {
                parts: cost.parts,
                least: money(cost.leastVnd, page.language),
                most: money(cost.mostVnd, page.language),
              })}
        </p>
      )}
      {cost !== null && cost.templates > 0 && (
        <p data-template-cost={cost.templatesVnd === null ? '' : String(cost.templatesVnd)}>
          {cost.templatesVnd === null
            ? b(page, 'audience.templates_no_price', { count: cost.templates })
            : b(page, 'audience.templates', { count: cost.templates, price: money(cost.templatesVnd, page.language) })}
        </p>
      )}
      {duration > 0 && (
        <p data-duration={String(duration)}>{b(page, 'audience.duration', { span: span(page, duration) })}</p>
      )}
      <Counts
        page={page}
        caption={b(page, 'audience.by_door')}
        rows={byDoor.map((one) => [
          [
            b(page, `door.${one.door}`),
            one.byTemplate ? b(page, 'looks.template') : '',
            d(page, `language.${one.language}`),
          ]
            .filter((part) => part !== '')
            .join(' · '),
          many(one.count),
        ])}
      />
      {byCommune.length > 1 && (
        <Counts
          page={page}
          caption={b(page, 'audience.by_commune')}
          rows={byCommune.map((one) => [placeOf(one.commune), many(one.count)])}
        />
      )}
      <Counts
        page={page}
        caption={b(page, 'audience.skipped')}
        rows={skipped.map((one) => [b(page, `reason.${one.why}`), many(one.count)])}
      />
      {samples.length > 0 && (
        <Counts
          page={page}
          caption={b(page, 'audience.samples')}
          rows={samples.map(({ kind, masked, commune, door }) => [
            `${kind === null ? '–' : d(page, `address.${kind}`)} ${masked} · ${placeOf(commune)}`,
            door === null ? '–' : b(page, `door.${door}`),
          ])}
        />
      )}
    </section>
  )
}

function Counts(props: {
  readonly page: Page
  readonly caption: string
  readonly rows: readonly (readonly [string, string])[]
}) {
  const { caption, rows } = props
  if (rows.length === 0) return null
  return (
    <table class="rows">
      <caption>{caption}</caption>
      <tbody>
        {rows.map(([name, value]) => (
          <tr>
            <th scope="row">{name}</th>
            <td class="number">{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
