/** An event that officials opened: its communes, and how people there were asked whether they are safe. */
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { HAZARDS } from '../../core/report.ts'
import { addresses } from './addresses.ts'
import { contacts } from './contacts.ts'
import { oneOf } from './one-of.ts'

/** exercise: never reaches citizens. */
export const DISASTER_STATUSES = ['draft', 'open', 'closed', 'exercise'] as const
export const CHECK_IN_STATUSES = ['asked', 'safe', 'need_help'] as const
/** Answer to "has help come?": full, part, none. */
export const HELP_ANSWERS = ['full', 'part', 'none'] as const

export const disasters = sqliteTable(
  'disasters',
  {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    hazard: text('hazard', { enum: HAZARDS }).notNull(),
    status: text('status', { enum: DISASTER_STATUSES }).notNull(),
    /** Codes of communes; those of officials' own communes only. */
    communes: text('communes', { mode: 'json' }).$type<readonly string[]>().notNull(),
    startsOn: text('starts_on').notNull(),
    endsOn: text('ends_on'),
    /** What citizens are told beside the question; null: the standing words only. */
    words: text('words'),
    /** Identifiers of the CAP alerts it came from. */
    capIds: text('cap_ids', { mode: 'json' }).$type<readonly string[]>().notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: integer('created_at').notNull(),
    openedAt: integer('opened_at'),
    closedAt: integer('closed_at'),
    version: integer('version').notNull(),
  },
  (t) => [
    index('disasters_status').on(t.status),
    oneOf('disasters_hazard', t.hazard, HAZARDS),
    oneOf('disasters_status_word', t.status, DISASTER_STATUSES),
  ],
)

export const checkIns = sqliteTable(
  'check_ins',
  {
    disasterId: text('disaster_id')
      .notNull()
      .references(() => disasters.id),
    contactId: text('contact_id')
      .notNull()
      .references(() => contacts.id),
    /** Where the question went. */
    addressId: text('address_id').references(() => addresses.id),
    commune: text('commune'),
    status: text('status', { enum: CHECK_IN_STATUSES }).notNull(),
    askedAt: integer('asked_at'),
    answeredAt: integer('answered_at'),
    /** The follow-up when the event closes: "has help come?" */
    followedUpAt: integer('followed_up_at'),
    help: text('help', { enum: HELP_ANSWERS }),
    helpAnsweredAt: integer('help_answered_at'),
  },
  (t) => [
    primaryKey({ columns: [t.disasterId, t.contactId] }),
    index('check_ins_contact').on(t.contactId),
    oneOf('check_ins_status', t.status, CHECK_IN_STATUSES),
    oneOf('check_ins_help', t.help, HELP_ANSWERS),
  ],
)
