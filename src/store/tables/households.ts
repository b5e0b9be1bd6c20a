/** Who counts together for a rule. Today one contact speaks for one household. */
import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { contacts } from './contacts.ts'

export const households = sqliteTable(
  'households',
  {
    id: text('id').primaryKey(),
    contactId: text('contact_id')
      .notNull()
      .references(() => contacts.id),
    createdAt: integer('created_at').notNull(),
  },
  (t) => [uniqueIndex('households_contact').on(t.contactId)],
)
