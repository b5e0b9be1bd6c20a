/** Messages to many as officials write, approve and stop them. One sees a broadcast that touches one's communes, and changes one within them. */
import { and, asc, desc, eq, type SQL, sql } from 'drizzle-orm'
import { systemScope } from '../core/official.ts'
import { broadcastListsOver } from './broadcast-lists.ts'
import { broadcastMembersOver } from './broadcast-members.ts'
import type { Broadcast, BroadcastStore } from './broadcast-store.ts'
import { scopeValues } from './case-scope.ts'
import type { Port } from './port.ts'
import { db, given, prepareRead, prepareWrite } from './prepare.ts'
import { StoreError } from './store-error.ts'
import { broadcastApprovals, broadcastCounts, broadcasts as t } from './tables/broadcasts.ts'

const own: SQL = sql`(select value from json_each(${given('communes')}))`
const touches: SQL = sql`(${given('everywhere')} = 1
  or exists (select 1 from json_each(${t.places}) as place where place.value in ${own}))`
const liesWithin: SQL = sql`(${given('everywhere')} = 1
  or not exists (select 1 from json_each(${t.places}) as place where place.value not in ${own}))`

/** All columns of a broadcast. */
export const broadcastRow = {
  id: t.id,
  code: t.code,
  title: t.title,
  class: t.class,
  status: t.status,
  words: t.words,
  audience: t.audience,
  places: t.places,
  organisation: t.organisation,
  disasterId: t.disasterId,
  modelId: t.modelId,
  template: t.template,
  sendAt: t.sendAt,
  lifeMs: t.lifeMs,
  authorId: t.authorId,
  createdAt: t.createdAt,
  hash: t.hash,
  sameHash: t.sameHash,
  submittedAt: t.submittedAt,
  refusedWhy: t.refusedWhy,
  approvedAt: t.approvedAt,
  preparedTo: t.preparedTo,
  total: t.total,
  startedAt: t.startedAt,
  expiresAt: t.expiresAt,
  pausedWhy: t.pausedWhy,
  resumedAt: t.resumedAt,
  finishedAt: t.finishedAt,
  version: t.version,
}
const filtered = and(touches, sql`(${given('status')} is null or ${t.status} = ${given('status')})`)
const comesAfter = sql`(${given('after')} is null or (${t.createdAt}, ${t.id}) <
  (select x.created_at, x.id from broadcasts as x where x.id = ${given('after')}))`
const listed = prepareRead(broadcastRow, (f) =>
  db
    .select(f)
    .from(t)
    .where(and(filtered, comesAfter))
    .orderBy(desc(t.createdAt), desc(t.id))
    .limit(sql.placeholder('limit'))
    .offset(sql.placeholder('offset')),
)
const counted = prepareRead({ total: sql<number>`count(*)` }, (f) => db.select(f).from(t).where(filtered))
const byId = prepareRead(broadcastRow, (f) =>
  db
    .select(f)
    .from(t)
    .where(and(eq(t.id, given('id')), touches)),
)
const insert = prepareWrite(
  db.insert(t).values({
    id: sql.placeholder('id'),
    code: sql.placeholder('code'),
    title: sql.placeholder('title'),
    class: sql.placeholder('class'),
    status: 'draft',
    words: sql.placeholder('words'),
    audience: sql.placeholder('audience'),
    places: sql.placeholder('places'),
    organisation: sql.placeholder('organisation'),
    disasterId: sql.placeholder('disasterId'),
    modelId: sql.placeholder('modelId'),
    template: sql.placeholder('template'),
    sendAt: sql.placeholder('sendAt'),
    lifeMs: sql.placeholder('lifeMs'),
    authorId: sql.placeholder('authorId'),
    createdAt: sql.placeholder('createdAt'),
    version: 1,
  }),
)
/** How far its people are written down and sent is the program's to say, and is not touched. */
const update = prepareWrite(
  db
    .update(t)
    .set({
      title: given('title'),
      class: given('class'),
      status: given('status'),
      words: given('words', t.words),
      audience: given('audience', t.audience),
      places: given('places', t.places),
      organisation: given('organisation'),
      disasterId: given('disasterId'),
      modelId: given('modelId'),
      template: given('template', t.template),
      sendAt: given('sendAt'),
      lifeMs: given('lifeMs'),
      authorId: given('authorId'),
      hash: given('hash'),
      sameHash: given('sameHash'),
      submittedAt: given('submittedAt'),
      refusedWhy: given('refusedWhy'),
      pausedWhy: given('pausedWhy'),
      resumedAt: given('resumedAt'),
      finishedAt: given('finishedAt'),
      version: sql`${t.version} + 1`,
    })
    .where(and(eq(t.id, given('id')), eq(t.version, given('version')), eq(t.status, given('was')), liesWithin)),
)

