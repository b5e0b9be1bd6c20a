/** Polls as rows: one a person asked, written with its message as one unit, so that a sweep killed in the middle goes on. */
import { sql } from 'drizzle-orm'
import type { TurnEvent } from '../core/session.ts'
import { homeOf } from './check-ins.ts'
import { MAIN_ADDRESS, owed, personFields, personOf } from './feedback.ts'
import type { Poll, PollStore } from './poll-store.ts'
import { type Port, type Statement, write } from './port.ts'
import { db, given, prepareRead, prepareWrite, type Values } from './prepare.ts'
import { asIs, columns } from './raw-select.ts'
import { pollAsks, polls as t } from './tables/polls.ts'

const made = prepareWrite(
  db.insert(t).values({
    id: sql.placeholder('id'),
    question: sql.placeholder('question'),
    options: sql.placeholder('options'),
    communes: sql.placeholder('communes'),
    topic: sql.placeholder('topic'),
    by: sql.placeholder('by'),
    at: sql.placeholder('at'),
    closesAt: sql.placeholder('closesAt'),
    askedTo: '',
    askedAll: false,
    passedBy: 0,
    roundAt: 0,
  }),
)
const fields = {
  id: t.id,
  question: t.question,
  options: t.options,
  communes: t.communes,
  topic: t.topic,
  by: t.by,
  at: t.at,
  closesAt: t.closesAt,
  askedTo: t.askedTo,
  askedAll: t.askedAll,
  passedBy: t.passedBy,
  asked: sql<number>`(select count(*) from poll_asks as k where k.poll_id = polls.id)`,
  answered: sql<number>`(select count(k.answer) from poll_asks as k where k.poll_id = polls.id)`,
}
const listed = prepareRead(fields, (f) =>
  db
    .select(f)
    .from(t)
    .where(
      sql`${given('after')} is null or (${t.at}, ${t.id}) < (select x.at, x.id from polls as x where x.id = ${given('after')})`,
    )
    .orderBy(sql`${t.at} desc, ${t.id} desc`)
    .limit(sql.placeholder('limit')),
)
const one = prepareRead(fields, (f) =>
  db
    .select(f)
    .from(t)
    .where(sql`${t.id} = ${given('id')}`),
)
const running = prepareRead(fields, (f) =>
  db
    .select(f)
    .from(t)
    .where(sql`${t.askedAll} = 0 and ${t.closesAt} > ${given('now')} and ${t.roundAt} <= ${given('now')}`)
    .orderBy(t.at),
)
const counted = prepareRead({ answer: sql<number>`answer`, count: sql<number>`count(*)` }, (f) =>
  asIs(
    sql`select ${columns(f)} from poll_asks where poll_id = ${given('id')} and answer is not null group by 1 order by 1`,
  ),
)
/** Whoever lives there, may be written to, belongs to its topic, and was not asked this poll. */
const audience = sql`from (select n.id as contact_id, n.paused_at as paused_at, ${homeOf('n.id')} as home from contacts as n
    where n.id > ${given('after')} and n.id <= ${given('until')} and n.created_at <= ${given('at')}) as f
  join contacts as c on c.id = f.contact_id join addresses as a on a.id = ${sql.raw(MAIN_ADDRESS)}
  where f.home in (select value from json_each(${given('communes')})) and a.stopped_at is null
    and (${given('topic')} is null or exists (select 1 from subscriptions as u
      where u.contact_id = f.contact_id and u.topic = ${given('topic')} and u.ended_at is null))
    and not exists (select 1 from poll_asks as k where k.contact_id = f.contact_id and k.poll_id = ${given('id')})`
const canWait = sql`(f.paused_at is not null or exists (select 1 from poll_asks as k
  where k.contact_id = f.contact_id and k.asked_at >= ${given('askedSince')}))`
