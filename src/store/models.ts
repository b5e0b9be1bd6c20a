/** Stories as officials write them, within their scope, and as people read them: published ones alone. */
import { sql } from 'drizzle-orm'
import type { Scope } from '../core/official.ts'
import { contactOf } from './case-file.ts'
import type { ModelStore } from './model-store.ts'
import { owed } from './pledges.ts'
import { type Port, type Statement, write } from './port.ts'
import { db, given, prepareRead, prepareWrite, type Values } from './prepare.ts'
import { models as t } from './tables/models.ts'

const inScope = sql`(${given('everywhere')} = 1
  or ${t.commune} in (select value from json_each(${given('communes')}))
  or ${t.province} in (select value from json_each(${given('provinces')})))`
const matches = sql`(${given('status')} is null or ${t.status} = ${given('status')})`
const line = {
  id: t.id,
  status: t.status,
  whose: t.whose,
  contactId: t.contactId,
  told: t.told,
  commune: t.commune,
  province: t.province,
  title: t.title,
  text: t.text,
  how: t.how,
  consentBy: t.consentBy,
  consentAt: t.consentAt,
  publishedAt: t.publishedAt,
  at: t.at,
  version: t.version,
}
const listed = prepareRead(line, (f) =>
  db
    .select(f)
    .from(t)
    .where(sql`${inScope} and ${matches}`)
    .orderBy(sql`${t.at} desc, ${t.id} desc`)
    .limit(sql.placeholder('limit'))
    .offset(sql.placeholder('offset')),
)
const counted = prepareRead({ total: sql<number>`count(*)` }, (f) =>
  db.select(f).from(t).where(sql`${inScope} and ${matches}`),
)
const one = prepareRead(line, (f) =>
  db
    .select(f)
    .from(t)
    .where(sql`${inScope} and ${t.id} = ${given('id')}`),
)
const readable = prepareRead({ id: t.id, title: t.title, text: t.text }, (f) =>
  db
    .select(f)
    .from(t)
    .where(sql`${t.status} = 'published'`)
    .orderBy(
      sql`${t.commune} is not ${given('commune')}, ${t.province} is not ${given('province')}, ${t.publishedAt} desc, ${t.id}`,
    )
    .limit(sql.placeholder('limit')),
)
const begin = prepareWrite(
  db.insert(t).values({
    id: sql.placeholder('id'),
    status: 'draft',
    told: '',
    commune: sql.placeholder('commune'),
    province: sql.placeholder('province'),
    title: sql.placeholder('title'),
    text: sql.placeholder('text'),
    writtenBy: sql.placeholder('by'),
    at: sql.placeholder('at'),
    updatedAt: sql.placeholder('at'),
    version: 1,
  }),
)
/** A stale version makes it NULL, which NOT NULL refuses. */
const bumped = {
  version: sql`case when ${t.version} = ${given('version')} then ${t.version} + 1 else null end`,
  updatedAt: given('at'),
}
const mine = sql`${t.id} = ${given('id')} and ${inScope}`
const rewritten = prepareWrite(
  db
    .update(t)
    .set({
      ...bumped,
      status: 'draft',
      title: given('title'),
      text: given('text'),
      writtenBy: given('by'),
      how: null,
      consentBy: null,
      consentAt: null,
      publishedAt: null,
    })
    .where(mine),
)
const published = prepareWrite(
  db
    .update(t)
    .set({
      ...bumped,
      status: 'published',
      how: given('how'),
      consentBy: given('by'),
      consentAt: given('at'),
      publishedAt: given('at'),
    })
    .where(mine),
)
const withdrawn = prepareWrite(
  db
    .update(t)
    .set({ ...bumped, status: 'withdrawn' })
    .where(mine),
)

export function modelsOver(port: Port): ModelStore {
  const changed = async (statement: Statement, words: readonly Statement[] = []) => {
    const result = await port.atomic([statement, ...words])
    if (result.kind !== 'ok') return 'conflict'
    return result.changes[0] === 0 ? 'missing' : 'done'
  }
  return {
    async list(scope, status, { limit, offset }) {
      const values = { ...scopeValues(scope), status }
      const [rows, [sum]] = await Promise.all([listed(port, { ...values, limit, offset }), counted(port, values)])
      return { rows, total: sum?.total ?? 0 }
    },
    async get(scope, id) {
      const [row] = await one(port, { ...scopeValues(scope), id })
      if (row === undefined) return null
      const own = row.whose === 'self' && row.contactId !== null
      return { line: row, contact: own ? await contactOf(port, row.contactId ?? '') : null }
    },
    async begin(made) {
      await write(port, [begin({ ...made })])
    },
    write: (scope, id, change) => changed(rewritten({ ...scopeValues(scope), ...change, id })),
    async publish(scope, id, { deliveries, ...change }) {
      if ((await one(port, { ...scopeValues(scope), id })).length === 0) return 'missing'
      return changed(published({ ...scopeValues(scope), ...change, id }), owed(deliveries, change.at))
    },
    withdraw: (scope, id, change) => changed(withdrawn({ ...scopeValues(scope), ...change, id })),
    readable: ({ commune, province }, limit) => readable(port, { commune, province, limit }),
  }
}

function scopeValues({ communes, provinces, everywhere }: Scope): Values {
  return {
    everywhere: everywhere ? 1 : 0,
    communes: JSON.stringify(communes),
    provinces: JSON.stringify(provinces),
  }
}
