/** Made-up people and messages for the store's tests; every call gives new ones. */
import type { Address } from '../../src/core/address.ts'
import type { Session, TurnEvent } from '../../src/core/session.ts'
import type { Claimed, InboundRow, NewDelivery, Settlement, Store, TurnCommit } from '../../src/store/store.ts'

let count = 0
const next = () => ++count

/** An instant; the tests count on from here. */
export const NOW = 1_795_000_000_000
export const LANES = ['life_safety', 'replies', 'bulk'] as const

export function someone(): Address {
  return { kind: 'sms', value: `+849${String(next()).padStart(8, '0')}` }
}

export function wrote(address: Address, more: Partial<InboundRow> = {}): InboundRow {
  const n = next()
  return {
    id: `in_${n}`,
    door: 'twilio',
    address,
    externalId: `SM${n}`,
    content: { kind: 'text', text: 'toi 76 tuoi' },
    sentAt: NOW,
    receivedAt: NOW,
    automated: false,
    ...more,
  }
}

export function session(more: Partial<Session> = {}): Session {
  return {
    contentHash: 'content-1',
    language: 'vi',
    household: {},
    skipped: [],
    answers: {},
    trail: [],
    misses: 0,
    introduced: true,
    ...more,
  }
}

export function reply(address: Address, ordinal: number, more: Partial<NewDelivery> = {}): NewDelivery {
  const message = { id: `out_${next()}`, address, text: `Tra loi ${ordinal}`, expiresAt: NOW + 86_400_000 }
  return { message, door: 'twilio', lane: 'replies', ordinal, segments: 1, ...more }
}

/** The first turn of a new contact, or, with `more`, any other. */
export function turnOf(inbound: InboundRow, more: Partial<TurnCommit> = {}): TurnCommit {
  const n = next()
  return {
    turnId: `turn_${n}`,
    inboundId: inbound.id,
    address: inbound.address,
    door: inbound.door,
    contact: { id: `con_${n}`, language: 'vi', organisation: null },
    isNew: true,
    contactChanged: true,
    version: 0,
    session: session(),
    events: [],
    deliveries: [reply(inbound.address, 0)],
    cases: [],
    alerts: [],
    contentVersion: 'content-1',
    at: NOW,
    ...more,
  }
}

/** A contact whose first message was answered with `deliveries` (default: one reply, still queued). */
export async function greeted(
  store: Store,
  options: {
    readonly address?: Address
    readonly deliveries?: readonly NewDelivery[]
    readonly events?: TurnEvent[]
  } = {},
): Promise<TurnCommit> {
  const address = options.address ?? someone()
  const inbound = wrote(address)
  await store.inbound.add([inbound])
  const turn = turnOf(inbound, {
    deliveries: options.deliveries ?? [reply(address, 0)],
    events: options.events ?? [],
  })
  const outcome = await store.talk.commit(turn)
  if (outcome !== 'done') throw new Error(`The sample turn was ${outcome}`)
  return turn
}

/** The next turn of the same contact, from the version last stored. */
export async function nextTurn(store: Store, before: TurnCommit, more: Partial<TurnCommit> = {}): Promise<TurnCommit> {
  const inbound = wrote(before.address)
  await store.inbound.add([inbound])
  return turnOf(inbound, { contact: before.contact, isNew: false, version: 1, ...more })
}

export function claimOf(store: Store, more: Partial<Parameters<Store['deliveries']['claim']>[0]> = {}) {
  return store.deliveries.claim({ door: 'twilio', lanes: LANES, limit: 10, now: NOW, leaseMs: 60_000, ...more })
}

export function settled(claimed: Claimed | undefined, more: Partial<Settlement> = {}): Settlement {
  if (!claimed) throw new Error('Nothing was claimed')
  const { attemptId, deliveryId } = claimed
  const outcome = { kind: 'accepted', externalId: `provider-${deliveryId}` } as const
  return { attemptId, deliveryId, outcome, status: 'sent', at: NOW + 500, ...more }
}

/** How the one reply of a turn stands. */
export async function statusOf(store: Store, turn: TurnCommit): Promise<string | undefined> {
  return (await store.deliveries.ofTurn(turn.turnId))[0]?.status
}
