/** One message to many people: what it says, who approved it, and one row a person with what became of it. */
import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { DOORS } from '../../core/address.ts'
import {
  type Audience,
  BROADCAST_CLASSES,
  BROADCAST_STATUSES,
  type BroadcastWords,
  PAUSED_WHY,
  RECIPIENT_STATUSES,
} from '../../core/broadcast.ts'
import type { ChosenTemplate } from '../../core/zalo-template.ts'
import { addresses } from './addresses.ts'
import { contacts } from './contacts.ts'
import { disasters } from './disasters.ts'
import { inboundMessages } from './inbound-messages.ts'
import { models } from './models.ts'
import { oneOf } from './one-of.ts'

export const broadcasts = sqliteTable(
  'broadcasts',
  {
    id: text('id').primaryKey(),
    /** Six digits that stand in every text: who doubts it texts them back. */
    code: text('code').notNull(),
    title: text('title').notNull(),
    class: text('class', { enum: BROADCAST_CLASSES }).notNull(),
    status: text('status', { enum: BROADCAST_STATUSES }).notNull(),
    words: text('words', { mode: 'json' }).$type<BroadcastWords>().notNull(),
    audience: text('audience', { mode: 'json' }).$type<Audience>().notNull(),
    /** Codes of the communes whose people may get it: the author's own, spelt out. */
    places: text('places', { mode: 'json' }).$type<readonly string[]>().notNull(),
    /** Code in `organisations` of who speaks. */
    organisation: text('organisation').notNull(),
    disasterId: text('disaster_id').references(() => disasters.id),
    /** The story its words were taken from: it leaves only while people may read that story. */
    modelId: text('model_id').references(() => models.id),
    /** For Zalo after its seven days, as it stood when it was chosen; null: none, so SMS. */
    template: text('template', { mode: 'json' }).$type<ChosenTemplate | null>(),
    /** Null: as soon as it is approved and its people are written down. */
    sendAt: integer('send_at'),
    /** So long after its hour it would only puzzle people. */
    lifeMs: integer('life_ms').notNull(),
    authorId: text('author_id').notNull(),
    createdAt: integer('created_at').notNull(),
    /** sha256 of all that an approval is for; null before it was handed in. */
    hash: text('hash'),
    /** sha256 of text and audience alone, to notice the same thing twice. */
    sameHash: text('same_hash'),
    submittedAt: integer('submitted_at'),
    refusedWhy: text('refused_why'),
    approvedAt: integer('approved_at'),
    /** Contacts up to this id were looked at. */
    preparedTo: text('prepared_to').notNull().default(''),
    /** Rows written. */
    total: integer('total').notNull().default(0),
    startedAt: integer('started_at'),
    expiresAt: integer('expires_at'),
    pausedWhy: text('paused_why', { enum: PAUSED_WHY }),
    /** Failures before it are no longer counted against it. */
    resumedAt: integer('resumed_at'),
    finishedAt: integer('finished_at'),
    version: integer('version').notNull(),
  },
  (t) => [
    uniqueIndex('broadcasts_code').on(t.code),
    index('broadcasts_status').on(t.status),
    index('broadcasts_same').on(t.sameHash).where(sql`${t.sameHash} is not null`),
    oneOf('broadcasts_class', t.class, BROADCAST_CLASSES),
    oneOf('broadcasts_status_word', t.status, BROADCAST_STATUSES),
    oneOf('broadcasts_paused', t.pausedWhy, PAUSED_WHY),
  ],
)

