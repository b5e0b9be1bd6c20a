/** The question "are you safe?" as rows: one a person and event, written with its delivery as one unit, so that a sweep killed in the middle goes on. */
import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { AddressKind, Door } from '../core/address.ts'
import type { Language } from '../core/language.ts'
import { checkInListsOver } from './check-in-lists.ts'
import type { CheckInStore, HelpAnswer, Reachable } from './check-in-store.ts'
import type { Port, Statement } from './port.ts'
import { db, given, prepareRead, prepareWrite } from './prepare.ts'
import { asIs, columns } from './raw-select.ts'
import type { NewDelivery } from './store.ts'
import { checkIns as t } from './tables/disasters.ts'
import { addressId, insertDelivery } from './turn-writes.ts'

/** Where somebody lives (see check-in-store.ts), `who` being an expression for their id. */
export function homeOf(who: string): SQL {
  return sql`coalesce(
    (select json_extract(s.data, '$.commune') from sessions as s where s.contact_id = ${sql.raw(who)}),
    (select c.commune from cases as c where c.contact_id = ${sql.raw(who)} and c.kind = 'hardship' and c.commune is not null
      and coalesce(json_extract(c.report, '$.forWhom'), 'self') <> 'neighbour' order by c.opened_at desc limit 1),
    (select coalesce(o.commune, case when o.province is null then o.code end) from organisations as o
      where o.code = coalesce((select p.organisation from contacts as p where p.id = ${sql.raw(who)}), ${given('home')})))`
}

/** How they are reached: of their addresses one that did not say stop, the phone number first. */
const reached = {
  kind: sql<AddressKind>`a.kind`,
  value: sql<string>`a.value`,
  stoppedAt: sql<number | null>`a.stopped_at`,
  language: sql<Language>`p.language`,
  organisation: sql<string | null>`p.organisation`,
  accents: sql<number | null>`json_extract(s.data, '$.accents')`,
  pack: sql<string | null>`json_extract(s.data, '$.pack')`,
  cameBy: sql<Door | null>`(select m.door from inbound_messages as m
    where m.address_kind = a.kind and m.address_value = a.value order by m.received_at desc limit 1)`,
}
const way = (who: SQL): SQL => sql`contacts as p on p.id = ${who} join sessions as s on s.contact_id = p.id
  join addresses as a on a.id = (select b.id from addresses as b where b.contact_id = p.id
    order by b.stopped_at is not null, b.kind <> 'sms', b.created_at limit 1)`

const nextIds = prepareRead({ last: sql<string | null>`max(id)` }, (f) =>
  asIs(
    sql`select ${f.last} from (select id from contacts where id > ${given('after')} order by id limit ${given('size')})`,
  ),
)
const askable = {
  contactId: sql<string>`p.id`,
  ...reached,
  commune: sql<string | null>`home`,
  waitsIn: sql<string | null>`json_extract(s.data, '$.waiting.flow')`,
  lastTurnAt: sql<number>`s.updated_at`,
  reportedAt: sql<
    number | null
  >`(select max(c.opened_at) from cases as c where c.contact_id = p.id and c.kind = 'hardship'
    and c.status <> 'closed' and c.opened_at >= ${given('since')}
    and coalesce(json_extract(c.report, '$.forWhom'), 'self') <> 'neighbour')`,
}
/** Duty officers who never wrote have no session and are nobody's household; with whom an official speaks now is asked later. */
const toAsk = prepareRead(askable, (f) =>
  asIs(
    sql`select ${columns(f)} from (select n.id as nid, ${homeOf('n.id')} as home from contacts as n
        where n.id > ${given('after')} and n.id <= ${given('until')} and n.created_at <= ${given('knownBy')} and n.paused_at is null
          and not exists (select 1 from check_ins as k where k.disaster_id = ${given('id')} and k.contact_id = n.id))
      join ${way(sql`nid`)}
      where home in (select value from json_each(${given('communes')})) order by p.id`,
  ),
)
/** Nothing is asked for an event that is no longer open: its status becomes NULL, which NOT NULL refuses, with the delivery. */
const insertAsked = prepareWrite(
  db.insert(t).values({
    disasterId: sql.placeholder('id'),
    contactId: sql.placeholder('contactId'),
    addressId: sql`case when ${given('askedAt')} is null then null else (${addressId}) end`,
    commune: sql.placeholder('commune'),
    status: sql`(select ${given('status')} from disasters as e where e.id = ${given('id')} and e.status = 'open')`,
    askedAt: sql.placeholder('askedAt'),
    answeredAt: sql.placeholder('answeredAt'),
  }),
)
const gathered: Statement['sql'] = `insert into check_ins (disaster_id, contact_id, commune, status, answered_at)
  select c.disaster_id, c.contact_id, min(c.commune), 'need_help', min(c.opened_at) from cases as c
  where c.disaster_id = ? and c.contact_id is not null and c.kind = 'hardship'
    and coalesce(json_extract(c.report, '$.forWhom'), 'self') <> 'neighbour'
  group by c.disaster_id, c.contact_id on conflict do nothing`

/** Their newest case of the event that somebody still works on. */
const openCode = (contact: string, event: string): SQL<string | null> =>
  sql<
    string | null
  >`(select c.code from cases as c where c.contact_id = ${sql.raw(contact)} and c.disaster_id = ${sql.raw(event)}
    and c.kind = 'hardship' and c.status not in ('closed', 'confirmed') order by c.opened_at desc limit 1)`

