/** `/console/figures`: four looks at how the assistant does, each a drawing and a table, each to be taken as a file. */
import { ADDRESS_KINDS } from '../../core/address.ts'
import { DELIVERY_STATUSES } from '../../core/message.ts'
import {
  type DeliveryFigures,
  type RatingWeek,
  type ReachFigures,
  type StepFigures,
  WEEKS,
  type Weeks,
} from '../../service/figures.ts'
import { TakeAsFile } from '../list-parts.tsx'
import type { PlaceOf } from '../overview/overview-words.ts'
import type { Page } from '../page.ts'
import { day as dayText } from '../words.ts'
import { cellText, f, flowName, hiddenText, meanText, partText, stepName } from './figure-words.ts'
import { RatingChart } from './rating-chart.tsx'
import { WeekChart } from './week-chart.tsx'

export const LOOKS = ['steps', 'delivery', 'ratings', 'reach'] as const
export type Look = (typeof LOOKS)[number]

export type Figured =
  | { readonly look: 'steps'; readonly figures: StepFigures }
  | { readonly look: 'delivery'; readonly figures: DeliveryFigures }
  | { readonly look: 'ratings'; readonly figures: readonly RatingWeek[] }
  | { readonly look: 'reach'; readonly figures: ReachFigures }

export interface FiguresPageProps {
  readonly page: Page
  readonly figured: Figured
  readonly weeks: Weeks
  readonly placeOf: PlaceOf
  /** Null: this official may not take files. */
  readonly token: string | null
}

/** So many steps are shown; all of them are in the file. */
const MOST_STEPS = 30

export function FiguresPage(props: FiguresPageProps) {
  const { page, figured, weeks, token } = props
  const { look } = figured
  const inWeeks = (count: number) => (count === WEEKS[1] ? undefined : String(count))
  return (
    <>
      <h1>{f(page, 'title')}</h1>
      <p class="lead">{f(page, 'lead')}</p>
      <ul class="tabs" aria-label={f(page, 'looks')}>
        {LOOKS.map((one) => (
          <li>
            <a
              href={page.href('/console/figures', { look: one === 'steps' ? undefined : one, weeks: inWeeks(weeks) })}
              aria-current={one === look ? 'true' : undefined}
            >
              {f(page, `${one}.title`)}
            </a>
          </li>
        ))}
      </ul>
      <section aria-labelledby="look" data-look-at={look}>
        <h2 id="look">{f(page, `${look}.title`)}</h2>
        <p class="soft">{f(page, `${look}.lead`)}</p>
        {look !== 'reach' && (
          <ul class="tabs" aria-label={f(page, 'span')}>
            {WEEKS.map((one) => (
              <li>
                <a
                  href={page.href('/console/figures', {
                    look: look === 'steps' ? undefined : look,
                    weeks: inWeeks(one),
                  })}
                  aria-current={one === weeks ? 'true' : undefined}
                >
                  {f(page, 'weeks', { count: one })}
                </a>
              </li>
            ))}
          </ul>
        )}
        <Drawn {...props} />
        {token !== null && (
          <TakeAsFile
            {...{ page, token, action: '/console/figures/file', act: 'export' }}
            asked={{ look, weeks: String(weeks) }}
          />
        )}
      </section>
    </>
  )
}

function Drawn({ page, figured, placeOf }: FiguresPageProps) {
  switch (figured.look) {
    case 'steps':
      return <Steps page={page} figures={figured.figures} />
    case 'delivery':
      return <Deliveries page={page} figures={figured.figures} />
    case 'ratings':
      return <Ratings page={page} weeks={figured.figures} />
    case 'reach':
      return <Reach page={page} figures={figured.figures} placeOf={placeOf} />
  }
}

function Nothing({ page, what }: { readonly page: Page; readonly what: Look }) {
  return (
    <div class="empty">
      <h3>{f(page, 'nothing')}</h3>
      <p>{f(page, `${what}.nothing`)}</p>
    </div>
  )
}

