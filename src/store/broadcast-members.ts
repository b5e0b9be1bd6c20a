/** Whom a broadcast is for, as SQL over pages of people by id; the places it may reach bind every page, whatever else was wished. */
import { asc, eq, type SQL, sql } from 'drizzle-orm'
import type { AddressKind, Door } from '../core/address.ts'
import type { Language } from '../core/language.ts'
import type { AudienceWish, BroadcastStore, Member, Way } from './broadcast-store.ts'
import { scopeValues } from './case-scope.ts'
import { homeOf } from './check-ins.ts'
import { type Port, write } from './port.ts'
import { db, given, prepareRead, prepareWrite } from './prepare.ts'
import { asIs, columns } from './raw-select.ts'
import { broadcastLists } from './tables/broadcasts.ts'
import { insertDelivery } from './turn-writes.ts'

/** A wish that is not there lets everybody pass. */
function wished(name: string, condition: (value: SQL) => SQL): SQL {
  return sql`(${given(name)} is null or ${condition(given(name))})`
}
const one = (value: SQL): SQL => sql`(select value from json_each(${value}))`
const fact = (condition: SQL): SQL => sql`exists (select 1 from households as h join facts as f on f.household_id = h.id
  where h.contact_id = n.id and ${condition})`
const age = sql.raw(`f.fact = 'person.age' and json_extract(f.value, '$')`)

/** As told in any talk, or in any report of their own. */
const isVulnerable = (words: SQL): SQL => sql`exists (select 1 from json_each(${words}) as w where
  (w.value = 'elderly' and ${fact(sql`${age} >= 60`)}) or (w.value = 'infant' and ${fact(sql`${age} < 1`)})
  or (w.value = 'child' and ${fact(sql`${age} between 1 and 5`)})
  or (w.value = 'disabled' and ${fact(sql`f.fact = 'person.disability' and json_extract(f.value, '$') <> 'none'`)})
  or exists (select 1 from cases as c, json_each(c.report, '$.vulnerable') as told where c.contact_id = n.id
    and c.kind = 'hardship' and coalesce(json_extract(c.report, '$.forWhom'), 'self') <> 'neighbour' and told.value = w.value))`
/** The last word we gave them of it, and no wish of theirs for it since they heard. */
const mayHave = (programme: SQL): SQL => sql`(select v.verdict in ('eligible', 'possible') from turns as u
    join verdicts as v on v.turn_id = u.id where u.contact_id = n.id and v.programme = ${programme} order by v.id desc limit 1)
  and not exists (select 1 from leads as l where l.contact_id = n.id and (l.about = ${programme} or l.about in (select v.rule
    from turns as u join verdicts as v on v.turn_id = u.id where u.contact_id = n.id and v.programme = ${programme})))
  and not exists (select 1 from case_supports as g join cases as c on c.id = g.case_id join turns as u on u.contact_id = n.id
    join verdicts as v on v.turn_id = u.id and v.programme = ${programme} where c.contact_id = n.id and g.rule = v.rule)`

const wishes = sql`${wished('topic', (topic) => sql`exists (select 1 from subscriptions as b where b.topic = ${topic} and b.contact_id = n.id and b.ended_at is null)`)}
  and ${wished('interest', (kind) => sql`exists (select 1 from leads as l where l.contact_id = n.id and l.kind = ${kind})`)}
  and ${wished('classes', (classes) => fact(sql`f.fact = 'class' and json_extract(f.value, '$') in ${one(classes)}`))}
  and ${wished('vulnerable', isVulnerable)}
  and ${wished('language', (language) => sql`n.language = ${language}`)}
  and ${wished('kinds', (kinds) => sql`exists (select 1 from addresses as a where a.contact_id = n.id and a.kind in ${one(kinds)})`)}
  and ${wished(
    'disaster',
    (event) => sql`(exists (select 1 from check_ins as k where k.disaster_id = ${event} and k.contact_id = n.id)
    or exists (select 1 from cases as c where c.disaster_id = ${event} and c.contact_id = n.id))`,
  )}
  and ${wished('verdict', mayHave)}
  and ${wished('list', (id) => sql`exists (select 1 from broadcast_lists as l where l.broadcast_id = ${id} and l.contact_id = n.id)`)}`

