/** What officials do with a message to many: write it, hand it in, approve or refuse it, stop it; each with an audit row before it. */
import { approvalsNeeded, type BroadcastStatus, isOpenToEdit } from '../core/broadcast.ts'
import { newId } from '../core/id.ts'
import { may, type Official } from '../core/official.ts'
import type { Broadcast } from '../store/broadcast-store.ts'
import { withPlainSigns } from '../texts/wide-letters.ts'
import { type Refused, readBroadcastForm } from './broadcast-form.ts'
import { hashesOf } from './broadcast-hash.ts'
import {
  AS_DRAFT,
  type BroadcastOutcome,
  broadcastOf,
  eventProblem,
  keep,
  lengthOf,
  note,
  ownBroadcast,
  problemOf,
  storyProblem,
} from './broadcast-keep.ts'
import { templateProblem } from './broadcast-template.ts'
import { communesWithin } from './disasters.ts'
import type { Ports } from './ports.ts'

export type { BroadcastOutcome } from './broadcast-keep.ts'

const SAME_MS = 24 * 3_600_000
/** A code is drawn anew when somebody has it; a million of them are enough. */
const MOST_DRAWS = 20

/** `id`: chosen before, by whoever may ask twice: a broadcast with this id is made once. */
export async function createBroadcast(
  ports: Ports,
  official: Official,
  form: unknown,
  id = newId('bc', ports.now()),
): Promise<BroadcastOutcome> {
  if ((await broadcastOf(ports, official, id)) !== null) return { done: id }
  const read = await readBroadcastForm(ports, official, form, undefined)
  if ('refused' in read) return read
  const at = ports.now()
  const draft: Broadcast = {
    ...{ id, ...read, status: 'draft', authorId: official.id, createdAt: at, code: '' },
    ...{ hash: null, sameHash: null, submittedAt: null, refusedWhy: null, approvedAt: null, preparedTo: '', total: 0 },
    ...{ startedAt: null, expiresAt: null, pausedWhy: null, resumedAt: null, finishedAt: null, version: 0 },
  }
  const tooLong = await lengthOf(ports, draft)
  if (tooLong) return tooLong
  await note(ports, official, 'broadcast_created', draft)
  for (let draws = 0; draws < MOST_DRAWS; draws++) {
    const kept = await ports.store.broadcasts.save(
      communesWithin(ports, official.scope),
      { ...draft, code: newCheckCode() },
      'draft',
    )
    if (kept !== 'code_taken') return kept === 'done' ? { done: draft.id } : kept
  }
  throw new Error('No free check code was found for a broadcast.')
}

/** Any change takes it back to a draft: what was approved was another text. */
export async function editBroadcast(
  ports: Ports,
  official: Official,
  id: string,
  version: number,
  form: unknown,
): Promise<BroadcastOutcome> {
  const found = await ownBroadcast(ports, official, id)
  if (found === null) return 'missing'
  if (!isOpenToEdit(found.status)) return { refused: 'not_a_draft' }
  const read = await readBroadcastForm(ports, official, form, found.audience.list)
  if ('refused' in read) return read
  const next = { ...found, ...read, ...AS_DRAFT }
  return (await lengthOf(ports, next)) ?? keep(ports, official, 'broadcast_changed', { ...next, version }, found.status)
}

/** Its words with the plain sign for every one that no keypad phone has; what has none stays. */
export async function plainBroadcast(
  ports: Ports,
  official: Official,
  id: string,
  version: number,
): Promise<BroadcastOutcome> {
  const found = await ownBroadcast(ports, official, id)
  if (found === null) return 'missing'
  if (!isOpenToEdit(found.status)) return { refused: 'not_a_draft' }
  const { vi, en, packs } = found.words
  const others = Object.entries(packs ?? {}).map(([code, text]) => [code, withPlainSigns(text)])
  const words = {
    vi: withPlainSigns(vi),
    ...(en === undefined ? {} : { en: withPlainSigns(en) }),
    ...(packs === undefined ? {} : { packs: Object.fromEntries(others) }),
  }
  const next = { ...found, words, ...AS_DRAFT }
  return (await lengthOf(ports, next)) ?? keep(ports, official, 'broadcast_changed', { ...next, version }, found.status)
}

/** To who approves. Whoever hands it in stands for it from now on, so that nobody approves what they took from a program or a colleague. `again`: the author was told that the same text went to the same people within a day, and means it. */
export async function submitBroadcast(
  ports: Ports,
  official: Official,
  id: string,
  version: number,
  { again = false }: { readonly again?: boolean } = {},
): Promise<BroadcastOutcome> {
  const found = await ownBroadcast(ports, official, id)
  if (found === null) return 'missing'
  if (found.status !== 'draft' && found.status !== 'refused') return { refused: 'not_a_draft' }
  const now = ports.now()
  if (found.sendAt !== null && found.sendAt + found.lifeMs <= now) return { refused: 'send_at' }
  const problem = await problemOf(ports, found)
  if (problem) return problem
  const tooLong = await lengthOf(ports, found)
  if (tooLong) return tooLong
  const hashes = await hashesOf(found)
  if (!again && (await ports.store.broadcasts.sameSince(hashes.sameHash, id, now - SAME_MS)) !== null)
    return { refused: 'same_again' }
  const stands = { authorId: official.id, submittedAt: now, refusedWhy: null }
  const next: Broadcast = { ...found, ...hashes, ...stands, status: 'submitted', version }
  return keep(ports, official, 'broadcast_submitted', next, found.status, { again })
}

