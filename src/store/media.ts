/** Photos as rows: wanted with the turn that brought them, fetched later, kept with their case. */
import { and, asc, eq, lte, sql } from 'drizzle-orm'
import { inScope, scopeValues } from './case-scope.ts'
import type { MediaStore } from './case-store.ts'
import { type Port, write } from './port.ts'
import { db, given, prepareRead, prepareWrite } from './prepare.ts'
import { cases } from './tables/cases.ts'
import { media as t } from './tables/media.ts'

const wanted = prepareRead(
  {
    id: t.id,
    door: t.door,
    ref: t.ref,
    tries: t.tries,
    at: t.at,
    caseCode: sql<string | null>`(select cases.code from cases where cases.id = ${t.caseId})`,
  },
  (f) =>
    db
      .select(f)
      .from(t)
      .where(and(eq(t.status, 'wanted'), lte(t.nextAt, given('now'))))
      .orderBy(asc(t.nextAt))
      .limit(sql.placeholder('limit')),
)
const keep = prepareWrite(
  db
    .update(t)
    .set({
      status: 'kept',
      bytes: sql`${given('bytes')}`,
      mime: given('mime'),
      size: given('size'),
      sha256: given('sha256'),
      nextAt: null,
    })
    .where(eq(t.id, given('id'))),
)
const refuse = prepareWrite(
  db
    .update(t)
    .set({ status: given('status'), why: given('why'), nextAt: null })
    .where(eq(t.id, given('id'))),
)
const retry = prepareWrite(
  db
    .update(t)
    .set({ tries: sql`${t.tries} + 1`, nextAt: given('nextAt') })
    .where(eq(t.id, given('id'))),
)
const read = prepareRead({ bytes: sql<ArrayLike<number> | ArrayBuffer | null>`${t.bytes}`, mime: t.mime }, (f) =>
  db
    .select(f)
    .from(t)
    .innerJoin(cases, eq(cases.id, t.caseId))
    .where(and(eq(t.id, given('id')), eq(t.status, 'kept'), inScope)),
)

export function mediaOver(port: Port): MediaStore {
  return {
    wanted: (now, limit) => wanted(port, { now, limit }),
    async keep(id, { bytes, mime, sha256 }) {
      await write(port, [keep({ id, bytes, mime, sha256, size: bytes.length })])
    },
    async refuse(id, status, why) {
      await write(port, [refuse({ id, status, why })])
    },
    async retry(id, nextAt) {
      await write(port, [retry({ id, nextAt })])
    },
    async read(scope, id) {
      const [row] = await read(port, { ...scopeValues(scope), id })
      if (row === undefined || row.bytes === null || row.mime === null) return null
      // A Buffer from SQLite, a list of numbers from D1.
      return {
        bytes: new Uint8Array(row.bytes instanceof ArrayBuffer ? row.bytes : Array.from(row.bytes)),
        mime: row.mime,
      }
    },
  }
}
