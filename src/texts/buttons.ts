/** Choices as buttons, cut to what the door allows; where they do not fit, the numbers in the text are enough. */
import type { Abilities } from '../core/channel.ts'
import type { Button } from '../core/message.ts'
import type { ReplyOption } from '../core/reply.ts'

/** Buttons for the options, or none: more than the door's maximum, or a value too long for it. Labels stay tellable apart. */
export function buttonsOf(
  options: readonly ReplyOption[],
  labels: readonly string[],
  abilities: Abilities,
): readonly Button[] {
  const limit = abilities.buttons
  if (!limit || options.length === 0 || options.length > limit.max) return []
  if (options.some((option) => bytes(option.value) > limit.valueBytes)) return []
  const short = labels.map((label) => cutLabel(label, limit.labelChars))
  const alike = new Set(short).size < short.length
  return options.map((option, i) => {
    const label = alike ? cutLabel(`${option.value}. ${labels[i]}`, limit.labelChars) : (short[i] ?? option.value)
    return { label, value: option.value }
  })
}

/** At most `chars` UTF-16 units, cut after a whole word where there is one, marked by `…`. */
export function cutLabel(label: string, chars: number): string {
  const whole = label.normalize('NFC').replace(/\s+/g, ' ').trim()
  if (whole.length <= chars) return whole
  const head = whole.slice(0, chars - 1)
  const space = whole[chars - 1] === ' ' ? chars - 1 : head.lastIndexOf(' ')
  const cut = space > 0 ? head.slice(0, space) : wholeLetters(head)
  return `${cut.replace(/[\s,.;:(-]+$/, '')}…`
}

/** A slice may end in the first half of a surrogate pair. */
function wholeLetters(text: string): string {
  return text.isWellFormed() ? text : text.slice(0, -1)
}

function bytes(value: string): number {
  return new TextEncoder().encode(value).length
}
