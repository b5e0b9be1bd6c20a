/** The three things a request can turn out to be, and the one place where bytes from outside become JSON (design §6.8). */
import type { Reading } from '../core/channel.ts'
import { parseJsonExact } from '../core/json.ts'
import type { InboundMessage, Receipt } from '../core/message.ts'

/** No or wrong proof: answered 401, no row. `why` never quotes the request. */
export function refused(why: string): Reading {
  return { kind: 'refused', why }
}

/** Authentic, yet unreadable or without the provider's id: answered 400. `why` never quotes the request. */
export function malformed(why: string): Reading {
  return { kind: 'malformed', why }
}

/** Authentic. `ignored` names kinds that we do not read; kept as an event, answered 2xx. */
export function accepted(found: {
  readonly messages?: readonly InboundMessage[]
  readonly receipts?: readonly Receipt[]
  readonly ignored?: readonly string[]
}): Reading {
  return {
    kind: 'accepted',
    messages: found.messages ?? [],
    receipts: found.receipts ?? [],
    ignored: found.ignored ?? [],
  }
}

/** The text as JSON with ids kept exact, or `undefined` when it is not JSON. */
export function jsonOf(text: string): unknown {
  try {
    return parseJsonExact(text)
  } catch {
    return undefined
  }
}