/**
 * One of the approvals it takes, of exactly what `hash` stands for: it is in the page that the official looked at. With the last of them its
 * people are written down, and it leaves at its hour.
 */
export async function approveBroadcast(
  ports: Ports,
  official: Official,
  id: string,
  hash: string,
): Promise<BroadcastOutcome> {
  const found = await ownBroadcast(ports, official, id)
  if (found === null) return 'missing'
  if (!may(official.role, 'approve_broadcasts')) return { refused: 'not_allowed' }
  if (found.authorId === official.id) return { refused: 'own_broadcast' }
  if (found.status !== 'submitted') return { refused: 'not_submitted' }
  if (found.hash !== hash || (await hashesOf(found)).hash !== hash) return { refused: 'changed_since' }
  const approvals = await ports.store.broadcasts.approvals(id)
  if (approvals.some(({ officialId }) => officialId === official.id)) return { refused: 'approved_before' }
  const at = ports.now()
  if (found.sendAt !== null && found.sendAt + found.lifeMs <= at) return { refused: 'send_at' }
  const problem = (await problemOf(ports, found)) ?? (await templateProblem(ports, found))
  if (problem) return problem
  await note(ports, official, 'broadcast_approved', found, { hash })
  const by = { officialId: official.id, hash, needed: approvalsNeeded(found.class), at }
  const done = await ports.store.broadcasts.approve(communesWithin(ports, official.scope), id, by)
  return done === 'done' ? { done: id } : done
}

/** Back to its author, with a reason. */
export async function refuseBroadcast(
  ports: Ports,
  official: Official,
  id: string,
  version: number,
  why: string,
): Promise<BroadcastOutcome> {
  const found = await ownBroadcast(ports, official, id)
  if (found === null) return 'missing'
  if (!may(official.role, 'approve_broadcasts')) return { refused: 'not_allowed' }
  if (found.authorId === official.id) return { refused: 'own_broadcast' }
  if (found.status !== 'submitted') return { refused: 'not_submitted' }
  const refusedWhy = why.trim().slice(0, 300)
  if (refusedWhy === '') return { refused: 'why' }
  return keep(ports, official, 'broadcast_refused', { ...found, status: 'refused', refusedWhy, version }, found.status)
}

/** Nobody has stopped it, and it is not over. */
export const RUNNING: ReadonlySet<BroadcastStatus> = new Set<BroadcastStatus>(['preparing', 'ready', 'sending'])

/** Nothing more leaves; what is with the provider already has left. */
export function pauseBroadcast(ports: Ports, official: Official, id: string): Promise<BroadcastOutcome> {
  return stop(ports, official, id, 'broadcast_paused', (found) =>
    RUNNING.has(found.status) ? { status: 'paused', pausedWhy: 'official' } : { refused: 'not_running' },
  )
}

/** It goes on where it stood. */
export function resumeBroadcast(ports: Ports, official: Official, id: string): Promise<BroadcastOutcome> {
  return stop(ports, official, id, 'broadcast_resumed', async (found) => {
    if (found.status !== 'paused') return { refused: 'not_paused' }
    const status = found.startedAt !== null ? 'sending' : 'preparing'
    const problem = (await eventProblem(ports, found)) ?? (await storyProblem(ports, found))
    return problem ?? { status, pausedWhy: null, resumedAt: ports.now() }
  })
}

/** For good: whoever was not written to will not be. */
export function cancelBroadcast(ports: Ports, official: Official, id: string): Promise<BroadcastOutcome> {
  return stop(ports, official, id, 'broadcast_cancelled', ({ status }) =>
    status === 'done' || status === 'cancelled'
      ? { refused: 'over' }
      : { status: 'cancelled', pausedWhy: null, finishedAt: ports.now() },
  )
}

/** By its author, or by who may approve. A colleague's click at the same moment must not keep a stop from happening. */
async function stop(
  ports: Ports,
  official: Official,
  id: string,
  what: string,
  change: (found: Broadcast) => Partial<Broadcast> | Refused | Promise<Partial<Broadcast> | Refused>,
): Promise<BroadcastOutcome> {
  for (let tries = 0; tries < 4; tries++) {
    const found = await ownBroadcast(ports, official, id)
    if (found === null) return 'missing'
    if (found.authorId !== official.id && !may(official.role, 'approve_broadcasts')) return { refused: 'not_allowed' }
    const changed = await change(found)
    if ('refused' in changed) return changed
    const outcome = await keep(ports, official, what, { ...found, ...changed }, found.status)
    if (outcome !== 'conflict') return outcome
  }
  return 'conflict'
}

function newCheckCode(): string {
  const [drawn = 0] = crypto.getRandomValues(new Uint32Array(1))
  return String(100_000 + (drawn % 900_000))
}