function Steps({ page, figures: { weeks, steps } }: { readonly page: Page; readonly figures: StepFigures }) {
  if (steps.length === 0) return <Nothing page={page} what="steps" />
  const asked = steps.reduce((sum, step) => sum + step.asked, 0)
  const left = steps.reduce((sum, step) => sum + step.left, 0)
  return (
    <>
      <WeekChart
        page={page}
        label={f(page, 'steps.label', { asked, left })}
        caption={f(page, 'steps.by_week')}
        weeks={weeks}
        parts={[
          { id: 'answered', look: 'bar-all', name: f(page, 'steps.answered') },
          { id: 'left', look: 'bar-bad', name: f(page, 'steps.left') },
        ]}
      />
      <h3>{f(page, 'steps.by_step')}</h3>
      <table class="rows stack">
        <caption class="hidden">{f(page, 'steps.by_step')}</caption>
        <thead>
          <tr>
            <th scope="col">{f(page, 'steps.flow')}</th>
            <th scope="col">{f(page, 'steps.step')}</th>
            <th scope="col" class="number">
              {f(page, 'steps.asked')}
            </th>
            <th scope="col" class="number">
              {f(page, 'steps.left')}
            </th>
            <th scope="col" class="number">
              {f(page, 'steps.part')}
            </th>
          </tr>
        </thead>
        <tbody>
          {steps.slice(0, MOST_STEPS).map((line) => (
            <tr data-step={`${line.flow}:${line.step}`}>
              <td data-label={f(page, 'steps.flow')}>{flowName(page, line.flow)}</td>
              <th scope="row">{stepName(page, line)}</th>
              <td class="number" data-label={f(page, 'steps.asked')}>
                {line.asked}
              </td>
              <td class="number" data-label={f(page, 'steps.left')}>
                {line.left}
              </td>
              <td class="number" data-label={f(page, 'steps.part')}>
                {partText(line.left, line.asked)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {steps.length > MOST_STEPS && <p class="soft">{f(page, 'steps.more', { count: steps.length - MOST_STEPS })}</p>}
    </>
  )
}

const LOOK_OF = { arrived: 'bar-good', sent: 'bar-all', waiting: 'bar-calm', lost: 'bar-bad' } as const

function Deliveries({ page, figures: { weeks, lines } }: { readonly page: Page; readonly figures: DeliveryFigures }) {
  if (lines.length === 0) return <Nothing page={page} what="delivery" />
  const all = lines.reduce((sum, line) => sum + line.all, 0)
  return (
    <>
      <WeekChart
        page={page}
        label={f(page, 'delivery.label', { count: all })}
        caption={f(page, 'delivery.by_week')}
        weeks={weeks}
        parts={(['arrived', 'sent', 'waiting', 'lost'] as const).map((id) => ({
          id,
          look: LOOK_OF[id],
          name: f(page, `delivery.outcome.${id}`),
        }))}
      />
      <section class="scroll" tabindex={0} aria-label={f(page, 'delivery.by_door')}>
        <table class="rows">
          <caption>{f(page, 'delivery.by_door')}</caption>
          <thead>
            <tr>
              <th scope="col">{f(page, 'delivery.door')}</th>
              <th scope="col">{f(page, 'delivery.lane')}</th>
              <th scope="col" class="number">
                {f(page, 'delivery.all')}
              </th>
              {DELIVERY_STATUSES.map((status) => (
                <th scope="col" class="number">
                  {f(page, `status.${status}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr data-door={line.door}>
                <th scope="row">{f(page, `door.${line.door}`)}</th>
                <td>{f(page, `lane.${line.lane}`)}</td>
                <td class="number">{line.all}</td>
                {DELIVERY_STATUSES.map((status) => (
                  <td class="number">{line.counts[status]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  )
}

function Ratings({ page, weeks }: { readonly page: Page; readonly weeks: readonly RatingWeek[] }) {
  if (weeks.every(({ count }) => count === 0)) return <Nothing page={page} what="ratings" />
  return (
    <>
      <RatingChart page={page} weeks={weeks} />
      <table class="rows stack">
        <caption>{f(page, 'ratings.by_week')}</caption>
        <thead>
          <tr>
            <th scope="col">{f(page, 'week')}</th>
            <th scope="col" class="number">
              {f(page, 'ratings.count')}
            </th>
            <th scope="col" class="number">
              {f(page, 'ratings.rated')}
            </th>
            <th scope="col" class="number">
              {f(page, 'ratings.mean')}
            </th>
          </tr>
        </thead>
        <tbody>
          {weeks.toReversed().map(({ monday, count, rated, mean }) => (
            <tr>
              <th scope="row">
                <time datetime={monday}>{dayText(monday)}</time>
              </th>
              <td class="number" data-label={f(page, 'ratings.count')}>
                {hiddenText(page, count)}
              </td>
              <td class="number" data-label={f(page, 'ratings.rated')}>
                {hiddenText(page, rated)}
              </td>
              <td class="number" data-label={f(page, 'ratings.mean')}>
                {mean === null ? (rated === 0 ? '–' : f(page, 'few')) : meanText(page, mean)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

function Reach(props: { readonly page: Page; readonly figures: ReachFigures; readonly placeOf: PlaceOf }) {
  const { page, figures, placeOf } = props
  if (figures.lines.length === 0) return <Nothing page={page} what="reach" />
  return (
    <table class="rows stack">
      <caption class="hidden">{f(page, 'reach.by_commune')}</caption>
      <thead>
        <tr>
          <th scope="col">{f(page, 'reach.commune')}</th>
          <th scope="col" class="number">
            {f(page, 'reach.people')}
          </th>
          {ADDRESS_KINDS.map((kind) => (
            <th scope="col" class="number">
              {page.say({ key: `desk:address.${kind}` })}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {figures.lines.map(({ commune, people, byKind }) => (
          <tr data-commune={commune ?? ''}>
            <th scope="row">{(commune === null ? '' : placeOf(commune, null)) || f(page, 'reach.elsewhere')}</th>
            <td class="number" data-label={f(page, 'reach.people')}>
              {cellText(page, people)}
            </td>
            {ADDRESS_KINDS.map((kind) => (
              <td class="number" data-label={page.say({ key: `desk:address.${kind}` })}>
                {cellText(page, byKind[kind])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{f(page, 'reach.all')}</th>
          <td class="number" data-label={f(page, 'reach.people')}>
            {cellText(page, figures.people)}
          </td>
          {ADDRESS_KINDS.map((kind) => (
            <td class="number" data-label={page.say({ key: `desk:address.${kind}` })}>
              {cellText(page, figures.byKind[kind])}
            </td>
          ))}
        </tr>
      </tfoot>
    </table>
  )
}
