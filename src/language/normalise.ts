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
  if (token.folded.length >= 5 && !maps.costs.has(token.folded) && !isSyllable(token.folded))
    return split(maps, token) ?? [token]
  return [token]
}

function push(tokens: Token[], words: readonly Token[]): void {
  for (const word of words) tokens.push(word)
}

const UNSEEN_SYLLABLE = 13
const LONGEST_GLUED = 60

/** `hongheoduocgi` → ho ngheo duoc gi: cheapest cut into known words; null unless every part is a word or a syllable. */
function split(maps: WordMaps, token: Token): readonly Token[] | null {
  const word = token.folded
  if (word.length > LONGEST_GLUED || !/^[a-z]+$/.test(word)) return null
  const cost: number[] = [0]
  const from: number[] = [0]
  for (let end = 1; end <= word.length; end++) {
    cost[end] = Number.POSITIVE_INFINITY
    for (let start = Math.max(0, end - 7); start < end; start++) {
      const piece = word.slice(start, end)
      const known = maps.costs.get(piece)
      const price =
        known ??
        (isSyllable(piece) && piece.length > 1 && word.length >= 7 ? UNSEEN_SYLLABLE : Number.POSITIVE_INFINITY)
      const total = (cost[start] ?? 0) + price
      if (total < (cost[end] ?? 0)) {
        cost[end] = total
        from[end] = start
      }
    }
  }
  if (!Number.isFinite(cost[word.length])) return null
  const parts: Token[] = []
  for (let end = word.length; end > 0; end = from[end] ?? 0) parts.unshift(plain(word.slice(from[end] ?? 0, end)))
  return parts
}
