/** A point on the map as communes: where it lies, and its neighbours where it lies close to a border. */
import type { PlaceCandidate } from '../language/places.ts'
import type { Draft } from './draft.ts'

/** The likeliest first; none where the outlines are not at hand or the point lies outside the country. */
export function communesAt({ talk }: Draft, lat: number, lon: number): readonly PlaceCandidate[] {
  return talk.communesAt?.(lat, lon) ?? []
}
