/** Words to duty officers: people who may never have written to us, and who may answer. */
import { sql } from 'drizzle-orm'
import { newId } from '../core/id.ts'
import type { Session } from '../core/session.ts'
import type { Alert } from './case-store.ts'
import type { Statement } from './port.ts'
import { db, given, prepareWrite } from './prepare.ts'
import { addresses } from './tables/addresses.ts'
import { contacts } from './tables/contacts.ts'
import { households } from './tables/households.ts'
import { sessions } from './tables/sessions.ts'
import { insertDelivery } from './turn-writes.ts'

const known = sql`select 1 from addresses where addresses.kind = ${given('kind')} and addresses.value = ${given('value')}`
/** A duty officer need not have written to us: their rows are made when the first word goes out. */
const meet = prepareWrite({
  toSQL: () =>
    db
      .insert(contacts)
      .select(
        sql`select ${given('contactId')}, 'vi', ${given('organisation')}, ${given('at')}, null, null, null where not exists (${known})`,
      )
      .toSQL(),
})
const reach = prepareWrite({
  toSQL: () =>
    db
      .insert(addresses)
      .select(
        sql`select ${given('addressId')}, ${given('kind')}, ${given('value')}, ${given('contactId')}, null, ${given('at')} where not exists (${known})`,
      )
      .toSQL(),
})
/** True when `meet` has just made this contact. */
const isMet = sql`exists (select 1 from contacts where contacts.id = ${given('contactId')})`
const house = prepareWrite({
  toSQL: () =>
    db
      .insert(households)
      .select(sql`select ${given('householdId')}, ${given('contactId')}, ${given('at')} where ${isMet}`)
      .toSQL(),
})
/** Should they answer, their talk begins like anybody's; it belongs to no content yet. */
const BEGIN: Session = {
  ...{
    contentHash: '',
    language: 'vi',
    household: {},
    skipped: [],
    answers: {},
    trail: [],
    misses: 0,
    introduced: false,
  },
}
const talk = prepareWrite({
  toSQL: () =>
    db
      .insert(sessions)
      .select(sql`select ${given('contactId')}, 1, ${given('session', sessions.data)}, ${given('at')} where ${isMet}`)
      .toSQL(),
})

/** The rows of each alert; `organisation`: whose contact a new officer becomes. */
export function alertStatements(
  alerts: readonly Alert[],
  organisation: string | null,
  at: number,
): readonly Statement[] {
  return alerts.flatMap(({ delivery, contactId, addressId }) => {
    const { message, door, lane, ordinal, segments } = delivery
    const { kind, value } = message.address
    const who = { contactId, addressId, organisation, kind, value, at }
    const { id, text, buttons, expiresAt } = message
    const owed = { id, text, buttons, expiresAt, door, lane, ordinal, segments, turnId: null, at, kind, value }
    const begun = { ...who, householdId: newId('home', at), session: BEGIN }
    return [meet(who), reach(who), house(begun), talk(begun), insertDelivery(owed)]
  })
}
