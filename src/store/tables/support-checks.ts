/** Whether support that stands as given has come: asked once a case, by a sweep, of cases outside events. */
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { cases } from './cases.ts'
import { contacts } from './contacts.ts'
import { oneOf } from './one-of.ts'

/** all of it · less, or wrong · nothing. */
export const SUPPORT_ANSWERS = ['full', 'part', 'none'] as const

export const supportChecks = sqliteTable(
  'support_checks',
  {
    caseId: text('case_id')
      .primaryKey()
      .references(() => cases.id),
    contactId: text('contact_id')
      .notNull()
      .references(() => contacts.id),
    /** 0: looked at, and not asked, because nothing reaches them. */
    askedAt: integer('asked_at').notNull(),
    answer: text('answer', { enum: SUPPORT_ANSWERS }),
    answeredAt: integer('answered_at'),
  },
  (t) => [index('support_checks_contact').on(t.contactId), oneOf('support_checks_answer', t.answer, SUPPORT_ANSWERS)],
)
