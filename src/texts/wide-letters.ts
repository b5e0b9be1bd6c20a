/** Why an SMS turned from 160 letters a part to 70: the letters that the phone's plain alphabet lacks, how often, and where they stand. */
import { unaccent } from './plain.ts'
import { septets } from './segments.ts'

export interface WideLetter {
  readonly letter: string
  readonly count: number
}

/** Most frequent first, equal ones in the order of the text; empty for a text in GSM-7. */
export function wideLetters(text: string): readonly WideLetter[] {
  const counts = new Map<string, number>()
  for (const letter of text.normalize('NFC')) if (isWide(letter)) counts.set(letter, (counts.get(letter) ?? 0) + 1)
  return [...counts].map(([letter, count]) => ({ letter, count })).sort((a, b) => b.count - a.count)
}

/** The text cut where plain and wide letters meet. */
export function widePieces(text: string): readonly { readonly text: string; readonly wide: boolean }[] {
  const pieces: { text: string; wide: boolean }[] = []
  for (const letter of text.normalize('NFC')) {
    const wide = isWide(letter)
    const last = pieces.at(-1)
    if (last?.wide === wide) last.text += letter
    else pieces.push({ text: letter, wide })
  }
  return pieces
}

/** A sign of printers or phones that no keypad has, such as a dash, curly quotes, an emoji. */
export interface WideSign {
  /** Both from 1. */
  readonly line: number
  readonly column: number
  readonly sign: string
  /** The words around it, on its line. */
  readonly before: string
  readonly after: string
  /** What stands for it on every phone; null: nothing does, it is left out there. */
  readonly plain: string | null
}

/** Letters around a sign: enough to find it again; whole words where they are no longer than that. */
const AROUND = 16

/** In the order of the text. Letters with marks are none: they are how Vietnamese is written, and SMS drops the marks by itself. */
export function wideSigns(text: string): readonly WideSign[] {
  return text
    .normalize('NFC')
    .split('\n')
    .flatMap((row, i) => signsOf(Array.from(row), i + 1))
}

function signsOf(letters: readonly string[], line: number): readonly WideSign[] {
  const found: WideSign[] = []
  for (let at = 0; at < letters.length; at++) {
    if (!isSign(letters[at])) continue
    const start = at
    // An emoji is several signs, some of them unseen, and goes as one.
    const isJoined = () => isSign(letters[at + 1]) && plainSign(letters[at + 1] ?? '') === null
    if (plainSign(letters[at] ?? '') === null) while (isJoined()) at++
    const sign = letters.slice(start, at + 1).join('')
    found.push({
      ...{ line, column: start + 1, sign, plain: plainSign(sign) },
      before: around(letters.slice(0, start).reverse()).reverse().join(''),
      after: around(letters.slice(at + 1)).join(''),
    })
  }
  return found
}

/** The next letters, up to the end of a word. */
function around(letters: readonly string[]): string[] {
  const end = letters.findIndex((letter, i) => i >= AROUND && letter === ' ')
  return letters.slice(0, end < 0 || end > 2 * AROUND ? 2 * AROUND : end)
}

/** The text with every sign that has a plain one instead; the others stay, because only a person can say what they meant. */
export function withPlainSigns(text: string): string {
  return Array.from(text.normalize('NFC'), (letter) => (isSign(letter) ? (plainSign(letter) ?? letter) : letter)).join(
    '',
  )
}

function plainSign(sign: string): string | null {
  const plain = unaccent(sign)
  return plain === '' || plain.includes('?') ? null : plain
}

function isSign(letter: string | undefined): boolean {
  return letter !== undefined && isWide(letter) && !/\p{L}/u.test(letter)
}

function isWide(letter: string): boolean {
  return letter.length > 1 || septets(letter.charCodeAt(0)) === 0
}
