/** Everything that was written to and by one person, as the rows of the talk hold it: nothing is kept a second time. */
import { eq, sql } from 'drizzle-orm'
import type { Door } from '../core/address.ts'
import type { Lane, SendFailure } from '../core/message.ts'
import { isReadable } from './above-talk.ts'
import { inScope, scopeValues } from './people-scope.ts'
import type { LogLine, PeopleStore } from './people-store.ts'
import type { Port } from './port.ts'
import { db, given, prepareRead } from './prepare.ts'
import { asIs, columns } from './raw-select.ts'
import { contacts } from './tables/contacts.ts'

const seen = prepareRead({ id: contacts.id }, (f) =>
  db
    .select(f)
    .from(contacts)
    .where(sql`${eq(contacts.id, given('id'))} and ${inScope}`),
)
const fields = {
  direction: sql<'in' | 'out'>`direction`,
  at: sql<number>`at`,
  content: sql<string>`content`,
  door: sql<Door>`door`,
  status: sql<string>`status`,
  lane: sql<Lane | null>`lane`,
  failure: sql<SendFailure | null>`failure`,
  settledAt: sql<number | null>`settled_at`,
}
const HEARD = isReadable({ turn: 'inbound_id', equals: 'i.id' })
const SAID = isReadable({ turn: 'id', equals: 'd.turn_id' })
// Of the same moment the answer stands above the question.
const lines = prepareRead(fields, (f) =>
  asIs(sql`select ${columns(f)} from (
    select 'in' as direction, i.received_at as at, i.content as content, i.door as door, i.status as status,
      null as lane, null as failure, null as settled_at, 0 as place, i.id as id
    from addresses as a join inbound_messages as i on i.address_kind = a.kind and i.address_value = a.value
    where a.contact_id = ${given('id')} and ${HEARD}
    union all
    select 'out', d.created_at, d.text, d.door, d.status, d.lane, d.failure, d.settled_at, 1 + d.ordinal, d.id
    from addresses as a join deliveries as d on d.address_id = a.id where a.contact_id = ${given('id')} and ${SAID}
  ) order by at desc, place desc, id desc limit ${given('limit')} offset ${given('offset')}`),
)
const counted = prepareRead({ total: sql<number>`total` }, () =>
  asIs(sql`select (select count(*) from addresses as a
      join inbound_messages as i on i.address_kind = a.kind and i.address_value = a.value where a.contact_id = ${given('id')}
      and ${HEARD})
    + (select count(*) from addresses as a join deliveries as d on d.address_id = a.id where a.contact_id = ${given('id')}
      and ${SAID}) as total`),
)

export function messageLogOver(port: Port): PeopleStore['messages'] {
  return async (scope, id, { limit, offset }) => {
    const [found] = await seen(port, { ...scopeValues(scope), id })
    if (found === undefined) return null
    const values = { ...scopeValues(scope), id }
    const [rows, [sum]] = await Promise.all([lines(port, { ...values, limit, offset }), counted(port, values)])
    return { lines: rows.map(lineOf), total: sum?.total ?? 0 }
  }
}

function lineOf({ content, ...row }: Awaited<ReturnType<typeof lines>>[number]): LogLine {
  return { ...row, content: row.direction === 'out' ? { kind: 'text', text: content } : JSON.parse(content) }
}
