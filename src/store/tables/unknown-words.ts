/** Words that were not understood, counted, and what staff made of them. Who sent a word is kept so that three people are three, and never shown. */
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { contacts } from './contacts.ts'

/** example: a sentence of an intent · abbreviation: stands for other words · ignored: nothing to learn. */
export const WORD_KINDS = ['example', 'abbreviation', 'ignored'] as const

export const unknownWords = sqliteTable(
  'unknown_words',
  {
    /** Folded: a word, or a message of a few words. */
    word: text('word').notNull(),
    contactId: text('contact_id')
      .notNull()
      .references(() => contacts.id),
    count: integer('count').notNull(),
    lastAt: integer('last_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.word, t.contactId] }), index('unknown_words_contact').on(t.contactId)],
)

export const wordProposals = sqliteTable('word_proposals', {
  word: text('word').primaryKey(),
  kind: text('kind', { enum: WORD_KINDS }).notNull(),
  /** Of an example. */
  intent: text('intent'),
  /** The sentence of an example; what an abbreviation stands for. */
  text: text('text'),
  by: text('by').notNull(),
  at: integer('at').notNull(),
})
