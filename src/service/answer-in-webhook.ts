/** Doors whose provider takes the reply in the webhook's own answer (eSMS short code): wait a little, else send it the usual way. */
import type { Channel } from '../core/channel.ts'
import type { Ports } from './ports.ts'
import { LEASE_MS } from './retry.ts'
import type { Accepted, Work } from './work.ts'

/** The provider's patience is not documented; four seconds was agreed (design §6.9). */
export const WAIT_MS = 4_000

/**
 * The texts to put in the answer; empty when the turn needed longer, and then they leave by the door's own sending. The rows are
 * claimed like for any send, so nothing goes out twice, and count as sent once handed to the provider.
 */
export async function answerInWebhook(
  ports: Ports,
  work: Work,
  channel: Channel,
  accepted: Accepted,
): Promise<readonly string[]> {
  const turns = Promise.all(accepted.turns)
  const done = await Promise.race([turns, new Promise<null>((late) => setTimeout(() => late(null), WAIT_MS))])
  if (done === null) {
    void turns.then(() => work.deliver.kick(channel.door))
    return []
  }
  const texts: string[] = []
  for (const turn of done) {
    if (!turn?.turnId) continue
    const now = ports.now()
    const claimed = await ports.store.deliveries.claim({
      door: channel.door,
      lanes: ['replies'],
      limit: 20,
      now,
      leaseMs: LEASE_MS,
      turnId: turn.turnId,
    })
    await ports.store.deliveries.settle(
      claimed.map((one) => ({
        attemptId: one.attemptId,
        deliveryId: one.deliveryId,
        outcome: { kind: 'accepted', externalId: `answer:${one.deliveryId}` } as const,
        status: 'sent' as const,
        at: now,
      })),
    )
    texts.push(...claimed.map((one) => one.message.text))
  }
  return texts
}
