/** Rows of a broadcast handed to the doors and taken back with their outcome. A page is decided beforehand and holds for rows as they were read. */
import { sql } from 'drizzle-orm'
import type { Door } from '../core/address.ts'
import type { RecipientStatus } from '../core/broadcast.ts'
import { membersOfOver, wishValues } from './broadcast-members.ts'
import { type Port, type Statement, write } from './port.ts'
import { given, prepareRead } from './prepare.ts'
import { asIs, columns } from './raw-select.ts'
import { moveCounts } from './recipient-counts.ts'
import type { Ended, Handed, PutAside, SendingStore, Settled } from './sending-store.ts'

const queued = prepareRead({ rows: sql<number>`count(*)` }, (f) =>
  asIs(sql`select ${columns(f)} from (select 1 from deliveries as d where d.status = 'queued' and d.door = ${given('door')}
    and d.lane = ${given('lane')} and exists (select 1 from broadcasts as b where b.id = d.broadcast_id and b.status = 'sending')
    limit ${given('most')})`),
)
const due = {
  number: sql<number>`r.number`,
  contactId: sql<string>`r.contact_id`,
  again: sql<number>`r.first_delivery_id is not null`,
  pausedAt: sql<number | null>`p.paused_at`,
  waitsIn: sql<string | null>`json_extract(s.data, '$.waiting.flow')`,
  lastTurnAt: sql<number>`coalesce(s.updated_at, 0)`,
  thirdAt: sql<number>`coalesce(n.third_at, 0)`,
}
const dueRows = prepareRead(due, (f) =>
  asIs(sql`select ${columns(f)} from (select w.number, w.contact_id, w.first_delivery_id, w.due_at from broadcast_recipients as w
      where w.broadcast_id = ${given('id')} and w.door = ${given('door')} and w.status = 'waiting' and w.due_at <= ${given('now')}
      order by w.due_at, w.number limit ${given('limit')}) as r
    join contacts as p on p.id = r.contact_id left join sessions as s on s.contact_id = p.id
    left join announced as n on n.contact_id = p.id order by r.due_at, r.number`),
)

/**
 * Without figures SQLite takes a broadcast for ten rows and would look through the page for each of them; so the id is made to depend on the
 * page, and each row of the page finds its own by the key.
 */
const ITS_ID = `iif(v.key is null, null, ?)`

const HANDED = `from json_each(?) as v join broadcast_recipients as r
  on r.broadcast_id = ${ITS_ID} and r.number = v.value ->> 0 and r.status = 'waiting'`
const INSERT_DELIVERIES = `insert into deliveries (id, broadcast_id, address_id, door, lane, text, segments, template, status, due_at, expires_at, created_at)
  select v.value ->> 1, r.broadcast_id, v.value ->> 2, v.value ->> 3, v.value ->> 4, v.value ->> 5, v.value ->> 6, v.value ->> 7, 'queued', ?, coalesce(v.value ->> 8, ?), ? ${HANDED}`
const ANNOUNCED = `insert into announced (contact_id, last_at, second_at, third_at) select r.contact_id, ?, 0, 0 ${HANDED} where true
  on conflict (contact_id) do update set third_at = second_at, second_at = last_at, last_at = excluded.last_at`
const QUEUE = `update broadcast_recipients set status = 'queued', delivery_id = v.value ->> 1, address_id = v.value ->> 2,
    door = v.value ->> 3, handed_at = ?, due_at = null, settled_at = null
  from json_each(?) as v where broadcast_id = ${ITS_ID} and number = v.value ->> 0 and status = 'waiting'`
/** Stopped meanwhile: its NULL is refused, and the whole page with it. */
const STILL_SENDING = `update broadcasts set total = case when status = 'sending' then total else null end where id = ?`

const ASIDE = `from json_each(?) as v join broadcast_recipients as r
  on r.broadcast_id = ${ITS_ID} and r.number = v.value ->> 0 and r.status = 'waiting' where v.value ->> 1 = 'skipped'`
const PUT_ASIDE = `update broadcast_recipients set status = v.value ->> 1, reason = v.value ->> 2, due_at = v.value ->> 3,
    door = coalesce(v.value ->> 4, door) from json_each(?) as v
  where broadcast_id = ${ITS_ID} and number = v.value ->> 0 and status = 'waiting'`

const ended = {
  number: sql<number>`r.number`,
  deliveryId: sql<string>`d.id`,
  was: sql<RecipientStatus>`r.status`,
  status: sql<RecipientStatus>`d.status`,
  door: sql<Door>`d.door`,
  contactId: sql<string>`r.contact_id`,
  again: sql<number>`r.first_delivery_id is not null`,
  hasSms: sql<number>`exists (select 1 from addresses as a where a.contact_id = r.contact_id and a.kind = 'sms'
    and a.id <> r.address_id and a.stopped_at is null)`,
}
const endedRows = prepareRead(ended, (f) =>
  asIs(sql`select ${columns(f)} from broadcast_recipients as r join deliveries as d on d.id = r.delivery_id
    where r.broadcast_id = ${given('id')} and r.status in ('queued', 'unknown') and d.status not in ('queued', 'sending')
      and d.status <> r.status order by r.number limit ${given('limit')}`),
)
const unheard = prepareRead(ended, (f) =>
  asIs(sql`select ${columns(f)} from broadcast_recipients as r join deliveries as d on d.id = r.delivery_id
    where r.broadcast_id = ${given('id')} and r.status = 'sent' and r.due_at is not null and r.due_at <= ${given('now')}
    order by r.due_at limit ${given('limit')}`),
)
const SETTLED = `from json_each(?) as v join broadcast_recipients as r
  on r.broadcast_id = ${ITS_ID} and r.number = v.value ->> 0 and r.delivery_id = v.value ->> 1 and r.status = v.value ->> 2`
