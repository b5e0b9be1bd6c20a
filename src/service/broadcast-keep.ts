/** What every act upon a broadcast shares: whose it is, what stands in its way, and the audit row before the change. */
import type { BroadcastStatus } from '../core/broadcast.ts'
import { may, type Official, systemScope } from '../core/official.ts'
import type { Broadcast } from '../store/broadcast-store.ts'
import type { Refused } from './broadcast-form.ts'
import { sha256 } from './broadcast-hash.ts'
import { templateProblem } from './broadcast-template.ts'
import { lettersOver } from './broadcast-words.ts'
import { communesWithin } from './disasters.ts'
import type { Ports } from './ports.ts'
import { speakerFor } from './speaker.ts'

/** `missing` also for one elsewhere; `conflict`: somebody was faster, look again. */
export type BroadcastOutcome = { readonly done: string } | Refused | 'missing' | 'conflict'

/** Any change takes it back to a draft: what was approved was another text. */
export const AS_DRAFT: Pick<Broadcast, 'status' | 'hash' | 'sameHash' | 'submittedAt' | 'refusedWhy'> = {
  ...{ status: 'draft' as const, hash: null, sameHash: null, submittedAt: null, refusedWhy: null },
}

/** Null for an unknown one, for one elsewhere, and for roles that write none. */
export async function broadcastOf(ports: Ports, { role, scope }: Official, id: string): Promise<Broadcast | null> {
  if (!may(role, 'write_broadcasts')) return null
  return ports.store.broadcasts.get(communesWithin(ports, scope), id)
}

/** All its communes are the official's; null otherwise, as for an unknown one. */
export async function ownBroadcast(ports: Ports, official: Official, id: string): Promise<Broadcast | null> {
  const found = await broadcastOf(ports, official, id)
  return found !== null && isOwn(ports, official, found) ? found : null
}

/** All its communes are the official's. */
export function isOwn(ports: Ports, { scope }: Official, { places }: Broadcast): boolean {
  const own = communesWithin(ports, scope)
  return own.everywhere || places.every((code) => own.communes.includes(code))
}

/** Longer than two SMS of plain letters, or than Zalo's template holds. */
export async function lengthOf(ports: Ports, broadcast: Broadcast): Promise<Refused | undefined> {
  const speaker = await speakerFor(ports, broadcast.organisation)
  const code = broadcast.code === '' ? '000000' : broadcast.code
  const count = lettersOver(ports.texts, { ...broadcast, code }, speaker)
  return count > 0 ? { refused: 'words_long', count } : templateProblem(ports, broadcast)
}

/** A warning of danger leaves only while its event is open and its alert stands. */
export async function eventProblem(
  { store }: Ports,
  { class: kind, disasterId }: Broadcast,
): Promise<Refused | undefined> {
  if (kind !== 'life_safety') return undefined
  const open = await store.disasters.active()
  const event = open.find(({ id }) => id === disasterId)
  const isOpen = event?.status === 'open' && !event.capIds.some((one) => one.startsWith('cancel:'))
  return isOpen ? undefined : { refused: 'event_closed' }
}

/** Words of a household leave only while it agrees to them. */
export async function storyProblem({ store }: Ports, { modelId }: Broadcast): Promise<Refused | undefined> {
  if (modelId === null) return undefined
  const found = await store.models.get(systemScope(), modelId)
  return found?.line.status === 'published' ? undefined : { refused: 'story_gone' }
}

/** Why it may neither be handed in nor approved now. */
export async function problemOf(ports: Ports, broadcast: Broadcast): Promise<Refused | undefined> {
  return (
    (await eventProblem(ports, broadcast)) ??
    (await storyProblem(ports, broadcast)) ??
    (await listProblem(ports, broadcast))
  )
}

/** The list kept is the one that stands in the audience. */
async function listProblem({ store }: Ports, { id, audience }: Broadcast): Promise<Refused | undefined> {
  if (audience.list === undefined) return undefined
  const ids = await store.broadcasts.listed(id)
  return (await sha256(ids.join('\n'))) === audience.list.sha256 ? undefined : { refused: 'changed_since' }
}

/** First the audit row: what cannot be written down does not happen. */
export async function keep(
  ports: Ports,
  official: Official,
  what: string,
  next: Broadcast,
  was: BroadcastStatus,
  more: Readonly<Record<string, unknown>> = {},
): Promise<BroadcastOutcome> {
  await note(ports, official, what, next, more)
  const kept = await ports.store.broadcasts.save(communesWithin(ports, official.scope), next, was)
  return kept === 'done' ? { done: next.id } : kept === 'code_taken' ? 'conflict' : kept
}

/** One row of the audit chain. @throws StoreError when it cannot be written */
export async function note(
  { store, now }: Ports,
  official: Official,
  what: string,
  broadcast: Broadcast,
  more: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const { id, status, class: kind, places, disasterId, sendAt, version, hash, template } = broadcast
  const which = { id, status, class: kind, communes: places.length, disasterId, template: template?.zaloId ?? null }
  const row = { ...which, sendAt, version, hash, ...more }
  await store.audit.append(official.id, what, row, now())
}