const addApproval = prepareWrite(
  db.insert(broadcastApprovals).select(
    db
      .select({
        broadcastId: t.id,
        officialId: sql<string>`${given('officialId')}`.as('official_id'),
        hash: sql<string>`${given('hash')}`.as('hash'),
        at: sql<number>`${given('at')}`.as('at'),
      })
      .from(t)
      .where(
        and(
          eq(t.id, given('id')),
          sql`${t.status} = 'submitted'`,
          eq(t.hash, given('hash')),
          sql`${t.authorId} <> ${given('officialId')}`,
          liesWithin,
        ),
      ),
  ),
)
const isApproved: SQL = sql`(select count(*) from broadcast_approvals as a
  where a.broadcast_id = ${t.id} and a.hash = ${t.hash}) >= ${given('needed')}`
const takeApproval = prepareWrite(
  db
    .update(t)
    .set({
      status: sql`case when ${isApproved} then 'preparing' else 'submitted' end`,
      approvedAt: sql`case when ${isApproved} then ${given('at')} else null end`,
      version: sql`${t.version} + 1`,
    })
    .where(
      and(
        eq(t.id, given('id')),
        sql`${t.status} = 'submitted'`,
        eq(t.hash, given('hash')),
        sql`exists (select 1 from broadcast_approvals as mine where mine.broadcast_id = ${t.id}
          and mine.official_id = ${given('officialId')} and mine.hash = ${t.hash})`,
      ),
    ),
)
const approvals = prepareRead({ officialId: broadcastApprovals.officialId, at: broadcastApprovals.at }, (f) =>
  db
    .select(f)
    .from(broadcastApprovals)
    .innerJoin(t, and(eq(t.id, broadcastApprovals.broadcastId), eq(t.hash, broadcastApprovals.hash)))
    .where(eq(broadcastApprovals.broadcastId, given('id')))
    .orderBy(asc(broadcastApprovals.at)),
)
const same = prepareRead({ id: t.id, at: sql<number>`${t.submittedAt}` }, (f) =>
  db
    .select(f)
    .from(t)
    .where(
      and(
        eq(t.sameHash, given('sameHash')),
        sql`${t.id} <> ${given('id')} and ${t.submittedAt} >= ${given('since')}
          and ${t.status} not in ('draft', 'refused', 'cancelled')`,
      ),
    )
    .orderBy(desc(t.submittedAt))
    .limit(1),
)
const counts = prepareRead({ status: broadcastCounts.status, count: broadcastCounts.count }, (f) =>
  db
    .select(f)
    .from(broadcastCounts)
    .where(and(eq(broadcastCounts.broadcastId, given('id')), sql`${broadcastCounts.count} > 0`)),
)
const checked = prepareRead(
  { organisation: t.organisation, startedAt: sql<number>`${t.startedAt}`, words: t.words },
  (f) =>
    db
      .select(f)
      .from(t)
      .where(and(eq(t.code, given('code')), sql`${t.startedAt} is not null`)),
)

export function broadcastsOver(port: Port): BroadcastStore {
  return {
    ...broadcastListsOver(port),
    ...broadcastMembersOver(port),
    async list(scope, { status = null }, { limit, offset, after }) {
      const values = { ...scopeValues(scope), status, limit, offset, after }
      const [rows, [count]] = await Promise.all([listed(port, values), counted(port, values)])
      return { rows, total: count?.total ?? 0 }
    },
    async get(scope, id) {
      const [found] = await byId(port, { ...scopeValues(scope), id })
      return found ?? null
    },
    async save(scope, broadcast, was) {
      const covered = scope.everywhere || broadcast.places.every((code) => scope.communes.includes(code))
      if (!covered || broadcast.places.length === 0) return 'missing'
      const values = { ...scopeValues(scope), ...broadcast, was }
      const result = await port.atomic([broadcast.version === 0 ? insert(values) : update(values)])
      if (result.kind !== 'ok') {
        if (result.kind === 'duplicate' && result.on === 'broadcasts.code') return 'code_taken'
        throw new StoreError('constraint', 'A broadcast with this id is there already.')
      }
      if (result.changes[0] === 1) return 'done'
      return (await isWithin(port, scope, broadcast)) ? 'conflict' : 'missing'
    },
    async approve(scope, id, by) {
      const values = { ...scopeValues(scope), id, ...by }
      const result = await port.atomic([addApproval(values), takeApproval(values)])
      return result.kind === 'ok' && result.changes[0] === 1 ? 'done' : 'conflict'
    },
    approvals: (id) => approvals(port, { id }),
    async sameSince(sameHash, id, since) {
      return (await same(port, { sameHash, id, since }))[0] ?? null
    },
    async counts(id) {
      const rows = await counts(port, { id })
      return Object.fromEntries(rows.map(({ status, count }) => [status, count]))
    },
    async checked(code) {
      return (await checked(port, { code }))[0] ?? null
    },
  }
}

/** Within the scope as it stands: then it was another's newer version that refused the change. */
async function isWithin(port: Port, scope: Parameters<BroadcastStore['get']>[0], { id }: Broadcast): Promise<boolean> {
  const [found] = await byId(port, { ...scopeValues(systemScope()), id })
  return found !== undefined && (scope.everywhere || found.places.every((code) => scope.communes.includes(code)))
}
