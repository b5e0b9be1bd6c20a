/** Classes and jobs that officials published: listed, chosen by number, enrolled in. */
import type { Draft } from './draft.ts'
import type { OffersStep } from './flow-format.ts'

/** Lists the open ones and waits for a number; the step to go on with when there is none. */
export function listOffers(_draft: Draft, _flow: string, _id: string, step: OffersStep): string | null {
  return step.none
}
