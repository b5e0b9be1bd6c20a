/** One person we can reach. Names and numbers live elsewhere: here is only who answers them, and in which language. */
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
  },
  (t) => [oneOf('contacts_language', t.language, LANGUAGES)],
)
