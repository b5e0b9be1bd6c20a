/** What officials work on: one open case per person and event, its story in order, and what the commune grants. */
import { sql } from 'drizzle-orm'
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { CASE_KINDS, CASE_STATUSES, CLOSE_REASONS } from '../../core/case.ts'
import type { Report } from '../../core/report.ts'
import { contacts } from './contacts.ts'
import { deliveries } from './deliveries.ts'
import { disasters } from './disasters.ts'
import { oneOf } from './one-of.ts'
import { organisations } from './organisations.ts'
import { turns } from './turns.ts'

export const cases = sqliteTable(
  'cases',
  {
    id: text('id').primaryKey(),
    /** As printed: `7Q2F`, said with HT before it. */
    code: text('code').notNull(),
    kind: text('kind', { enum: CASE_KINDS }).notNull(),
    status: text('status', { enum: CASE_STATUSES }).notNull(),
    closedReason: text('closed_reason', { enum: CLOSE_REASONS }),
    /** Life was in danger when it was told. */
    danger: integer('danger', { mode: 'boolean' }).notNull(),
    organisation: text('organisation').references(() => organisations.code),
    /** 5-digit code, or `demo`; null: not known, seen by those who see everything here. */
    commune: text('commune'),
    province: text('province'),
    /** Null: an official wrote it down for somebody without a phone. */
    contactId: text('contact_id').references(() => contacts.id),
    disasterId: text('disaster_id').references(() => disasters.id),
    /** Which event and which household: disaster id and `self` or the neighbour's folded name, so that one person has one case of each. */
    matter: text('matter').notNull(),
    report: text('report', { mode: 'json' }).$type<Report>().notNull(),
    /** 0 to 100, from `src/service/triage.ts`; `reasons` are its text keys. */
    score: integer('score').notNull(),
    reasons: text('reasons', { mode: 'json' }).$type<readonly string[]>().notNull(),
    assignee: text('assignee'),
    /** When somebody must have acted; null: nobody waits. */
    dueAt: integer('due_at'),
    escalatedAt: integer('escalated_at'),
    /** The person wrote and no official has looked since. */
    unread: integer('unread', { mode: 'boolean' }).notNull(),
    mergedInto: text('merged_into'),
    openedAt: integer('opened_at').notNull(),
    /** First time an official looked, for response times. */
    seenAt: integer('seen_at'),
    updatedAt: integer('updated_at').notNull(),
    version: integer('version').notNull(),
  },
  (t) => [
    uniqueIndex('cases_code').on(t.code),
    // One open case a person, kind and event: the database's word, so that two turns cannot open two.
    uniqueIndex('cases_one_open')
      .on(t.contactId, t.kind, t.matter)
      .where(sql`${t.contactId} is not null and ${t.status} <> 'closed' and ${t.status} <> 'confirmed'`),
    index('cases_contact').on(t.contactId, t.openedAt),
    index('cases_commune').on(t.commune, t.status),
    index('cases_due').on(t.dueAt).where(sql`${t.dueAt} is not null`),
    oneOf('cases_kind', t.kind, CASE_KINDS),
    oneOf('cases_status', t.status, CASE_STATUSES),
    oneOf('cases_closed_reason', t.closedReason, CLOSE_REASONS),
    check('cases_danger', sql`${t.danger} = 0 or ${t.danger} = 1`),
    check('cases_closed', sql`(${t.status} = 'closed') = (${t.closedReason} is not null)`),
  ],
)

/** What happened to a case, in order; rows are only added. */
export const ENTRY_KINDS = [
  'opened',
  'added',
  'photo',
  'status',
  'assigned',
  'note',
  'said',
  'answered',
  'taken_over',
  'handed_back',
  'edited',
  'support',
  'merged',
  'linked',
  'reopened',
  'due',
  'escalated',
  'alerted',
  'disaster',
  'help_answer',
] as const

export const caseEntries = sqliteTable(
  'case_entries',
  {
    id: integer('id').primaryKey(),
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    kind: text('kind', { enum: ENTRY_KINDS }).notNull(),
    /** `citizen`, `system`, or an official's id. */
    actor: text('actor').notNull(),
    data: text('data', { mode: 'json' }).$type<Readonly<Record<string, unknown>>>().notNull(),
    turnId: text('turn_id').references(() => turns.id),
    deliveryId: text('delivery_id').references(() => deliveries.id),
    at: integer('at').notNull(),
  },
  (t) => [index('case_entries_case').on(t.caseId, t.at), oneOf('case_entries_kind', t.kind, ENTRY_KINDS)],
)

/** Two cases that may be one: linked for a person to decide, never multiplied or merged by themselves. */
export const LINK_STATUSES = ['open', 'same', 'different'] as const

export const caseLinks = sqliteTable(
  'case_links',
  {
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    otherId: text('other_id')
      .notNull()
      .references(() => cases.id),
    /** Text keys of why. */
    why: text('why', { mode: 'json' }).$type<readonly string[]>().notNull(),
    status: text('status', { enum: LINK_STATUSES }).notNull(),
    at: integer('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.caseId, t.otherId] }),
    index('case_links_other').on(t.otherId),
    oneOf('case_links_status', t.status, LINK_STATUSES),
  ],
)

/** What the commune proposes, decides and gives, by the rule of the law that allows it. */
export const SUPPORT_STATUSES = ['proposed', 'decided', 'given', 'refused'] as const

export const caseSupports = sqliteTable(
  'case_supports',
  {
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    /** Id of the law book: `EM-RICE`; `other` where the commune gives from its own means. */
    rule: text('rule').notNull(),
    amountVnd: integer('amount_vnd'),
    /** Kilograms in all. */
    riceKg: integer('rice_kg'),
    people: integer('people'),
    status: text('status', { enum: SUPPORT_STATUSES }).notNull(),
    note: text('note'),
    by: text('by').notNull(),
    at: integer('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.caseId, t.rule] }),
    oneOf('case_supports_status', t.status, SUPPORT_STATUSES),
    check('case_supports_amount', sql`${t.amountVnd} is null or ${t.amountVnd} >= 0`),
    check('case_supports_rice', sql`${t.riceKg} is null or ${t.riceKg} >= 0`),
  ],
)
