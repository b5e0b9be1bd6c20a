/** A broadcast before it leaves, as each kind of phone shows it; what it costs, and how long the doors need. */
import type { AddressKind, Door } from '../core/address.ts'
import type { Abilities, Budget } from '../core/channel.ts'
import type { Language } from '../core/language.ts'
import type { ChosenTemplate } from '../core/zalo-template.ts'
import { type Segments, segments } from '../texts/segments.ts'
import { type WideLetter, wideLetters } from '../texts/wide-letters.ts'
import type { AudiencePreview } from './broadcast-preview.ts'
import { type FilledTemplate, filledTemplate, type Templated } from './broadcast-template.ts'
import { broadcastMessages, writtenIn } from './broadcast-words.ts'
import { PLAIN_SMS } from './check-in-words.ts'
import type { PartPrice } from './part-price.ts'
import type { Ports } from './ports.ts'
import { speakerFor } from './speaker.ts'

/** One kind of phone. `accents`: the person asked for SMS with diacritics. */
export interface Look {
  readonly kind: AddressKind
  readonly accents: boolean
  readonly language: Language
  /** Of a look in the language of a pack; `language` is then `vi`. */
  readonly pack: string | null
  readonly text: string
  readonly letters: number
  /** Only of Zalo to whoever has not written for seven days. */
  readonly template?: Pick<ChosenTemplate, 'name' | 'priceVnd'> & Pick<FilledTemplate, 'gaps'>
  /** Only of SMS. */
  readonly sms?: Segments & { readonly wide: readonly WideLetter[] }
}

/** Every language that was written, for every kind of phone that a door here reaches: plain SMS first. @throws MissingText */
export async function broadcastLooks(
  ports: Ports,
  broadcast: Templated & { readonly organisation: string },
): Promise<readonly Look[]> {
  const speaker = await speakerFor(ports, broadcast.organisation)
  const kinds = (['zalo', 'telegram', 'zalo-bot'] as const).flatMap((kind) => {
    const abilities = abilitiesOf(ports, kind)
    return abilities === undefined ? [] : [{ kind, accents: false, abilities }]
  })
  const phones = [
    { kind: 'sms' as const, accents: false, abilities: PLAIN_SMS },
    { kind: 'sms' as const, accents: true, abilities: PLAIN_SMS },
    ...kinds,
  ]
  const said = writtenIn(broadcast.words).filter(({ pack }) => pack === null || ports.texts.speaks(pack))
  const looks = said.flatMap(({ language, pack }) =>
    phones
      .filter(({ accents }) => (language === 'vi' && pack === null) || !accents)
      .map(({ kind, accents, abilities }): Look => {
        const asked = (marks: boolean) =>
          broadcastMessages(ports.texts, broadcast, { language, pack, abilities, accents: marks, speaker })
        // As it leaves: with marks an SMS holds half as much, and goes without them rather than in two messages.
        const marked = asked(accents)
        const text = (accents && marked.length > 1 ? asked(false) : marked).map((message) => message.text).join('\n\n')
        const sms = kind === 'sms' ? { sms: { ...segments(text), wide: wideLetters(text) } } : {}
        return { kind, accents, language, pack, text, letters: text.length, ...sms }
      }),
  )
  const { template } = broadcast
  const filled = filledTemplate(ports.texts, broadcast, speaker, ports.now())
  if (template === null || filled === null) return looks
  const { text, gaps } = filled
  const byTemplate = { name: template.name, priceVnd: template.priceVnd, gaps }
  const look: Look = {
    ...{ kind: 'zalo', accents: false, language: 'vi', pack: null, text, letters: text.length, template: byTemplate },
  }
  return [...looks, look]
}

function abilitiesOf({ channels }: Ports, kind: AddressKind): Abilities | undefined {
  for (const channel of channels.values()) {
    if (channel.addressKind === kind) return channel.abilities
    if (channel.abilitiesFor) return channel.abilitiesFor(kind)
  }
  return undefined
}

/** Whole đồng for an audience. */
export interface BroadcastCost {
  /** Of all SMS, plain and unaccented, as a range of what one part may cost. */
  readonly parts: number
  readonly leastVnd: number
  readonly mostVnd: number
  /** Messages by an approved template, and what they cost; null: its price was not said. */
  readonly templates: number
  readonly templatesVnd: number | null
}

export function broadcastCost(
  looks: readonly Look[],
  { byDoor }: Pick<AudiencePreview, 'byDoor'>,
  price: PartPrice,
): BroadcastCost {
  const parts = byDoor
    .filter(({ door }) => isSms(door))
    .reduce((sum, { language, most }) => sum + most * partsIn(looks, language), 0)
  const templates = byDoor.filter(({ byTemplate }) => byTemplate).reduce((sum, { most }) => sum + most, 0)
  const each = looks.find(({ template }) => template)?.template?.priceVnd ?? null
  return {
    ...{ parts, leastVnd: parts * price.least, mostVnd: parts * price.most },
    ...{ templates, templatesVnd: each === null ? null : templates * each },
  }
}

/** Milliseconds that the slowest door needs at its full rate; nights, in which nothing leaves, come on top. */
export function broadcastDuration(
  { channels }: Pick<Ports, 'channels'>,
  looks: readonly Look[],
  { byDoor }: Pick<AudiencePreview, 'byDoor'>,
): number {
  const units = new Map<Door, number>()
  for (const { door, language, most } of byDoor) {
    const each = channels.get(door)?.budget.unit === 'segment' ? partsIn(looks, language) : 1
    units.set(door, (units.get(door) ?? 0) + most * each)
  }
  return Math.max(0, ...[...units].map(([door, many]) => timeFor(many, channels.get(door)?.budget)))
}

/** How long so many units take at a budget: the rate of a second, or the longer window where that is slower. */
export function timeFor(units: number, budget: Budget | undefined): number {
  if (units <= 0 || budget === undefined) return 0
  const byRate = ((units - 1) / budget.perSecond) * 1_000
  const { window } = budget
  const byWindow = window === undefined ? 0 : Math.floor((units - 1) / window.count) * window.ms
  return Math.round(Math.max(byRate, byWindow))
}

function partsIn(looks: readonly Look[], language: Language): number {
  const own = looks.find((one) => one.sms && !one.accents && one.pack === null && one.language === language)
  return (own ?? looks.find((one) => one.sms && !one.accents))?.sms?.segments ?? 1
}

/** What is billed by parts. */
export function isSms(door: Door): boolean {
  return door === 'esms' || door === 'sms-phone' || door === 'twilio'
}
