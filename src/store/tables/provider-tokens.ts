/** The token pair of a provider that changes it on every refresh; the environment only seeds it (design §6.10). */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { oneOf } from './one-of.ts'

const STATES = ['ok', 'refreshing', 'needs_consent'] as const

export const providerTokens = sqliteTable(
  'provider_tokens',
  {
    provider: text('provider').primaryKey(),
    accessToken: text('access_token').notNull(),
    refreshToken: text('refresh_token').notNull(),
    expiresAt: integer('expires_at').notNull(),
    seededFrom: text('seeded_from').notNull(),
    state: text('state', { enum: STATES }).notNull(),
  },
  (t) => [oneOf('provider_tokens_state', t.state, STATES)],
)
