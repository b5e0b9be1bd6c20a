/** The small phrase language of `language/vi/danger.yaml`: words in order, `a/b` either, `[a]` may be missing, `*` up to three words. */
import { fold } from './fold.ts'

/** One expression that finds any of the phrases in folded text with a space at both ends. Bounded, so never slow. */
export function anyOf(phrases: readonly string[]): RegExp {
  if (phrases.length === 0) return /(?!)/g
  return new RegExp(`(?:${phrases.map(sourceOf).join('|')})(?= )`, 'g')
}

/** Why a phrase cannot be read, or null. */
export function phraseFault(phrase: string): string | null {
  if (/[^\p{L}\p{M}\d\s/[\]*']/u.test(phrase)) return 'holds a sign other than letters, digits, "/", "[ ]" and "*"'
  const words = phrase.trim().split(/\s+/)
  if (words[0] === '*' || words.at(-1) === '*') return 'begins or ends with "*"'
  return words.every((word) => word.startsWith('[')) ? 'has no word that must be there' : null
}

function sourceOf(phrase: string): string {
  let source = ''
  for (const word of fold(phrase).split(' ')) {
    if (word === '*') source += '(?: [^ ]+){0,3}?'
    else if (word.startsWith('[')) source += `(?: (?:${either(word.slice(1, -1))}))?`
    else source += ` (?:${either(word)})`
  }
  return source
}

function either(word: string): string {
  return word
    .split('/')
    .filter((part) => part !== '')
    .join('|')
}
