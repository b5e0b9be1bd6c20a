/** Why an SMS turned from 160 letters a part to 70: the letters that the phone's plain alphabet lacks, each with how often it stands there. */
import { septets } from './segments.ts'

export interface WideLetter {
  readonly letter: string
  readonly count: number
}

/** Most frequent first, equal ones in the order of the text; empty for a text in GSM-7. */
export function wideLetters(text: string): readonly WideLetter[] {
  const counts = new Map<string, number>()
  for (const letter of text.normalize('NFC')) {
    const isPlain = letter.length === 1 && septets(letter.charCodeAt(0)) > 0
    if (!isPlain) counts.set(letter, (counts.get(letter) ?? 0) + 1)
  }
  return [...counts].map(([letter, count]) => ({ letter, count })).sort((a, b) => b.count - a.count)
}
