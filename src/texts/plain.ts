/** Vietnamese without its marks, as people write SMS: every letter that leaves is in GSM-7 (facts: channels, encoding). */
import { septets } from './segments.ts'

/** What has no mark to drop, and what printers' signs become on a keypad phone. */
const PLAIN: Readonly<Record<string, string>> = {
  đ: 'd',
  Đ: 'D',
  '₫': 'd',
  ƀ: 'b',
  Ƀ: 'B',
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  '‘': "'",
  '’': "'",
  '`': "'",
  '´': "'",
  '–': '-',
  '—': '-',
  '−': '-',
  '‑': '-',
  '‐': '-',
  '•': '-',
  '·': '-',
  '…': '...',
  '→': '->',
  '≤': '<=',
  '≥': '>=',
  '×': 'x',
  '÷': ':',
  '²': '2',
  '³': '3',
  '½': '1/2',
  º: 'o',
  '°': 'o',
  '\u00a0': ' ',
  '\u202f': ' ',
  '\u2009': ' ',
  '\t': ' ',
  '\r': '',
  '\f': '',
}

const ALREADY_PLAIN = /^[\n !"#$%&'()*+,\-./0-9:;<=>?@A-Za-z_]*$/
const MARKS = /\p{M}+/gu
const OTHER = /[^\n !"#$%&'()*+,\-./0-9:;<=>?@A-Za-z_]/gu

/**
 * The text without diacritics and with GSM-7 letters only. Signs a keypad phone cannot show (emoji) are dropped;
 * letters of other scripts become `?`, so that nobody believes the text was whole.
 */
export function unaccent(text: string): string {
  if (ALREADY_PLAIN.test(text)) return text
  return text.normalize('NFD').replace(MARKS, '').replace(OTHER, plainLetter)
}

function plainLetter(letter: string): string {
  const plain = PLAIN[letter]
  if (plain !== undefined) return plain
  if (letter.length === 1 && septets(letter.charCodeAt(0)) > 0) return letter
  const compatible = letter.normalize('NFKD').replace(MARKS, '')
  if (compatible !== letter && ALREADY_PLAIN.test(compatible)) return compatible
  return /[\p{L}\p{N}]/u.test(letter) ? '?' : ''
}
