/**
 * The code of a saved result: five letters and digits that survive a tired eye, a phone's keyboard and being read aloud. No vowels and
 * no D or W, which Telex and VNI keyboards turn into other letters; nothing that looks like another sign of the alphabet.
 */
import { fold } from './fold.ts'

/** Digits, and the letters that look like no digit. */
export const CODE_ALPHABET = '0123456789CFGHJKMNPQRTVX'
export const CODE_LENGTH = 5

/** Typed for the digit that it looks like. */
const MIXED_UP: Readonly<Record<string, string>> = { o: '0', i: '1', l: '1', b: '8', s: '5', z: '2' }
const PREFIXED = /^(kq|ma kq|ma|ma so|ket qua|result|code)[\s:.#-]*([a-z\d][a-z\d\s.-]*)$/

/**
 * The code that a whole message is, as printed (`7Q2FM`), or null. `KQ 7Q2FM`, `kq7q2fm`, `ma 7q2fm`, `KQ-7Q2 FM`. Without KQ in
 * front it must hold a digit, or it is a word.
 */
export function readResultCode(text: string): string | null {
  if (text.length > 40) return null
  const [, prefix = '', rest = ''] = PREFIXED.exec(fold(text)) ?? []
  const typed = rest.replace(/[\s.-]+/g, '')
  if (typed.length !== CODE_LENGTH || (!prefix.endsWith('kq') && !/\d/.test(typed))) return null
  const code = Array.from(typed, (letter) => (MIXED_UP[letter] ?? letter).toUpperCase()).join('')
  return Array.from(code).every((letter) => CODE_ALPHABET.includes(letter)) ? code : null
}
