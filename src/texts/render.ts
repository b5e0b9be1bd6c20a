/** A reply of keys and values → the messages that one door can carry, in the person's language. */
import type { Abilities } from '../core/channel.ts'
import type { Language } from '../core/language.ts'
import type { Button } from '../core/message.ts'
import type { Reply, TextPart, TextValues } from '../core/reply.ts'
import type { Speaker } from '../core/session.ts'
import { buttonsOf } from './buttons.ts'
import { unaccent } from './plain.ts'
import { segments } from './segments.ts'
import { split } from './split.ts'
import type { Texts } from './texts.ts'

/** One message ready for the wire. A chat message counts as one segment, its encoding is `none`. */
export interface Rendered {
  readonly text: string
  readonly buttons?: readonly Button[]
  readonly segments: number
  readonly encoding: 'GSM-7' | 'UCS-2' | 'none'
}

export interface RenderFor {
  readonly language: Language
  readonly abilities: Abilities
  /** Asked for SMS with diacritics. */
  readonly accents?: boolean
  readonly speaker: Speaker
}

/**
 * Says one reply: its parts a line each, then the choices as numbered lines, then what stands below them. Buttons where
 * the door has them, on the last message. Without diacritics the text is GSM-7 only.
 * @throws MissingText when a key or a value is missing
 */
export function render(texts: Texts, reply: Reply, to: RenderFor): readonly Rendered[] {
  const full = compose(texts, reply, to, false)
  if (!reply.parts.some(({ briefly }) => briefly !== undefined)) return full
  const brief = compose(texts, reply, to, true)
  return cost(brief) < cost(full) ? brief : full
}

function compose(texts: Texts, reply: Reply, to: RenderFor, briefly: boolean): readonly Rendered[] {
  const given = speakerValues(to)
  const say = ({ key, values, briefly: fewer }: TextPart): string =>
    texts.say(to.language, briefly && fewer !== undefined ? fewer : key, values ? { ...given, ...values } : given)
  const { abilities } = to
  const sms = abilities.maxSegments !== undefined
  const above = reply.parts.map(say)
  const labels = (reply.options ?? []).map((option) => say(option.label))
  const below = (reply.options ?? []).map((option, i) => `${option.value}${sms ? '' : '.'} ${labels[i]}`)
  below.push(...(reply.after ?? []).map(say))
  const write = (lines: readonly string[]): Rendered[] =>
    split(tidy(lines.join('\n'), !abilities.diacritics && to.accents !== true), fitsIn(abilities)).map((part) => {
      if (!sms) return { text: part, segments: 1, encoding: 'none' }
      const counted = segments(part)
      return { text: part, segments: counted.segments, encoding: counted.encoding }
    })
  const messages = withQuestion(write([...above, ...below]), () =>
    labels.length > 0 && above.length > 2
      ? [...write(above.slice(0, -1)), ...write([...above.slice(-1), ...below])]
      : [],
  )
  const last = messages.at(-1)
  const buttons = buttonsOf(reply.options ?? [], labels, abilities)
  return last && buttons.length > 0 ? [...messages.slice(0, -1), { ...last, buttons }] : messages
}

/** Where one message does not hold it all, the question stays with its choices if that costs nothing more; a name alone is no message. */
function withQuestion(messages: readonly Rendered[], apart: () => readonly Rendered[]): readonly Rendered[] {
  if (messages.length < 2) return messages
  const other = apart()
  return other.length > 0 && other.length <= messages.length && cost(other) <= cost(messages) ? other : messages
}

function cost(messages: readonly Rendered[]): number {
  return messages.reduce((sum, one) => sum + one.segments, 0)
}

/** Every text may name who speaks; where no desk is known, the words for "the one-stop desk" stand in. */
export function speakerValues({ speaker }: Pick<RenderFor, 'speaker'>): TextValues {
  return {
    speaker: speaker.name,
    desk: speaker.desk ?? { key: 'common:desk' },
    ...(speaker.phone === undefined ? {} : { phone: speaker.phone }),
    ...(speaker.hours === undefined ? {} : { hours: speaker.hours }),
  }
}

/** Composed letters, whole surrogates, no space at a line's end, at most one empty line. */
function tidy(text: string, plain: boolean): string {
  const clean = plain
    ? unaccent(text)
    : text
        .toWellFormed()
        .normalize('NFC')
        .replace(/[\r\t\f]+/g, ' ')
  return /[ \n]\n| {2}/.test(clean)
    ? clean
        .replace(/ {2,}/g, ' ')
        .replace(/ +\n/g, '\n')
        .replace(/\n{3,}/g, '\n\n')
    : clean
}

function fitsIn({ maxText, maxSegments }: Abilities): (part: string) => boolean {
  return (part) => part.length <= maxText && (maxSegments === undefined || segments(part).segments <= maxSegments)
}
