/** What people say they will give, to whom it is brought, and each side's consent that name and number go over. */
import { sql } from 'drizzle-orm'
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import {
  MATCH_STATUSES,
  PLEDGE_CLOSE_REASONS,
  PLEDGE_KINDS,
  PLEDGE_STATUSES,
  SHARE_ANSWERS,
  SIDES,
} from '../../core/pledge.ts'
import { cases } from './cases.ts'
import { contacts } from './contacts.ts'
import { inboundMessages } from './inbound-messages.ts'
import { oneOf } from './one-of.ts'
import { organisations } from './organisations.ts'

export const pledges = sqliteTable(
  'pledges',
  {
    id: text('id').primaryKey(),
    /** As printed: `7Q2F`, said with UH before it. */
    code: text('code').notNull(),
    /** Null: an official wrote it down. */
    contactId: text('contact_id').references(() => contacts.id),
    kind: text('kind', { enum: PLEDGE_KINDS }).notNull(),
    text: text('text').notNull(),
    giver: text('giver'),
    /** E.164, as an official was told it; whoever wrote has an address. */
    phone: text('phone'),
    organisation: text('organisation').references(() => organisations.code),
    commune: text('commune'),
    province: text('province'),
    status: text('status', { enum: PLEDGE_STATUSES }).notNull(),
    closedReason: text('closed_reason', { enum: PLEDGE_CLOSE_REASONS }),
    /** That it may be kept: text key of the wording agreed to, with the content it stood in and the very message; else how an official asked. */
    wording: text('wording'),
    wordingVersion: text('wording_version'),
    inboundId: text('inbound_id').references(() => inboundMessages.id),
    how: text('how'),
    enteredBy: text('entered_by'),
    at: integer('at').notNull(),
    updatedAt: integer('updated_at').notNull(),
    version: integer('version').notNull(),
  },
  (t) => [
    uniqueIndex('pledges_code').on(t.code),
    index('pledges_contact').on(t.contactId),
    index('pledges_place').on(t.commune, t.status, t.at),
    oneOf('pledges_kind', t.kind, PLEDGE_KINDS),
    oneOf('pledges_status', t.status, PLEDGE_STATUSES),
    oneOf('pledges_closed_reason', t.closedReason, PLEDGE_CLOSE_REASONS),
    check('pledges_closed', sql`(${t.status} = 'closed') = (${t.closedReason} is not null)`),
    // Nobody's words are kept without their yes.
    check('pledges_consent', sql`${t.inboundId} is not null or ${t.how} is not null`),
  ],
)

export const pledgeMatches = sqliteTable(
  'pledge_matches',
  {
    id: text('id').primaryKey(),
    pledgeId: text('pledge_id')
      .notNull()
      .references(() => pledges.id),
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    status: text('status', { enum: MATCH_STATUSES }).notNull(),
    by: text('by').notNull(),
    at: integer('at').notNull(),
    updatedAt: integer('updated_at').notNull(),
    version: integer('version').notNull(),
  },
  (t) => [
    uniqueIndex('pledge_matches_one')
      .on(t.pledgeId, t.caseId)
      .where(sql`${t.status} = 'open' or ${t.status} = 'introduced'`),
    index('pledge_matches_case').on(t.caseId),
    oneOf('pledge_matches_status', t.status, MATCH_STATUSES),
  ],
)

export const pledgeShares = sqliteTable(
  'pledge_shares',
  {
    id: text('id').primaryKey(),
    matchId: text('match_id')
      .notNull()
      .references(() => pledgeMatches.id),
    side: text('side', { enum: SIDES }).notNull(),
    contactId: text('contact_id').references(() => contacts.id),
    answer: text('answer', { enum: SHARE_ANSWERS }).notNull(),
    /** Text key of the question, and the content it stood in. */
    wording: text('wording'),
    wordingVersion: text('wording_version'),
    askedAt: integer('asked_at'),
    answeredAt: integer('answered_at'),
    /** The very message, or who noted it and how they asked. */
    inboundId: text('inbound_id').references(() => inboundMessages.id),
    notedBy: text('noted_by'),
    how: text('how'),
  },
  (t) => [
    uniqueIndex('pledge_shares_side').on(t.matchId, t.side),
    // The database's own word: nobody is asked two things at a time.
    uniqueIndex('pledge_shares_asked').on(t.contactId).where(sql`${t.answer} = 'asked'`),
    index('pledge_shares_contact').on(t.contactId, t.askedAt),
    oneOf('pledge_shares_side_word', t.side, SIDES),
    oneOf('pledge_shares_answer', t.answer, SHARE_ANSWERS),
    check('pledge_shares_proof', sql`${t.answer} <> 'yes' or ${t.inboundId} is not null or ${t.how} is not null`),
  ],
)

/** What happened to a pledge, in order; rows are only added. */
export const pledgeEntries = sqliteTable(
  'pledge_entries',
  {
    id: text('id').primaryKey(),
    pledgeId: text('pledge_id')
      .notNull()
      .references(() => pledges.id),
    matchId: text('match_id').references(() => pledgeMatches.id),
    what: text('what').notNull(),
    /** `citizen` or an official's id. */
    actor: text('actor').notNull(),
    data: text('data', { mode: 'json' }).$type<Readonly<Record<string, string>>>().notNull(),
    at: integer('at').notNull(),
  },
  (t) => [index('pledge_entries_pledge').on(t.pledgeId, t.at)],
)
