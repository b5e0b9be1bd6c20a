/** Who agreed to be told of what. */
import { and, asc, desc, eq, gt, isNull, sql } from 'drizzle-orm'
import type { SubscriptionStore } from './feedback-store.ts'
import type { Port } from './port.ts'
import { db, given, prepareRead } from './prepare.ts'
import { addresses } from './tables/addresses.ts'
import { subscriptions as t } from './tables/subscriptions.ts'
import { addressId } from './turn-writes.ts'

const consents = prepareRead(
  {
    topic: t.topic,
    wording: t.wording,
    wordingVersion: t.wordingVersion,
    language: t.language,
    door: t.door,
    inboundId: t.inboundId,
    at: t.at,
    endedAt: t.endedAt,
    endedBy: t.endedBy,
  },
  (f) => db.select(f).from(t).where(sql`${t.addressId} = (${addressId})`).orderBy(desc(t.at), desc(t.id)),
)
const active = prepareRead({ contactId: t.contactId, kind: addresses.kind, value: addresses.value }, (f) =>
  db
    .select(f)
    .from(t)
    .innerJoin(addresses, eq(addresses.id, t.addressId))
    .where(
      and(eq(t.topic, given('topic')), isNull(t.endedAt), isNull(addresses.stoppedAt), gt(t.contactId, given('after'))),
    )
    .orderBy(asc(t.contactId))
    .limit(sql.placeholder('limit')),
)

export function subscriptionsOver(port: Port): SubscriptionStore {
  return {
    of: ({ kind, value }) => consents(port, { kind, value }),
    async subscribed(topic, after, limit) {
      const rows = await active(port, { topic, after, limit })
      return rows.map(({ contactId, kind, value }) => ({ contactId, address: { kind, value } }))
    },
  }
}
