/** What the store promises about words that were not understood. Counts alone come out: no message, no person, so that no scope is asked. */

export type WordKind = 'example' | 'abbreviation' | 'ignored'

export interface FrequentWord {
  readonly word: string
  /** Different people who sent it. */
  readonly people: number
  readonly times: number
  readonly lastAt: number
}

/** What staff made of a word. */
export interface WordProposal {
  readonly word: string
  readonly kind: WordKind
  readonly intent: string | null
  readonly text: string | null
  /** Official's id. */
  readonly by: string
  readonly at: number
}

export interface WordsStore {
  /** Sent by at least `least` people and not decided on yet, most people first. */
  frequent(least: number, limit: number): Promise<readonly FrequentWord[]>
  /** Replaces what was made of the word before. */
  propose(proposal: WordProposal): Promise<void>
  /** Oldest first. */
  proposals(): Promise<readonly WordProposal[]>
  /** The word is open again. */
  reopen(word: string): Promise<void>
}
