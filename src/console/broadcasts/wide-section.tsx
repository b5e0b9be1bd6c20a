/** Signs in the officials' words that no keypad phone has: where each stands, marked in its line, and the plain one for it in one click. */
import type { BroadcastWords } from '../../core/broadcast.ts'
import { type WideSign, widePieces, wideSigns } from '../../texts/wide-letters.ts'
import { d, shown } from '../cases/case-words.ts'
import type { Page } from '../page.ts'
import { OneButton } from './broadcast-page.tsx'
import { b } from './broadcast-words.ts'

/** So many places are enough to see what to mend; the button mends the others too. */
const SHOWN = 20

export interface WideSectionProps {
  readonly page: Page
  readonly words: BroadcastWords
  readonly languages: readonly { readonly code: string; readonly name: string }[]
  /** Of a kept draft, which is mended without script; left out: where it is being written. */
  readonly draft?: { readonly token: string; readonly id: string; readonly version: number } | undefined
}

interface Place extends WideSign {
  /** As the form's field is called. */
  readonly field: string
  readonly lang: string
  readonly language: string
}

export function WideSection({ page, words, languages, draft }: WideSectionProps) {
  const places = placesOf(page, words, languages)
  if (places.length === 0) return null
  const several = new Set(places.map(({ field }) => field)).size > 1 || places.some(({ field }) => field !== 'vi')
  const swaps = places.flatMap(({ field, sign, plain }) => (plain === null ? [] : [[field, sign, plain]]))
  return (
    <section aria-labelledby="signs" data-signs={String(places.length)}>
      <h3 id="signs">{b(page, 'signs.title')}</h3>
      <p class="soft">{b(page, 'signs.lead')}</p>
      <ol>
        {places.slice(0, SHOWN).map((place) => (
          <OnePlace page={page} place={place} several={several} />
        ))}
      </ol>
      {places.length > SHOWN && <p class="soft">{b(page, 'signs.more', { count: places.length - SHOWN })}</p>}
      {swaps.length > 0 &&
        (draft === undefined ? (
          <p class="acts">
            <button type="button" class="quiet" data-swap={JSON.stringify(swaps)} hidden>
              {b(page, 'act.plain')}
            </button>
          </p>
        ) : (
          <div class="acts">
            <OneButton page={page} {...draft} act="plain" look="quiet" />
          </div>
        ))}
    </section>
  )
}

function OnePlace({ page, place, several }: { readonly page: Page; readonly place: Place; readonly several: boolean }) {
  const { line, column, sign, before, after, plain, lang, language } = place
  return (
    <li data-sign={`${line}:${column}`}>
      {several && `${language}, `}
      {b(page, 'signs.where', { line, column })}:{' '}
      <span lang={lang}>
        {shown(before)}
        <mark>{shown(sign)}</mark>
        {shown(after)}
      </span>{' '}
      <span class="soft">
        {plain === null
          ? b(page, 'signs.no_plain')
          : b(page, 'signs.plain', { plain: plain === ' ' ? b(page, 'signs.space') : plain })}
      </span>
    </li>
  )
}

/** The text with what makes an SMS dear marked in it. */
export function Marked({ text }: { readonly text: string }) {
  return <>{widePieces(text).map((piece) => (piece.wide ? <mark>{piece.text}</mark> : piece.text))}</>
}

function placesOf(page: Page, words: BroadcastWords, languages: WideSectionProps['languages']): readonly Place[] {
  const said = [
    { field: 'vi', lang: 'vi', language: d(page, 'language.vi'), text: words.vi },
    { field: 'en', lang: 'en', language: d(page, 'language.en'), text: words.en ?? '' },
    ...Object.entries(words.packs ?? {}).map(([code, text]) => {
      const language = languages.find((one) => one.code === code)?.name ?? code
      return { field: `words_${code}`, lang: code, language, text }
    }),
  ]
  return said.flatMap(({ text, ...where }) => wideSigns(text).map((sign) => ({ ...sign, ...where })))
}
