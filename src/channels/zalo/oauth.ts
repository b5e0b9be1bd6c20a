/** OAuth v4 for an OA: one refresh token in, a new pair out. Refresh tokens live 3 months and work once. */
import { z } from 'zod'
import type { Fetch } from '../../core/channel.ts'
import { callProvider } from '../http-call.ts'
import { isOk } from '../http-failure.ts'
import { jsonOf } from '../readings.ts'

/** How long an access token lives where Zalo does not say. */
export const LIFETIME_MS = 25 * 3_600_000

export interface OauthSettings {
  readonly appId: string
  readonly appSecret: string
  readonly oauthUrl: string
  readonly fetch: Fetch
}

/** Zalo sends `expires_in` as text, in seconds. A refusal is HTTP 200 with `error_name` and without tokens. */
const NewPair = z.looseObject({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.coerce
    .number()
    .positive()
    .catch(LIFETIME_MS / 1000),
})

export type PairAnswer =
  | { readonly kind: 'pair'; readonly accessToken: string; readonly refreshToken: string; readonly lifetimeMs: number }
  /** Refused, or its answer lost or unreadable: the refresh token must be taken for spent. */
  | { readonly kind: 'no_pair' }
  | { readonly kind: 'not_sent' }

/** Spends the refresh token for a new pair; it dies the moment Zalo reads it. Never throws. */
export async function askForPair(settings: OauthSettings, refreshToken: string): Promise<PairAnswer> {
  // The caller's own abort signal has no say here: a renewal broken off halfway loses the grant.
  const answer = await callProvider(settings.fetch, `${settings.oauthUrl}/v4/oa/access_token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', secret_key: settings.appSecret },
    body: new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
      app_id: settings.appId,
    }).toString(),
  })
  if (answer.kind === 'not_sent') return { kind: 'not_sent' }
  if (answer.kind === 'no_answer' || !isOk(answer.status)) return { kind: 'no_pair' }
  const pair = NewPair.safeParse(jsonOf(answer.text))
  if (!pair.success) return { kind: 'no_pair' }
  return {
    kind: 'pair',
    accessToken: pair.data.access_token,
    refreshToken: pair.data.refresh_token,
    lifetimeMs: pair.data.expires_in * 1000,
  }
}
