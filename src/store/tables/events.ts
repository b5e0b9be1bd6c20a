/** What happened and somebody acts on, past tense. Told verdicts are in `verdicts`, the steps of a talk in `turns.trace`. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { contacts } from './contacts.ts'
import { turns } from './turns.ts'

export const events = sqliteTable('events', {
  id: integer('id').primaryKey(),
  turnId: text('turn_id').references(() => turns.id), // null: outside any turn
  contactId: text('contact_id').references(() => contacts.id),
  type: text('type').notNull(),
  data: text('data', { mode: 'json' }).$type<unknown>().notNull(),
  at: integer('at').notNull(),
})
