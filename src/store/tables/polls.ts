/** One question that officials put to an audience, and who was asked it. */
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { SUBJECTS } from '../../core/feedback.ts'
import { contacts } from './contacts.ts'
import { oneOf } from './one-of.ts'

export const polls = sqliteTable(
  'polls',
  {
    id: text('id').primaryKey(),
    question: text('question').notNull(),
    /** Two to five answers as they are read; null: 1 to 5, from very bad to very good. */
    options: text('options', { mode: 'json' }).$type<readonly string[]>(),
    /** Within the scope of whoever asked. */
    communes: text('communes', { mode: 'json' }).$type<readonly string[]>().notNull(),
    /** Only who subscribed to it; null: everybody who lives there. */
    topic: text('topic', { enum: SUBJECTS }),
    by: text('by').notNull(),
    at: integer('at').notNull(),
    /** No answer counts from then on. */
    closesAt: integer('closes_at').notNull(),
    /** The sweep has looked at contacts up to this id. */
    askedTo: text('asked_to').notNull(),
    /** Everybody was looked at, and nobody is left to be asked later. */
    askedAll: integer('asked_all', { mode: 'boolean' }).notNull(),
    /** Of its audience so many could not be asked in this round: asked another poll this week, or an official speaks with them. */
    passedBy: integer('passed_by').notNull().default(0),
    /** The next round begins then; nobody is looked at before. */
    roundAt: integer('round_at').notNull().default(0),
  },
  (t) => [oneOf('polls_topic', t.topic, SUBJECTS)],
)

export const pollAsks = sqliteTable(
  'poll_asks',
  {
    pollId: text('poll_id')
      .notNull()
      .references(() => polls.id),
    contactId: text('contact_id')
      .notNull()
      .references(() => contacts.id),
    askedAt: integer('asked_at').notNull(),
    /** 1 is the first. */
    answer: integer('answer'),
    answeredAt: integer('answered_at'),
  },
  (t) => [primaryKey({ columns: [t.pollId, t.contactId] }), index('poll_asks_contact').on(t.contactId, t.askedAt)],
)
