/** Deliver: takes due rows with a lease, sends them in order per person within the door's budget, and keeps the proof. */
import { addressKey, type Door } from '../core/address.ts'
import type { Channel } from '../core/channel.ts'
import type { Lane, SendOutcome } from '../core/message.ts'
import type { Claimed, Settlement } from '../store/store.ts'
import { type Gate, gate } from './budget.ts'
import type { Ports } from './ports.ts'
import { afterAttempt, LEASE_MS } from './retry.ts'

const IN_FLIGHT = 24
const LANE_ORDER: readonly Lane[] = ['life_safety', 'replies', 'bulk']

export interface Deliverer {
  /** Sends what is due on a door, now, without waiting for it. */
  kick(door: Door): void
  /** Sends one turn's replies and resolves when each has its outcome. */
  deliverTurn(door: Door, turnId: string): Promise<void>
  /** Resolves when nothing is in flight (a test's or a Worker's end). */
  idle(): Promise<void>
  stop(): void
}

export function deliverer(ports: Ports): Deliverer {
  const doors = new Map([...ports.channels].map(([door, channel]) => [door, pump(ports, channel)] as const))
  return {
    kick: (door) => doors.get(door)?.kick(),
    async deliverTurn(door, turnId) {
      await doors.get(door)?.sendTurn(turnId)
    },
    async idle() {
      await Promise.all([...doors.values()].map((door) => door.idle()))
    },
    stop() {
      for (const door of doors.values()) door.stop()
    },
  }
}

interface Pump {
  kick(): void
  sendTurn(turnId: string): Promise<void>
  idle(): Promise<void>
  stop(): void
}

function pump(ports: Ports, channel: Channel): Pump {
  const { door } = channel
  let budget: Gate | undefined
  let running: Promise<void> | null = null
  let again = false
  let stopped = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const flights = new Set<Promise<void>>()
  const tails = new Map<string, Promise<void>>()

  function kick(): void {
    if (stopped) return
    if (running !== null) {
      again = true
      return
    }
    running = round()
      .catch((error: unknown) => {
        ports.log.error('deliver_round_failed', { door, error: error instanceof Error ? error.name : 'unknown' })
      })
      .finally(() => {
        running = null
        if (again) {
          again = false
          kick()
        }
      })
  }

  async function round(): Promise<void> {
    budget ??= gate(channel.budget, await spentBefore())
    for (;;) {
      while (flights.size >= IN_FLIGHT) await Promise.race(flights)
      const now = ports.now()
      const allowance = budget.allowance(now)
      if (allowance < 1) {
        wakeAt(budget.opensAt(now), now)
        return
      }
      const limit = Math.min(allowance, IN_FLIGHT - flights.size)
      const claimed = await ports.store.deliveries.claim({ door, lanes: LANE_ORDER, limit, now, leaseMs: LEASE_MS })
      if (claimed.length === 0 || stopped) return
      for (const one of claimed) {
        budget.spend(channel.budget.unit === 'segment' ? Math.max(1, one.segments) : 1, now)
        void fly(one)
      }
    }
  }

  async function spentBefore(): Promise<readonly { at: number; units: number }[]> {
    const window = channel.budget.window
    if (!window) return []
    const sent = await ports.store.deliveries.sentSince(door, ports.now() - window.ms)
    return sent.map((one) => ({ at: one.at, units: channel.budget.unit === 'segment' ? Math.max(1, one.segments) : 1 }))
  }

  /** One person's messages leave one after the other; different people's side by side. */
  function fly(claimed: Claimed): Promise<void> {
    const key = addressKey(claimed.message.address)
    const before = tails.get(key)
    const mine = (before !== undefined ? before.then(() => pause()) : Promise.resolve()).then(() =>
      sendOne(ports, channel, claimed),
    )
    const safe = mine.catch((error: unknown) => {
      ports.log.error('send_not_settled', {
        door,
        delivery: claimed.deliveryId,
        error: error instanceof Error ? error.name : 'unknown',
      })
    })
    tails.set(key, safe)
    flights.add(safe)
    void safe.then(() => {
      flights.delete(safe)
      if (tails.get(key) === safe) tails.delete(key)
    })
    return safe
  }

  function pause(): Promise<void> {
    const rate = channel.budget.perAddressPerSecond
    return rate === undefined ? Promise.resolve() : new Promise((done) => setTimeout(done, 1000 / rate))
  }

  function wakeAt(at: number, now: number): void {
    clearTimeout(timer)
    timer = setTimeout(kick, Math.min(60_000, Math.max(20, at - now)))
  }

  return {
    kick,
    async sendTurn(turnId) {
      const now = ports.now()
      const claimed = await ports.store.deliveries.claim({
        door,
        lanes: LANE_ORDER,
        limit: 50,
        now,
        leaseMs: LEASE_MS,
        turnId,
      })
      await Promise.all(claimed.map(fly))
    },
    async idle() {
      while (running !== null || flights.size > 0) {
        await running
        await Promise.all(flights)
      }
    },
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
}

/** The HTTP call happens with no transaction open; its attempt row is durable already. */
async function sendOne(ports: Ports, channel: Channel, claimed: Claimed): Promise<void> {
  const started = ports.now()
  const outcome = await channel.send(claimed.message)
  const now = ports.now()
  const next = afterAttempt(claimed, outcome, channel, now, Math.random())
  const settlement: Settlement = {
    attemptId: claimed.attemptId,
    deliveryId: claimed.deliveryId,
    outcome,
    status: next.status,
    ...(next.retryAt === undefined ? {} : { retryAt: next.retryAt }),
    at: now,
  }
  await ports.store.deliveries.settle([settlement])
  ports.meter.count('sends_total', { door: channel.door, outcome: outcome.kind })
  ports.meter.observe('send_seconds', (now - started) / 1000, { door: channel.door })
  await noteRefusal(ports, channel.door, claimed, outcome, now)
}

async function noteRefusal(
  ports: Ports,
  door: Door,
  claimed: Claimed,
  outcome: SendOutcome,
  now: number,
): Promise<void> {
  if (outcome.kind === 'accepted') return
  ports.log.warn('send_not_accepted', {
    door,
    delivery: claimed.deliveryId,
    attempt: claimed.attempt,
    code: outcome.code,
  })
  if (outcome.kind !== 'refused') return
  if (outcome.failure === 'stopped') await ports.store.contacts.setStopped(claimed.message.address, now)
  if (outcome.failure === 'misconfigured') {
    ports.log.error('door_misconfigured', { door, code: outcome.code })
    await ports.store.events.add('door_misconfigured', { door, code: outcome.code }, now)
  }
}
