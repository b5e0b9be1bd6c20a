/** Where a contact is reached. The one table that ties a phone number to a person; consent is kept per address. */
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { ADDRESS_KINDS } from '../../core/address.ts'
import { contacts } from './contacts.ts'
import { oneOf } from './one-of.ts'

export const addresses = sqliteTable(
  'addresses',
  {
    id: text('id').primaryKey(),
    kind: text('kind', { enum: ADDRESS_KINDS }).notNull(),
    /** E.164 for sms, else the provider's own id as exact text. */
    value: text('value').notNull(),
    contactId: text('contact_id')
      .notNull()
      .references(() => contacts.id),
    /** Set: the person said stop here; only replies to their own messages and life-safety alerts may go. */
    stoppedAt: integer('stopped_at'),
    createdAt: integer('created_at').notNull(),
  },
  (t) => [
    uniqueIndex('addresses_kind_value').on(t.kind, t.value),
    index('addresses_contact').on(t.contactId),
    oneOf('addresses_kind', t.kind, ADDRESS_KINDS),
  ],
)
