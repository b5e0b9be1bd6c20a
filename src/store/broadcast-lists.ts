/** What officials look at of a broadcast: the rows of its people with their reasons, and what people wrote back; each within a scope. */
import { sql } from 'drizzle-orm'
import type { AddressKind, Door } from '../core/address.ts'
import type { RecipientStatus } from '../core/broadcast.ts'
import type { InboundContent } from '../core/message.ts'
import type { BroadcastStore } from './broadcast-store.ts'
import { scopeValues } from './case-scope.ts'
import type { Port, Statement } from './port.ts'
import { given, prepareRead } from './prepare.ts'
import { asIs, columns } from './raw-select.ts'
import type { TurnCommit } from './store.ts'

/** The broadcast lies within the scope: then so do all its people, who were chosen by its communes. */
const within = sql`exists (select 1 from broadcasts as b where b.id = ${given('id')} and (${given('everywhere')} = 1
  or not exists (select 1 from json_each(b.places) as place where place.value not in (select value from json_each(${given('communes')})))))`

const row = {
  number: sql<number>`r.number`,
  contactId: sql<string | null>`r.contact_id`,
  name: sql<string | null>`p.name`,
  kind: sql<AddressKind | null>`a.kind`,
  value: sql<string | null>`a.value`,
  door: sql<Door | null>`r.door`,
  status: sql<RecipientStatus>`case when r.status = 'waiting' and b.status = 'cancelled' then 'cancelled' else r.status end`,
  reason: sql<string | null>`coalesce(r.reason, d.failure)`,
  code: sql<string | null>`d.code`,
  byTemplate: sql<number>`d.template is not null`,
  parts: sql<number | null>`case when d.status in ('sent', 'delivered') then d.segments end`,
  again: sql<number>`r.first_delivery_id is not null`,
  at: sql<number | null>`coalesce(r.settled_at, r.handed_at)`,
}
const rows = prepareRead(row, (f) =>
  asIs(
    sql`select ${columns(f)} from broadcast_recipients as r join broadcasts as b on b.id = r.broadcast_id
      left join contacts as p on p.id = r.contact_id left join addresses as a on a.id = r.address_id
      left join deliveries as d on d.id = r.delivery_id
      where r.broadcast_id = ${given('id')} and r.number > ${given('after')} and ${within}
        and (${given('statuses')} = '[]' or r.status in (select value from json_each(${given('statuses')})))
      order by r.number limit ${given('limit')}`,
  ),
)
const reply = {
  inboundId: sql<string>`r.inbound_id`,
  contactId: sql<string>`r.contact_id`,
  name: sql<string | null>`p.name`,
  kind: sql<AddressKind>`m.address_kind`,
  content: sql<string>`m.content`,
  at: sql<number>`r.at`,
}
const replies = prepareRead(reply, (f) =>
  asIs(
    sql`select ${columns(f)} from broadcast_replies as r join contacts as p on p.id = r.contact_id
      join inbound_messages as m on m.id = r.inbound_id where r.broadcast_id = ${given('id')} and ${within}
      order by r.at desc, r.inbound_id desc limit ${given('limit')} offset ${given('offset')}`,
  ),
)
const replyCount = prepareRead({ total: sql<number>`count(*)` }, (f) =>
  asIs(sql`select ${columns(f)} from broadcast_replies as r where r.broadcast_id = ${given('id')} and ${within}`),
)

export function broadcastListsOver(port: Port): Pick<BroadcastStore, 'rows' | 'replies'> {
  return {
    async rows(scope, id, { statuses, after, limit }) {
      const values = { ...scopeValues(scope), id, after, limit, statuses: JSON.stringify(statuses) }
      const found = await rows(port, values)
      return found.map(({ kind, value, again, byTemplate, ...one }) => ({
        ...one,
        address: kind === null || value === null ? null : { kind, value },
        byTemplate: byTemplate === 1,
        again: again === 1,
      }))
    },
    async replies(scope, id, { limit, offset }) {
      const values = { ...scopeValues(scope), id, limit, offset }
      const [found, [count]] = await Promise.all([replies(port, values), replyCount(port, values)])
      return {
        rows: found.map(({ content, ...one }) => ({ ...one, text: wordsOf(JSON.parse(content)) })),
        total: count?.total ?? 0,
      }
    },
  }
}

/** Part of a turn's unit: what is said soon after a broadcast stands with it, whatever the program answered. */
export function broadcastReply({ inboundId, contact, at }: TurnCommit, since: number): Statement {
  return {
    sql: `insert into broadcast_replies (inbound_id, broadcast_id, contact_id, at)
      select ?, r.broadcast_id, r.contact_id, ? from broadcast_recipients as r
      where r.contact_id = ? and r.handed_at >= ? and r.status in ('queued', 'sent', 'delivered', 'unknown')
      order by r.handed_at desc limit 1`,
    params: [inboundId, at, contact.id, since],
  }
}

/** Only words thread to a broadcast; a photo's are those written below it. */
function wordsOf(content: InboundContent): string {
  if (content.kind === 'text') return content.text
  if (content.kind === 'button') return content.value
  return content.kind === 'photo' ? (content.text ?? '') : ''
}
