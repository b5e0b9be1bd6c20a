/** Lanes: one contact's messages run one after the other, different contacts side by side (design §6.2). */
import { addressKey } from '../core/address.ts'
import type { InboundRow } from '../store/store.ts'

export interface Lanes<Done> {
  /** Runs the row after everything this address already has in its lane. A row already in a lane is not run twice. */
  add(row: InboundRow): Promise<Done>
  has(inboundId: string): boolean
  /** Resolves when every lane is empty. */
  idle(): Promise<void>
}

export function lanes<Done>(run: (row: InboundRow) => Promise<Done>): Lanes<Done> {
  const tails = new Map<string, Promise<unknown>>()
  const running = new Map<string, Promise<Done>>()

  return {
    add(row) {
      const known = running.get(row.id)
      if (known !== undefined) return known
      const key = addressKey(row.address)
      const before = tails.get(key)
      const mine = before !== undefined ? before.then(() => run(row)) : run(row)
      running.set(row.id, mine)
      const tail = mine.then(
        () => undefined,
        // The failure belongs to whoever awaits `mine`; the lane itself goes on with the next message.
        () => undefined,
      )
      tails.set(key, tail)
      void tail.then(() => {
        running.delete(row.id)
        if (tails.get(key) === tail) tails.delete(key)
      })
      return mine
    },
    has: (inboundId) => running.has(inboundId),
    async idle() {
      while (tails.size > 0) await Promise.all(tails.values())
    },
  }
}
