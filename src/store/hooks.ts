/** Hooks and their calls. News of cases are read off the entries by a cursor, so that no turn and no desk knows of hooks. */
import { and, asc, desc, eq, gt, isNull, lt, lte, sql } from 'drizzle-orm'
import type { BroadcastStatus } from '../core/broadcast.ts'
import { newId } from '../core/id.ts'
import { inScope, scopeValues } from './case-scope.ts'
import type { HookStore } from './hook-store.ts'
import { type Port, type Statement, write } from './port.ts'
import { db, given, prepareRead, prepareWrite } from './prepare.ts'
import { asIs, columns } from './raw-select.ts'
import { broadcasts } from './tables/broadcasts.ts'
import { caseEntries, cases } from './tables/cases.ts'
import { hookCalls as c, hookBroadcasts, hooks as t } from './tables/hooks.ts'

const insertHook = prepareWrite(
  db.insert(t).values({
    id: sql.placeholder('id'),
    agency: sql.placeholder('agency'),
    url: sql.placeholder('url'),
    topics: sql.placeholder('topics'),
    communes: sql.placeholder('communes'),
    provinces: sql.placeholder('provinces'),
    on: sql.placeholder('on'),
    createdBy: sql.placeholder('createdBy'),
    createdAt: sql.placeholder('createdAt'),
    lookedTo: sql`(select coalesce(max(id), 0) from case_entries)`,
  }),
)
const hook = {
  id: t.id,
  agency: t.agency,
  url: t.url,
  topics: t.topics,
  communes: t.communes,
  provinces: t.provinces,
  on: t.on,
  createdBy: t.createdBy,
  createdAt: t.createdAt,
}
const all = prepareRead(hook, (f) =>
  db.select(f).from(t).where(isNull(t.removedAt)).orderBy(desc(t.createdAt), desc(t.id)),
)
const turn = prepareWrite(
  db
    .update(t)
    .set({ on: given('on', t.on) })
    .where(and(eq(t.id, given('id')), isNull(t.removedAt))),
)
const remove = prepareWrite(
  db
    .update(t)
    .set({ removedAt: given('at') })
    .where(and(eq(t.id, given('id')), isNull(t.removedAt))),
)
const dropCalls = prepareWrite(db.delete(c).where(eq(c.hookId, given('id'))))
const states = prepareRead(
  {
    hookId: c.hookId,
    queued: sql<number>`sum(${c.status} = 'queued' or ${c.status} = 'sending')`,
    failed: sql<number>`sum(${c.status} = 'failed')`,
    done: sql<number>`sum(${c.status} = 'done')`,
    // Names are written out, because Drizzle leaves out the table in a select from one.
    code: sql<
      string | null
    >`(select n.code from hook_calls as n where n.hook_id = hook_calls.hook_id and n.code is not null
      order by n.settled_at desc, n.due_at desc limit 1)`,
  },
  (f) => db.select(f).from(c).groupBy(c.hookId),
)

const lookedTo = prepareRead({ to: sql<number | null>`max(id)` }, (f) =>
  asIs(sql`select ${columns(f)} from (select id from case_entries
    where id > (select looked_to from hooks where hooks.id = ${given('id')}) order by id limit ${given('limit')})`),
)
const news = prepareRead(
  {
    entry: caseEntries.id,
    what: caseEntries.kind,
    data: caseEntries.data,
    at: caseEntries.at,
    code: cases.code,
    kind: cases.kind,
    status: cases.status,
    danger: cases.danger,
    commune: cases.commune,
    province: cases.province,
    disasterId: cases.disasterId,
  },
  (f) =>
    db
      .select(f)
      .from(caseEntries)
      .innerJoin(cases, eq(cases.id, caseEntries.caseId))
      .where(
        and(
          gt(caseEntries.id, sql`(select looked_to from hooks where hooks.id = ${given('id')})`),
          lte(caseEntries.id, given('to')),
          inScope,
        ),
      )
      .orderBy(asc(caseEntries.id)),
)
/** From its approval on: what is only being written is nobody's news. */
const TOLD: readonly BroadcastStatus[] = ['preparing', 'ready', 'sending', 'paused', 'done', 'cancelled']
const broadcastNews = prepareRead(
  {
    id: broadcasts.id,
    class: broadcasts.class,
    status: broadcasts.status,
    places: broadcasts.places,
    disasterId: broadcasts.disasterId,
    total: broadcasts.total,
    version: broadcasts.version,
  },
  (f) =>
    db
      .select(f)
      .from(broadcasts)
      .leftJoin(
        hookBroadcasts,
        and(eq(hookBroadcasts.broadcastId, broadcasts.id), eq(hookBroadcasts.hookId, given('id'))),
      )
      .where(
        and(
          sql`${broadcasts.status} in (select value from json_each(${given('told')}))`,
          sql`${broadcasts.approvedAt} is not null`,
          sql`coalesce(${hookBroadcasts.status}, '') <> ${broadcasts.status}`,
          sql`coalesce(${broadcasts.finishedAt}, ${given('since')}) >= ${given('since')}`,
          sql`exists (select 1 from json_each(${broadcasts.places}) as place
            where place.value in (select value from json_each(${given('communes')})))`,
        ),
      )
      .orderBy(asc(broadcasts.id))
      .limit(sql.placeholder('limit')),
)

