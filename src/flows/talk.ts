/** Everything the talk stands on, opened once at boot and handed in: nothing here changes between turns. */
import type { Lexicon } from '../language/lexicon.ts'
import type { Places } from '../language/places.ts'
import type { LawBook } from '../rules/law-book.ts'
import type { FlowBook } from './flow-book.ts'

export interface Talk {
  readonly flows: FlowBook
  readonly law: LawBook
  readonly lexicon: Lexicon
  readonly places: Places
  /** Province or commune codes this deployment serves. */
  readonly scope: readonly string[]
}
