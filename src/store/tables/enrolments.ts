/** Who put their name down for a class or a job; the reminder of it is sent once. */
import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { addresses } from './addresses.ts'
import { contacts } from './contacts.ts'
import { offers } from './offers.ts'
import { oneOf } from './one-of.ts'

export const ENROLMENT_STATUSES = ['enrolled', 'cancelled'] as const

export const enrolments = sqliteTable(
  'enrolments',
  {
    offerId: text('offer_id')
      .notNull()
      .references(() => offers.id),
    contactId: text('contact_id')
      .notNull()
      .references(() => contacts.id),
    /** Where the reminder goes: the address they enrolled from. */
    addressId: text('address_id')
      .notNull()
      .references(() => addresses.id),
    status: text('status', { enum: ENROLMENT_STATUSES }).notNull().default('enrolled'),
    at: integer('at').notNull(),
    /** When the reminder is due; null: none is owed. */
    remindAt: integer('remind_at'),
    remindedAt: integer('reminded_at'),
  },
  (t) => [
    primaryKey({ columns: [t.offerId, t.contactId] }),
    index('enrolments_to_remind').on(t.remindAt).where(sql`${t.remindedAt} is null`),
    oneOf('enrolments_status', t.status, ENROLMENT_STATUSES),
  ],
)
