/** What is known of a household now; how it came to be known is in `turns.trace` (`fact_learned`). */
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { households } from './households.ts'

/** A fact of the household itself. Not null, because SQL holds no two nulls equal and the key must stay unique. */
export const NO_PERSON = -1

export const facts = sqliteTable(
  'facts',
  {
    householdId: text('household_id')
      .notNull()
      .references(() => households.id),
    fact: text('fact').notNull(),
    /** Index in `people`, or NO_PERSON. */
    person: integer('person').notNull(),
    value: text('value', { mode: 'json' }).$type<unknown>().notNull(),
    learnedAt: integer('learned_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.householdId, t.fact, t.person] })],
)
