/** Messages to many as officials look at them: the list, one with all that may be done, its people with their reasons, what came back. */
import { approvalsNeeded, type BroadcastStatus, isOpenToEdit, type RecipientStatus } from '../core/broadcast.ts'
import { may, type Official } from '../core/official.ts'
import type {
  Approval,
  Broadcast,
  BroadcastReply,
  BroadcastsPage,
  RecipientCounts,
  RecipientRow,
} from '../store/broadcast-store.ts'
import { RUNNING } from './broadcast-acts.ts'
import { broadcastOf, isOwn, ownBroadcast } from './broadcast-keep.ts'
import { communesWithin } from './disasters.ts'
import type { Ports } from './ports.ts'

/** What pages are told of a broadcast: they know the service and not the store. */
export type { Approval, Broadcast, BroadcastReply, RecipientCounts, RecipientRow } from '../store/broadcast-store.ts'

export const BROADCAST_PAGE = 30

/** A broadcast as its page shows it, with what this official may do. */
export interface OpenedBroadcast {
  readonly broadcast: Broadcast
  readonly approvals: readonly Approval[]
  readonly needed: 1 | 2
  readonly progress: BroadcastProgress
  readonly may: {
    readonly edit: boolean
    readonly submit: boolean
    readonly approve: boolean
    readonly refuse: boolean
    readonly pause: boolean
    readonly resume: boolean
    readonly cancel: boolean
    /** Rows, reasons and replies of its people. */
    readonly people: boolean
  }
}

export interface BroadcastProgress {
  readonly status: BroadcastStatus
  readonly total: number
  readonly counts: RecipientCounts
  /** Neither waiting nor on their way. */
  readonly settled: number
}

/** One page of those that touch the official's communes, newest first; empty for roles that write none. */
export async function listBroadcasts(
  ports: Ports,
  { role, scope }: Official,
  filter: { readonly status?: BroadcastStatus } = {},
  page: BroadcastsPage = { limit: BROADCAST_PAGE, offset: 0 },
): Promise<{ readonly rows: readonly Broadcast[]; readonly total: number }> {
  if (!may(role, 'write_broadcasts')) return { rows: [], total: 0 }
  return ports.store.broadcasts.list(communesWithin(ports, scope), filter, page)
}

/** Null for an unknown one and for one elsewhere alike. */
export async function openBroadcast(ports: Ports, official: Official, id: string): Promise<OpenedBroadcast | null> {
  const broadcast = await broadcastOf(ports, official, id)
  if (broadcast === null) return null
  const [approvals, progress] = await Promise.all([ports.store.broadcasts.approvals(id), progressOf(ports, broadcast)])
  const own = isOwn(ports, official, broadcast)
  const { status, authorId } = broadcast
  const isAuthor = authorId === official.id
  const judges = own && status === 'submitted' && !isAuthor && may(official.role, 'approve_broadcasts')
  const stops = own && (isAuthor || may(official.role, 'approve_broadcasts'))
  return {
    ...{ broadcast, approvals, progress, needed: approvalsNeeded(broadcast.class) },
    may: {
      edit: own && isOpenToEdit(status),
      submit: own && (status === 'draft' || status === 'refused'),
      approve: judges && !approvals.some(({ officialId }) => officialId === official.id),
      refuse: judges,
      pause: stops && RUNNING.has(status),
      resume: stops && status === 'paused',
      cancel: stops && status !== 'done' && status !== 'cancelled',
      people: own,
    },
  }
}

/** How far it is; null as in openBroadcast. Cheap: it counts nothing. */
export async function broadcastProgress(
  ports: Ports,
  official: Official,
  id: string,
): Promise<BroadcastProgress | null> {
  const found = await broadcastOf(ports, official, id)
  return found === null ? null : progressOf(ports, found)
}

async function progressOf({ store }: Ports, { id, status, total }: Broadcast): Promise<BroadcastProgress> {
  const counts = await store.broadcasts.counts(id)
  const open = (counts.waiting ?? 0) + (counts.queued ?? 0)
  return { status, total, counts, settled: Math.max(0, total - open) }
}

/** Rows of its people after a number, with their reasons; null where they are not to be seen. `statuses` empty: all. */
export async function broadcastRows(
  ports: Ports,
  official: Official,
  id: string,
  want: { readonly statuses: readonly RecipientStatus[]; readonly after: number; readonly limit: number },
): Promise<readonly RecipientRow[] | null> {
  if ((await ownBroadcast(ports, official, id)) === null) return null
  return ports.store.broadcasts.rows(communesWithin(ports, official.scope), id, want)
}

/** What its people wrote back within three days, newest first; null where they are not to be seen. */
export async function broadcastReplies(
  ports: Ports,
  official: Official,
  id: string,
  page = { limit: BROADCAST_PAGE, offset: 0 },
): Promise<{ readonly rows: readonly BroadcastReply[]; readonly total: number } | null> {
  if ((await ownBroadcast(ports, official, id)) === null) return null
  return ports.store.broadcasts.replies(communesWithin(ports, official.scope), id, page)
}
