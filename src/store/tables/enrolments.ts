/** Who put their name down for a class or a job, and what they are still to be told of it. */
import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { DOORS } from '../../core/address.ts'
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
    /** The door they enrolled by: a message we start goes back there when the table of doors names none that is on. */
    door: text('door', { enum: DOORS }),
    status: text('status', { enum: ENROLMENT_STATUSES }).notNull().default('enrolled'),
    at: integer('at').notNull(),
    /** Day and place they were last told, as `offers.ts` writes them: when it differs from the offer, they hear of the change. */
    told: text('told'),
    /** When the next word to them is due (reminder, change, cancellation); null: none is owed. */
    remindAt: integer('remind_at'),
    /** When the last word owed was made a delivery; null while one is still owed. */
    remindedAt: integer('reminded_at'),
  },
  (t) => [
    primaryKey({ columns: [t.offerId, t.contactId] }),
    index('enrolments_to_remind').on(t.remindAt).where(sql`${t.remindedAt} is null`),
    oneOf('enrolments_status', t.status, ENROLMENT_STATUSES),
  ],
)
