/** Offers of help around one turn: what the talk may know before, and what is written after. */
import { newId } from '../core/id.ts'
import type { InboundContent } from '../core/message.ts'
import { withoutNumbers } from '../core/pledge.ts'
import type { Session, TurnEvent, TurnInput } from '../core/session.ts'
import { fold } from '../language/fold.ts'
import type { PledgeWrite } from '../store/pledge-store.ts'
import type { Loaded } from '../store/store.ts'
import { placeOf } from './case-place.ts'
import type { Ports } from './ports.ts'

/** Short orders alone: nobody else's message costs a look into the database. */
const ORDER = /\b(?:cho so|(?:thoi|ngung|huy) (?:ung ho|giup))\b/
const LONGEST_ORDER = 40

/** Empty for all but the few messages that answer or take back. @throws StoreError when the database does not answer */
export async function helpingBefore(
  { store }: Pick<Ports, 'store'>,
  content: InboundContent,
  loaded: Loaded | null,
): Promise<Pick<TurnInput, 'helping'>> {
  const text = content.kind === 'text' ? content.text : content.kind === 'button' ? content.value : ''
  if (loaded === null || text.length > LONGEST_ORDER || !ORDER.test(fold(text))) return {}
  return { helping: await store.pledges.helping(loaded.contact.id) }
}

/** Empty for a turn that has nothing to do with it. @throws StoreError when the database does not answer */
export async function pledgeOf(
  ports: Ports,
  organisation: string | null,
  { events, session }: { readonly events: readonly TurnEvent[]; readonly session: Session },
): Promise<{ readonly pledge?: PledgeWrite }> {
  let pledge: PledgeWrite = {}
  for (const event of events) {
    if (event.type === 'pledge_told') pledge = { ...pledge, told: await told(ports, organisation, event, session) }
    if (event.type === 'pledge_named') pledge = { ...pledge, name: withoutNumbers(event.name) }
    if (event.type === 'pledges_withdrawn') pledge = { ...pledge, withdrawn: true }
    if (event.type === 'share_answered') pledge = { ...pledge, share: { agrees: event.agrees, wording: event.wording } }
  }
  return Object.keys(pledge).length === 0 ? {} : { pledge }
}

async function told(
  ports: Ports,
  code: string | null,
  { kind, text, code: printed, wording, again }: Extract<TurnEvent, { type: 'pledge_told' }>,
  session: Session,
): Promise<NonNullable<PledgeWrite['told']>> {
  const home = await ports.store.organisations.get(code ?? ports.homeOrganisation)
  const provinceOf = (commune: string) => ports.talk.places.communes.get(commune)?.province
  const { commune, province } = placeOf({ organisation: home, commune: session.commune, provinceOf }, {})
  return {
    ...{ id: newId('pledge', ports.now()), code: printed, kind, wording, text: withoutNumbers(text) },
    ...{ organisation: home?.code ?? null, commune, province, ...(again && { again }) },
  }
}
