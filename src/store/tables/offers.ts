/** Classes and jobs that officials published; words of theirs stand as they wrote them. */
import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { OFFER_KINDS } from '../../core/offer.ts'
import { oneOf } from './one-of.ts'
import { organisations } from './organisations.ts'

export const OFFER_STATUSES = ['open', 'cancelled'] as const

export const offers = sqliteTable(
  'offers',
  {
    /** Given by the publisher, so that publishing the same list again changes rows and adds none. */
    id: text('id').primaryKey(),
    kind: text('kind', { enum: OFFER_KINDS }).notNull(),
    organisation: text('organisation')
      .notNull()
      .references(() => organisations.code),
    title: text('title').notNull(),
    organiser: text('organiser'),
    place: text('place'),
    startsOn: text('starts_on'),
    endsOn: text('ends_on'),
    closesOn: text('closes_on'),
    seats: integer('seats'),
    pay: text('pay'),
    requirements: text('requirements'),
    status: text('status', { enum: OFFER_STATUSES }).notNull().default('open'),
    publishedBy: text('published_by').notNull(),
    at: integer('at').notNull(),
  },
  (t) => [
    index('offers_open').on(t.organisation, t.kind, t.startsOn).where(sql`${t.status} = 'open'`),
    oneOf('offers_kind', t.kind, OFFER_KINDS),
    oneOf('offers_status', t.status, OFFER_STATUSES),
  ],
)
