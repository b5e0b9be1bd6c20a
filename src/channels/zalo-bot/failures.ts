/** What the Bot platform's `error_code` means. No table is published; the codes follow HTTP's, as far as anybody saw (unverified). */
import type { SendFailure } from '../../core/message.ts'

export const ZALO_BOT_FAILURES: Readonly<Record<string, SendFailure>> = {
  400: 'rejected',
  // Wrong token; a token in the address that the platform does not know may also be "no such page".
  401: 'misconfigured',
  404: 'misconfigured',
  // The person cannot be written to. Not `stopped`: nothing says that it was the person's wish.
  403: 'unreachable',
  408: 'temporary',
  413: 'rejected',
  429: 'throttled',
  500: 'temporary',
  502: 'temporary',
  503: 'temporary',
}

/** An unlisted code is a plain no to this message. */
export function zaloBotFailure(code: string): SendFailure {
  return Object.hasOwn(ZALO_BOT_FAILURES, code) ? (ZALO_BOT_FAILURES[code] ?? 'rejected') : 'rejected'
}
