/** Receive: everything a verified request said becomes durable before the provider hears 2xx (design §6.1). */
import type { Door } from '../core/address.ts'
import type { Reading } from '../core/channel.ts'
import type { Day } from '../core/day.ts'
import { newId } from '../core/id.ts'
import type { InboundRow } from '../store/store.ts'
import type { Ports } from './ports.ts'

export type AcceptedReading = Extract<Reading, { kind: 'accepted' }>

/**
 * Stores the messages, applies the receipts and notes the ignored kinds of one webhook. Resolves after the commit.
 * Returns the messages that are new; a repeated delivery stores nothing.
 * @throws whatever the store throws: then nothing may be acknowledged
 */
export async function receive(
  ports: Ports,
  door: Door,
  reading: AcceptedReading,
  today?: Day,
): Promise<readonly InboundRow[]> {
  const at = ports.now()
  const rows = reading.messages.map((message): InboundRow => {
    const receivedAt = nextInstant(at)
    return {
      id: newId('in', receivedAt),
      door: message.door,
      address: message.address,
      externalId: message.externalId,
      content: message.content,
      sentAt: message.sentAt,
      receivedAt,
      automated: message.automated ?? false,
      ...(today === undefined ? {} : { today }),
    }
  })
  const outcomes = rows.length > 0 ? await ports.store.inbound.add(rows) : []
  for (const receipt of reading.receipts) {
    const known = await ports.store.deliveries.receipt(receipt, at)
    ports.meter.count('receipts_total', { door, known: String(known) })
  }
  for (const name of reading.ignored) await ports.store.events.add('webhook_ignored', { door, name }, at)

  const fresh = rows.filter((_, i) => outcomes[i] === 'new')
  for (const outcome of outcomes) ports.meter.count('inbound_total', { door, outcome })
  return fresh
}

let last = 0

/** Two messages of the same millisecond keep their order by their time of receipt, so each gets a millisecond of its own. */
function nextInstant(now: number): number {
  last = now > last || now < last - 60_000 ? now : last + 1
  return last
}
