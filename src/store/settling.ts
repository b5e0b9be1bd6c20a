/** What became of a message: our own note after a send and the provider's later word, each moving a delivery forward only. */
import { and, eq, lte, type SQL, sql } from 'drizzle-orm'
import type { Receipt } from '../core/message.ts'
import { type Port, type Statement, write } from './port.ts'
import { db, given, prepareRead, prepareWrite } from './prepare.ts'
import { recipientHeard } from './sending-rows.ts'
import type { Settlement, Store } from './store.ts'
import { addresses } from './tables/addresses.ts'
import { attempts } from './tables/attempts.ts'
import { deliveries as t } from './tables/deliveries.ts'
import { earlyReceipts } from './tables/early-receipts.ts'
import { subscriptions } from './tables/subscriptions.ts'

/** A receipt that no message of ours claims within a day is not ours. */
const EARLY_KEPT_MS = 24 * 3_600_000

const finishAttempt = prepareWrite(
  db
    .update(attempts)
    .set({ outcome: given('outcome'), code: given('code'), externalId: given('externalId'), finishedAt: given('at') })
    .where(and(eq(attempts.deliveryId, given('deliveryId')), eq(attempts.number, given('attempt')))),
)

/** A provider that took it has it, whatever our lease said meanwhile; what people or time ended stays ended. */
const accept = prepareWrite(
  db
    .update(t)
    .set({
      status: sql`case when ${t.status} in ('queued', 'sending', 'unknown') then ${given('status')} else ${t.status} end`,
      externalId: sql`coalesce(${t.externalId}, ${given('externalId')})`,
      leaseUntil: null,
      claimId: null,
      settledAt: given('at'),
    })
    .where(eq(t.id, given('deliveryId'))),
)

/** Only the attempt that holds the lease may send a message back or end it; a late word of an older attempt moves nothing. */
const holdsLease: SQL = sql`${t.status} = 'sending' and ${t.attempts} = ${given('attempt')}`
const stopped: SQL = sql`exists (select 1 from ${addresses}
  where ${addresses.id} = ${t.addressId} and ${addresses.stoppedAt} is not null)`
const release = prepareWrite(
  db
    .update(t)
    .set({
      status: sql`case when ${given('status')} = 'queued' and ${t.lane} = 'bulk' and ${stopped} then 'stopped' else ${given('status')} end`,
      dueAt: sql`coalesce(${given('retryAt')}, ${t.dueAt})`,
      mayRepeat: sql`max(${t.mayRepeat}, ${given('ambiguous')})`,
      failure: given('failure'),
      code: given('code'),
      leaseUntil: null,
      claimId: null,
      settledAt: given('at'),
    })
    .where(and(eq(t.id, given('deliveryId')), holdsLease)),
)

/** Rows a receipt may still move: `delivered` lifts a doubt and a late `sent`; `failed`, `expired` and `stopped` stay. */
const movable: SQL = sql`(${t.status} in ('queued', 'sending', 'unknown')
  or (${t.status} = 'sent' and ${given('status')} in ('delivered', 'failed')))`
const moveByReceipt = {
  status: given('status'),
  failure: given('failure'),
  code: given('code'),
  leaseUntil: null,
  claimId: null,
  settledAt: given('at'),
}
const applyReceipt = prepareWrite(
  db
    .update(t)
    .set(moveByReceipt)
    .where(and(eq(t.id, given('id')), movable)),
)
/** The person told the carrier to stop (Twilio 21610 in a status report): kept like a stop said to us. */
const stopAddressOf = prepareWrite(
  db
    .update(addresses)
    .set({ stoppedAt: sql`coalesce(${addresses.stoppedAt}, ${given('at')})` })
    .where(sql`${addresses.id} = (select ${t.addressId} from ${t} where ${eq(t.id, given('id'))})`),
)
const endSubscriptions = prepareWrite(
  db
    .update(subscriptions)
    .set({ endedAt: given('at'), endedBy: 'provider' })
    .where(
      sql`${subscriptions.addressId} = (select ${t.addressId} from ${t} where ${eq(t.id, given('id'))}) and ${subscriptions.endedAt} is null`,
    ),
)
const keepEarly = prepareWrite(
  db
    .insert(earlyReceipts)
    .values({
      door: sql.placeholder('door'),
      externalId: sql.placeholder('externalId'),
      status: sql.placeholder('status'),
      failure: sql.placeholder('failure'),
      code: sql.placeholder('code'),
      at: sql.placeholder('at'),
    })
    .onConflictDoNothing(),
)
const isEarlyFor: SQL = sql`${earlyReceipts.door} = ${t.door} and ${earlyReceipts.externalId} = ${given('externalId')}`
const found = { id: t.id, broadcastId: t.broadcastId }
const byMessage = prepareRead(found, (f) =>
  db
    .select(f)
    .from(t)
    .where(and(eq(t.id, given('messageId')), eq(t.door, given('door')))),
)
const byExternal = prepareRead(found, (f) =>
  db
    .select(f)
    .from(t)
    .where(and(eq(t.externalId, given('externalId')), eq(t.door, given('door'))))
    .limit(1),
)
const applyByExternal = prepareWrite(
  db
    .update(t)
    .set(moveByReceipt)
    .where(and(eq(t.externalId, given('externalId')), eq(t.door, given('door')), movable)),
)
const early = (status: string): SQL =>
  sql`from ${earlyReceipts} where ${isEarlyFor} and ${earlyReceipts.status} = ${sql.raw(`'${status}'`)}`
