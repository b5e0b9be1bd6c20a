/** Calls to other agencies' programs: where, how far each has been told, and one row a call. */
import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { BROADCAST_STATUSES } from '../../core/broadcast.ts'
import { HOOK_CALL_STATUSES, type HookTopic } from '../../core/hook.ts'
import { oneOf } from './one-of.ts'

export const hooks = sqliteTable('hooks', {
  id: text('id').primaryKey(),
  agency: text('agency').notNull(),
  url: text('url').notNull(),
  topics: text('topics', { mode: 'json' }).$type<readonly HookTopic[]>().notNull(),
  communes: text('communes', { mode: 'json' }).$type<readonly string[]>().notNull(),
  provinces: text('provinces', { mode: 'json' }).$type<readonly string[]>().notNull(),
  on: integer('is_on', { mode: 'boolean' }).notNull(),
  createdBy: text('created_by').notNull(),
  createdAt: integer('created_at').notNull(),
  /** Entries of cases up to this id were looked at. */
  lookedTo: integer('looked_to').notNull(),
  removedAt: integer('removed_at'),
})

/** The status of each broadcast that a hook was told last. */
export const hookBroadcasts = sqliteTable(
  'hook_broadcasts',
  {
    hookId: text('hook_id')
      .notNull()
      .references(() => hooks.id),
    broadcastId: text('broadcast_id').notNull(),
    status: text('status', { enum: BROADCAST_STATUSES }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.hookId, t.broadcastId] })],
)

export const hookCalls = sqliteTable(
  'hook_calls',
  {
    hookId: text('hook_id')
      .notNull()
      .references(() => hooks.id),
    /** Of the event: the same however often it is sent, so that the other side may tell. */
    eventId: text('event_id').notNull(),
    /** As it is sent, to the letter: it is signed. */
    body: text('body').notNull(),
    status: text('status', { enum: HOOK_CALL_STATUSES }).notNull(),
    attempts: integer('attempts').notNull().default(0),
    dueAt: integer('due_at').notNull(),
    leaseUntil: integer('lease_until'),
    claimId: text('claim_id'),
    /** The other side's status, or the machine's word for what went wrong. */
    code: text('code'),
    at: integer('at').notNull(),
    settledAt: integer('settled_at'),
  },
  (t) => [
    primaryKey({ columns: [t.hookId, t.eventId] }),
    index('hook_calls_due').on(t.dueAt).where(sql`${t.status} = 'queued'`),
    index('hook_calls_sending').on(t.leaseUntil).where(sql`${t.status} = 'sending'`),
    oneOf('hook_calls_status', t.status, HOOK_CALL_STATUSES),
  ],
)
