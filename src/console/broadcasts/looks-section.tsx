/** The words as each kind of phone shows them, with what makes an SMS long. */
import type { Look } from '../../service/broadcast-look.ts'
import type { PartPrice } from '../../service/part-price.ts'
import { money } from '../../texts/format.ts'
import { d, shown } from '../cases/case-words.ts'
import type { Page } from '../page.ts'
import type { BroadcastPageProps } from './broadcast-page.tsx'
import { b } from './broadcast-words.ts'
import { Marked, WideSection, type WideSectionProps } from './wide-section.tsx'

/** So many letters are enough to see why. */
const NAMED = 8

type LooksProps = Pick<BroadcastPageProps, 'page' | 'looks' | 'languages' | 'price'> &
  Pick<WideSectionProps, 'words' | 'draft'>

export function LooksSection({ page, looks, languages, price, words, draft }: LooksProps) {
  const nameOf = (pack: string) => languages.find(({ code }) => code === pack)?.name ?? pack
  return (
    <section aria-labelledby="looks">
      <h2 id="looks">{b(page, 'looks.title')}</h2>
      <p class="soft">{b(page, 'looks.lead')}</p>
      <WideSection page={page} words={words} languages={languages} draft={draft} />
      <div class="cards">
        {looks.map((look) => (
          <article class="card" data-look={markOf(look)}>
            <h3>
              {d(page, `address.${look.kind}`)}
              {look.accents && ` · ${b(page, 'looks.accents')}`}
              {look.template && ` · ${b(page, 'looks.template')}`}
              {look.pack !== null && ` · ${nameOf(look.pack)}`}
              {look.language !== 'vi' && ` · ${d(page, `language.${look.language}`)}`}
            </h3>
            <p class="words" lang={look.pack ?? look.language}>
              {look.sms?.encoding === 'UCS-2' ? <Marked text={shown(look.text)} /> : shown(look.text)}
            </p>
            <Size page={page} look={look} price={price} />
          </article>
        ))}
      </div>
    </section>
  )
}

function markOf({ kind, accents, language, pack, template }: Look): string {
  return [kind, accents ? 'accents' : '', template ? 'template' : '', pack ?? language]
    .filter((part) => part !== '')
    .join('-')
}

function Size({ page, look, price }: { readonly page: Page; readonly look: Look; readonly price: PartPrice }) {
  const { sms, letters } = look
  if (look.template !== undefined) return <TemplateSize page={page} template={look.template} />
  if (sms === undefined) return <p class="hint">{b(page, 'looks.letters', { count: letters })}</p>
  const named = sms.wide.slice(0, NAMED).map(({ letter, count }) => `${letter} ×${count}`)
  return (
    <>
      <p class="hint" data-parts={String(sms.segments)} data-encoding={sms.encoding}>
        {b(page, 'looks.parts', { letters, count: sms.segments, encoding: sms.encoding })}{' '}
        {price.confirmed
          ? b(page, 'looks.each_own', { price: money(sms.segments * price.least, page.language) })
          : b(page, 'looks.each', {
              least: money(sms.segments * price.least, page.language),
              most: money(sms.segments * price.most, page.language),
            })}
      </p>
      {sms.wide.length > 0 && (
        <p class="hint" data-wide>
          {b(page, 'looks.wide', { letters: named.join(' ') })}
        </p>
      )}
    </>
  )
}

/** What it costs, and how full each gap is: Zalo refuses a message whose gap holds more than was approved. */
function TemplateSize(props: { readonly page: Page; readonly template: NonNullable<Look['template']> }) {
  const { page, template } = props
  const { name, priceVnd, gaps } = template
  const over = gaps.filter(({ letters, most }) => letters > most)
  return (
    <>
      <p class="hint" data-price={priceVnd === null ? '' : String(priceVnd)}>
        {b(page, 'looks.by_template', { name })}{' '}
        {priceVnd === null
          ? b(page, 'looks.template_no_price')
          : b(page, 'looks.template_each', { price: money(priceVnd, page.language) })}
      </p>
      <p class="hint">{gaps.map(({ name: gap, letters, most }) => `<${gap}> ${letters}/${most}`).join(' · ')}</p>
      {over.map(({ name: gap, letters, most }) => (
        <p class="fault" data-over={gap}>
          {b(page, 'looks.over', { gap, count: letters - most })}
        </p>
      ))}
      {gaps.some(({ letters }) => letters === 0) && <p class="fault">{b(page, 'refused.template_empty')}</p>}
    </>
  )
}
