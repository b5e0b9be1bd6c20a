/** What people say of the state's work, as officials read it: within their scope, and a complaint never at the desk complained about. */
import { type SQL, sql } from 'drizzle-orm'
import type { ADDRESS_KINDS, Door } from '../core/address.ts'
import type { Language } from '../core/language.ts'
import type { Scope } from '../core/official.ts'
import type { FeedbackFilter, FeedbackLine, FeedbackPerson, FeedbackStore } from './feedback-store.ts'
import { type Port, type Statement, write } from './port.ts'
import { db, given, prepareRead, prepareWrite, type Values } from './prepare.ts'
import { asIs, columns } from './raw-select.ts'
import type { NewDelivery } from './store.ts'
import { changesMade, feedback as t } from './tables/feedback.ts'
import { insertDelivery } from './turn-writes.ts'

/** Being told, and not finished within a day: it is read as it stands. */
const LEFT_LYING_MS = 24 * 3_600_000

/** A province sees all of its own; a commune what is not above it; whoever sees all here sees all. */
const inScope = sql`(${given('everywhere')} = 1
  or ${t.province} in (select value from json_each(${given('provinces')}))
  or (${t.level} = 'commune' and ${t.commune} in (select value from json_each(${given('communes')}))))`
const isTold = sql`(${t.status} <> 'draft' or ${t.at} < ${given('lying')})`
const matches = sql`(${given('kind')} is null or ${t.kind} = ${given('kind')})
  and (${given('status')} is null or ${t.status} = ${given('status')})
  and (${given('programme')} is null or ${t.programme} = ${given('programme')})
  and (${given('commune')} is null or ${t.commune} = ${given('commune')})
  and ${t.at} >= ${given('since')}`

const fields = {
  id: t.id,
  code: t.code,
  kind: t.kind,
  wish: t.wish,
  status: t.status,
  level: t.level,
  rating: t.rating,
  text: t.text,
  programme: t.programme,
  commune: t.commune,
  province: t.province,
  at: t.at,
  answer: t.answer,
  answeredAt: t.answeredAt,
  changeId: t.changeId,
  version: t.version,
}
const listed = prepareRead(fields, (f) =>
  db
    .select(f)
    .from(t)
    .where(sql`${inScope} and ${isTold} and ${matches}`)
    .orderBy(sql`${t.at} desc, ${t.id}`)
    .limit(sql.placeholder('limit'))
    .offset(sql.placeholder('offset')),
)
const counted = prepareRead({ total: sql<number>`count(*)` }, (f) =>
  db.select(f).from(t).where(sql`${inScope} and ${isTold} and ${matches}`),
)
const one = prepareRead(fields, (f) =>
  db
    .select(f)
    .from(t)
    .where(sql`${inScope} and ${t.id} = ${given('id')}`),
)

/** The phone number first, of those that did not say stop. */
const MAIN = `(select m.id from addresses as m where m.contact_id = f.contact_id
  order by m.stopped_at is not null, m.kind <> 'sms', m.created_at limit 1)`
const personFields = {
  contactId: sql<string>`f.contact_id`,
  kind: sql<(typeof ADDRESS_KINDS)[number]>`a.kind`,
  value: sql<string>`a.value`,
  stoppedAt: sql<number | null>`a.stopped_at`,
  language: sql<Language>`c.language`,
  organisation: sql<string | null>`c.organisation`,
  accents: sql<
    number | null
  >`(select json_extract(s.data, '$.accents') from sessions as s where s.contact_id = f.contact_id)`,
  cameBy: sql<Door | null>`(select i.door from inbound_messages as i where i.address_kind = a.kind and i.address_value = a.value
    order by i.received_at desc limit 1)`,
}
const people = prepareRead(personFields, (f) =>
  asIs(sql`select ${columns(f)} from feedback as f join contacts as c on c.id = f.contact_id
    join addresses as a on a.id = ${sql.raw(MAIN)}
    where f.wish = 'answer' and f.id in (select value from json_each(${given('ids')}))
    and (${given('everywhere')} = 1 or f.province in (select value from json_each(${given('provinces')}))
      or (f.level = 'commune' and f.commune in (select value from json_each(${given('communes')}))))
    group by f.contact_id`),
)

