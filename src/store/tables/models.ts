/** Stories of households that got out of poverty. The database itself lets none be published without the household's consent. */
import { sql } from 'drizzle-orm'
import { check, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { MODEL_STATUSES, WHOSE_MODELS } from '../../core/model.ts'
import { contacts } from './contacts.ts'
import { inboundMessages } from './inbound-messages.ts'
import { oneOf } from './one-of.ts'
import { organisations } from './organisations.ts'

export const models = sqliteTable(
  'models',
  {
    id: text('id').primaryKey(),
    status: text('status', { enum: MODEL_STATUSES }).notNull(),
    /** Who named the household; null: an official began it. */
    contactId: text('contact_id').references(() => contacts.id),
    whose: text('whose', { enum: WHOSE_MODELS }),
    /** As it was told when the household was named. */
    told: text('told').notNull(),
    /** Of one's own story: text key of the question answered with yes, its content, and the very message. */
    wording: text('wording'),
    wordingVersion: text('wording_version'),
    inboundId: text('inbound_id').references(() => inboundMessages.id),
    organisation: text('organisation').references(() => organisations.code),
    commune: text('commune'),
    province: text('province'),
    title: text('title').notNull(),
    text: text('text').notNull(),
    /** How the household agreed to these very words; any change of them takes it away. */
    how: text('how'),
    consentBy: text('consent_by'),
    consentAt: integer('consent_at'),
    publishedAt: integer('published_at'),
    writtenBy: text('written_by'),
    at: integer('at').notNull(),
    updatedAt: integer('updated_at').notNull(),
    version: integer('version').notNull(),
  },
  (t) => [
    index('models_published').on(t.publishedAt).where(sql`${t.status} = 'published'`),
    index('models_place').on(t.commune, t.at),
    index('models_contact').on(t.contactId),
    oneOf('models_status', t.status, MODEL_STATUSES),
    oneOf('models_whose', t.whose, WHOSE_MODELS),
    check(
      'models_consent',
      sql`${t.status} <> 'published' or (${t.how} is not null and ${t.consentBy} is not null and ${t.title} <> '' and ${t.text} <> '')`,
    ),
  ],
)