const members = prepareRead(personFields, (f) =>
  asIs(sql`select ${columns(f)} ${audience} and not ${canWait} order by f.contact_id`),
)
const passed = prepareRead({ count: sql<number>`count(*)` }, (f) =>
  asIs(sql`select ${columns(f)} ${audience} and ${canWait}`),
)
/** Nobody is asked of a closed poll: the instant becomes NULL, which NOT NULL refuses, with the message. */
const asks = prepareWrite(
  db.insert(pollAsks).values({
    pollId: sql.placeholder('id'),
    contactId: sql.placeholder('contactId'),
    askedAt: sql`(select ${given('at')} from polls as p where p.id = ${given('id')} and p.closes_at > ${given('at')})`,
  }),
)
const waiting = prepareRead(
  {
    id: sql<string>`p.id`,
    options: sql<number>`coalesce(json_array_length(p.options), 5)`,
    fresh: sql<number>`k.asked_at > coalesce(s.updated_at, 0)`,
  },
  (f) =>
    asIs(sql`select ${columns(f)} from poll_asks as k join polls as p on p.id = k.poll_id
      left join sessions as s on s.contact_id = k.contact_id
      where k.contact_id = ${given('contactId')} and k.answer is null and p.closes_at > ${given('now')}
      order by k.asked_at desc limit 1`),
)
const ANSWER = `update poll_asks set answer = ?, answered_at = ? where poll_id = ? and contact_id = ? and answer is null
  and exists (select 1 from polls as p where p.id = poll_id and p.closes_at > ?)`

/** What is counted of a round begins with its first stretch. */
const LOOKED_AT = `update polls set asked_to = ?, passed_by = case when ? = '' then 0 else passed_by end + ?
  where id = ? and asked_to = ?`
const END_ROUND = `update polls set asked_all = passed_by = 0, asked_to = case when passed_by = 0 then asked_to else '' end,
  round_at = case when passed_by = 0 then round_at else ? end where id = ?`

/** A question of a poll is known by its person and the instant at which it was written. */
const STOP_QUEUED = `update deliveries set status = 'stopped' where status = 'queued' and lane = 'bulk'
  and exists (select 1 from poll_asks as k join addresses as a on a.contact_id = k.contact_id
    where k.poll_id = ? and a.id = deliveries.address_id and k.asked_at = deliveries.created_at)`

/** The first answer counts, and only while the poll is open. */
export function pollStatements(
  event: TurnEvent,
  { contactId, at }: { readonly contactId: string; readonly at: number },
): readonly Statement[] {
  if (event.type !== 'poll_answered') return []
  return [{ sql: ANSWER, params: [event.answer, at, event.poll, contactId, at] }]
}

function audienceOf({ id, communes, topic, at }: Pick<Poll, 'id' | 'communes' | 'topic' | 'at'>): Values {
  return { id, topic, at, communes: JSON.stringify(communes) }
}

export function pollsOver(port: Port): PollStore {
  return {
    async make(poll) {
      await write(port, [made({ ...poll })])
    },
    list: (limit, after) => listed(port, { limit, after }),
    get: async (id) => (await one(port, { id }))[0] ?? null,
    async close(id, at) {
      const closed = { sql: 'update polls set closes_at = min(closes_at, ?) where id = ?', params: [at, id] }
      await write(port, [closed, { sql: STOP_QUEUED, params: [id] }])
    },
    counts: (id) => counted(port, { id }),
    toAsk: (now) => running(port, { now }),
    async members(poll, where) {
      return (await members(port, { ...where, ...audienceOf(poll) })).map(personOf)
    },
    async passedBy(poll, where) {
      const [row] = await passed(port, { ...where, ...audienceOf(poll) })
      return row?.count ?? 0
    },
    async ask(id, contactId, { deliveries, at }) {
      return (await port.atomic([asks({ id, contactId, at }), ...owed(deliveries, at)])).kind === 'ok'
    },
    async lookedAt(id, { from, until, passedBy }) {
      await write(port, [{ sql: LOOKED_AT, params: [until, from, passedBy, id, from] }])
    },
    async endRound(id, again) {
      await write(port, [{ sql: END_ROUND, params: [again, id] }])
    },
    async waitingOf(contactId, now) {
      const [row] = await waiting(port, { contactId, now })
      return row === undefined ? null : { ...row, fresh: row.fresh === 1 }
    },
  }
}
