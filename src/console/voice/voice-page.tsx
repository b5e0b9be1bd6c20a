/** `/y-kien`: what people said and what came of it, for everybody: sums alone, and nobody in them. */
import { vietnamDay } from '../../core/day.ts'
import type { PublicVoice, VoiceFigure } from '../../service/public-voice.ts'
import { shown } from '../cases/case-words.ts'
import { countText, kindText, programmeText, ratingText, v } from '../feedback/feedback-words.ts'
import type { PlaceOf } from '../overview/overview-words.ts'
import type { Page } from '../page.ts'
import { day as dayText } from '../words.ts'

export function VoicePage(props: { readonly page: Page; readonly voice: PublicVoice; readonly placeOf: PlaceOf }) {
  const { page, voice } = props
  const { changes, byKind, byProgramme, months } = voice
  return (
    <>
      <h1>{v(page, 'voice.title')}</h1>
      <p class="lead">{v(page, 'voice.lead')}</p>
      <p>{v(page, 'voice.how')}</p>
      <section aria-labelledby="changes">
        <h2 id="changes">{v(page, 'voice.changes')}</h2>
        {changes.length === 0 && <p class="soft">{v(page, 'voice.no_changes')}</p>}
        <Changes {...props} />
      </section>
      <section aria-labelledby="kinds">
        <h2 id="kinds">{v(page, 'voice.by_kind')}</h2>
        <Figures page={page} caption={v(page, 'voice.topic')} figures={byKind} name={(kind) => kindText(page, kind)} />
      </section>
      <section aria-labelledby="programmes">
        <h2 id="programmes">{v(page, 'voice.by_programme')}</h2>
        <Figures
          page={page}
          caption={v(page, 'programme')}
          figures={byProgramme}
          name={(programme) => programmeText(page, programme) || v(page, 'voice.no_programme')}
        />
      </section>
      <section aria-labelledby="months">
        <h2 id="months">{v(page, 'voice.ratings')}</h2>
        <Figures
          page={page}
          caption={v(page, 'voice.month')}
          figures={months.toReversed()}
          name={(month) => month.split('-').reverse().join('/')}
        />
        <p class="soft">{v(page, 'voice.few_note')}</p>
      </section>
    </>
  )
}

function Changes({ page, voice, placeOf }: Parameters<typeof VoicePage>[0]) {
  if (voice.changes.length === 0) return null
  return (
    <ol class="lines">
      {voice.changes.map(({ said, did, programme, commune, province, at, raised }) => (
        <li data-change>
          <h3>
            {v(page, 'voice.you_said')}: {shown(said)}
          </h3>
          <p>
            <b>{v(page, 'voice.we_did')}:</b> {shown(did)}
          </p>
          <p class="soft">
            {[
              dayText(vietnamDay(at)),
              placeOf(commune, province),
              programmeText(page, programme),
              raised === null ? '' : v(page, 'voice.raised', { count: raised }),
            ]
              .filter((part) => part !== '')
              .join(' · ')}
          </p>
        </li>
      ))}
    </ol>
  )
}

function Figures<Of>(props: {
  readonly page: Page
  readonly caption: string
  readonly figures: readonly VoiceFigure<Of>[]
  readonly name: (of: Of) => string
}) {
  const { page, caption, figures, name } = props
  if (figures.length === 0) return <p class="soft">{v(page, 'voice.nothing')}</p>
  return (
    <table class="rows">
      <thead>
        <tr>
          <th scope="col">{caption}</th>
          <th scope="col" class="number">
            {v(page, 'voice.count')}
          </th>
          <th scope="col" class="number">
            {v(page, 'voice.mean')}
          </th>
        </tr>
      </thead>
      <tbody>
        {figures.map(({ of, count, mean }) => (
          <tr data-of={of ?? 'none'}>
            <th scope="row">{name(of)}</th>
            <td class="number">{countText(page, count)}</td>
            <td class="number">{ratingText(page, mean)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
