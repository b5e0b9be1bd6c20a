/** Taking messages to send: a lease and an attempt row, durable before any byte leaves. */
import { and, eq, gt, isNull, lte, or, type SQL, sql } from 'drizzle-orm'
import { newId } from '../core/id.ts'
import { LANES, type Lane, type OutboundMessage } from '../core/message.ts'
import { type Port, write } from './port.ts'
import { db, given, prepareRead, prepareWrite } from './prepare.ts'
import type { Claimed, Store } from './store.ts'
import { addresses } from './tables/addresses.ts'
import { attempts } from './tables/attempts.ts'
import { broadcasts } from './tables/broadcasts.ts'
import { deliveries as t } from './tables/deliveries.ts'
import { models } from './tables/models.ts'

// Statuses stand in the text, not as parameters, so that SQLite may use the small indexes over rows on their way.
const isQueued: SQL = sql`${t.status} = 'queued'`
const isSending: SQL = sql`${t.status} = 'sending'`
/** Nothing but replies and life-safety alerts goes to an address that said stop. */
const maySend: SQL = sql`(${t.lane} <> 'bulk' or not exists
  (select 1 from ${addresses} where ${addresses.id} = ${t.addressId} and ${addresses.stoppedAt} is not null))`
/** Of a broadcast only while it is being sent and people may read its story: a pause and a household's no hold from the next look on. */
const isSent: SQL = sql`(${t.broadcastId} is null or exists
  (select 1 from ${broadcasts} where ${broadcasts.id} = ${t.broadcastId} and ${broadcasts.status} = 'sending'
    and (${broadcasts.modelId} is null or ${broadcasts.class} = 'life_safety' or exists
      (select 1 from ${models} where ${models.id} = ${broadcasts.modelId} and ${models.status} = 'published'))))`
const isDue = and(
  isQueued,
  eq(t.door, given('door')),
  lte(t.dueAt, given('now')),
  gt(t.expiresAt, given('now')),
  maySend,
  isSent,
)

/** A question of an event is known by its address and the instant at which it was written. */
const isOfEvents: SQL = sql`(deliveries.lane <> 'bulk' or ${given('bulkOf')} is null or exists (select 1 from addresses as a
  join check_ins as k on k.contact_id = a.contact_id where a.id = deliveries.address_id and k.asked_at = deliveries.created_at
    and k.disaster_id in (select value from json_each(${given('bulkOf')}))))`

const lease = {
  status: sql`'sending'`,
  claimId: given('claimId'),
  leaseUntil: given('leaseUntil'),
  attempts: sql`${t.attempts} + 1`,
}

/** Each lane reads at most `limit` rows off the index in order, so ten thousand bulk rows cost a reply nothing. */
const laneRows = (place: number): SQL => sql`select * from (
  select ${t.id} as id, ${sql.raw(String(place))} as place, ${t.dueAt} as due_at, ${t.ordinal} as ordinal from ${t}
  where ${and(isDue, eq(t.lane, given(`lane${place}`)), isOfEvents)} order by ${t.dueAt}, ${t.ordinal} limit ${given('limit')})`
const leaseDue = prepareWrite(
  db
    .update(t)
    .set(lease)
    .where(
      sql`${t.id} in (select id from (${sql.join(
        LANES.map((_, place) => laneRows(place)),
        sql` union all `,
      )}) order by place, due_at, ordinal limit ${given('limit')})`,
    ),
)
/** One turn's replies have one lane and are few. */
const leaseTurn = prepareWrite(
  db
    .update(t)
    .set(lease)
    .where(
      sql`${t.id} in (select ${t.id} from ${t} where ${and(
        eq(t.turnId, given('turnId')),
        isDue,
        or(...LANES.map((_, place) => eq(t.lane, given(`lane${place}`)))),
      )} order by ${t.ordinal} limit ${given('limit')})`,
    ),
)
const beginAttempts = prepareWrite(
  db.insert(attempts).select(
    db
      .select({
        deliveryId: t.id,
        number: sql<number>`${t.attempts}`.as('number'),
        mayRepeat: sql<boolean>`${t.mayRepeat}`.as('may_repeat'),
        startedAt: sql<number>`${given('now')}`.as('started_at'),
        outcome: sql<null>`null`.as('outcome'),
        code: sql<null>`null`.as('code'),
        externalId: sql<null>`null`.as('external_id'),
        finishedAt: sql<null>`null`.as('finished_at'),
      })
      .from(t)
      .where(and(isSending, eq(t.claimId, given('claimId')))),
  ),
)
const claimed = prepareRead(
  {
    id: t.id,
    door: t.door,
    lane: t.lane,
    text: t.text,
    buttons: t.buttons,
    template: t.template,
    segments: t.segments,
    attempt: t.attempts,
    mayRepeat: t.mayRepeat,
    dueAt: t.dueAt,
    ordinal: t.ordinal,
    expiresAt: t.expiresAt,
    kind: addresses.kind,
    value: addresses.value,
  },
  (f) =>
    db
      .select(f)
      .from(t)
      .innerJoin(addresses, eq(addresses.id, t.addressId))
      .where(and(isSending, eq(t.claimId, given('claimId'))))
      .orderBy(t.dueAt, t.ordinal),
)