const looked = prepareWrite(
  db
    .update(t)
    .set({ status: 'seen', version: sql`${t.version} + 1` })
    .where(sql`${t.id} = ${given('id')} and ${t.status} = 'new' and ${inScope}`),
)
/** A stale version makes it NULL, which NOT NULL refuses, which undoes the whole unit. */
const answered = prepareWrite(
  db
    .update(t)
    .set({
      version: sql`case when ${t.version} = ${given('version')} then ${t.version} + 1 else null end`,
      status: 'answered',
      answer: given('answer'),
      answeredBy: given('by'),
      answeredAt: given('at'),
    })
    .where(sql`${t.id} = ${given('id')} and ${inScope}`),
)
const made = prepareWrite(
  db.insert(changesMade).values({
    id: sql.placeholder('id'),
    organisation: sql.placeholder('organisation'),
    commune: sql.placeholder('commune'),
    province: sql.placeholder('province'),
    programme: sql.placeholder('programme'),
    said: sql.placeholder('said'),
    did: sql.placeholder('did'),
    by: sql.placeholder('by'),
    at: sql.placeholder('at'),
  }),
)
const follows = prepareWrite(
  db
    .update(t)
    .set({ status: 'answered', changeId: given('change'), version: sql`${t.version} + 1` })
    .where(sql`${t.id} in (select value from json_each(${given('ids')})) and ${inScope}`),
)

const counts = {
  programme: t.programme,
  kind: t.kind,
  count: sql<number>`count(*)`,
  rated: sql<number>`count(${t.rating})`,
  stars: sql<number>`coalesce(sum(${t.rating}), 0)`,
}
const tally = (where: SQL) => prepareRead(counts, (f) => db.select(f).from(t).where(where).groupBy(t.programme, t.kind))
const scoped = tally(sql`${inScope} and ${t.status} <> 'draft' and ${t.at} >= ${given('since')}`)
const everybody = tally(sql`${t.status} <> 'draft' and ${t.at} >= ${given('since')}`)
const changed = prepareRead(
  {
    id: changesMade.id,
    organisation: changesMade.organisation,
    commune: changesMade.commune,
    province: changesMade.province,
    programme: changesMade.programme,
    said: changesMade.said,
    did: changesMade.did,
    by: changesMade.by,
    at: changesMade.at,
  },
  (f) =>
    db
      .select(f)
      .from(changesMade)
      .orderBy(sql`${changesMade.at} desc, ${changesMade.id} desc`)
      .limit(sql.placeholder('limit')),
)

export function feedbackOver(port: Port): FeedbackStore {
  const get: FeedbackStore['get'] = async (scope, id) => {
    const [line] = await one(port, { ...scopeValues(scope), id })
    if (line === undefined) return null
    const [person] = line.wish === 'answer' ? await askers(scope, [id]) : []
    return { line: line satisfies FeedbackLine, person: person ?? null }
  }
  const askers: FeedbackStore['askers'] = async (scope, ids) => {
    const rows = await people(port, { ...scopeValues(scope), ids: JSON.stringify(ids) })
    return rows.map(personOf)
  }
  return {
    get,
    askers,
    async list(scope, filter, { limit, offset, now }) {
      const values = { ...scopeValues(scope), ...filterValues(filter), lying: now - LEFT_LYING_MS }
      const [rows, [total]] = await Promise.all([listed(port, { ...values, limit, offset }), counted(port, values)])
      return { rows, total: total?.total ?? 0 }
    },
    async seen(scope, id) {
      await write(port, [looked({ ...scopeValues(scope), id })])
    },
    async answer(scope, id, { deliveries, ...row }) {
      if ((await get(scope, id)) === null) return 'missing'
      const list = [answered({ ...scopeValues(scope), ...row, id }), ...owed(deliveries, row.at)]
      const result = await port.atomic(list)
      return result.kind === 'ok' ? 'done' : 'conflict'
    },
    async change(scope, row, ids, deliveries) {
      const marks = follows({ ...scopeValues(scope), change: row.id, ids: JSON.stringify(ids) })
      await write(port, [made({ ...row }), marks, ...owed(deliveries, row.at)])
    },
    counts: (scope, since) => scoped(port, { ...scopeValues(scope), since }),
    publicCounts: (since) => everybody(port, { since }),
    changes: (limit) => changed(port, { limit }),
  }
}

function owed(deliveries: readonly NewDelivery[], at: number): readonly Statement[] {
  return deliveries.map(({ message, door, lane, ordinal, segments }) => {
    const { id, text, buttons, expiresAt, address } = message
    const row = { id, text, buttons, expiresAt, door, lane, ordinal, segments, at, turnId: null }
    return insertDelivery({ ...row, kind: address.kind, value: address.value })
  })
}

function personOf({
  kind,
  value,
  stoppedAt,
  accents,
  ...row
}: Awaited<ReturnType<typeof people>>[number]): FeedbackPerson {
  return { ...row, address: { kind, value }, stopped: stoppedAt !== null, accents: accents === 1 }
}

function scopeValues({ communes, provinces, everywhere }: Scope): Values {
  return {
    everywhere: everywhere ? 1 : 0,
    communes: JSON.stringify(communes),
    provinces: JSON.stringify(provinces),
  }
}

/** What is left out of a filter is no condition. */
function filterValues({ kind, status, programme, commune, since = 0 }: FeedbackFilter): Values {
  return { kind, status, programme, commune, since }
}