const SETTLE = `update broadcast_recipients set status = v.value ->> 3, door = coalesce(v.value ->> 4, door), due_at = v.value ->> 5,
    first_delivery_id = case when v.value ->> 3 = 'waiting' then delivery_id else first_delivery_id end,
    delivery_id = case when v.value ->> 3 = 'waiting' then null else delivery_id end,
    settled_at = case when v.value ->> 3 = 'waiting' then null else ? end
  from json_each(?) as v where broadcast_id = ${ITS_ID} and number = v.value ->> 0 and delivery_id = v.value ->> 1 and status = v.value ->> 2`

/** Enough to tell a bad list from bad luck. */
const LAST = 200
/** What a crash of ours left in doubt says nothing of the provider: it has no code. */
const isFailure = sql`status = 'failed' or (status = 'unknown' and code is not null)`
const lately = prepareRead(
  { settled: sql<number>`count(*)`, failed: sql<number>`coalesce(sum(${isFailure}), 0)` },
  (f) =>
    asIs(sql`select ${columns(f)} from (select r.status as status, d.code as code from broadcast_recipients as r
    left join deliveries as d on d.id = r.delivery_id
    where r.broadcast_id = ${given('id')} and r.settled_at > ${given('since')} order by r.settled_at desc limit ${sql.raw(String(LAST))})`),
)

type Rows = 'queued' | 'due' | 'hand' | 'putAside' | 'ended' | 'unheard' | 'settle' | 'failures'

export function sendingRowsOver(port: Port): Pick<SendingStore, Rows> {
  const membersOf = membersOfOver(port)
  return {
    async queued(door, lane, most) {
      return (await queued(port, { door, lane, most }))[0]?.rows ?? 0
    },
    async due({ id, audience }, door, { now, limit, home }) {
      const rows = await dueRows(port, { id, door, now, limit })
      const { topic } = wishValues({ id, audience, places: [] })
      const people = await membersOf(
        rows.map(({ contactId }) => contactId),
        topic,
        home,
      )
      const byId = new Map(people.map((one) => [one.contactId, one]))
      return rows.flatMap(({ again, pausedAt, ...row }) => {
        const person = byId.get(row.contactId)
        return person ? [{ ...person, ...row, again: again === 1, paused: pausedAt !== null }] : []
      })
    },
    async hand(id, rows, at, expiresAt) {
      const json = JSON.stringify(rows.map(handedValues))
      const result = await port.atomic([
        { sql: STILL_SENDING, params: [id] },
        { sql: INSERT_DELIVERIES, params: [at, expiresAt, at, json, id] },
        { sql: ANNOUNCED, params: [at, json, id] },
        ...moveCounts(id, "'queued'", HANDED, [json, id]),
        { sql: QUEUE, params: [at, json, id] },
      ])
      return result.kind === 'ok'
    },
    async putAside(id, rows) {
      if (rows.length === 0) return
      const json = JSON.stringify(rows.map(asideValues))
      await write(port, [...moveCounts(id, "'skipped'", ASIDE, [json, id]), { sql: PUT_ASIDE, params: [json, id] }])
    },
    async ended(id, limit) {
      return (await endedRows(port, { id, limit })).map(endedRow)
    },
    async unheard(id, now, limit) {
      return (await unheard(port, { id, now, limit })).map(endedRow)
    },
    async settle(id, rows, at) {
      if (rows.length === 0) return
      const json = JSON.stringify(rows.map(settledValues))
      await write(port, [
        ...moveCounts(id, 'v.value ->> 3', SETTLED, [json, id]),
        { sql: SETTLE, params: [at, json, id] },
      ])
    },
    async failures(id, since) {
      return (await lately(port, { id, since }))[0] ?? { settled: 0, failed: 0 }
    },
  }
}

/** The provider's later word on a message of a broadcast; part of the unit that moves the delivery. */
export function recipientHeard(deliveryId: string): readonly Statement[] {
  const rows = `from broadcast_recipients as r join deliveries as d on d.id = r.delivery_id
    where r.delivery_id = ? and r.status in ('sent', 'unknown') and d.status in ('delivered', 'failed')`
  const counts = (status: string, sign: '' | '-'): Statement => ({
    sql: `insert into broadcast_counts (broadcast_id, status, count) select r.broadcast_id, ${status}, ${sign}1 ${rows}
      on conflict (broadcast_id, status) do update set count = count + excluded.count`,
    params: [deliveryId],
  })
  return [
    counts('d.status', ''),
    counts('r.status', '-'),
    {
      sql: `update broadcast_recipients set status = d.status, due_at = null from deliveries as d
        where d.id = ? and broadcast_recipients.delivery_id = d.id and broadcast_recipients.status in ('sent', 'unknown')
          and d.status in ('delivered', 'failed')`,
      params: [deliveryId],
    },
  ]
}

function handedValues({ number, deliveryId, addressId, door, lane, text, ...how }: Handed): readonly unknown[] {
  return [number, deliveryId, addressId, door, lane, text, how.segments, how.template, how.until]
}

function asideValues(row: PutAside): readonly unknown[] {
  return 'skipped' in row
    ? [row.number, 'skipped', row.skipped, null, null]
    : [row.number, 'waiting', null, row.dueAt, row.door]
}

function settledValues({ number, deliveryId, was, status, door, dueAt }: Settled): readonly unknown[] {
  return [number, deliveryId, was, status, door ?? null, dueAt ?? (status === 'waiting' ? 0 : null)]
}

function endedRow({ again, hasSms, ...row }: Awaited<ReturnType<typeof endedRows>>[number]): Ended {
  return { ...row, again: again === 1, hasSms: hasSms === 1 }
}
