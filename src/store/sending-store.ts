/** What the store promises to the sweep that sends broadcasts: rows are the cursor, every step is one unit, and a second sweep changes nothing. */
import type { Door } from '../core/address.ts'
import type { PausedWhy, RecipientStatus, SkippedWhy } from '../core/broadcast.ts'
import type { Lane } from '../core/message.ts'
import type { TemplateData } from '../core/zalo-template.ts'
import type { Broadcast, Member } from './broadcast-store.ts'

/** One person written down: with a door they wait for it, else the reason why nobody writes to them. */
export interface NewRecipient {
  readonly number: number
  /** Null: the row was lost, and its person is not known any more. */
  readonly contactId: string | null
  readonly addressId: string | null
  readonly door: Door | null
  readonly skipped: SkippedWhy | null
}

/** Numbers without a row, and the people on either side of them. */
export interface Gap {
  readonly first: number
  readonly last: number
  readonly after: string
  /** Null: up to the end of all that was looked at. */
  readonly before: string | null
}

/** One row that may be handed over now, with what the decision needs. */
export interface DueRecipient extends Member {
  readonly number: number
  /** The chat message before did not arrive: only by SMS. */
  readonly again: boolean
  /** An official speaks with them now. */
  readonly paused: boolean
  readonly waitsIn: string | null
  readonly lastTurnAt: number
  /** When the third-last message began that we started ourselves; 0: there were fewer. */
  readonly thirdAt: number
}

export interface Handed {
  readonly number: number
  readonly deliveryId: string
  readonly addressId: string
  readonly door: Door
  readonly lane: Lane
  readonly text: string
  readonly segments: number
  /** Zalo after its seven days. */
  readonly template?: TemplateData
  /** When this one is given up, to go again by SMS; the broadcast's own end where it has none. */
  readonly until?: number
  readonly contactId: string
}

/** waiting: later, or by another door · skipped: not at all. */
export type PutAside =
  | { readonly number: number; readonly dueAt: number; readonly door: Door }
  | { readonly number: number; readonly skipped: SkippedWhy }

/** A row whose message came to something. */
export interface Ended {
  readonly number: number
  readonly deliveryId: string
  readonly was: RecipientStatus
  readonly status: RecipientStatus
  readonly door: Door
  readonly contactId: string
  readonly again: boolean
  /** They have an SMS address that did not say stop. */
  readonly hasSms: boolean
}

export interface Settled {
  readonly number: number
  readonly deliveryId: string
  readonly was: RecipientStatus
  /** `waiting`: it goes again as SMS, by `door`. */
  readonly status: RecipientStatus
  readonly door?: Door
  /** Of `sent`: when it goes as SMS should no receipt come. */
  readonly dueAt?: number
}

export interface SendingStore {
  /** Everything that is not a draft and not over, oldest approval first, and what was called off while messages were on their way. */
  running(): Promise<readonly Broadcast[]>
  /** As one unit, once: false when another sweep was faster or it is not being prepared any more. `after`: as read. */
  prepare(
    id: string,
    page: { readonly after: string; readonly until: string; readonly total: number },
    rows: readonly NewRecipient[],
  ): Promise<boolean>
  /** Numbers from 1 to `total` that have no row; empty: everybody is there. */
  gaps(id: string, total: number): Promise<readonly Gap[]>
  /** Rows for missing numbers; one that is there stays as it is. */
  fill(id: string, rows: readonly NewRecipient[]): Promise<void>
  /** preparing → ready, with its end of life; false when it is not being prepared. */
  ready(id: string, expiresAt: number): Promise<boolean>
  /** ready → sending. */
  start(id: string, at: number): Promise<boolean>
  /** The program stops it. False when it was not running. */
  pause(id: string, why: PausedWhy): Promise<boolean>
  /** sending → done, once nobody waits, nothing is on its way, and no chat message is watched for its receipt. */
  finish(id: string, at: number): Promise<boolean>
  /** So many rows of broadcasts that are being sent wait on a door, counted up to `most`. */
  queued(door: Door, lane: Lane, most: number): Promise<number>
  /** Rows of a door whose time has come, by time and number. */
  due(
    broadcast: Pick<Broadcast, 'id' | 'audience'>,
    door: Door,
    where: { readonly now: number; readonly limit: number; readonly home: string },
  ): Promise<readonly DueRecipient[]>
  /** Deliveries and rows as one unit; rows that are no longer waiting get none. False when it is not being sent any more. */
  hand(id: string, rows: readonly Handed[], at: number, expiresAt: number): Promise<boolean>
  putAside(id: string, rows: readonly PutAside[]): Promise<void>
  /** Rows on their way, or in doubt, whose delivery says more by now. */
  ended(id: string, limit: number): Promise<readonly Ended[]>
  /** Sent by chat, and no receipt by now. */
  unheard(id: string, now: number, limit: number): Promise<readonly Ended[]>
  settle(id: string, rows: readonly Settled[], at: number): Promise<void>
  /** Of the newest 200 that ended since then: how many failed, or got no answer from the provider. */
  failures(id: string, since: number): Promise<{ readonly settled: number; readonly failed: number }>
  /** Those who still wait are given up; how many, at most `limit`. */
  giveUp(id: string, status: 'expired' | 'cancelled', limit: number): Promise<number>
  /** Messages of it that have not left are stopped. */
  stopQueued(id: string, at: number): Promise<void>
}