const askedForHelp = {
  contactId: sql<string>`k.contact_id`,
  ...reached,
  waitsIn: sql<string | null>`json_extract(s.data, '$.waiting.flow')`,
  lastTurnAt: sql<number>`s.updated_at`,
  commune: sql<string | null>`k.commune`,
  code: openCode('k.contact_id', 'k.disaster_id'),
}
const toFollowUp = prepareRead(askedForHelp, (f) =>
  asIs(
    sql`select ${columns(f)} from check_ins as k join ${way(sql`k.contact_id`)}
      where k.disaster_id = ${given('id')} and k.followed_up_at is null and k.status = 'need_help' and p.paused_at is null
      order by k.contact_id limit ${given('limit')}`,
  ),
)
/** Whoever was slower finds it marked: then nothing is kept, nor the delivery. */
const markFollowed = prepareWrite(
  db
    .update(t)
    .set({
      status: sql`case when ${t.followedUpAt} is null then ${t.status} else null end`,
      followedUpAt: given('at'),
    })
    .where(and(eq(t.disasterId, given('id')), eq(t.contactId, given('contactId')))),
)

const own = {
  commune: sql<string | null>`${homeOf('p.id')}`,
  lastTurnAt: sql<number | null>`(select s.updated_at from sessions as s where s.contact_id = p.id)`,
  disasterId: sql<string | null>`k.disaster_id`,
  status: sql<'asked' | 'safe' | 'need_help' | null>`k.status`,
  askedAt: sql<number | null>`k.asked_at`,
  followedUpAt: sql<number | null>`k.followed_up_at`,
  help: sql<HelpAnswer | null>`k.help`,
  code: openCode('p.id', 'k.disaster_id'),
}
const ofContact = prepareRead(own, (f) =>
  asIs(
    sql`select ${columns(f)} from contacts as p left join check_ins as k on k.contact_id = p.id
        and k.disaster_id in (select value from json_each(${given('ids')}))
      where p.id = ${given('contactId')}`,
  ),
)
const stopQueued = `update deliveries set status = 'stopped' where status = 'queued' and lane = 'bulk'
  and (address_id, created_at) in (select k.address_id, k.asked_at from check_ins as k where k.disaster_id = ?)`

export function checkInsOver(port: Port): CheckInStore {
  return {
    ...checkInListsOver(port),
    async lastOf(after, size) {
      return (await nextIds(port, { after, size }))[0]?.last ?? null
    },
    async toAsk({ id, communes, since }, where) {
      const rows = await toAsk(port, { ...where, id, since, communes: JSON.stringify(communes) })
      return rows.map(({ waitsIn, lastTurnAt, reportedAt, ...row }) => ({
        ...reachable(row),
        waitsIn,
        lastTurnAt,
        reportedAt,
      }))
    },
    async ask(id, { contactId, address, commune, reportedAt }, { delivery, at }) {
      const { kind, value } = address
      const told = delivery === null ? reportedAt : null
      const row = {
        ...{ id, contactId, kind, value, commune },
        status: told === null ? 'asked' : 'need_help',
        askedAt: delivery === null ? null : at,
        answeredAt: told,
      }
      return (await port.atomic([insertAsked(row), ...owed(delivery, at)])).kind === 'ok'
    },
    async gather(id) {
      await port.atomic([{ sql: gathered, params: [id] }])
    },
    async toFollowUp(id, limit) {
      const rows = await toFollowUp(port, { id, limit })
      return rows.map(({ code, waitsIn, lastTurnAt, ...row }) => ({ ...reachable(row), code, waitsIn, lastTurnAt }))
    },
    async followUp(id, contactId, { delivery, at }) {
      return (await port.atomic([markFollowed({ id, contactId, at }), ...owed(delivery, at)])).kind === 'ok'
    },
    async ofContact(contactId, ids, home) {
      const rows = await ofContact(port, { contactId, ids: JSON.stringify(ids), home })
      const [first] = rows
      return {
        commune: first?.commune ?? null,
        lastTurnAt: first?.lastTurnAt ?? 0,
        rows: rows.flatMap(({ disasterId, status, askedAt, followedUpAt, help, code }) =>
          disasterId === null || status === null ? [] : [{ disasterId, status, askedAt, followedUpAt, help, code }],
        ),
      }
    },
    async stopQueued(id) {
      const result = await port.atomic([{ sql: stopQueued, params: [id] }])
      return result.kind === 'ok' ? (result.changes[0] ?? 0) : 0
    },
  }
}

type ReachedRow = Pick<Awaited<ReturnType<typeof toFollowUp>>[number], keyof typeof reached | 'contactId' | 'commune'>

function reachable({ contactId, commune, kind, value, stoppedAt, accents, ...row }: ReachedRow): Reachable {
  const { cameBy, language, pack, organisation } = row
  const address = { kind, value }
  return {
    ...{ contactId, commune, address, cameBy, language, pack, organisation },
    stopped: stoppedAt !== null,
    accents: accents === 1,
  }
}

function owed(delivery: NewDelivery | null, at: number): readonly Statement[] {
  if (delivery === null) return []
  const { message, door, lane, ordinal, segments } = delivery
  const { id, text, buttons, expiresAt, address } = message
  const where = { kind: address.kind, value: address.value, turnId: null, at }
  return [insertDelivery({ ...where, id, text, buttons, expiresAt, door, lane, ordinal, segments })]
}
