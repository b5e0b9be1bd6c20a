/** One person we can reach. Numbers live in `addresses`; here is who answers them, in which language, and whether an official speaks with them now. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { LANGUAGES } from '../../core/language.ts'
import { oneOf } from './one-of.ts'
import { organisations } from './organisations.ts'

export const contacts = sqliteTable(
  'contacts',
  {
    id: text('id').primaryKey(),
    language: text('language', { enum: LANGUAGES }).notNull(),
    organisation: text('organisation').references(() => organisations.code),
    createdAt: integer('created_at').notNull(), // ms since 1970, as every `_at` in these tables
    /** As the person told it in a report. */
    name: text('name'),
    /** An official speaks with this person now, and the program keeps silent: since when, and who. */
    pausedAt: integer('paused_at'),
    pausedBy: text('paused_by'),
  },
  (t) => [oneOf('contacts_language', t.language, LANGUAGES)],
)