export const broadcastApprovals = sqliteTable(
  'broadcast_approvals',
  {
    broadcastId: text('broadcast_id')
      .notNull()
      .references(() => broadcasts.id),
    officialId: text('official_id').notNull(),
    /** What they saw; an edit makes another, and this one counts no more. */
    hash: text('hash').notNull(),
    at: integer('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.broadcastId, t.officialId, t.hash] })],
)

/** People of an uploaded list. */
export const broadcastLists = sqliteTable(
  'broadcast_lists',
  {
    broadcastId: text('broadcast_id')
      .notNull()
      .references(() => broadcasts.id),
    contactId: text('contact_id')
      .notNull()
      .references(() => contacts.id),
  },
  (t) => [primaryKey({ columns: [t.broadcastId, t.contactId] })],
)

/** How many rows of a broadcast stand where; kept with every move, because counting a million is no way to draw a bar. */
export const broadcastCounts = sqliteTable(
  'broadcast_counts',
  {
    broadcastId: text('broadcast_id')
      .notNull()
      .references(() => broadcasts.id),
    status: text('status', { enum: RECIPIENT_STATUSES }).notNull(),
    count: integer('count').notNull(),
  },
  (t) => [primaryKey({ columns: [t.broadcastId, t.status] })],
)

export const broadcastRecipients = sqliteTable(
  'broadcast_recipients',
  {
    broadcastId: text('broadcast_id')
      .notNull()
      .references(() => broadcasts.id),
    /** 1 … n without a gap. */
    number: integer('number').notNull(),
    /** Null: the row was lost and its person is not known any more. */
    contactId: text('contact_id').references(() => contacts.id),
    addressId: text('address_id').references(() => addresses.id),
    /** Chosen when it was written down, and again when it is handed over. */
    door: text('door', { enum: DOORS }),
    status: text('status', { enum: RECIPIENT_STATUSES }).notNull(),
    /** Of `skipped`: a word of ours; else the provider's failure and code. */
    reason: text('reason'),
    /** waiting: not before · sent: when it goes by SMS, should no receipt come. */
    dueAt: integer('due_at'),
    deliveryId: text('delivery_id'),
    /** The chat message before, when it was sent again as SMS. */
    firstDeliveryId: text('first_delivery_id'),
    handedAt: integer('handed_at'),
    settledAt: integer('settled_at'),
  },
  (t) => [
    primaryKey({ columns: [t.broadcastId, t.number] }),
    uniqueIndex('broadcast_recipients_one').on(t.contactId, t.broadcastId),
    uniqueIndex('broadcast_recipients_delivery').on(t.deliveryId).where(sql`${t.deliveryId} is not null`),
    // Small: only what can still move.
    index('broadcast_recipients_waiting')
      .on(t.broadcastId, t.door, t.dueAt, t.number)
      .where(sql`${t.status} = 'waiting'`),
    index('broadcast_recipients_moving').on(t.broadcastId, t.number).where(sql`${t.status} in ('queued', 'unknown')`),
    index('broadcast_recipients_watched')
      .on(t.broadcastId, t.dueAt)
      .where(sql`${t.status} = 'sent' and ${t.dueAt} is not null`),
    index('broadcast_recipients_settled').on(t.broadcastId, t.settledAt).where(sql`${t.settledAt} is not null`),
    oneOf('broadcast_recipients_status', t.status, RECIPIENT_STATUSES),
    oneOf('broadcast_recipients_door', t.door, DOORS),
  ],
)

/** The last three messages we began ourselves to a person: three a day is enough, and nobody counts rows for it. */
export const announced = sqliteTable('announced', {
  contactId: text('contact_id')
    .primaryKey()
    .references(() => contacts.id),
  lastAt: integer('last_at').notNull(),
  secondAt: integer('second_at').notNull(),
  thirdAt: integer('third_at').notNull(),
})

/** Words of a person soon after they were written to: they belong to the broadcast, and were answered as always. */
export const broadcastReplies = sqliteTable(
  'broadcast_replies',
  {
    inboundId: text('inbound_id')
      .primaryKey()
      .references(() => inboundMessages.id),
    broadcastId: text('broadcast_id')
      .notNull()
      .references(() => broadcasts.id),
    contactId: text('contact_id')
      .notNull()
      .references(() => contacts.id),
    at: integer('at').notNull(),
  },
  (t) => [index('broadcast_replies_broadcast').on(t.broadcastId, t.at)],
)
