/** Classes and jobs for one turn: read only when the talk comes to them, so that no other message pays for it. */
import type { Day } from '../core/day.ts'
import type { Offer } from '../core/offer.ts'
import type { TurnResult } from '../core/session.ts'
import type { Contact } from '../store/store.ts'
import type { Ports } from './ports.ts'

/** Takes the turn, and once more with the offers of the person's commune when it asks for them. @throws when the database does not answer */
export async function takeWithOffers(
  ports: Ports,
  { id, organisation }: Contact,
  today: Day,
  take: (given: { readonly offers?: readonly Offer[] }) => TurnResult,
): Promise<TurnResult> {
  const result = take({})
  if (result.needs !== 'offers') return result
  return take({ offers: await ports.store.offers.openFor(organisation ?? ports.homeOrganisation, id, today) })
}
