/** Which phrases of the language files a message holds, told to the classifier: a scheme or a trade it never saw is still one of its kind. */
import type { Phrases } from './lexicon.ts'

/** Names of the kinds of phrase found in a folded text, each at most once. */
export function signsIn(phrases: Phrases, folded: string): string[] {
  const padded = ` ${folded} `
  const cleared = padded.replace(phrases.never, ' ¦')
  const signs: string[] = []
  const sign = (name: string, words: RegExp, text = padded) => {
    if (text.search(words) >= 0) signs.push(name)
  }
  if (cleared !== padded) signs.push('never')
  sign('danger', phrases.danger, cleared)
  sign('hardship', phrases.hardship)
  sign('optout', phrases.optOut)
  sign('past', phrases.past)
  if (phrases.programmes.some(([, words]) => padded.search(words) >= 0)) signs.push('programme')
  if (phrases.topics.some(([, words]) => padded.search(words) >= 0)) signs.push('topic')
  for (const [slot, values] of phrases.slots) {
    const before = signs.length
    for (const [value, words] of values) sign(`${slot} ${value}`, words)
    if (signs.length > before) signs.push(slot)
  }
  return signs
}
