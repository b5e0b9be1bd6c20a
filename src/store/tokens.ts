/** Provider tokens: a durable compare-and-swap on the refresh token, so that a single-use token is never spent twice. */
import { and, eq, sql } from 'drizzle-orm'
import type { Port } from './port.ts'
import { db, given, prepareRead, prepareWrite } from './prepare.ts'
import type { Store } from './store.ts'
import { StoreError } from './store-error.ts'
import { providerTokens as t } from './tables/provider-tokens.ts'

const fields = {
  accessToken: t.accessToken,
  refreshToken: t.refreshToken,
  expiresAt: t.expiresAt,
  seededFrom: t.seededFrom,
  state: t.state,
}

const byProvider = prepareRead(fields, (f) =>
  db
    .select(f)
    .from(t)
    .where(eq(t.provider, sql.placeholder('provider'))),
)
const insert = prepareWrite(
  db.insert(t).values({
    provider: sql.placeholder('provider'),
    accessToken: sql.placeholder('accessToken'),
    refreshToken: sql.placeholder('refreshToken'),
    expiresAt: sql.placeholder('expiresAt'),
    seededFrom: sql.placeholder('seededFrom'),
    state: sql.placeholder('state'),
  }),
)
const swap = prepareWrite(
  db
    .update(t)
    .set({
      accessToken: given('accessToken'),
      refreshToken: given('refreshToken'),
      expiresAt: given('expiresAt'),
      seededFrom: given('seededFrom'),
      state: given('state'),
    })
    .where(and(eq(t.provider, sql.placeholder('provider')), eq(t.refreshToken, sql.placeholder('expected')))),
)

export function tokensOver(port: Port): Store['tokens'] {
  return {
    async load(provider) {
      return (await byProvider(port, { provider }))[0] ?? null
    },
    async replace(provider, expected, next) {
      const values = { provider, expected, ...next }
      const result = await port.atomic([expected === null ? insert(values) : swap(values)])
      if (result.kind === 'ok') return result.changes[0] === 1
      if (result.kind === 'duplicate') return false
      throw new StoreError('failed', 'Provider tokens were not stored.')
    },
  }
}
