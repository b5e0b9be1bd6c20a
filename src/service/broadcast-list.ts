/** The list of people that an official uploads for a broadcast, row by row, with what is wrong with each. */
import { isOpenToEdit } from '../core/broadcast.ts'
import type { Official } from '../core/official.ts'
import type { Refused } from './broadcast-form.ts'
import { sha256 } from './broadcast-hash.ts'
import { AS_DRAFT, keep, ownBroadcast } from './broadcast-keep.ts'
import { communesWithin } from './disasters.ts'
import { phoneIn } from './people-desk.ts'
import type { Ports } from './ports.ts'

const MOST_LISTED = 50_000

/** One row of an uploaded list; `value`: a phone number as people write it, or the code of a person. */
export interface ListRow {
  readonly row: number
  readonly value: string
}
export interface ListOutcome {
  readonly kept: number
  /** unreadable: no number and no code · unknown: nobody of theirs ever wrote from it · twice. */
  readonly errors: readonly { readonly row: number; readonly why: 'unreadable' | 'unknown' | 'twice' }[]
}

/** Replaces the list of a draft; nobody is written to who is not known already, because a mistyped number is a stranger's. */
export async function putBroadcastList(
  ports: Ports,
  official: Official,
  id: string,
  version: number,
  rows: readonly ListRow[],
): Promise<ListOutcome | Refused | 'missing' | 'conflict'> {
  const found = await ownBroadcast(ports, official, id)
  if (found === null) return 'missing'
  if (!isOpenToEdit(found.status)) return { refused: 'not_a_draft' }
  const read = rows.slice(0, MOST_LISTED).map(({ row, value }) => ({ row, want: wantOf(value) }))
  const asked = read.flatMap(({ want }) => want ?? [])
  const scope = communesWithin(ports, official.scope)
  const known = await ports.store.broadcasts.known(scope, asked, ports.homeOrganisation)
  const errors: ListOutcome['errors'][number][] = []
  const people = new Set<string>()
  let next = 0
  for (const { row, want } of read) {
    const contactId = want === null ? null : (known[next++] ?? null)
    if (want === null) errors.push({ row, why: 'unreadable' })
    else if (contactId === null) errors.push({ row, why: 'unknown' })
    else if (people.has(contactId)) errors.push({ row, why: 'twice' })
    else people.add(contactId)
  }
  if (people.size === 0) return { refused: 'list_empty', count: errors.length }
  const ids = [...people].sort()
  const list = { rows: ids.length, sha256: await sha256(ids.join('\n')) }
  // Should the second step not happen, the list is not the one whose hash stands in the audience, and handing in refuses it.
  await ports.store.broadcasts.putList(id, ids)
  const changed = { ...found, ...AS_DRAFT, audience: { ...found.audience, list }, version }
  const kept = await keep(ports, official, 'broadcast_list', changed, found.status)
  return typeof kept === 'string' || 'refused' in kept ? kept : { kept: ids.length, errors }
}

function wantOf(value: string): { readonly phone: string } | { readonly contactId: string } | null {
  const typed = value.trim()
  if (/^con_[\w]+$/.test(typed)) return { contactId: typed }
  const phone = phoneIn(typed)
  return phone === null ? null : { phone }
}
