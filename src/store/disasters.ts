/** Disaster events as rows. An official sees an event that touches their communes, and changes one that lies within them. */
import { and, desc, eq, type SQL, sql } from 'drizzle-orm'
import { scopeValues } from './case-scope.ts'
import type { Disaster, DisasterStore } from './case-store.ts'
import type { Port } from './port.ts'
import { db, given, prepareRead, prepareWrite } from './prepare.ts'
import { StoreError } from './store-error.ts'
import { disasters as t } from './tables/disasters.ts'

const own: SQL = sql`(select value from json_each(${given('communes')}))`
/** An event names communes only, so a scope must spell its provinces out (`service/disasters.ts`). */
const touches: SQL = sql`(${given('everywhere')} = 1
  or exists (select 1 from json_each(${t.communes}) as place where place.value in ${own}))`
const liesWithin: SQL = sql`(${given('everywhere')} = 1
  or not exists (select 1 from json_each(${t.communes}) as place where place.value not in ${own}))`

const row = {
  id: t.id,
  name: t.name,
  hazard: t.hazard,
  status: t.status,
  communes: t.communes,
  startsOn: t.startsOn,
  endsOn: t.endsOn,
  words: t.words,
  capIds: t.capIds,
  createdBy: t.createdBy,
  createdAt: t.createdAt,
  openedAt: t.openedAt,
  closedAt: t.closedAt,
  version: t.version,
}
const active = prepareRead(row, (f) =>
  db
    .select(f)
    .from(t)
    .where(
      sql`${t.status} = 'open' or (${t.status} = 'closed' and ${t.openedAt} is not null and ${t.closedAt} >= ${given('closedSince')})`,
    )
    .orderBy(desc(t.openedAt), desc(t.id)),
)
const listed = prepareRead(row, (f) =>
  db
    .select(f)
    .from(t)
    .where(touches)
    .orderBy(sql`${t.status} = 'open' desc`, sql`${t.status} = 'closed'`, desc(t.createdAt), desc(t.id))
    .limit(500),
)
const byId = prepareRead(row, (f) =>
  db
    .select(f)
    .from(t)
    .where(and(eq(t.id, given('id')), touches)),
)
const fromAlert = prepareRead(row, (f) =>
  db
    .select(f)
    .from(t)
    .where(
      and(
        sql`exists (select 1 from json_each(${t.capIds}) as alert where alert.value in (select value from json_each(${given('alerts')})))`,
        touches,
      ),
    )
    .orderBy(desc(t.createdAt)),
)
const insert = prepareWrite(
  db.insert(t).values({
    id: sql.placeholder('id'),
    name: sql.placeholder('name'),
    hazard: sql.placeholder('hazard'),
    status: sql.placeholder('status'),
    communes: sql.placeholder('places'),
    startsOn: sql.placeholder('startsOn'),
    endsOn: sql.placeholder('endsOn'),
    words: sql.placeholder('words'),
    capIds: sql.placeholder('capIds'),
    createdBy: sql.placeholder('createdBy'),
    createdAt: sql.placeholder('createdAt'),
    openedAt: sql.placeholder('openedAt'),
    closedAt: sql.placeholder('closedAt'),
    version: 1,
  }),
)
const update = prepareWrite(
  db
    .update(t)
    .set({
      name: given('name'),
      hazard: given('hazard'),
      status: given('status'),
      communes: given('places', t.communes),
      startsOn: given('startsOn'),
      endsOn: given('endsOn'),
      words: given('words'),
      capIds: given('capIds', t.capIds),
      openedAt: given('openedAt'),
      closedAt: given('closedAt'),
      version: sql`${t.version} + 1`,
    })
    .where(and(eq(t.id, given('id')), eq(t.version, given('version')), liesWithin)),
)

export function disastersOver(port: Port): DisasterStore {
  return {
    active: (closedSince = Number.MAX_SAFE_INTEGER) => active(port, { closedSince }),
    list: (scope) => listed(port, scopeValues(scope)),
    async get(scope, id) {
      const [found] = await byId(port, { ...scopeValues(scope), id })
      return found ?? null
    },
    fromAlerts: (scope, alerts) => fromAlert(port, { ...scopeValues(scope), alerts: JSON.stringify(alerts) }),
    async save(scope, disaster) {
      const { communes: places, ...rest } = disaster
      const covered = scope.everywhere || places.every((code) => scope.communes.includes(code))
      if (!covered || places.length === 0) return 'missing'
      const values = { ...scopeValues(scope), ...rest, places }
      const result = await port.atomic([disaster.version === 0 ? insert(values) : update(values)])
      if (result.kind !== 'ok') throw new StoreError('constraint', 'An event with this id is there already.')
      if (result.changes[0] === 1) return 'done'
      return (await changeable(port, scope, disaster)) ? 'conflict' : 'missing'
    },
  }
}

/** Within the scope as it stands: then it was another's newer version that refused the change. */
async function changeable(port: Port, scope: Parameters<DisasterStore['get']>[0], { id }: Disaster): Promise<boolean> {
  const [found] = await byId(port, { ...scopeValues(scope), id })
  return found !== undefined && (scope.everywhere || found.communes.every((code) => scope.communes.includes(code)))
}
