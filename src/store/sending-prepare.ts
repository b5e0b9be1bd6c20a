/** A broadcast's people as rows, written down in pages; and its way from approved to done. */
import { and, asc, eq, type SQL, sql } from 'drizzle-orm'
import type { RecipientStatus } from '../core/broadcast.ts'
import { broadcastRow } from './broadcasts.ts'
import { type Port, type Statement, write } from './port.ts'
import { db, given, prepareRead, prepareWrite } from './prepare.ts'
import { asIs, columns } from './raw-select.ts'
import { addCounts, moveCounts } from './recipient-counts.ts'
import type { NewRecipient, SendingStore } from './sending-store.ts'
import { broadcasts as t } from './tables/broadcasts.ts'

const isRunning: SQL = sql`${t.status} in ('preparing', 'ready', 'sending')`
const running = prepareRead(broadcastRow, (f) =>
  db
    .select(f)
    .from(t)
    .where(
      sql`${t.status} in ('preparing', 'ready', 'sending', 'paused', 'cancelled') and (${t.status} <> 'cancelled'
        or exists (select 1 from broadcast_counts as c where c.broadcast_id = ${t.id} and c.status in ('waiting', 'queued') and c.count > 0))`,
    )
    .orderBy(asc(t.approvedAt), asc(t.id)),
)
/** Whoever was slower, or finds it stopped, leaves NULL where none may be: then nothing of the page is kept. */
const turnPage = prepareWrite(
  db
    .update(t)
    .set({
      preparedTo: sql`case when ${t.preparedTo} = ${given('after')} and ${t.status} = 'preparing' then ${given('until')} else null end`,
      total: given('total'),
    })
    .where(eq(t.id, given('id'))),
)
const insertRows = (onConflict: string): string => `insert into broadcast_recipients
    (broadcast_id, number, contact_id, address_id, door, status, reason, due_at)
  select ?, v.value ->> 0, v.value ->> 1, v.value ->> 2, v.value ->> 3, v.value ->> 4, v.value ->> 5, 0
    from json_each(?) as v where true ${onConflict}`
const INSERT = insertRows('')
const INSERT_MISSING = insertRows('on conflict do nothing')

const size = prepareRead({ rows: sql<number>`count(*)` }, (f) =>
  asIs(sql`select ${columns(f)} from broadcast_recipients as r where r.broadcast_id = ${given('id')}`),
)
const gap = {
  first: sql<number>`before + 1`,
  last: sql<number>`number - 1`,
  after: sql<string>`coalesce((select r.contact_id from broadcast_recipients as r
    where r.broadcast_id = ${given('id')} and r.number = before), '')`,
  before: sql<string | null>`(select r.contact_id from broadcast_recipients as r
    where r.broadcast_id = ${given('id')} and r.number = seen.number)`,
}
const gaps = prepareRead(gap, (f) =>
  asIs(sql`select ${columns(f)} from (select n.number as number, lag(n.number, 1, 0) over (order by n.number) as before
      from (select r.number from broadcast_recipients as r where r.broadcast_id = ${given('id')}
        union all select ${given('total')} + 1) as n) as seen
    where number > before + 1 order by number limit 100`),
)
const set = (values: Parameters<ReturnType<typeof db.update<typeof t>>['set']>[0], when: SQL) =>
  prepareWrite(
    db
      .update(t)
      .set({ ...values, version: sql`${t.version} + 1` })
      .where(and(eq(t.id, given('id')), when)),
  )
