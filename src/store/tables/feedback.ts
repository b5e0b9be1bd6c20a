/** What people say of the state's work. A hidden row holds no contact, no turn, no code, and of the time only the day. */
import { sql } from 'drizzle-orm'
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { FEEDBACK_KINDS, FEEDBACK_WISHES } from '../../core/feedback.ts'
import { contacts } from './contacts.ts'
import { oneOf } from './one-of.ts'
import { organisations } from './organisations.ts'

/** draft: still being told · new: nobody looked yet · seen · answered. */
export const FEEDBACK_STATUSES = ['draft', 'new', 'seen', 'answered'] as const
/** commune: the office it concerns reads it · province: one level up, and never the desk complained about. */
export const FEEDBACK_LEVELS = ['commune', 'province'] as const

export const changesMade = sqliteTable(
  'changes_made',
  {
    id: text('id').primaryKey(),
    organisation: text('organisation').references(() => organisations.code),
    commune: text('commune'),
    province: text('province'),
    /** Programme it is about; null: none. */
    programme: text('programme'),
    /** "You said" and "we did", as the official wrote them for the public. */
    said: text('said').notNull(),
    did: text('did').notNull(),
    by: text('by').notNull(),
    at: integer('at').notNull(),
  },
  (t) => [index('changes_made_at').on(t.at)],
)

export const feedback = sqliteTable(
  'feedback',
  {
    /** Drawn by chance: neither the id nor the place of the row on the disk tells who came when. */
    id: integer('id').primaryKey(),
    /** As printed: `7Q2F`, said with GY before it; null: hidden, or still being told. */
    code: text('code'),
    contactId: text('contact_id').references(() => contacts.id),
    kind: text('kind', { enum: FEEDBACK_KINDS }),
    wish: text('wish', { enum: FEEDBACK_WISHES }),
    status: text('status', { enum: FEEDBACK_STATUSES }).notNull(),
    level: text('level', { enum: FEEDBACK_LEVELS }).notNull(),
    rating: integer('rating'),
    text: text('text').notNull(),
    programme: text('programme'),
    organisation: text('organisation').references(() => organisations.code),
    commune: text('commune'),
    province: text('province'),
    /** Of a hidden row: the beginning of the day in Vietnam. */
    at: integer('at').notNull(),
    answer: text('answer'),
    answeredBy: text('answered_by'),
    answeredAt: integer('answered_at'),
    changeId: text('change_id').references(() => changesMade.id),
    /** When the change was told to them; 0: looked at, and nobody could or wished to be told. */
    toldAt: integer('told_at'),
    version: integer('version').notNull().default(1),
  },
  (t) => [
    uniqueIndex('feedback_code').on(t.code),
    // What is being told is one thing at a time.
    uniqueIndex('feedback_draft').on(t.contactId).where(sql`${t.status} = 'draft'`),
    index('feedback_commune').on(t.commune, t.at),
    index('feedback_at').on(t.at),
    // Who is still to be told of a change: empty most of the time.
    index('feedback_to_tell').on(t.changeId).where(sql`${t.changeId} is not null and ${t.toldAt} is null`),
    oneOf('feedback_kind', t.kind, FEEDBACK_KINDS),
    oneOf('feedback_wish', t.wish, FEEDBACK_WISHES),
    oneOf('feedback_status', t.status, FEEDBACK_STATUSES),
    oneOf('feedback_level', t.level, FEEDBACK_LEVELS),
    check('feedback_rating', sql`${t.rating} is null or (${t.rating} >= 1 and ${t.rating} <= 5)`),
    // The database's own word: hidden is not linked, and its time is a whole day of Vietnam (UTC+7).
    check(
      'feedback_hidden',
      sql`${t.wish} is null or ${t.wish} <> 'hidden' or (${t.contactId} is null and ${t.code} is null and (${t.at} + 25200000) % 86400000 = 0)`,
    ),
  ],
)