const wasDelivered = sql`exists (select 1 ${early('delivered')})`
const hadFailed = sql`exists (select 1 ${early('failed')})`
/** The furthest early word on a message just accepted; `sent` says nothing new by then. (No ORDER BY: it made this 20 times slower.) */
const applyEarly = prepareWrite(
  db
    .update(t)
    .set({
      status: sql`case when ${wasDelivered} then 'delivered' else 'failed' end`,
      failure: sql`case when ${wasDelivered} then null else (select ${earlyReceipts.failure} ${early('failed')}) end`,
      code: sql`case when ${wasDelivered} then null else (select ${earlyReceipts.code} ${early('failed')}) end`,
    })
    .where(and(eq(t.id, given('deliveryId')), sql`${t.status} = 'sent'`, sql`(${wasDelivered} or ${hadFailed})`)),
)
const forgetEarly = prepareWrite(db.delete(earlyReceipts).where(lte(earlyReceipts.at, given('before'))))
const expireQueued = prepareWrite(
  db
    .update(t)
    .set({ status: 'expired', settledAt: given('now') })
    .where(sql`${t.status} = 'queued' and ${t.expiresAt} <= ${given('now')}`),
)

export function settlingOver(port: Port): Pick<Store['deliveries'], 'settle' | 'receipt' | 'expire'> {
  return {
    async settle(results) {
      await write(port, results.flatMap(settleStatements))
    },
    async receipt(receipt, at) {
      const values = receiptValues(receipt, at)
      const known = await rowOf(port, receipt)
      if (known !== null) {
        const { id, broadcastId } = known
        const stop = receipt.failure === 'stopped' ? [stopAddressOf({ id, at }), endSubscriptions({ id, at })] : []
        await write(port, [
          applyReceipt({ ...values, id }),
          ...stop,
          ...(broadcastId === null ? [] : recipientHeard(id)),
        ])
        return true
      }
      if (receipt.externalId === undefined) return false
      // Kept and tried in one unit, so that a settlement in between cannot slip past both.
      const [, moved] = await write(port, [keepEarly(values), applyByExternal(values)])
      return moved === 1
    },
    async expire(now) {
      const [expired] = await write(port, [expireQueued({ now }), forgetEarly({ before: now - EARLY_KEPT_MS })])
      return expired ?? 0
    },
  }
}

async function rowOf(port: Port, { door, messageId, externalId }: Receipt) {
  const mine = messageId === undefined ? [] : await byMessage(port, { messageId, door })
  const rows = mine.length > 0 || externalId === undefined ? mine : await byExternal(port, { externalId, door })
  return rows[0] ?? null
}

function receiptValues(receipt: Receipt, at: number) {
  const { door, externalId, status, failure, code } = receipt
  return { door, externalId, status, failure, code, at }
}

function settleStatements({ attemptId, deliveryId, outcome, status, retryAt, at }: Settlement): readonly Statement[] {
  const attempt = Number(attemptId.slice(attemptId.lastIndexOf('.') + 1))
  const code = outcome.kind === 'accepted' ? null : outcome.code
  const externalId = outcome.kind === 'accepted' ? outcome.externalId : null
  const values = { deliveryId, attempt, status, retryAt, at, outcome: outcome.kind, code, externalId }
  const finish = finishAttempt(values)
  if (outcome.kind === 'accepted') return [finish, accept(values), applyEarly(values)]
  const failure = outcome.kind === 'refused' ? outcome.failure : null
  return [finish, release({ ...values, failure, ambiguous: outcome.kind === 'unknown' })]
}
