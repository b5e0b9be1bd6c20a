/** What officials and the program itself did: each row carries the hash of the one before it, so a changed row shows. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const audit = sqliteTable('audit', {
  /** 1, 2, 3 … without a gap. */
  seq: integer('seq').primaryKey(),
  at: integer('at').notNull(),
  actor: text('actor').notNull(),
  action: text('action').notNull(),
  /** JSON text exactly as hashed. */
  data: text('data').notNull(),
  previousHash: text('previous_hash').notNull(),
  hash: text('hash').notNull(),
})
