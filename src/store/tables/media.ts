/** Photos of damage: fetched from the provider after the turn, checked, and kept with their case. */
import { blob, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { DOORS } from '../../core/address.ts'
import { contacts } from './contacts.ts'
import { oneOf } from './one-of.ts'
import { turns } from './turns.ts'

/** wanted: to be fetched · kept · refused: too large, no picture, a strange host · lost: the provider no longer had it. */
export const MEDIA_STATUSES = ['wanted', 'kept', 'refused', 'lost'] as const

export const media = sqliteTable(
  'media',
  {
    id: text('id').primaryKey(),
    contactId: text('contact_id')
      .notNull()
      .references(() => contacts.id),
    turnId: text('turn_id')
      .notNull()
      .references(() => turns.id),
    /** Null: sent outside any case. */
    caseId: text('case_id'),
    door: text('door', { enum: DOORS }).notNull(),
    /** The provider's word for it: a file id or an address. */
    ref: text('ref').notNull(),
    status: text('status', { enum: MEDIA_STATUSES }).notNull(),
    /** Text key of why it was refused. */
    why: text('why'),
    mime: text('mime'),
    size: integer('size'),
    /** Hex; the same photo in two cases is a reason to look. */
    sha256: text('sha256'),
    bytes: blob('bytes', { mode: 'buffer' }),
    tries: integer('tries').notNull(),
    nextAt: integer('next_at'),
    at: integer('at').notNull(),
  },
  (t) => [
    index('media_case').on(t.caseId),
    index('media_next').on(t.status, t.nextAt),
    index('media_sha256').on(t.sha256),
    uniqueIndex('media_once').on(t.turnId, t.ref),
    oneOf('media_door', t.door, DOORS),
    oneOf('media_status', t.status, MEDIA_STATUSES),
  ],
)
