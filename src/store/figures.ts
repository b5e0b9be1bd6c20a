/** Sums over talks, deliveries, ratings and people: counted when asked, so that nothing has to be kept in step. */
import { type SQL, sql } from 'drizzle-orm'
import type { AddressKind, Door } from '../core/address.ts'
import type { DeliveryStatus, Lane } from '../core/message.ts'
import type { FiguresStore } from './figures-store.ts'
import { inScope, scopeValues } from './people-scope.ts'
import type { Port } from './port.ts'
import { given, prepareRead } from './prepare.ts'
import { asIs, columns } from './raw-select.ts'

const DAY_MS = 86_400_000
const VIETNAM_MS = 7 * 3_600_000
/** 1 January 1970 was a Thursday. */
const TO_MONDAY = 3

/** Number of the week since 1970 of an instant. */
const weekOf = (at: SQL) => sql`((${at} + ${sql.raw(String(VIETNAM_MS))}) / ${sql.raw(String(DAY_MS))} + 3) / 7`
const people = sql`(select "contacts"."id" from contacts where ${inScope})`

const stepFields = {
  week: sql<number>`week`,
  flow: sql<string>`flow`,
  step: sql<string>`step`,
  asked: sql<number>`count(*)`,
  left: sql<number>`sum(later is null or later - at > ${given('quietMs')})`,
}
// The next message is looked for in all turns up to now, asked something or not.
const steps = prepareRead(stepFields, (f) =>
  asIs(sql`select ${columns(f)} from (
    select ${weekOf(sql`t.at`)} as week, t.asked_flow as flow, t.asked_step as step, t.at as at,
      lead(t.at) over (partition by t.contact_id order by t.at, t.id) as later
    from turns as t where t.at >= ${given('from')} and t.contact_id in ${people}
  ) where flow is not null and at < ${given('to')} and at <= ${given('settled')}
  group by week, flow, step order by week, flow, step`),
)

const deliveryFields = {
  week: sql<number>`${weekOf(sql`d.created_at`)}`,
  door: sql<Door>`d.door`,
  lane: sql<Lane>`d.lane`,
  status: sql<DeliveryStatus>`d.status`,
  count: sql<number>`count(*)`,
}
// By address and time, as the table's own index goes: no second one has to be kept while messages leave.
const deliveries = prepareRead(deliveryFields, (f) =>
  asIs(sql`select ${columns(f)} from addresses as a
    join deliveries as d on d.address_id = a.id and d.created_at >= ${given('from')} and d.created_at < ${given('to')}
    where a.contact_id in ${people} group by 1, 2, 3, 4 order by 1, 2, 3, 4`),
)

const ratingFields = {
  week: sql<number>`${weekOf(sql`f.at`)}`,
  count: sql<number>`count(*)`,
  rated: sql<number>`count(f.rating)`,
  stars: sql<number>`coalesce(sum(f.rating), 0)`,
}
const ratings = prepareRead(ratingFields, (f) =>
  asIs(sql`select ${columns(f)} from feedback as f
    where f.status <> 'draft' and f.at >= ${given('from')} and f.at < ${given('to')}
    and (${given('everywhere')} = 1 or f.province in (select value from json_each(${given('provinces')}))
      or (f.level = 'commune' and f.commune in (select value from json_each(${given('communes')}))))
    group by 1 order by 1`),
)

const lives = sql`coalesce(
  (select json_extract(s.data, '$.commune') from sessions as s where s.contact_id = "contacts"."id"),
  (select o.commune from organisations as o where o.code = "contacts"."organisation"))`
const reached = sql`select ${lives} as commune, "contacts"."id" as id, a.kind as kind
  from contacts join addresses as a on a.contact_id = "contacts"."id" where a.stopped_at is null and ${inScope}`
const reachFields = {
  commune: sql<string | null>`commune`,
  kind: sql<AddressKind | null>`kind`,
  people: sql<number>`people`,
}
const reach = prepareRead(reachFields, (f) =>
  asIs(sql`with reached as (${reached})
    select ${columns(f)} from (
      select commune, kind, count(distinct id) as people from reached group by commune, kind
      union all select commune, null, count(distinct id) from reached group by commune
    ) order by commune, kind`),
)

export function figuresOver(port: Port): FiguresStore {
  return {
    async steps(scope, { from, to, now, quietMs }) {
      const rows = await steps(port, { ...scopeValues(scope), from, to, quietMs, settled: now - quietMs })
      return rows.map(withMonday)
    },
    async deliveries(scope, { from, to }) {
      return (await deliveries(port, { ...scopeValues(scope), from, to })).map(withMonday)
    },
    async ratings(scope, { from, to }) {
      return (await ratings(port, { ...scopeValues(scope), from, to })).map(withMonday)
    },
    reach: (scope) => reach(port, scopeValues(scope)),
  }
}

function withMonday<T extends { readonly week: number }>(row: T): T {
  return { ...row, week: (row.week * 7 - TO_MONDAY) * DAY_MS - VIETNAM_MS }
}
