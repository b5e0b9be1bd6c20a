/** Who speaks: the organisation that answers this person, as officials entered it; nothing is made up where a part is unknown. */
import type { Speaker } from '../core/session.ts'
import type { Ports } from './ports.ts'

/** Organisations change rarely; a minute's delay after an edit is fine, a query per message is not. */
const FRESH_MS = 60_000
const cache = new WeakMap<Ports['store'], Map<string, { readonly at: number; readonly speaker: Speaker }>>()

/** @throws when neither the contact's organisation nor the home organisation is in the table */
export async function speakerFor(ports: Ports, organisation: string | null): Promise<Speaker> {
  const code = organisation ?? ports.homeOrganisation
  const known = cache.get(ports.store) ?? new Map()
  cache.set(ports.store, known)
  const hit = known.get(code)
  if (hit && ports.now() - hit.at < FRESH_MS) return hit.speaker
  const row =
    (await ports.store.organisations.get(code)) ?? (await ports.store.organisations.get(ports.homeOrganisation))
  if (!row) throw new Error(`Organisation ${code} is not in the table organisations, nor is ${ports.homeOrganisation}.`)
  known.set(code, { at: ports.now(), speaker: row })
  return row
}

/** After an official changed the words: the next message uses them. Other processes follow within a minute. */
export function forgetSpeakers({ store }: Pick<Ports, 'store'>): void {
  cache.delete(store)
}
