/** What reached us, written before anything is thought about it. */
import { sql } from 'drizzle-orm'
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { ADDRESS_KINDS, DOORS } from '../../core/address.ts'
import type { InboundContent } from '../../core/message.ts'
import { oneOf } from './one-of.ts'

/** waiting: owed a turn · done: had it · failed: threw too often, people must look · ignored: an automated sender. */
export const INBOUND_STATUSES = ['waiting', 'done', 'failed', 'ignored'] as const

export const inboundMessages = sqliteTable(
  'inbound_messages',
  {
    id: text('id').primaryKey(),
    door: text('door', { enum: DOORS }).notNull(),
    /** No key to `addresses`: a first message is kept before the contact exists. */
    addressKind: text('address_kind', { enum: ADDRESS_KINDS }).notNull(),
    addressValue: text('address_value').notNull(),
    externalId: text('external_id').notNull(),
    content: text('content', { mode: 'json' }).$type<InboundContent>().notNull(),
    sentAt: integer('sent_at').notNull(),
    receivedAt: integer('received_at').notNull(),
    automated: integer('automated', { mode: 'boolean' }).notNull(),
    today: text('today'),
    status: text('status', { enum: INBOUND_STATUSES }).notNull().default('waiting'),
    tries: integer('tries').notNull().default(0),
  },
  (t) => [
    uniqueIndex('inbound_messages_once').on(t.door, t.externalId),
    // Small: only the rows still owed a turn, so that closing one touches little.
    index('inbound_messages_waiting')
      .on(t.addressKind, t.addressValue, t.receivedAt)
      .where(sql`${t.status} = 'waiting'`),
    index('inbound_messages_address').on(t.addressKind, t.addressValue),
    oneOf('inbound_messages_door', t.door, DOORS),
    oneOf('inbound_messages_address_kind', t.addressKind, ADDRESS_KINDS),
    oneOf('inbound_messages_status', t.status, INBOUND_STATUSES),
    check('inbound_messages_automated', sql`${t.automated} = 0 or ${t.automated} = 1`),
  ],
)
