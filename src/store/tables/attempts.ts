/** One row per try to send, durable before any byte leaves; an open row after a crash means "may have been sent". */
import { sql } from 'drizzle-orm'
import { check, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { deliveries } from './deliveries.ts'
import { oneOf } from './one-of.ts'

/** As SendOutcome; null while the answer is awaited. */
export const ATTEMPT_OUTCOMES = ['accepted', 'refused', 'unknown'] as const

export const attempts = sqliteTable(
  'attempts',
  {
    deliveryId: text('delivery_id')
      .notNull()
      .references(() => deliveries.id),
    /** First try is 1. */
    number: integer('number').notNull(),
    mayRepeat: integer('may_repeat', { mode: 'boolean' }).notNull(),
    startedAt: integer('started_at').notNull(),
    outcome: text('outcome', { enum: ATTEMPT_OUTCOMES }),
    code: text('code'),
    externalId: text('external_id'),
    finishedAt: integer('finished_at'),
  },
  (t) => [
    primaryKey({ columns: [t.deliveryId, t.number] }),
    index('attempts_started').on(t.startedAt),
    oneOf('attempts_outcome', t.outcome, ATTEMPT_OUTCOMES),
    check('attempts_may_repeat', sql`${t.mayRepeat} = 0 or ${t.mayRepeat} = 1`),
  ],
)
