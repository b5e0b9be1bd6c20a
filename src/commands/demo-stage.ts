/** What every part of the demonstration is played on: a house whose clock is turned, the officials, and the wire to invented phones. */
import { simulator } from '../channels/simulator/simulator.ts'
import type { Channel } from '../core/channel.ts'
import { vietnamDay } from '../core/day.ts'
import { newId } from '../core/id.ts'
import type { Receipt } from '../core/message.ts'
import { type Official, systemScope } from '../core/official.ts'
import type { Ports } from '../service/ports.ts'
import type { Work } from '../service/work.ts'
import type { Begin, Phones, Who } from './demo-format.ts'

export type Cast = Readonly<Record<Who, Official>>

export interface Stage {
  readonly ports: Ports
  readonly work: Work
  /** Everything asks this clock. */
  readonly clock: { now: number }
  readonly cast: Cast
  /** When the demonstration is shown: what would be later has not happened yet. */
  readonly now: number
  /** What did not go as the stories say. */
  readonly complain: (what: string) => void
}

/** Something that happens at its time. */
export interface Moment {
  readonly at: number
  readonly run: () => Promise<void>
}

const JUST_NOW_MS = 20 * 60_000
const UNIT_MS = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** What would be in the future today happened a moment ago. */
export function beginOf({ days_ago, at }: Begin, now: number): number {
  const start = Date.parse(`${vietnamDay(now - days_ago * UNIT_MS.d)}T${at}:00+07:00`)
  return start > now ? now - JUST_NOW_MS : start
}

/** `40m`, `5h`, `8d` in milliseconds. */
export function msOf(after: string): number {
  return Number.parseInt(after, 10) * UNIT_MS[after.endsWith('m') ? 'm' : after.endsWith('h') ? 'h' : 'd']
}

/** A message by the real path, from the wire on. */
export async function say({ work, clock }: Stage, phone: string, text: string): Promise<void> {
  const message = {
    door: 'simulator' as const,
    address: { kind: 'sms' as const, value: phone },
    externalId: newId('demo', clock.now),
    content: { kind: 'text' as const, text },
    sentAt: clock.now,
  }
  const accepted = await work.accept('simulator', { kind: 'accepted', messages: [message], receipts: [], ignored: [] })
  const [turn] = await Promise.all(accepted.turns)
  if (!turn) throw new Error('The demo could not play a message.')
}

/** The newest case of whoever writes from there. */
export async function caseOf({ ports }: Stage, phone: string): Promise<string | undefined> {
  const filter = { search: { phone }, order: 'newest' } as const
  const found = await ports.store.cases.list(systemScope(), filter, { limit: 1, offset: 0 })
  return found.rows[0]?.code
}

/** The wire to invented phones: some take a message and say so, some are off, some are no more. */
export function inventedPhones({ off, gone, unclear }: Phones): {
  readonly channel: Channel
  /** What the phones have reported since it was asked last. */
  readonly reported: () => readonly Receipt[]
} {
  let receipts: Receipt[] = []
  const channel: Channel = {
    ...simulator(),
    // Else what is unclear would be tried until it is clear.
    idempotentSend: false,
    async send({ id, address: { value } }) {
      if (gone.includes(value)) return { kind: 'refused', failure: 'unreachable', code: 'no_such_number' }
      if (unclear.includes(value)) return { kind: 'unknown', code: 'no_answer' }
      const externalId = `simulated:${id}`
      if (!off.includes(value)) receipts.push({ door: 'simulator', externalId, status: 'delivered' })
      return { kind: 'accepted', externalId }
    },
  }
  return {
    channel,
    reported: () => {
      const now = receipts
      receipts = []
      return now
    },
  }
}
