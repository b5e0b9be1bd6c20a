/** The inbox and its counts: many cases at once, always within a scope. */
import { and, asc, desc, isNotNull, lt, or, type SQL, sql } from 'drizzle-orm'
import { inScope, scopeValues } from './case-scope.ts'
import type { CaseFilter, CaseLine, CaseStore } from './case-store.ts'
import type { Port } from './port.ts'
import { db, given, prepareRead } from './prepare.ts'
import { cases as t } from './tables/cases.ts'

/** The columns of a line. */
export const line = {
  id: t.id,
  code: t.code,
  kind: t.kind,
  status: t.status,
  closedReason: t.closedReason,
  danger: t.danger,
  commune: t.commune,
  province: t.province,
  contactId: t.contactId,
  disasterId: t.disasterId,
  report: t.report,
  score: t.score,
  reasons: t.reasons,
  assignee: t.assignee,
  dueAt: t.dueAt,
  escalatedAt: t.escalatedAt,
  unread: t.unread,
  mergedInto: t.mergedInto,
  openedAt: t.openedAt,
  seenAt: t.seenAt,
  updatedAt: t.updatedAt,
  version: t.version,
}

/** A filter that is not given lets every row pass. */
function passes(name: string, condition: (value: SQL) => SQL): SQL {
  return sql`(${given(name)} is null or ${condition(given(name))})`
}
const isOpen = sql`${t.status} <> 'closed' and ${t.status} <> 'confirmed'`

const filtered = and(
  inScope,
  passes('status', (value) => sql`${t.status} in (select value from json_each(${value}))`),
  passes('kind', (value) => sql`${t.kind} = ${value}`),
  passes('commune', (value) => sql`${t.commune} = ${value}`),
  passes('disaster', (value) => sql`${t.disasterId} = ${value}`),
  // An empty text: nobody's.
  passes('assignee', (value) => sql`coalesce(${t.assignee}, '') = ${value}`),
  passes('danger', (value) => sql`${t.danger} = ${value}`),
  passes('unread', (value) => sql`${t.unread} = ${value}`),
  passes('overdueAt', (value) => sql`${t.dueAt} < ${value}`),
  passes('openedFrom', (value) => sql`${t.openedAt} >= ${value}`),
  passes('openedTo', (value) => sql`${t.openedAt} < ${value}`),
  passes('updatedFrom', (value) => sql`${t.updatedAt} >= ${value}`),
  passes('beforeId', (value) => sql`${t.id} < ${value}`),
  passes('code', (value) => sql`${t.code} = ${value}`),
  passes(
    'phone',
    (value) =>
      sql`${t.contactId} in (select contact_id from addresses where addresses.kind = 'sms' and addresses.value = ${value})`,
  ),
  passes('ids', (value) => sql`${t.id} in (select value from json_each(${value}))`),
)

/** The name told in the report, else the one the person is known by. */
const name = sql<string | null>`coalesce(json_extract(${t.report}, '$.name'),
  (select contacts.name from contacts where contacts.id = ${t.contactId}))`

const ORDERS = {
  score: [desc(sql`${isOpen}`), desc(t.danger), desc(t.score), asc(t.openedAt), asc(t.id)],
  newest: [desc(t.updatedAt), asc(t.id)],
  due: [sql`${t.dueAt} is null`, asc(t.dueAt), asc(t.id)],
  opened: [desc(t.id)],
} as const satisfies Record<NonNullable<CaseFilter['order']>, readonly unknown[]>

const row = { ...line, name }
const pageBy = (order: readonly SQL[]) =>
  prepareRead(row, (f) =>
    db
      .select(f)
      .from(t)
      .where(filtered)
      .orderBy(...order)
      .limit(sql.placeholder('limit'))
      .offset(sql.placeholder('offset')),
  )
const pages = {
  score: pageBy(ORDERS.score),
  newest: pageBy(ORDERS.newest),
  due: pageBy(ORDERS.due),
  opened: pageBy(ORDERS.opened),
}
const total = prepareRead({ count: sql<number>`count(*)` }, (f) => db.select(f).from(t).where(filtered))

/** Folding is not the database's work: names of the scope's newest cases are compared here. */
const NAMES_LOOKED_AT = 5_000
const names = prepareRead({ id: t.id, name }, (f) =>
  db
    .select(f)
    .from(t)
    .where(and(filtered, sql`${name} is not null`))
    .orderBy(desc(t.updatedAt))
    .limit(NAMES_LOOKED_AT),
)

