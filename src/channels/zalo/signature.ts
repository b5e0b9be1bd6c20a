/** The proof on a Zalo webhook: a plain SHA-256 (not an HMAC) over the exact bytes, the body's own timestamp and a shared secret. */
import { createHash } from 'node:crypto'
import { sameSecret } from '../constant-time.ts'

/** What may stand at either end of the signed text. */
export interface ProofKey {
  readonly prefix: string
  readonly secret: string
}

/**
 * The pairs a genuine request may be signed with. Sources disagree on the first term (app id, or OA id in a community variant),
 * and on which secret the console means; the secret is therefore a setting of its own. Unverified against a real account.
 */
export function proofKeys(settings: {
  readonly appId: string
  readonly oaId: string
  readonly webhookSecret: string
}): readonly ProofKey[] {
  return [
    { prefix: settings.appId, secret: settings.webhookSecret },
    { prefix: settings.oaId, secret: settings.webhookSecret },
  ]
}

/** 64 hex digits, as Zalo writes them after `mac=`. `timestamp`: the text of the body's own field. */
export function zaloMac(key: ProofKey, rawBody: string, timestamp: string): string {
  return createHash('sha256')
    .update(key.prefix + rawBody + timestamp + key.secret, 'utf8')
    .digest('hex')
}

/** True when the `X-ZEvent-Signature` header was made with one of the keys. */
export function isSigned(
  header: string | undefined,
  rawBody: string,
  timestamp: string,
  keys: readonly ProofKey[],
): boolean {
  const given = header?.trim().replace(/^mac=/i, '').toLowerCase()
  // An empty secret would make the proof public: nothing is believed then.
  const matches = keys.filter((key) => key.secret !== '' && sameSecret(given, zaloMac(key, rawBody, timestamp)))
  return matches.length > 0
}
