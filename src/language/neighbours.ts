/** Which two words people write side by side: a set of hashed pairs, so that glued words are cut where a sentence would go on. */
import { fromBase64, toBase64 } from './base64.ts'

/** Bits of the set; about one strange pair in ten looks known, which only makes one cut a little dearer or cheaper. */
const BITS = 2 ** 18

/** The pairs of these lines of words, as text to be kept. */
export function neighboursOf(lines: readonly (readonly string[])[]): string {
  const bytes = new Uint8Array(BITS / 8)
  for (const words of lines) {
    for (const [at, word] of words.entries()) {
      const bit = hash(words[at - 1] ?? '', word)
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) | (1 << (bit & 7))
    }
  }
  return toBase64(bytes)
}

/** Tells whether two words stood side by side; an empty first word is the beginning of a line. */
export function openNeighbours(data: string): (first: string, second: string) => boolean {
  const bytes = fromBase64(data)
  return (first, second) => {
    const bit = hash(first, second)
    return ((bytes[bit >> 3] ?? 0) & (1 << (bit & 7))) !== 0
  }
}

/** FNV-1a over both words. */
function hash(first: string, second: string): number {
  let value = 0x811c9dc5
  for (const letter of `${first} ${second}`) {
    value ^= letter.charCodeAt(0)
    value = Math.imul(value, 0x01000193)
  }
  return ((value >>> 0) ^ (value >>> 13)) & (BITS - 1)
}
