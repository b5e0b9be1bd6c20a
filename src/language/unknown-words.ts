/** Words of a message that the reading does not know, and short messages as a whole: what staff may turn into examples. No names, no numbers. */
import { fold } from './fold.ts'
import type { Lexicon } from './lexicon.ts'
import { normalise } from './normalise.ts'

/** A phrase is a whole message of two to so many words. */
const PHRASE = 4
const LONGEST_WORD = 14
/** Enough of one message. */
const MOST = 4
/** After these stands a name, of a person or a place. */
const BEFORE_A_NAME = new Set(
  'ten ong ba anh chi co chu bac em cau di cu xa thon ban ap xom lang huyen tinh phuong quan'.split(' '),
)
const INTRODUCES = /\b(?:ten (?:toi|em|chau|con|minh|la)|(?:toi|em|chau) ten|my name)\b/

/** Folded, each once, at most four. Nothing of a message with a number or with somebody's name in it. */
export function unknownWords(lexicon: Lexicon, text: string): string[] {
  if (/[\d@#/\\_]/.test(text) || INTRODUCES.test(fold(text))) return []
  const words = normalise(lexicon.maps, text).tokens.map(({ folded }) => folded)
  if (words.some((word) => !/^[a-z]+$/.test(word) || word.length > LONGEST_WORD)) return []
  const named = namesIn(text)
  const free = words.filter((word, at) => !BEFORE_A_NAME.has(words[at - 1] ?? '') && !named.has(word))
  const strange = free.filter((word) => word.length > 1 && !isKnown(lexicon, word))
  const whole = words.length > 1 && words.length <= PHRASE && free.length === words.length ? [words.join(' ')] : []
  return [...new Set([...whole, ...strange])].slice(0, MOST)
}

function isKnown({ maps, english, indonesian }: Lexicon, word: string): boolean {
  return maps.costs.has(word) || english.has(word) || indonesian.has(word)
}

/** Words written large in the middle of a sentence; a message in capitals says nothing by them. */
function namesIn(text: string): ReadonlySet<string> {
  if (text === text.toUpperCase()) return new Set()
  const words = text.trim().split(/\s+/)
  return new Set(words.slice(1).flatMap((word) => (/^\p{Lu}/u.test(word) ? [fold(word).replace(/[^a-z]/g, '')] : [])))
}
