/** Programs of other agencies: their tokens, and what was answered under an idempotency key. */
import { integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { ApiScope } from '../../core/api.ts'

export const apiTokens = sqliteTable(
  'api_tokens',
  {
    id: text('id').primaryKey(),
    agency: text('agency').notNull(),
    /** SHA-256 of the secret, which is 256 bits of chance: nothing to guess, so no slow hash is needed. */
    hash: text('hash').notNull(),
    scopes: text('scopes', { mode: 'json' }).$type<readonly ApiScope[]>().notNull(),
    communes: text('communes', { mode: 'json' }).$type<readonly string[]>().notNull(),
    provinces: text('provinces', { mode: 'json' }).$type<readonly string[]>().notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    revokedAt: integer('revoked_at'),
    lastUsedAt: integer('last_used_at'),
    /** Start of the window in which requests are counted, and how many came in it. */
    windowAt: integer('window_at').notNull().default(0),
    used: integer('used').notNull().default(0),
  },
  (t) => [uniqueIndex('api_tokens_hash').on(t.hash)],
)

export const apiRequests = sqliteTable(
  'api_requests',
  {
    tokenId: text('token_id')
      .notNull()
      .references(() => apiTokens.id),
    /** As the caller chose it. */
    key: text('key').notNull(),
    /** SHA-256 of method, address and body: the same key with other words is a mistake of the caller. */
    hash: text('hash').notNull(),
    /** Id of what is to be made, chosen before: whoever asks again after a crash meets the row that was made. */
    resource: text('resource').notNull(),
    at: integer('at').notNull(),
    leaseUntil: integer('lease_until').notNull(),
    /** Null: under way, or broken off. */
    status: integer('status'),
    headers: text('headers', { mode: 'json' }).$type<Readonly<Record<string, string>>>(),
    body: text('body'),
  },
  (t) => [primaryKey({ columns: [t.tokenId, t.key] })],
)