const markReady = set({ status: 'ready', expiresAt: given('expiresAt') }, sql`${t.status} = 'preparing'`)
const markSending = set({ status: 'sending', startedAt: given('at') }, sql`${t.status} = 'ready'`)
const markPaused = set({ status: 'paused', pausedWhy: given('why') }, isRunning)
const markDone = set(
  { status: 'done', finishedAt: given('at') },
  sql`${t.status} = 'sending' and not exists (select 1 from broadcast_counts as c
    where c.broadcast_id = ${t.id} and c.status in ('waiting', 'queued') and c.count > 0)
    and not exists (select 1 from broadcast_recipients as r
      where r.broadcast_id = ${t.id} and r.status = 'sent' and r.due_at is not null)`,
)
const WAITING = `from broadcast_recipients as r where r.broadcast_id = ? and r.status = 'waiting'
  and r.number in (select number from broadcast_recipients where broadcast_id = ? and status = 'waiting' order by door, due_at, number limit ?)`

type Prepared =
  | 'running'
  | 'prepare'
  | 'gaps'
  | 'fill'
  | 'ready'
  | 'start'
  | 'pause'
  | 'finish'
  | 'giveUp'
  | 'stopQueued'

export function sendingPrepareOver(port: Port): Pick<SendingStore, Prepared> {
  const changed = async (statement: Statement): Promise<boolean> => (await write(port, [statement]))[0] === 1
  return {
    running: () => running(port, {}),
    async prepare(id, { after, until, total }, rows) {
      const page = turnPage({ id, after, until, total: total + rows.length })
      const added: readonly Statement[] =
        rows.length === 0 ? [] : [{ sql: INSERT, params: [id, asJson(rows)] }, ...addCounts(id, countsOf(rows))]
      return (await port.atomic([page, ...added])).kind === 'ok'
    },
    async gaps(id, total) {
      const [found] = await size(port, { id })
      return found?.rows === total ? [] : gaps(port, { id, total })
    },
    async fill(id, rows) {
      for (const row of rows) {
        // One by one, because the counters may take only what was not there; gaps are rare.
        const [added] = await write(port, [{ sql: INSERT_MISSING, params: [id, asJson([row])] }])
        if (added === 1) await write(port, [recount(id)].flat())
      }
    },
    ready: (id, expiresAt) => changed(markReady({ id, expiresAt })),
    start: (id, at) => changed(markSending({ id, at })),
    pause: (id, why) => changed(markPaused({ id, why })),
    finish: (id, at) => changed(markDone({ id, at })),
    async giveUp(id, status, limit) {
      const which = [id, id, limit]
      const result = await write(port, [
        ...moveCounts(id, `'${status}'`, WAITING, which),
        {
          sql: `update broadcast_recipients set status = '${status}', due_at = null where broadcast_id = ? and number in
            (select number from broadcast_recipients where broadcast_id = ? and status = 'waiting' order by door, due_at, number limit ?)`,
          params: which,
        },
      ])
      return result.at(-1) ?? 0
    },
    async stopQueued(id, at) {
      const sql = `update deliveries set status = 'stopped', settled_at = ? where broadcast_id = ? and status = 'queued'`
      await write(port, [{ sql, params: [at, id] }])
    },
  }
}

/** After a loss nothing is known for sure: then, and only then, rows are counted. */
function recount(id: string): readonly Statement[] {
  return [
    { sql: 'delete from broadcast_counts where broadcast_id = ?', params: [id] },
    {
      sql: `insert into broadcast_counts (broadcast_id, status, count)
        select broadcast_id, status, count(*) from broadcast_recipients where broadcast_id = ? group by status`,
      params: [id],
    },
  ]
}

const statusOf = ({ skipped }: NewRecipient): RecipientStatus => (skipped === null ? 'waiting' : 'skipped')

function asJson(rows: readonly NewRecipient[]): string {
  return JSON.stringify(
    rows.map((row) => [row.number, row.contactId, row.addressId, row.door, statusOf(row), row.skipped]),
  )
}

function countsOf(rows: readonly NewRecipient[]): ReadonlyMap<RecipientStatus, number> {
  const counts = new Map<RecipientStatus, number>()
  for (const row of rows) counts.set(statusOf(row), (counts.get(statusOf(row)) ?? 0) + 1)
  return counts
}