const member = {
  contactId: sql<string>`p.id`,
  language: sql<Language>`p.language`,
  commune: sql<string | null>`home`,
  accents: sql<number | null>`(select json_extract(s.data, '$.accents') from sessions as s where s.contact_id = p.id)`,
  pack: sql<string | null>`(select json_extract(s.data, '$.pack') from sessions as s where s.contact_id = p.id)`,
  addressId: sql<string>`a.id`,
  kind: sql<AddressKind>`a.kind`,
  value: sql<string>`a.value`,
  stoppedAt: sql<number | null>`a.stopped_at`,
  cameBy: sql<Door | null>`(select m.door from inbound_messages as m
    where m.address_kind = a.kind and m.address_value = a.value order by m.received_at desc limit 1)`,
  lastInAt: sql<number | null>`(select max(m.received_at) from inbound_messages as m
    where a.kind = 'zalo' and m.address_kind = a.kind and m.address_value = a.value)`,
  consented: sql<number>`exists (select 1 from subscriptions as b where b.address_id = a.id
    and b.topic = ${given('topic')} and b.ended_at is null)`,
}
/** Duty officers who never wrote have no session and are nobody's household. */
const members = prepareRead(member, (f) =>
  asIs(
    sql`select ${columns(f)} from (select n.id as nid, ${homeOf('n.id')} as home from contacts as n
        where n.id > ${given('after')} and n.id <= ${given('until')} and n.created_at <= ${given('knownBy')} and ${wishes}
          and exists (select 1 from sessions as s where s.contact_id = n.id))
      join contacts as p on p.id = nid join addresses as a on a.contact_id = nid
      where home in ${one(given('places'))} order by p.id, a.kind <> 'sms', a.created_at, a.id`,
  ),
)
const membersById = prepareRead(member, (f) =>
  asIs(
    sql`select ${columns(f)} from (select n.id as nid, ${homeOf('n.id')} as home from contacts as n where n.id in ${one(given('ids'))})
      join contacts as p on p.id = nid join addresses as a on a.contact_id = nid order by p.id, a.kind <> 'sms', a.created_at, a.id`,
  ),
)

const wanted = {
  contactId: sql<
    string | null
  >`(select n.id from contacts as n where n.id = coalesce(json_extract(want.value, '$.contactId'),
      (select a.contact_id from addresses as a where a.kind = 'sms' and a.value = json_extract(want.value, '$.phone')))
    and (${given('everywhere')} = 1 or ${homeOf('n.id')} in ${one(given('communes'))}))`,
}
const known = prepareRead(wanted, (f) =>
  asIs(sql`select ${columns(f)} from json_each(${given('rows')}) as want order by want.key`),
)
const forgetList = prepareWrite(db.delete(broadcastLists).where(eq(broadcastLists.broadcastId, given('id'))))
const keepList = `insert into broadcast_lists (broadcast_id, contact_id)
  select ?, value from json_each(?) where true on conflict do nothing`

const listed = prepareRead({ contactId: broadcastLists.contactId }, (f) =>
  db
    .select(f)
    .from(broadcastLists)
    .where(eq(broadcastLists.broadcastId, given('id')))
    .orderBy(asc(broadcastLists.contactId)),
)

export function broadcastMembersOver(
  port: Port,
): Pick<BroadcastStore, 'members' | 'member' | 'owe' | 'known' | 'putList' | 'listed'> {
  const membersOf = membersOfOver(port)
  return {
    async members(wish, where) {
      return grouped(await members(port, { ...wishValues(wish), ...where }))
    },
    async member(id, home) {
      return (await membersOf([id], null, home))[0] ?? null
    },
    async owe(deliveries, at) {
      const rows = deliveries.map(({ message: { id, text, expiresAt, address }, ...rest }) =>
        insertDelivery({ ...rest, ...address, id, text, expiresAt, buttons: null, turnId: null, at }),
      )
      await write(port, rows)
    },
    async known(scope, rows, home) {
      const found = await known(port, { ...scopeValues(scope), rows: JSON.stringify(rows), home })
      return found.map(({ contactId }) => contactId)
    },
    async listed(id) {
      return (await listed(port, { id })).map(({ contactId }) => contactId)
    },
    async putList(id, contactIds) {
      await write(port, [forgetList({ id }), { sql: keepList, params: [id, JSON.stringify(contactIds)] }])
    },
  }
}

/** These people with all their ways, and where each agreed to a topic. */
export function membersOfOver(port: Port) {
  return async (ids: readonly string[], topic: string | null | undefined, home: string): Promise<readonly Member[]> =>
    grouped(await membersById(port, { ids: JSON.stringify(ids), topic, home }))
}

/** By name of the placeholder; a wish that is not there is NULL. */
export function wishValues({ id, audience, places }: AudienceWish) {
  const { topic, interest, verdict, classes, vulnerable, language, kinds, disaster, list } = audience
  const several = (words: readonly string[] | undefined) =>
    words === undefined || words.length === 0 ? null : JSON.stringify(words)
  return {
    ...{ topic, interest, language, disaster, verdict: verdict?.programme },
    ...{ classes: several(classes), vulnerable: several(vulnerable), kinds: several(kinds) },
    list: list === undefined ? null : id,
    places: JSON.stringify(places),
  }
}

type MemberRow = Awaited<ReturnType<typeof members>>[number]

/** One row an address; a person's stand together. */
function grouped(rows: readonly MemberRow[]): readonly Member[] {
  const found: (Member & { readonly ways: Way[] })[] = []
  for (const { addressId, kind, value, stoppedAt, cameBy, lastInAt, consented, accents, ...who } of rows) {
    const way: Way = {
      ...{ addressId, address: { kind, value }, cameBy, lastInAt },
      ...{ stopped: stoppedAt !== null, consented: consented === 1 },
    }
    const last = found.at(-1)
    if (last?.contactId === who.contactId) last.ways.push(way)
    else found.push({ ...who, accents: accents === 1, ways: [way] })
  }
  return found
}
