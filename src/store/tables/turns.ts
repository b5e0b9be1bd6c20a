/** One inbound message and all it caused. The unique key makes "handled exactly once" the database's word, not ours. */
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { TurnEvent } from '../../core/session.ts'
import { contacts } from './contacts.ts'
import { inboundMessages } from './inbound-messages.ts'

export const turns = sqliteTable(
  'turns',
  {
    id: text('id').primaryKey(),
    inboundId: text('inbound_id')
      .notNull()
      .references(() => inboundMessages.id),
    contactId: text('contact_id')
      .notNull()
      .references(() => contacts.id),
    /** Hash of all content the turn was computed with. */
    contentVersion: text('content_version').notNull(),
    at: integer('at').notNull(),
    /** Steps of the talk in order: flows begun and ended, facts learned, what was not understood. What others act on is in `events`. */
    trace: text('trace', { mode: 'json' }).$type<readonly TurnEvent[]>().notNull(),
    /** What waits for the person since this turn: a step, or `fact:<fact>`; null: nothing. Where talks end is counted by it. */
    askedFlow: text('asked_flow'),
    askedStep: text('asked_step'),
  },
  (t) => [
    uniqueIndex('turns_inbound').on(t.inboundId),
    // Holds all that the count of where talks end needs.
    index('turns_contact').on(t.contactId, t.at, t.askedFlow, t.askedStep),
  ],
)