/** A message that takes the process down each time is not sent for ever. */
const MOST_ATTEMPTS_AFTER_CRASHES = 5

const interrupted = and(isSending, lte(t.leaseUntil, given('now')))
const closeAttempts = prepareWrite(
  db
    .update(attempts)
    .set({ outcome: 'unknown', code: 'lease_ended', finishedAt: given('now') })
    .where(
      and(isNull(attempts.finishedAt), sql`${attempts.deliveryId} in (select ${t.id} from ${t} where ${interrupted})`),
    ),
)
/**
 * A crash in mid-send. Silence is worse than a repeat for a reply or an alert, so those go again, marked; an announcement never does by
 * itself. Several crashes in a row must not end in silence either, hence more than the one repeat that a time-out gets (ADR 001).
 */
const endLeases = prepareWrite(
  db
    .update(t)
    .set({
      status: sql`case when ${t.attempts} < ${sql.raw(String(MOST_ATTEMPTS_AFTER_CRASHES))} and (${t.lane} in ('replies', 'life_safety')
        or ${t.door} in (select value from json_each(${given('idempotentDoors')}))) then 'queued' else 'unknown' end`,
      mayRepeat: true,
      leaseUntil: null,
      claimId: null,
    })
    .where(interrupted),
)

export function claimsOver(port: Port): Pick<Store['deliveries'], 'claim' | 'recover'> {
  return {
    async claim({ door, lanes, limit, now, leaseMs, turnId, bulkOf }) {
      const claimId = newId('claim', now)
      const want = { door, limit, now, claimId, leaseUntil: now + leaseMs, ...lanePlaces(lanes) }
      const only = bulkOf === undefined ? null : JSON.stringify(bulkOf)
      const leased = turnId === undefined ? leaseDue({ ...want, bulkOf: only }) : leaseTurn({ ...want, turnId })
      const [count] = await write(port, [leased, beginAttempts(want)])
      if (count === 0) return []
      const rows = await claimed(port, { claimId })
      const order = (lane: Lane) => lanes.indexOf(lane)
      return rows.sort((a, b) => order(a.lane) - order(b.lane)).map(claimedRow) // stable: due order stays within a lane
    },
    async recover(now, idempotentDoors) {
      const want = { now, idempotentDoors: JSON.stringify(idempotentDoors) }
      return (await write(port, [closeAttempts(want), endLeases(want)]))[1] ?? 0
    },
  }
}

/** Lanes not asked for are NULL, which equals nothing. */
function lanePlaces(lanes: readonly Lane[]): Record<string, Lane | null> {
  return Object.fromEntries(LANES.map((_, place) => [`lane${place}`, lanes[place] ?? null]))
}

function claimedRow(row: Awaited<ReturnType<typeof claimed>>[number]): Claimed {
  const { id, door, lane, segments, attempt, mayRepeat } = row
  return {
    attemptId: `${id}.${attempt}`,
    deliveryId: id,
    door,
    lane,
    segments,
    attempt,
    mayRepeat,
    message: messageOf(row),
  }
}

interface MessageColumns extends Omit<OutboundMessage, 'address' | 'buttons' | 'template'> {
  readonly template: OutboundMessage['template'] | null
  readonly buttons: OutboundMessage['buttons'] | null
  readonly kind: OutboundMessage['address']['kind']
  readonly value: string
}

/** A delivery's columns as the message for the wire. */
export function messageOf({ id, kind, value, text, buttons, template, expiresAt }: MessageColumns): OutboundMessage {
  const filled = template === null || template === undefined ? {} : { template }
  const message = { id, address: { kind, value }, text, expiresAt, ...filled }
  return buttons === null || buttons === undefined ? message : { ...message, buttons }
}
