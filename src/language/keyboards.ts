/** Telex and VNI typed without an input method (`dduowcj`, `d9uo7c5`), decoded to canonical spelling (`đươc5`, see `spell`). */
import { isSyllable } from './syllables.ts'

const TELEX_TONES: Readonly<Record<string, string>> = { f: '2', s: '1', x: '4', r: '3', j: '5' }
const HATS: Readonly<Record<string, string>> = { a: 'â', e: 'ê', o: 'ô' }
const HORNS: Readonly<Record<string, string>> = { a: 'ă', o: 'ơ', u: 'ư' }
const BARE: Readonly<Record<string, string>> = { â: 'a', ă: 'a', ê: 'e', ô: 'o', ơ: 'o', ư: 'u', đ: 'd' }
const VOWEL = /[aeiouyâăêôơư]/
/** A number after one of these is a number (`thang5`, `thon3`), not a tone. */
const COUNTED = new Set('thang ngay nam thon xom ban ap to khu doi phuong quan so cau chon muc lop'.split(' '))

/** Canonical spelling of a lower-case ASCII token typed in raw Telex, or null when it is not surely one. */
export function decodeTelex(token: string): string | null {
  if (token.length < 2 || token.length > 12 || !/^[a-z]+$/.test(token) || isSyllable(token)) return null
  const out: string[] = []
  let tone = ''
  let changed = false
  for (const letter of token) {
    const toneDigit = TELEX_TONES[letter]
    if (toneDigit !== undefined && out.some((l) => VOWEL.test(l))) {
      if (tone !== '') return null
      tone = toneDigit
      changed = true
    } else if (letter === 'w') {
      if (!addHorn(out)) out.push('ư')
      changed = true
    } else if (HATS[letter] !== undefined && out.at(-1) === letter) {
      out[out.length - 1] = HATS[letter]
      changed = true
    } else if (letter === 'd' && out[0] === 'd') {
      out[0] = 'đ'
      changed = true
    } else out.push(letter)
  }
  return changed ? checked(out, tone) : null
}

/** Canonical spelling of a token typed in raw VNI, or null; `1tr5`, `76t`, `thang5` are numbers and stay. */
export function decodeVni(token: string): string | null {
  if (token.length < 2 || token.length > 12 || !/^[a-z]+\d[a-z\d]*$/.test(token) || /\d{4}/.test(token)) return null
  if (COUNTED.has(token.replace(/\d+$/, ''))) return null
  const out: string[] = []
  let tone = ''
  for (const key of token) {
    if (key > '9' || key < '0') out.push(key)
    else if (key >= '1' && key <= '5') {
      if (tone !== '') return null
      tone = key
    } else if (key === '6') {
      if (!replaceLast(out, HATS)) return null
    } else if (key === '7' || key === '8') {
      if (!addHorn(out)) return null
    } else if (key === '9' && out[0] === 'd') out[0] = 'đ'
    else return null
  }
  return checked(out, tone)
}

/** Letters of a canonical spelling without marks and tone: `đươc5` → `duoc`. */
export function bare(spelt: string): string {
  let letters = ''
  for (const letter of spelt) letters += BARE[letter] ?? (letter >= '1' && letter <= '5' ? '' : letter)
  return letters
}

function checked(letters: readonly string[], tone: string): string | null {
  const spelt = letters.join('')
  const plain = bare(spelt)
  // "oong" and "eeng" would be let in by the rime list alone.
  return isSyllable(plain) ? spelt + tone : null
}

function addHorn(out: string[]): boolean {
  const last = lastIndexIn(out, HORNS)
  if (last < 0) return false
  const letter = out[last] ?? ''
  out[last] = HORNS[letter] ?? letter
  if (letter === 'o' && out[last - 1] === 'u' && out[last - 2] !== 'q') out[last - 1] = 'ư'
  return true
}

function replaceLast(out: string[], map: Readonly<Record<string, string>>): boolean {
  const last = lastIndexIn(out, map)
  if (last < 0) return false
  out[last] = map[out[last] ?? ''] ?? ''
  return true
}

function lastIndexIn(out: readonly string[], map: Readonly<Record<string, string>>): number {
  for (let i = out.length - 1; i >= 0; i--) if (map[out[i] ?? ''] !== undefined) return i
  return -1
}
