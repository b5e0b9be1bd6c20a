/** How long words will be once written: a summary must know before it is sent whether it fits two SMS. Never too low. */
import type { Language } from '../core/language.ts'
import type { TextPart, TextValue, TextValues } from '../core/reply.ts'
import type { Draft } from './draft.ts'
import type { FlowBook } from './flow-book.ts'
import { understoodPart } from './understood.ts'

/** One and two SMS parts of GSM-7 letters. */
export const ONE_SMS = 160
export const TWO_SMS = 306
/** A text not compiled into the flows: longer than any short name. */
const UNKNOWN = 60

/** Letters of a text with its values, as `render` will write it without marks. */
export function letters(draft: Draft, part: TextPart): number {
  return ofKey(draft.talk.flows, draft.language, part.key, part.values ?? {}, draft.input.speaker.name)
}

/** What stands before the first sentence of the turn: who speaks, and to a newcomer how to stop; nothing in a later message. */
export function headLetters(draft: Draft): number {
  if (draft.replies.some(({ parts }) => parts.length > 0)) return 0
  const understood = understoodPart(draft)
  const clause = understood ? letters(draft, { ...understood, key: understood.briefly ?? understood.key }) + 1 : 0
  return letters(draft, { key: draft.introduced ? 'common:from' : 'common:introduction' }) + 1 + clause
}

function ofKey(flows: FlowBook, language: Language, key: string, values: TextValues, speaker: string): number {
  const text = flows.label(language, key)
  if (text === undefined) return UNKNOWN
  let sum = 0
  for (const [i, piece] of text
    .normalize('NFC')
    .split(/\{\{\s*([\w.]+)\s*\}\}/)
    .entries()) {
    if (i % 2 === 0) sum += piece.length
    else {
      const value = piece === 'speaker' ? speaker : values[piece]
      sum += value === undefined ? UNKNOWN : ofValue(flows, language, value, speaker)
    }
  }
  return sum
}

function ofValue(flows: FlowBook, language: Language, value: TextValue, speaker: string): number {
  if (typeof value === 'string') return value.normalize('NFC').length
  if (typeof value === 'number') return String(value).length + 2
  // Digits, a point after each three, and ` đ` or ` VND`.
  if ('vnd' in value) {
    const digits = String(Math.round(value.vnd)).length
    return digits + Math.floor((digits - 1) / 3) + (language === 'vi' ? 2 : 4)
  }
  if ('day' in value) return 10
  if ('percent' in value) return String(value.percent).length + 1
  if ('key' in value) return ofKey(flows, language, value.key, value.values ?? {}, speaker)
  // ` and ` is the longest joint.
  return value.list.reduce<number>((sum, one) => sum + ofValue(flows, language, one, speaker) + 5, 0)
}
