/** Who agreed to be told of what: the record of the consent, and how it ended. Rows are only added and ended, never removed. */
import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { DOORS } from '../../core/address.ts'
import { SUBJECTS } from '../../core/feedback.ts'
import { LANGUAGES } from '../../core/language.ts'
import { addresses } from './addresses.ts'
import { contacts } from './contacts.ts'
import { inboundMessages } from './inbound-messages.ts'
import { oneOf } from './one-of.ts'

/** person: by a message, or by leaving us at the provider · provider: a message was refused because of a stop. */
export const ENDED_BY = ['person', 'provider'] as const

export const subscriptions = sqliteTable(
  'subscriptions',
  {
    id: text('id').primaryKey(),
    contactId: text('contact_id')
      .notNull()
      .references(() => contacts.id),
    /** Consent is kept per address. */
    addressId: text('address_id')
      .notNull()
      .references(() => addresses.id),
    topic: text('topic', { enum: SUBJECTS }).notNull(),
    /** Text key of the wording agreed to, and the hash of the content in which it stood. */
    wording: text('wording').notNull(),
    wordingVersion: text('wording_version').notNull(),
    language: text('language', { enum: LANGUAGES }).notNull(),
    door: text('door', { enum: DOORS }).notNull(),
    /** The very message by which they agreed. */
    inboundId: text('inbound_id')
      .notNull()
      .references(() => inboundMessages.id),
    at: integer('at').notNull(),
    endedAt: integer('ended_at'),
    endedBy: text('ended_by', { enum: ENDED_BY }),
    /** The message by which they ended it; null: the provider told us. */
    endedInboundId: text('ended_inbound_id').references(() => inboundMessages.id),
  },
  (t) => [
    uniqueIndex('subscriptions_one').on(t.addressId, t.topic).where(sql`${t.endedAt} is null`),
    index('subscriptions_topic').on(t.topic, t.contactId),
    oneOf('subscriptions_topic_word', t.topic, SUBJECTS),
    oneOf('subscriptions_language', t.language, LANGUAGES),
    oneOf('subscriptions_door', t.door, DOORS),
    oneOf('subscriptions_ended_by', t.endedBy, ENDED_BY),
  ],
)
