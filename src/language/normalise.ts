/** A message in comparable words: abbreviations opened, dialect carried over, glued words split. The order is facts/language §4's. */
import { clean, hasMarks } from './fold.ts'
import type { WordMaps } from './lexicon.ts'
import { isSyllable } from './syllables.ts'
import { plain, type Token, tokensOf } from './tokens.ts'

export interface Normal {
  readonly tokens: readonly Token[]
  /** The folded words joined by one space. */
  readonly folded: string
  /** The message carried Vietnamese marks (typed, or by Telex or VNI). */
  readonly marked: boolean
}

/** Normalises a message with the word maps of a lexicon. Linear, at most 2,400 characters are looked at. */
export function normalise(maps: WordMaps, text: string): Normal {
  const raw = tokensOf(text)
  const marked = raw.some((token) => token.marked) || hasMarks(clean(text.slice(0, 400)))
  const tokens: Token[] = []
  for (let at = 0; at < raw.length; at++) {
    const pair = maps.pairs.get(`${raw[at]?.folded} ${raw[at + 1]?.folded}`)
    const token = raw[at]
    if (token === undefined) continue
    if (pair !== undefined && !token.marked) {
      push(tokens, pair)
      at++
    } else for (const word of wordsOf(maps, token, marked)) tokens.push(word)
  }
  return { tokens, folded: tokens.map((token) => token.folded).join(' '), marked }
}

function wordsOf(maps: WordMaps, token: Token, markedText: boolean): readonly Token[] {
  const dialect =
    (token.marked ? maps.dialectMarked.get(token.spelt) : undefined) ??
    maps.dialectAny.get(token.folded) ??
    (markedText && !token.marked ? maps.dialectInMarked.get(token.folded) : undefined)
  if (dialect !== undefined) return dialect
  const opened = maps.abbreviations.get(token.marked ? token.spelt : token.folded)
  if (opened !== undefined) return opened
  if (token.folded.length >= 3 && !maps.costs.has(token.folded) && !isSyllable(token.folded))
    return split(maps, token) ?? [token]
  return [token]
}

function push(tokens: Token[], words: readonly Token[]): void {
  for (const word of words) tokens.push(word)
}

/** `nhangap2ngay` → nhangap, 2, ngay; a number with its unit (`1tr5`, `300k`) and a code stay whole. */
function split(maps: WordMaps, token: Token): readonly Token[] | null {
  const runs = token.folded.match(/[a-z]+|\d+/g) ?? []
  if (runs.length === 0 || runs.join('') !== token.folded) return null
  if (runs.length === 1) return cut(maps, token.folded)
  if (token.folded.replace(/\d/g, '').length < 3 && !/^\d+(?:ha|ng)$/.test(token.folded)) return null
  const parts: Token[] = []
  for (const run of runs) {
    const words = /^\d/.test(run) || maps.costs.has(run) ? [plain(run)] : cut(maps, run)
    if (words === null) return null
    for (const word of words) parts.push(...(maps.abbreviations.get(word.folded) ?? [word]))
  }
  return parts
}

const UNSEEN_SYLLABLE = 13
/** Price of a pair of words that were never side by side in what was learnt. */
const STRANGERS = 3
/** A letter standing for a word (`e`, `r`, `k`) beside a word it was never seen with. */
const LONE_LETTER = 6
/** Consonants standing for a word (`hs`, `dc`) are rare in writing without spaces. */
const NO_SYLLABLE = 2
const LONGEST_GLUED = 200
const LONGEST_PIECE = 12

/** A cut up to some letter: what it cost, where its last word begins, and the cut before that. */
interface Cut {
  readonly cost: number
  readonly start: number
  readonly word: string
  /** Pairs of words never seen side by side. */
  readonly strangers: number
  readonly before: Cut | null
}

/** `hongheoduocgi` → ho ngheo duoc gi: cheapest cut into known words; null unless every part is a word or a syllable. */
function cut(maps: WordMaps, glued: string): readonly Token[] | null {
  if (glued.length > LONGEST_GLUED) return null
  const cuts: Cut[][] = [[{ cost: 0, start: 0, word: '', strangers: 0, before: null }]]
  for (let end = 1; end <= glued.length; end++) {
    const here: Cut[] = []
    for (let start = Math.max(0, end - LONGEST_PIECE); start < end; start++) {
      const word = glued.slice(start, end)
      const price = priceOf(maps, word, glued.length)
      if (price !== null) {
        const best = cheapest(maps, cuts[start] ?? [], word, price)
        if (best !== null) here.push({ ...best, start, word })
      }
    }
    cuts.push(here)
  }
  const ends = cuts[glued.length] ?? []
  if (ends.length === 0) return null
  const best = ends.reduce((least, one) => (one.cost < least.cost ? one : least))
  const parts: Token[] = []
  let pairs = -1
  for (let last: Cut | null = best; last !== null && last.word !== ''; last = last.before) {
    parts.unshift(...(maps.abbreviations.get(last.word) ?? [plain(last.word)]))
    pairs++
  }
  // A shorter word cut into strangers is one word that we do not know (`taking`).
  const most = glued.length < 7 ? 0 : glued.length < 12 ? pairs / 2 : pairs
  return best.strangers > most ? null : parts
}

/** What a piece costs by itself; null when it is no word. */
function priceOf(maps: WordMaps, word: string, glued: number): number | null {
  const known = maps.costs.get(word)
  const syllable = word.length <= 7 && isSyllable(word)
  if (known !== undefined) return syllable || word.length > 3 ? known : known + NO_SYLLABLE
  return syllable && word.length > 1 && glued >= 7 ? UNSEEN_SYLLABLE : null
}

/** The cheapest way to go on with a word. */
function cheapest(maps: WordMaps, before: readonly Cut[], word: string, price: number) {
  let best: Omit<Cut, 'start' | 'word'> | null = null
  for (const one of before) {
    const seen = one.word === '' || maps.pairSeen(one.word, word)
    const lone = !seen && (word.length === 1 || one.word.length === 1)
    const cost = one.cost + price + (seen ? 0 : STRANGERS) + (lone ? LONE_LETTER : 0)
    if (best === null || cost < best.cost) best = { cost, strangers: one.strangers + (seen ? 0 : 1), before: one }
  }
  return best
}