const late = prepareRead(line, (f) =>
  db
    .select(f)
    .from(t)
    .where(and(isNotNull(t.dueAt), lt(t.dueAt, given('now')), sql`${t.escalatedAt} is null`, isOpen))
    .orderBy(asc(t.dueAt))
    .limit(sql.placeholder('limit')),
)

const KEYS = {
  day: sql<string>`strftime('%Y-%m-%d', ${t.openedAt} / 1000 + 7 * 3600, 'unixepoch')`,
  hazard: sql<string>`coalesce(json_extract(${t.report}, '$.hazard'), '')`,
  commune: sql<string>`coalesce(${t.commune}, '')`,
  status: sql<string>`${t.status}`,
} as const
const inRange = and(
  inScope,
  sql`${t.openedAt} >= ${given('from')} and ${t.openedAt} < ${given('to')}`,
  passes('disaster', (value) => sql`${t.disasterId} = ${value}`),
  sql`${t.mergedInto} is null`,
)
const countBy = (key: SQL<string>) =>
  prepareRead({ key, count: sql<number>`count(*)`, open: sql<number>`sum(${isOpen})` }, (f) =>
    db.select(f).from(t).where(inRange).groupBy(key).orderBy(key),
  )
const counts = {
  day: countBy(KEYS.day),
  hazard: countBy(KEYS.hazard),
  commune: countBy(KEYS.commune),
  status: countBy(KEYS.status),
}
const looks = prepareRead({ ms: sql<number>`${t.seenAt} - ${t.openedAt}` }, (f) =>
  db
    .select(f)
    .from(t)
    .where(and(inRange, or(isNotNull(t.seenAt))))
    .orderBy(asc(t.openedAt)),
)

export function caseListsOver(port: Port): Pick<CaseStore, 'list' | 'overdue' | 'counts' | 'responseTimes'> {
  return {
    async list(scope, filter, { limit, offset }) {
      const values = { ...scopeValues(scope), ...filterValues(filter), ids: null }
      const wanted = filter.search?.name
      const one = filter.id === undefined ? null : JSON.stringify([filter.id])
      const ids = wanted === undefined ? one : await idsNamed(port, { ...values, ids: one }, wanted)
      const found = { ...values, ids }
      const [rows, [counted]] = await Promise.all([
        pages[filter.order ?? 'score'](port, { ...found, limit, offset }),
        total(port, found),
      ])
      return { rows, total: counted?.count ?? 0 }
    },
    overdue: (now, limit): Promise<readonly CaseLine[]> => late(port, { now, limit }),
    counts: (scope, by, { from, to, disaster }) =>
      counts[by](port, { ...scopeValues(scope), from, to, disaster: disaster ?? null }),
    async responseTimes(scope, { from, to }) {
      const rows = await looks(port, { ...scopeValues(scope), from, to, disaster: null })
      return rows.map(({ ms }) => ms)
    },
  }
}

function filterValues(filter: CaseFilter) {
  const { status, kind, commune, disaster, assignee, danger, unread, overdueAt, openedFrom, openedTo, search } = filter
  const { updatedFrom, beforeId } = filter
  return {
    status: status === undefined ? null : JSON.stringify(status),
    kind: kind ?? null,
    commune: commune ?? null,
    disaster: disaster ?? null,
    assignee: assignee ?? null,
    danger: danger ?? null,
    unread: unread ?? null,
    overdueAt: overdueAt ?? null,
    openedFrom: openedFrom ?? null,
    openedTo: openedTo ?? null,
    updatedFrom: updatedFrom ?? null,
    beforeId: beforeId ?? null,
    code: search?.code ?? null,
    phone: search?.phone ?? null,
  }
}

async function idsNamed(port: Port, values: Readonly<Record<string, unknown>>, wanted: string): Promise<string> {
  const part = folded(wanted)
  const rows = await names(port, values)
  return JSON.stringify(rows.filter(({ name: one }) => one !== null && folded(one).includes(part)).map(({ id }) => id))
}

/** Without marks and capitals, so that "nguyen thi hoa" finds Nguyễn Thị Hoa. */
function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd').replace(/\s+/g, ' ').trim()
}
