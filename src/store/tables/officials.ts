/** Officials and how they prove who they are. Written by the accounts library through Drizzle; roles and communes are ours. */
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { ROLES } from '../../core/official.ts'
import { oneOf } from './one-of.ts'

export const officials = sqliteTable(
  'officials',
  {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    email: text('email').notNull(),
    emailVerified: integer('email_verified', { mode: 'boolean' }).notNull(),
    image: text('image'),
    twoFactorEnabled: integer('two_factor_enabled', { mode: 'boolean' }),
    role: text('role', { enum: ROLES }).notNull(),
    /** JSON lists of 5-digit codes (and `demo`), and of 2-digit ones; text here, because the library writes its own JSON. */
    communes: text('communes').notNull(),
    provinces: text('provinces').notNull(),
    /** Set: no session of theirs counts any more. */
    disabledAt: integer('disabled_at', { mode: 'timestamp_ms' }),
    createdAt: integer('created_at', { mode: 'timestamp_ms' }).notNull(),
    updatedAt: integer('updated_at', { mode: 'timestamp_ms' }).notNull(),
  },
  (t) => [uniqueIndex('officials_email').on(t.email), oneOf('officials_role', t.role, ROLES)],
)

const official = () =>
  text('official_id')
    .notNull()
    .references(() => officials.id)

export const officialSessions = sqliteTable(
  'official_sessions',
  {
    id: text('id').primaryKey(),
    userId: official(),
    /** The keyed hash of what the cookie holds: whoever reads the file cannot sign in with it. */
    token: text('token').notNull(),
    expiresAt: integer('expires_at', { mode: 'timestamp_ms' }).notNull(),
    /** When password, code or passkey was last given. */
    provedAt: integer('proved_at', { mode: 'timestamp_ms' }),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    createdAt: integer('created_at', { mode: 'timestamp_ms' }).notNull(),
    updatedAt: integer('updated_at', { mode: 'timestamp_ms' }).notNull(),
  },
  (t) => [uniqueIndex('official_sessions_token').on(t.token), index('official_sessions_official').on(t.userId)],
)

export const officialAccounts = sqliteTable(
  'official_accounts',
  {
    id: text('id').primaryKey(),
    userId: official(),
    accountId: text('account_id').notNull(),
    providerId: text('provider_id').notNull(),
    /** scrypt, with its salt and cost. */
    password: text('password'),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: integer('access_token_expires_at', { mode: 'timestamp_ms' }),
    refreshTokenExpiresAt: integer('refresh_token_expires_at', { mode: 'timestamp_ms' }),
    scope: text('scope'),
    createdAt: integer('created_at', { mode: 'timestamp_ms' }).notNull(),
    updatedAt: integer('updated_at', { mode: 'timestamp_ms' }).notNull(),
  },
  (t) => [index('official_accounts_official').on(t.userId)],
)

/** One-time links (their hashes), and what a second factor or a passkey waits for. */
export const officialVerifications = sqliteTable(
  'official_verifications',
  {
    id: text('id').primaryKey(),
    identifier: text('identifier').notNull(),
    value: text('value').notNull(),
    expiresAt: integer('expires_at', { mode: 'timestamp_ms' }).notNull(),
    createdAt: integer('created_at', { mode: 'timestamp_ms' }).notNull(),
    updatedAt: integer('updated_at', { mode: 'timestamp_ms' }).notNull(),
  },
  (t) => [index('official_verifications_identifier').on(t.identifier)],
)

export const officialTwoFactors = sqliteTable(
  'official_two_factors',
  {
    id: text('id').primaryKey(),
    userId: official(),
    /** Encrypted by the library with SECRET_KEY, as are the backup codes. */
    secret: text('secret').notNull(),
    backupCodes: text('backup_codes').notNull(),
    verified: integer('verified', { mode: 'boolean' }),
    failedVerificationCount: integer('failed_verification_count'),
    lockedUntil: integer('locked_until', { mode: 'timestamp_ms' }),
  },
  (t) => [index('official_two_factors_official').on(t.userId)],
)

export const officialPasskeys = sqliteTable(
  'official_passkeys',
  {
    id: text('id').primaryKey(),
    userId: official(),
    name: text('name'),
    publicKey: text('public_key').notNull(),
    credentialID: text('credential_id').notNull(),
    counter: integer('counter').notNull(),
    deviceType: text('device_type').notNull(),
    backedUp: integer('backed_up', { mode: 'boolean' }).notNull(),
    transports: text('transports'),
    aaguid: text('aaguid'),
    createdAt: integer('created_at', { mode: 'timestamp_ms' }),
  },
  (t) => [index('official_passkeys_official').on(t.userId), index('official_passkeys_credential').on(t.credentialID)],
)

/** Wrong passwords and codes, by keyed hash of the account or of the address they came from; each makes the next wait longer. */
export const officialTries = sqliteTable('official_tries', {
  key: text('key').primaryKey(),
  count: integer('count').notNull(),
  lastAt: integer('last_at').notNull(),
})
