/** What people asked to be helped with, as the commune works it off. */
import { and, asc, eq, isNull, or, sql } from 'drizzle-orm'
import type { Port } from './port.ts'
import { db, given, prepareRead } from './prepare.ts'
import type { Store } from './store.ts'
import { leads as t } from './tables/leads.ts'

/** Of several addresses the phone number, else the oldest. */
const address = sql<string | null>`(select addresses.kind || ':' || addresses.value from addresses
  where addresses.contact_id = leads.contact_id order by addresses.kind <> 'sms', addresses.created_at limit 1)`

const listed = prepareRead(
  { kind: t.kind, about: t.about, details: t.details, status: t.status, at: t.at, address },
  (f) =>
    db
      .select(f)
      .from(t)
      .where(or(eq(t.organisation, given('organisation')), and(isNull(t.organisation), sql`${given('home')} = 1`)))
      .orderBy(asc(t.at), asc(t.id)),
)

export function leadsOver(port: Port): Store['leads'] {
  return {
    ofOrganisation: (organisation, isHome) => listed(port, { organisation, home: isHome ? 1 : 0 }),
  }
}
