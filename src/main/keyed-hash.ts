/** Keyed hashes: recognise a secret or an address again without keeping it. */
import { createHmac } from 'node:crypto'

/** HMAC-SHA256 of `text` in hex; different keys give unrelated hashes. */
export function keyedHash(key: string, text: string): string {
  return createHmac('sha256', key).update(text, 'utf8').digest('hex')
}
