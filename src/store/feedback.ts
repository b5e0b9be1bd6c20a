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
import { feedback as t } from './tables/feedback.ts'
import { insertDelivery } from './turn-writes.ts'

/** Being told, and not finished within a day: it is read as it stands. */
const LEFT_LYING_MS = 24 * 3_600_000
const VIETNAM_MS = 7 * 3_600_000

/**
 * A province sees all of its own; a commune what is not above it; whoever sees all here sees all. Where a place has no province (the
 * fictional commune), what is above it is read by whoever holds a province as well.
 */
export function readableIn(row: string): SQL {
  const column = (name: string) => sql.raw(`${row}.${name}`)
  return sql`(${given('everywhere')} = 1
    or ${column('province')} in (select value from json_each(${given('provinces')}))
    or ((${column('level')} = 'commune' or (${column('province')} is null and ${given('provinces')} <> '[]'))
      and ${column('commune')} in (select value from json_each(${given('communes')}))))`
}
const inScope = readableIn('feedback')
const isTold = sql`(${t.status} <> 'draft' or ${t.at} < ${given('lying')})`
const matches = sql`(${given('kind')} is null or ${t.kind} = ${given('kind')})
  and (${given('status')} is null or ${t.status} = ${given('status')})
  and (${given('programme')} is null or ${t.programme} = ${given('programme')})
  and (${given('commune')} is null or ${t.commune} = ${given('commune')})
  and (${given('rating')} is null or ${t.rating} = ${given('rating')})
  and ${t.at} >= ${given('since')}
  and (${given('after')} is null
    or (${t.at}, -${t.id}) < (select x.at, -x.id from feedback as x where x.id = ${given('after')}))`

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
export const MAIN_ADDRESS = `(select m.id from addresses as m where m.contact_id = f.contact_id
  order by m.stopped_at is not null, m.kind <> 'sms', m.created_at limit 1)`
/** Of a row `f` of feedback, its contact `c` and the address `a`. */
export const personFields = {
  contactId: sql<string>`f.contact_id`,
  kind: sql<(typeof ADDRESS_KINDS)[number]>`a.kind`,
  value: sql<string>`a.value`,
  stoppedAt: sql<number | null>`a.stopped_at`,
  language: sql<Language>`c.language`,
  organisation: sql<string | null>`c.organisation`,
  pack: sql<
    string | null
  >`(select json_extract(s.data, '$.pack') from sessions as s where s.contact_id = f.contact_id)`,
  accents: sql<
    number | null
  >`(select json_extract(s.data, '$.accents') from sessions as s where s.contact_id = f.contact_id)`,
  cameBy: sql<Door | null>`(select i.door from inbound_messages as i where i.address_kind = a.kind and i.address_value = a.value
    order by i.received_at desc limit 1)`,
}
const people = prepareRead(personFields, (f) =>
  asIs(sql`select ${columns(f)} from feedback as f join contacts as c on c.id = f.contact_id
    join addresses as a on a.id = ${sql.raw(MAIN_ADDRESS)}
    where f.wish = 'answer' and f.id = ${given('id')}
    and ${readableIn('f')}
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
const month = sql<string>`strftime('%Y-%m', (${t.at} + ${VIETNAM_MS}) / 1000, 'unixepoch')`
const months = prepareRead({ month, count: counts.count, rated: counts.rated, stars: counts.stars }, (f) =>
  db
    .select(f)
    .from(t)
    .where(sql`${t.status} <> 'draft' and ${t.at} >= ${given('since')}`)
    .groupBy(sql`1`)
    .orderBy(sql`1`),
)

export function feedbackOver(port: Port): FeedbackStore {
  const get: FeedbackStore['get'] = async (scope, id) => {
    const [line] = await one(port, { ...scopeValues(scope), id })
    if (line === undefined) return null
    const [person] = line.wish === 'answer' ? await people(port, { ...scopeValues(scope), id }) : []
    return { line: line satisfies FeedbackLine, person: person === undefined ? null : personOf(person) }
  }
  return {
    get,
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
    counts: (scope, since) => scoped(port, { ...scopeValues(scope), since }),
    publicCounts: (since) => everybody(port, { since }),
    publicMonths: (since) => months(port, { since }),
  }
}

/** Messages of ours that nobody's turn caused. */
export function owed(deliveries: readonly NewDelivery[], at: number): readonly Statement[] {
  return deliveries.map(({ message, door, lane, ordinal, segments }) => {
    const { id, text, buttons, expiresAt, address } = message
    const row = { id, text, buttons, expiresAt, door, lane, ordinal, segments, at, turnId: null }
    return insertDelivery({ ...row, kind: address.kind, value: address.value })
  })
}

export function personOf({
  kind,
  value,
  stoppedAt,
  accents,
  ...row
}: Awaited<ReturnType<typeof people>>[number]): FeedbackPerson {
  return { ...row, address: { kind, value }, stopped: stoppedAt !== null, accents: accents === 1 }
}

/** What `readableIn` is filled with. */
export function scopeValues({ communes, provinces, everywhere }: Scope): Values {
  return {
    everywhere: everywhere ? 1 : 0,
    communes: JSON.stringify(communes),
    provinces: JSON.stringify(provinces),
  }
}

/** What is left out of a filter is no condition. */
function filterValues({ since = 0, ...filter }: FeedbackFilter): Values {
  const { kind, status, programme, commune, rating, after } = filter
  return { kind, status, programme, commune, rating, since, after }
}
