/** Interest in a loan, a course or a job, with the consent given: the commune acts on it. One per person and matter. */
import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { LEAD_KINDS } from '../../core/lead.ts'
import { contacts } from './contacts.ts'
import { oneOf } from './one-of.ts'
import { organisations } from './organisations.ts'
import { turns } from './turns.ts'

/** new: nobody looked yet · seen · done. */
export const LEAD_STATUSES = ['new', 'seen', 'done'] as const

export const leads = sqliteTable(
  'leads',
  {
    id: text('id').primaryKey(),
    contactId: text('contact_id')
      .notNull()
      .references(() => contacts.id),
    turnId: text('turn_id')
      .notNull()
      .references(() => turns.id),
    organisation: text('organisation').references(() => organisations.code),
    kind: text('kind', { enum: LEAD_KINDS }).notNull(),
    /** Rule or programme; empty where none. Not null, because SQL holds no two nulls equal. */
    about: text('about').notNull(),
    details: text('details', { mode: 'json' }).$type<Readonly<Record<string, unknown>>>().notNull(),
    /** Text key of the wording agreed to; with the turn's content version it is the very sentence. */
    consent: text('consent').notNull(),
    status: text('status', { enum: LEAD_STATUSES }).notNull().default('new'),
    at: integer('at').notNull(),
  },
  (t) => [
    uniqueIndex('leads_one_per_matter').on(t.contactId, t.kind, t.about),
    oneOf('leads_kind', t.kind, LEAD_KINDS),
    oneOf('leads_status', t.status, LEAD_STATUSES),
  ],
)
