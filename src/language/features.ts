/** What the classifier sees of a message: hashed words, word pairs and letter runs of the folded text, and words with marks. */
import type { Normal } from './normalise.ts'

/** Number of hash buckets; weights are `BUCKETS` × intents. */
export const BUCKETS = 32_768

/** Distinct buckets of a message and of the signs seen in it (`signsIn`), ascending. At most the first 120 words count. */
export function featuresOf(normal: Normal, signs: readonly string[] = []): number[] {
  const buckets = new Set<number>()
  for (const sign of signs) buckets.add(hash('L', sign))
  const words: string[] = []
  for (const token of normal.tokens.slice(0, 120)) {
    const word = token.folded.replace(/\d/g, '#').replace(/#{5,}/g, '#####')
    words.push(word)
    if (token.marked) buckets.add(hash('m', token.spelt))
  }
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? ''
    const pair = `${words[at - 1] ?? '^'} ${word}`
    // Words and pairs stand in two buckets each: they say more than letters do, and a neighbour in one bucket does less harm.
    for (const kind of ['w']) buckets.add(hash(kind, word))
    for (const kind of ['b']) buckets.add(hash(kind, pair))
    if (at > 0) buckets.add(hash('t', `${words[at - 2] ?? '^'} ${words[at - 1]} ${word}`))
  }
  buckets.add(hash('b', `${words.at(-1) ?? '^'} $`))
  buckets.add(hash('n', String(Math.min(words.length, 6))))
  const run = ` ${words.join(' ')} `
  for (let at = 0; at < run.length - 1; at++) {
    // Each run of letters goes on from the shorter one before it, as if hashed from its first letter.
    let value = step(begun('c'), run.charCodeAt(at))
    for (let end = at + 1; end < at + 5 && end < run.length; end++) {
      value = step(value, run.charCodeAt(end))
      buckets.add(bucketOf(value))
    }
  }
  return [...Uint32Array.from(buckets).sort()]
}

/** FNV-1a over UTF-16 units. */
function hash(kind: string, text: string): number {
  let value = begun(kind)
  for (let at = 0; at < text.length; at++) value = step(value, text.charCodeAt(at))
  return bucketOf(value)
}

function begun(kind: string): number {
  return step(0x811c9dc5, kind.charCodeAt(0))
}

function step(value: number, unit: number): number {
  return Math.imul(value ^ unit, 0x01000193)
}

function bucketOf(value: number): number {
  return ((value ^ (value >>> 15)) >>> 0) % BUCKETS
}
