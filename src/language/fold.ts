/** Letters made comparable: Unicode repaired, marks taken off (`fold`) or kept in one canonical spelling (`spell`). */

const ZERO_WIDTH = /[\u200b-\u200f\u2060\ufeff\u00ad]|\ufe0f|\u20e3/g
const MARK_PILE = /(\p{M}{3})\p{M}+/gu
const MARKS = /[\u0300-\u036f]/g
const TONES: Readonly<Record<string, string>> = {
  '\u0300': '2',
  '\u0301': '1',
  '\u0303': '4',
  '\u0309': '3',
  '\u0323': '5',
}

/** Many messages are typed without marks: nothing below would change such a text but its case and its spaces. */
const ASCII = /^\p{ASCII}*$/u

/** Lower case, no marks, đ as d, one space between words, trimmed; punctuation stays. Idempotent, safe on broken Unicode. */
export function fold(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase().replace(/\s+/g, ' ').trim()
  return clean(text).normalize('NFD').replace(MARKS, '').replaceAll('đ', 'd').replace(/\s+/g, ' ').trim()
}

/**
 * Lower-case NFC text as a sane keyboard would have sent it: lone surrogates, zero-width characters and piles of
 * combining marks gone, the eth of legacy converters read as đ, every space a plain one. Linear in the length.
 */
export function clean(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase().replace(/\s+/g, ' ')
  return text
    .toWellFormed()
    .replace(ZERO_WIDTH, '')
    .replace(MARK_PILE, '$1')
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ð', 'đ')
    .replaceAll('🆘', ' sos ')
    .normalize('NFC')
    .replace(/[\s\u00a0]+/g, ' ')
}

/**
 * A clean word with its tone as a digit at the end (VNI's digits), so that old and new tone placement are one spelling:
 * `hòa` and `hoà` are both `hoa2`. A word without marks stays as it is.
 */
export function spell(word: string): string {
  if (ASCII.test(word)) return word
  let letters = ''
  let tone = ''
  for (const character of word.normalize('NFD')) {
    const digit = TONES[character]
    if (digit === undefined) letters += character
    else tone = digit
  }
  return letters.normalize('NFC') + tone
}

/** True when a clean text carries any Vietnamese mark. */
export function hasMarks(text: string): boolean {
  if (ASCII.test(text)) return false
  return /[\u0300-\u036fđ]/.test(text.normalize('NFD'))
}
