/** What a person's own turn, or a provider's refusal, writes of subscriptions. Part of the unit that writes the rest of it. */
import { and, eq, isNull, sql } from 'drizzle-orm'
import { newId } from '../core/id.ts'
import type { TurnEvent } from '../core/session.ts'
import type { Statement } from './port.ts'
import { db, given, prepareWrite } from './prepare.ts'
import type { TurnCommit } from './store.ts'
import { subscriptions as t } from './tables/subscriptions.ts'
import { addressId } from './turn-writes.ts'

/** Said twice it is one consent: the first one stands. */
const begin = prepareWrite(
  db
    .insert(t)
    .values({
      id: sql.placeholder('id'),
      contactId: sql.placeholder('contactId'),
      addressId: sql`(${addressId})`,
      topic: sql.placeholder('topic'),
      wording: sql.placeholder('wording'),
      wordingVersion: sql.placeholder('wordingVersion'),
      language: sql.placeholder('language'),
      door: sql.placeholder('door'),
      inboundId: sql.placeholder('inboundId'),
      at: sql.placeholder('at'),
    })
    .onConflictDoNothing(),
)
const ended = { endedAt: given('at'), endedBy: given('endedBy'), endedInboundId: given('inboundId') }
const ofAddress = and(sql`${t.addressId} = (${addressId})`, isNull(t.endedAt))
const endOne = prepareWrite(
  db
    .update(t)
    .set(ended)
    .where(and(ofAddress, eq(t.topic, given('topic')))),
)
const endAll = prepareWrite(db.update(t).set(ended).where(ofAddress))

/** Every subscription of an address ends: a provider refused a message because of a stop. */
export function endedAtProvider(where: { readonly kind: string; readonly value: string }, at: number): Statement {
  return endAll({ ...where, at, endedBy: 'provider', inboundId: null })
}

/** Empty for every event that has nothing to do with subscriptions. */
export function subscriptionStatements(
  decided: TurnCommit,
  event: TurnEvent,
  where: { readonly kind: string; readonly value: string },
): readonly Statement[] {
  const { at, inboundId, door, contentVersion: wordingVersion, session, contact } = decided
  const row = { ...where, at, inboundId, endedBy: 'person' }
  if (event.type === 'subscribed') {
    const { topic, wording } = event
    const consent = { id: newId('sub', at), contactId: contact.id, topic, wording, wordingVersion }
    return [begin({ ...row, ...consent, language: session.language, door })]
  }
  if (event.type === 'unsubscribed') return [endOne({ ...row, topic: event.topic })]
  return event.type === 'opted_out' ? [endAll(row)] : []
}