const insertCall = prepareWrite(
  db
    .insert(c)
    .values({
      hookId: sql.placeholder('hookId'),
      eventId: sql.placeholder('eventId'),
      body: sql.placeholder('body'),
      status: 'queued',
      dueAt: sql.placeholder('at'),
      at: sql.placeholder('at'),
    })
    .onConflictDoNothing(),
)
const look = prepareWrite(
  db
    .update(t)
    .set({ lookedTo: sql`max(${t.lookedTo}, ${given('to')})` })
    .where(eq(t.id, given('hookId'))),
)
const tell = prepareWrite(
  db
    .insert(hookBroadcasts)
    .values({
      hookId: sql.placeholder('hookId'),
      broadcastId: sql.placeholder('broadcastId'),
      status: sql.placeholder('status'),
    })
    .onConflictDoUpdate({
      target: [hookBroadcasts.hookId, hookBroadcasts.broadcastId],
      set: { status: sql`excluded.status` },
    }),
)

/** Left by a crash, it goes again: the other side knows the event by its id. */
const lease = prepareWrite(
  db
    .update(c)
    .set({
      status: sql`'sending'`,
      claimId: given('claimId'),
      leaseUntil: given('leaseUntil'),
      attempts: sql`${c.attempts} + 1`,
    })
    .where(
      sql`(${c.hookId}, ${c.eventId}) in (select hook_id, event_id from (
          select d.hook_id, d.event_id, d.due_at, row_number() over (partition by d.hook_id order by d.due_at, d.event_id) as place
          from hook_calls as d join hooks as h on h.id = d.hook_id and h.is_on = 1 and h.removed_at is null
          where (d.status = 'queued' and d.due_at <= ${given('now')}) or (d.status = 'sending' and d.lease_until <= ${given('now')}))
          where place <= ${given('ofEach')} order by due_at limit ${given('limit')})`,
    ),
)
const claimed = prepareRead(
  { hookId: c.hookId, url: t.url, eventId: c.eventId, body: c.body, attempt: c.attempts },
  (f) =>
    db
      .select(f)
      .from(c)
      .innerJoin(t, eq(t.id, c.hookId))
      .where(and(sql`${c.status} = 'sending'`, eq(c.claimId, given('claimId'))))
      .orderBy(asc(c.dueAt), asc(c.eventId)),
)
/** Whoever was slower than the lease changes nothing. */
const settle = prepareWrite(
  db
    .update(c)
    .set({
      status: given('status'),
      code: given('code'),
      dueAt: sql`coalesce(${given('retryAt')}, ${c.dueAt})`,
      settledAt: given('settledAt'),
      leaseUntil: null,
      claimId: null,
    })
    .where(
      and(
        eq(c.hookId, given('hookId')),
        eq(c.eventId, given('eventId')),
        eq(c.attempts, given('attempt')),
        sql`${c.status} = 'sending'`,
      ),
    ),
)
const again = prepareWrite(
  db
    .update(c)
    .set({ status: 'queued', attempts: 0, dueAt: given('at'), settledAt: null })
    .where(and(eq(c.hookId, given('hookId')), sql`${c.status} = 'failed'`)),
)
const forget = prepareWrite(db.delete(c).where(and(sql`${c.settledAt} is not null`, lt(c.settledAt, given('before')))))

export function hooksOver(port: Port): HookStore {
  return {
    async add(made) {
      await write(port, [insertHook({ ...made })])
    },
    list: () => all(port, {}),
    states: () => states(port, {}),
    async turn(id, on) {
      const [turned] = await write(port, [turn({ id, on })])
      return turned === 1
    },
    async remove(id, at) {
      const [removed] = await write(port, [remove({ id, at }), dropCalls({ id })])
      return removed === 1
    },
    async caseNews({ id }, scope, limit) {
      const [found] = await lookedTo(port, { id, limit })
      const to = found?.to ?? null
      if (to === null) return null
      return { to, news: await news(port, { ...scopeValues(scope), id, to }) }
    },
    broadcastNews: ({ id, createdAt }, scope, limit) =>
      broadcastNews(port, {
        ...{ id, limit, told: JSON.stringify(TOLD), since: createdAt },
        communes: JSON.stringify(scope.communes),
      }),
    async owe(hookId, calls, { to, broadcasts: told = [] }, at) {
      const statements: Statement[] = calls.map((call) => insertCall({ ...call, hookId, at }))
      if (to !== undefined) statements.push(look({ hookId, to }))
      for (const { id, status } of told) statements.push(tell({ hookId, broadcastId: id, status }))
      if (statements.length > 0) await write(port, statements)
    },
    async claim({ now, leaseMs, ofEach, limit }) {
      const claimId = newId('claim', now)
      const [taken] = await write(port, [lease({ claimId, now, leaseUntil: now + leaseMs, ofEach, limit })])
      return taken === 0 ? [] : claimed(port, { claimId })
    },
    async settle({ hookId, eventId, attempt }, { done, code, retryAt = null, at }) {
      const status = done ? 'done' : retryAt === null ? 'failed' : 'queued'
      const settledAt = status === 'queued' ? null : at
      await write(port, [settle({ hookId, eventId, attempt, status, code, retryAt, settledAt })])
    },
    async again(hookId, at) {
      const [owed] = await write(port, [again({ hookId, at })])
      return owed ?? 0
    },
    async forget(before) {
      const [forgotten] = await write(port, [forget({ before })])
      return forgotten ?? 0
    },
  }
}
