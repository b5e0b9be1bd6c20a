/** Everything the talk stands on, opened once at boot and handed in: nothing here changes between turns. */
import type { Lexicon } from '../language/lexicon.ts'
import type { PlaceCandidate, Places } from '../language/places.ts'
import type { LawBook } from '../rules/law-book.ts'
import type { FlowBook } from './flow-book.ts'

export interface Talk {
  readonly flows: FlowBook
  readonly law: LawBook
  readonly lexicon: Lexicon
  readonly places: Places
  /** Province or commune codes this deployment serves. */
  readonly scope: readonly string[]
  /** Whether a pack is spoken now, by its language's code; left out: those that were reviewed when the flows were built. */
  readonly speaks?: (code: string) => boolean
  /** The communes in which a point on the map lies, likeliest first; left out where the outlines are not at hand. */
  readonly communesAt?: (lat: number, lon: number) => readonly PlaceCandidate[]
}
