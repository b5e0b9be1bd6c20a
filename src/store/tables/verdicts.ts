/** Every verdict told to a person: with the household, the day and the content version it can be computed again. */
import { index, integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Household } from '../../core/household.ts'
import { type Citation, VERDICT_KINDS, VERDICTS } from '../../core/verdict.ts'
import { oneOf } from './one-of.ts'
import { turns } from './turns.ts'

const PERIODS = ['month', 'year', 'once', 'course', 'loan'] as const

export const verdicts = sqliteTable(
  'verdicts',
  {
    id: integer('id').primaryKey(),
    turnId: text('turn_id')
      .notNull()
      .references(() => turns.id),
    rule: text('rule').notNull(),
    programme: text('programme').notNull(),
    kind: text('kind', { enum: VERDICT_KINDS }).notNull(),
    verdict: text('verdict', { enum: VERDICTS }).notNull(),
    on: text('on').notNull(), // a day of Vietnam's calendar, YYYY-MM-DD
    people: integer('people').notNull(),
    amountVnd: integer('amount_vnd'),
    riceKg: real('rice_kg'),
    per: text('per', { enum: PERIODS }),
    inputs: text('inputs', { mode: 'json' }).$type<Household>().notNull(),
    citations: text('citations', { mode: 'json' }).$type<readonly Citation[]>().notNull(),
    contentVersion: text('content_version').notNull(),
    at: integer('at').notNull(),
  },
  (t) => [
    index('verdicts_turn').on(t.turnId),
    oneOf('verdicts_kind', t.kind, VERDICT_KINDS),
    oneOf('verdicts_verdict', t.verdict, VERDICTS),
    oneOf('verdicts_per', t.per, PERIODS),
  ],
)
