/** What a turn leaves for people to act on: saved results and leads. Written within the turn's own unit. */
import { and, eq, sql } from 'drizzle-orm'
import type { Port } from './port.ts'
import { db, prepareRead, prepareWrite } from './prepare.ts'
import type { Store } from './store.ts'
import { leads } from './tables/leads.ts'
import { savedResults as t } from './tables/saved-results.ts'

/** A code already taken refuses the whole turn, which is then tried again with another. */
export const insertResult = prepareWrite(
  db.insert(t).values({
    code: sql.placeholder('code'),
    contactId: sql.placeholder('contactId'),
    turnId: sql.placeholder('turnId'),
    household: sql.placeholder('household'),
    programmes: sql.placeholder('programmes'),
    on: sql.placeholder('on'),
    contentVersion: sql.placeholder('contentVersion'),
    at: sql.placeholder('at'),
  }),
)

/** Said again, the newer wish counts, and somebody must look anew. */
export const upsertLead = prepareWrite(
  db
    .insert(leads)
    .values({
      id: sql.placeholder('id'),
      contactId: sql.placeholder('contactId'),
      turnId: sql.placeholder('turnId'),
      organisation: sql.placeholder('organisation'),
      kind: sql.placeholder('kind'),
      about: sql.placeholder('about'),
      details: sql.placeholder('details'),
      consent: sql.placeholder('consent'),
      status: 'new',
      at: sql.placeholder('at'),
    })
    .onConflictDoUpdate({
      target: [leads.contactId, leads.kind, leads.about],
      set: {
        turnId: sql`excluded.turn_id`,
        organisation: sql`excluded.organisation`,
        details: sql`excluded.details`,
        consent: sql`excluded.consent`,
        status: sql`'new'`,
        at: sql`excluded.at`,
      },
    }),
)

const fields = {
  code: t.code,
  contactId: t.contactId,
  household: t.household,
  programmes: t.programmes,
  on: t.on,
  contentVersion: t.contentVersion,
  at: t.at,
}
const byCode = prepareRead(fields, (f) =>
  db
    .select(f)
    .from(t)
    .where(eq(t.code, sql.placeholder('code'))),
)

/** Taken back: nothing of it stays but the event that it was. */
export const deleteLeads = prepareWrite(
  db
    .delete(leads)
    .where(and(eq(leads.contactId, sql.placeholder('contactId')), eq(leads.kind, sql.placeholder('kind')))),
)

export function resultsOver(port: Port): Store['results'] {
  return {
    async get(code) {
      const [row] = await byCode(port, { code })
      return row ?? null
    },
  }
}
