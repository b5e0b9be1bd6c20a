/** A door's gate as it stands when this process begins: what left before still counts. */
import type { Budget, Channel } from '../core/channel.ts'
import type { Store } from '../store/store.ts'
import { type Gate, gate } from './budget.ts'

/** @throws whatever the store throws */
export async function openGate(
  deliveries: Pick<Store['deliveries'], 'sentSince'>,
  { door, budget, abilities }: Channel,
  now: number,
): Promise<Gate> {
  const sent = await deliveries.sentSince(door, now - Math.max(60_000, budget.window?.ms ?? 0))
  const largest = budget.unit === 'segment' ? (abilities.maxSegments ?? 1) : 1
  return gate(
    budget,
    sent.map((one) => ({ at: one.at, units: unitsOf(budget, one.segments) })),
    largest,
  )
}

export function unitsOf(budget: Budget, segments: number): number {
  return budget.unit === 'segment' ? Math.max(1, segments) : 1
}
