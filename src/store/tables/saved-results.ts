/** A result that a person kept: its code shows it again, to them and to an official. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Household } from '../../core/household.ts'
import { contacts } from './contacts.ts'
import { turns } from './turns.ts'

export const savedResults = sqliteTable('saved_results', {
  /** As printed, without the letters in front: `7Q2FM`. */
  code: text('code').primaryKey(),
  contactId: text('contact_id')
    .notNull()
    .references(() => contacts.id),
  turnId: text('turn_id')
    .notNull()
    .references(() => turns.id),
  household: text('household', { mode: 'json' }).$type<Household>().notNull(),
  /** In the order they were shown. */
  programmes: text('programmes', { mode: 'json' }).$type<readonly string[]>().notNull(),
  on: text('on').notNull(), // a day of Vietnam's calendar, YYYY-MM-DD
  contentVersion: text('content_version').notNull(),
  at: integer('at').notNull(),
})
