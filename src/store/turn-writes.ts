/** The statements a turn is made of, each built once. */
import { and, eq, ne, or, sql } from 'drizzle-orm'
import { newId } from '../core/id.ts'
import type { Statement } from './port.ts'
import { db, given, prepareWrite, type Values } from './prepare.ts'
import { addresses } from './tables/addresses.ts'
import { contacts } from './tables/contacts.ts'
import { deliveries } from './tables/deliveries.ts'
import { facts } from './tables/facts.ts'
import { households } from './tables/households.ts'
import { inboundMessages } from './tables/inbound-messages.ts'
import { sessions } from './tables/sessions.ts'
import { turns } from './tables/turns.ts'
import { verdicts } from './tables/verdicts.ts'

const isAddress = and(eq(addresses.kind, given('kind')), eq(addresses.value, given('value')))
/** The row of the address named by `kind` and `value`. */
export const addressId = db.select({ id: addresses.id }).from(addresses).where(isAddress)
const householdId = db
  .select({ id: households.id })
  .from(households)
  .where(eq(households.contactId, given('contactId')))

export const insertTurn = prepareWrite(
  db.insert(turns).values({
    id: sql.placeholder('turnId'),
    inboundId: sql.placeholder('inboundId'),
    contactId: sql.placeholder('contactId'),
    contentVersion: sql.placeholder('contentVersion'),
    at: sql.placeholder('at'),
    trace: sql.placeholder('trace'),
    askedFlow: sql.placeholder('askedFlow'),
    askedStep: sql.placeholder('askedStep'),
  }),
)
/** A message that failed before and was done later is done. */
export const closeInbound = prepareWrite(
  db
    .update(inboundMessages)
    .set({ status: 'done' })
    .where(eq(inboundMessages.id, given('inboundId'))),
)

export const insertContact = prepareWrite(
  db.insert(contacts).values({
    id: sql.placeholder('contactId'),
    language: sql.placeholder('language'),
    organisation: sql.placeholder('organisation'),
    createdAt: sql.placeholder('at'),
  }),
)
/** Touches the row only when something changed, which is rare. */
export const updateContact = prepareWrite(
  db
    .update(contacts)
    .set({ language: given('language'), organisation: given('organisation') })
    .where(
      and(
        eq(contacts.id, given('contactId')),
        or(ne(contacts.language, given('language')), sql`${contacts.organisation} is not ${given('organisation')}`),
      ),
    ),
)

const insertAddress = prepareWrite(
  db.insert(addresses).values({
    id: sql.placeholder('addressId'),
    kind: sql.placeholder('kind'),
    value: sql.placeholder('value'),
    contactId: sql.placeholder('contactId'),
    createdAt: sql.placeholder('at'),
  }),
)
const insertHousehold = prepareWrite(
  db.insert(households).values({
    id: sql.placeholder('householdId'),
    contactId: sql.placeholder('contactId'),
    createdAt: sql.placeholder('at'),
  }),
)
/** The address and the household of someone who writes for the first time. */
export function newPerson(values: Values & { readonly at: number }): readonly Statement[] {
  return [
    insertAddress({ ...values, addressId: newId('addr', values.at) }),
    insertHousehold({ ...values, householdId: newId('home', values.at) }),
  ]
}

export const insertSession = prepareWrite(
  db.insert(sessions).values({
    contactId: sql.placeholder('contactId'),
    version: 1,
    data: sql.placeholder('session'),
    updatedAt: sql.placeholder('at'),
  }),
)
/** A stale version makes it NULL, which NOT NULL refuses, which undoes the whole turn: works in a batch, where nothing can be read. */
export const updateSession = prepareWrite(
  db
    .update(sessions)
    .set({
      version: sql`case when ${sessions.version} = ${given('version')} then ${sessions.version} + 1 else null end`,
      data: given('session', sessions.data),
      updatedAt: given('at'),
    })
    .where(eq(sessions.contactId, given('contactId'))),
)

export const insertDelivery = prepareWrite(
  db.insert(deliveries).values({
    id: sql.placeholder('id'),
    turnId: sql.placeholder('turnId'),
    ordinal: sql.placeholder('ordinal'),
    addressId: sql`(${addressId})`,
    door: sql.placeholder('door'),
    lane: sql.placeholder('lane'),
    text: sql.placeholder('text'),
    buttons: sql.placeholder('buttons'),
    segments: sql.placeholder('segments'),
    status: 'queued',
    dueAt: sql.placeholder('at'),
    expiresAt: sql.placeholder('expiresAt'),
    attempts: 0,
    mayRepeat: false,
    createdAt: sql.placeholder('at'),
  }),
)

export const upsertFact = prepareWrite(
  db
    .insert(facts)
    .values({
      householdId: sql`(${householdId})`,
      fact: sql.placeholder('fact'),
      person: sql.placeholder('person'),
      value: sql`${sql.placeholder('value')}`, // JSON text already, so that a known "never" is kept as the text `null`
      learnedAt: sql.placeholder('at'),
    })
    .onConflictDoUpdate({
      target: [facts.householdId, facts.fact, facts.person],
      set: { value: sql`excluded.value`, learnedAt: sql`excluded.learned_at` },
    }),
)

export const insertVerdict = prepareWrite(
  db.insert(verdicts).values({
    turnId: sql.placeholder('turnId'),
    rule: sql.placeholder('rule'),
    programme: sql.placeholder('programme'),
    kind: sql.placeholder('kind'),
    verdict: sql.placeholder('verdict'),
    on: sql.placeholder('on'),
    people: sql.placeholder('people'),
    amountVnd: sql.placeholder('amountVnd'),
    riceKg: sql.placeholder('riceKg'),
    per: sql.placeholder('per'),
    inputs: sql.placeholder('inputs'),
    citations: sql.placeholder('citations'),
    contentVersion: sql.placeholder('contentVersion'),
    at: sql.placeholder('at'),
  }),
)

export const setStopped = prepareWrite(
  db
    .update(addresses)
    .set({ stoppedAt: given('stoppedAt') })
    .where(isAddress),
)
/** Design §6.5: after a stop only replies to the person's own messages and life-safety alerts go out. */
export const stopQueued = prepareWrite(
  db
    .update(deliveries)
    .set({ status: 'stopped' })
    .where(
      and(
        sql`${deliveries.addressId} = (${addressId})`,
        sql`${deliveries.status} = 'queued'`,
        sql`${deliveries.lane} = 'bulk'`,
      ),
    ),
)
