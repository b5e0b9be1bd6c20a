/** One row per message we owe one person: the outbox first, afterwards the proof of what was sent. */
import { sql } from 'drizzle-orm'
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { DOORS } from '../../core/address.ts'
import { type Button, DELIVERY_STATUSES, LANES, SEND_FAILURES } from '../../core/message.ts'
import type { TemplateData } from '../../core/zalo-template.ts'
import { addresses } from './addresses.ts'
import { broadcasts } from './broadcasts.ts'
import { oneOf } from './one-of.ts'
import { turns } from './turns.ts'

export const deliveries = sqliteTable(
  'deliveries',
  {
    id: text('id').primaryKey(),
    turnId: text('turn_id').references(() => turns.id), // null: not a reply
    ordinal: integer('ordinal').notNull().default(0),
    /** It leaves only while this is being sent. */
    broadcastId: text('broadcast_id').references(() => broadcasts.id),
    addressId: text('address_id')
      .notNull()
      .references(() => addresses.id),
    door: text('door', { enum: DOORS }).notNull(),
    lane: text('lane', { enum: LANES }).notNull(),
    text: text('text').notNull(),
    buttons: text('buttons', { mode: 'json' }).$type<readonly Button[]>(),
    /** What leaves instead of the text where only an approved template may go. */
    template: text('template', { mode: 'json' }).$type<TemplateData>(),
    segments: integer('segments').notNull(),
    status: text('status', { enum: DELIVERY_STATUSES }).notNull().default('queued'),
    dueAt: integer('due_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    /** Attempts begun so far. */
    attempts: integer('attempts').notNull().default(0),
    /** An earlier attempt may have reached the person. */
    mayRepeat: integer('may_repeat', { mode: 'boolean' }).notNull().default(false),
    leaseUntil: integer('lease_until'),
    claimId: text('claim_id'),
    /** The provider's id, once it took the message. */
    externalId: text('external_id'),
    failure: text('failure', { enum: SEND_FAILURES }),
    code: text('code'),
    createdAt: integer('created_at').notNull(),
    settledAt: integer('settled_at'),
  },
  (t) => [
    uniqueIndex('deliveries_one_per_reply').on(t.turnId, t.ordinal),
    // Small indexes over the few rows still on their way, however long the proof grows.
    index('deliveries_due').on(t.door, t.lane, t.dueAt, t.ordinal).where(sql`${t.status} = 'queued'`),
    index('deliveries_sending').on(t.claimId, t.leaseUntil).where(sql`${t.status} = 'sending'`),
    index('deliveries_external').on(t.externalId, t.door).where(sql`${t.externalId} is not null`),
    index('deliveries_broadcast').on(t.broadcastId).where(sql`${t.status} = 'queued' and ${t.broadcastId} is not null`),
    index('deliveries_address').on(t.addressId, t.createdAt),
    oneOf('deliveries_status', t.status, DELIVERY_STATUSES),
    oneOf('deliveries_lane', t.lane, LANES),
    oneOf('deliveries_door', t.door, DOORS),
    oneOf('deliveries_failure', t.failure, SEND_FAILURES),
    check('deliveries_may_repeat', sql`${t.mayRepeat} = 0 or ${t.mayRepeat} = 1`),
    check('deliveries_lease', sql`(${t.status} = 'sending') = (${t.leaseUntil} is not null)`),
  ],
)
