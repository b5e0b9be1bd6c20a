/** One contact inside the talk. `version` lets exactly one of two racing turns win. */
import { sql } from 'drizzle-orm'
import { check, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Session } from '../../core/session.ts'
import { contacts } from './contacts.ts'

export const sessions = sqliteTable(
  'sessions',
  {
    contactId: text('contact_id')
      .primaryKey()
      .references(() => contacts.id),
    version: integer('version').notNull(),
    data: text('data', { mode: 'json' }).$type<Session>().notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (t) => [check('sessions_version', sql`${t.version} > 0`)],
)
