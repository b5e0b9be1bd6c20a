/** Looking at what we owe: when the next is due, and what became of one turn's replies. */
import { and, asc, eq, gte, type SQL, sql } from 'drizzle-orm'
import { messageOf } from './claims.ts'
import type { Port } from './port.ts'
import { db, given, prepareRead } from './prepare.ts'
import type { Store } from './store.ts'
import { addresses } from './tables/addresses.ts'
import { attempts } from './tables/attempts.ts'
import { deliveries as t } from './tables/deliveries.ts'

/** One row a lane off the index of queued rows, not the whole queue. */
const nextDue = prepareRead({ dueAt: sql<number | null>`min(due_at)` }, (f) =>
  db.select(f).from(sql`(${sql.join(['replies', 'bulk', 'life_safety'].map(firstOfLane), sql` union all `)})`),
)
function firstOfLane(lane: string): SQL {
  return sql`select * from (select ${t.dueAt} as due_at from ${t} where ${t.status} = 'queued' and ${t.door} = ${given('door')}
    and ${t.lane} = ${sql.raw(`'${lane}'`)} and (${t.lane} <> 'bulk' or not exists (select 1 from ${addresses}
    where ${addresses.id} = ${t.addressId} and ${addresses.stoppedAt} is not null)) order by ${t.dueAt} limit 1)`
}

const ofTurn = prepareRead(
  {
    id: t.id,
    text: t.text,
    buttons: t.buttons,
    template: t.template,
    expiresAt: t.expiresAt,
    kind: addresses.kind,
    value: addresses.value,
    status: t.status,
    segments: t.segments,
  },
  (f) =>
    db
      .select(f)
      .from(t)
      .innerJoin(addresses, eq(addresses.id, t.addressId))
      .where(eq(t.turnId, given('turnId')))
      .orderBy(asc(t.ordinal)),
)

/** An open attempt may have left too, so it counts. */
const sentSince = prepareRead({ at: attempts.startedAt, segments: t.segments }, (f) =>
  db
    .select(f)
    .from(attempts)
    .innerJoin(t, eq(t.id, attempts.deliveryId))
    .where(
      and(
        gte(attempts.startedAt, given('since')),
        eq(t.door, given('door')),
        sql`${attempts.outcome} is not 'refused'`,
      ),
    )
    .orderBy(asc(attempts.startedAt)),
)

export function deliveriesOver(port: Port): Pick<Store['deliveries'], 'nextDueAt' | 'ofTurn' | 'sentSince'> {
  return {
    async nextDueAt(door) {
      return (await nextDue(port, { door }))[0]?.dueAt ?? null
    },
    sentSince: (door, since) => sentSince(port, { door, since }),
    async ofTurn(turnId) {
      const rows = await ofTurn(port, { turnId })
      return rows.map((row) => ({ message: messageOf(row), status: row.status, segments: row.segments }))
    },
  }
}
