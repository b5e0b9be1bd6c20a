/** The gateway's proof: hex HMAC-SHA256 over the raw body and the timestamp that follows it. https://docs.sms-gate.app/features/webhooks */
import { createHmac } from 'node:crypto'
import { sameSecret } from '../constant-time.ts'

/** True when `signature` is what the key makes of these bytes; lower case only, as the gateway writes it. */
export function signedBy(key: string, body: string, timestamp: string, signature: string | undefined): boolean {
  return sameSecret(signature, phoneSignature(key, body, timestamp))
}

/** The value of `X-Signature`; `timestamp` is the text of `X-Timestamp`. */
export function phoneSignature(key: string, body: string, timestamp: string): string {
  return createHmac('sha256', key)
    .update(body + timestamp, 'utf8')
    .digest('hex')
}
