/** Language packs as officials took them in, a row a language: a pack is changed, marked and read as a whole. No personal data. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { KeptMark, Translation } from '../../core/pack.ts'

export const languagePacks = sqliteTable('language_packs', {
  code: text('code').primaryKey(),
  version: integer('version').notNull(),
  translations: text('translations', { mode: 'json' }).$type<readonly Translation[]>().notNull(),
  /** Of the last time somebody marked it or took the mark back; the audit log has all of them. */
  mark: text('mark', { mode: 'json' }).$type<KeptMark>(),
  updatedAt: integer('updated_at').notNull(),
})
