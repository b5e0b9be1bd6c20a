/** By which of a person's addresses a broadcast goes, and by which door: a pure choice, so that a table can test it. */
import type { Door } from '../core/address.ts'
import type { BroadcastClass, SkippedWhy } from '../core/broadcast.ts'
import type { Way } from '../store/broadcast-store.ts'
import { doorFor } from './which-door.ts'

/** Zalo lets an account write to a person by itself so long after they last wrote (facts: channels 1.4). */
export const ZALO_WINDOW_MS = 7 * 24 * 3_600_000

export interface ChoiceFor {
  readonly class: BroadcastClass
  readonly now: number
  readonly isOn: (door: Door) => boolean
  /** An approved Zalo template stands for these words; without one a closed window means SMS. */
  readonly hasTemplate: boolean
  /** Only SMS: the chat message before did not arrive. */
  readonly smsOnly?: boolean
}

export type Choice =
  | { readonly way: Way; readonly door: Door; readonly byTemplate: boolean }
  | { readonly skipped: SkippedWhy }

/**
 * Zalo while the person's window is open, or by an approved template; else SMS; else Telegram, else Zalo Bot. A promotion goes only where
 * its person agreed to it; nothing but a life-safety warning goes where they said stop.
 */
export function chooseWay(ways: readonly Way[], want: ChoiceFor): Choice {
  const open = ways.filter(({ stopped }) => !stopped || want.class === 'life_safety')
  const agreed = want.class === 'promotion' ? open.filter(({ consented }) => consented) : open
  const wanted = want.smsOnly ? agreed.filter(({ address }) => address.kind === 'sms') : agreed
  let best: { readonly way: Way; readonly door: Door; readonly rank: number } | undefined
  for (const way of wanted) {
    const rank = rankOf(way, want)
    const door = rank === null ? null : doorFor(way.address, want.isOn, way.cameBy)
    if (rank !== null && door !== null && (best === undefined || rank < best.rank)) best = { way, door, rank }
  }
  if (best) return { way: best.way, door: best.door, byTemplate: best.rank === BY_TEMPLATE }
  if (open.length === 0) return { skipped: 'said_stop' }
  return { skipped: agreed.length === 0 ? 'no_consent' : 'no_door' }
}

const BY_TEMPLATE = 1

/** Lower goes first; null: this way is closed now. */
function rankOf({ address, lastInAt }: Way, { now, hasTemplate }: ChoiceFor): number | null {
  switch (address.kind) {
    case 'zalo':
      if (lastInAt !== null && now - lastInAt < ZALO_WINDOW_MS) return 0
      return hasTemplate ? BY_TEMPLATE : null
    case 'sms':
      return 2
    case 'telegram':
      return 3
    case 'zalo-bot':
      return 4
  }
}
