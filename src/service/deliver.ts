/** Deliver: takes due rows with a lease, sends them in order per person within the door's budget, and keeps the proof. */
import { addressKey, type Door } from '../core/address.ts'
import type { Channel } from '../core/channel.ts'
import type { Lane, SendOutcome } from '../core/message.ts'
import type { Claimed, Settlement } from '../store/store.ts'
import { eventsNow } from './active-disasters.ts'
import type { Gate } from './budget.ts'
import { mayAsk } from './check-ins.ts'
import { atOnce, type Step } from './give-way.ts'
import { openGate, unitsOf } from './open-gate.ts'
import { order } from './order.ts'
import type { Ports } from './ports.ts'
import { isQuiet } from './quiet-hours.ts'
import { noteRefusal } from './refusals.ts'
import { afterAttempt, LEASE_MS } from './retry.ts'

/** Rows taken and not yet settled, and how many of them may be one person's: one who floods must not hold up the others. */
const MOST_TAKEN = 48
const MOST_OF_ONE_PERSON = 6
/** Of these at most so many announcements: a reply finds room at once, and no provider's limit needs more. */
const MOST_BULK = 24
/** A row whose lease has less left than a send may take is put back, or it could go twice. */
const LEASE_NEEDED_MS = 15_000
/** What a stop leaves for the provider's answers; what has not answered by then may have been sent. */
const STOP_PATIENCE_MS = 6_000
const LANE_ORDER: readonly Lane[] = ['life_safety', 'replies', 'bulk']
const FIRST_LANES: readonly Lane[] = ['life_safety', 'replies']
const BULK: readonly Lane[] = ['bulk']

export interface Deliverer {
  /** Sends what is due on a door, now, without waiting for it. */
  kick(door: Door): void
  /** Sends one turn's replies and resolves when each has its outcome. */
  deliverTurn(door: Door, turnId: string): Promise<void>
  /** Resolves when nothing is in flight (a test's or a Worker's end). */
  idle(): Promise<void>
  /** Nothing new leaves; what is on its way has a few seconds to be answered. */
  stop(): void
}

export function deliverer(ports: Ports, nextStep: Step = atOnce): Deliverer {
  const doors = new Map([...ports.channels].map(([door, channel]) => [door, pump(ports, channel, nextStep)] as const))
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

/**
 * Which announcements may leave; null: none. At night only "are you safe?" of an event that takes life within hours: still behind every
 * reply, within the door's budget, and never to whoever said stop.
 */
async function bulkNow(ports: Ports, now: number): Promise<{ readonly bulkOf?: readonly string[] } | null> {
  if (!isQuiet(now)) return {}
  const asking = (await eventsNow(ports)).filter((event) => mayAsk(event, now))
  return asking.length === 0 ? null : { bulkOf: asking.map(({ id }) => id) }
}

interface Pump {
  kick(): void
  sendTurn(turnId: string): Promise<void>
  idle(): Promise<void>
  stop(): void
}

/** One row in hand: when it was taken, whose it is, and what it costs. */
interface Taken {
  readonly row: Claimed
  readonly person: string
  readonly at: number
  readonly units: number
}

function pump(ports: Ports, channel: Channel, nextStep: Step): Pump {
  const { door, budget } = channel
  const { deliveries } = ports.store
  const gapMs = budget.perAddressPerSecond === undefined ? 0 : 1000 / budget.perAddressPerSecond
  const inOrder = order()
  const flights = new Set<Promise<void>>()
  const lines = new Map<string, { tail: Promise<void>; length: number }>()
  const lastLeft = new Map<string, number>()
  /** Outcomes that the database would not take yet; what was accepted must not go again. */
  const unsettled = new Map<string, Settlement>()
  const ending = new AbortController()
  const hurry = Promise.withResolvers<void>()
  let open: Gate | undefined
  let promised = 0
  let bulkTaken = 0
  /** Outcomes of announcements are noted together, in a step of their own. */
  let noting: Promise<void> | undefined
  let restUntil = 0
  let running: Promise<void> | null = null
  let again = false
  let kicked = Promise.withResolvers<void>()
  let stopped = false
  let wakesAt = Number.POSITIVE_INFINITY
  let timer: ReturnType<typeof setTimeout> | undefined

  function kick(): void {
    if (stopped) return
    if (running !== null) {
      again = true
      kicked.resolve()
      return
    }
    running = round()
      .catch((error: unknown) => ports.log.error('deliver_round_failed', { door, error: nameOf(error) }))
      .finally(() => {
        running = null
        if (again) {
          again = false
          kick()
        }
      })
  }

  async function round(): Promise<void> {
    for (const late of unsettled.values()) await settle(late)
    inOrder.forget(ports.now())
    open ??= await openGate(deliveries, channel, ports.now())
    let forBulk = false
    while (!stopped) {
      if (flights.size >= MOST_TAKEN) await Promise.race(flights)
      if (forBulk) await beforeBulk()
      // A reply that became due meanwhile comes first.
      forBulk &&= !again
      again = false
      const now = ports.now()
      const allowance = open.allowance(now, promised)
      if (restUntil > now || allowance < 1) return wakeAt(Math.max(restUntil, open.opensAt(now, promised)))
      const bulk = forBulk ? await bulkNow(ports, now) : {}
      if (bulk === null) return
      const room = forBulk ? MOST_BULK - bulkTaken : MOST_TAKEN - flights.size
      const limit = Math.min(allowance, room)
      const lanes = forBulk ? BULK : FIRST_LANES
      const claimed = await deliveries.claim({ door, lanes, ...bulk, limit, now, leaseMs: LEASE_MS })
      if (claimed.length === 0 && forBulk) return
      forBulk = claimed.length === 0
      for (const row of claimed) void fly(row, now, MOST_OF_ONE_PERSON)
    }
  }

  /** Until there is room for announcements and it is their turn; a reply that is due meanwhile ends the wait. */
  async function beforeBulk(): Promise<void> {
    kicked = Promise.withResolvers()
    while (bulkTaken >= MOST_BULK && !again) await Promise.race([...flights, kicked.promise])
    if (!again) await Promise.race([nextStep(), kicked.promise])
  }

  /** One person's messages leave one after the other; different people's side by side. */
  function fly(row: Claimed, at: number, most: number): Promise<void> {
    const taken: Taken = { row, person: addressKey(row.message.address), at, units: unitsOf(budget, row.segments) }
    const { person } = taken
    inOrder.take(person, row.deliveryId)
    promised += taken.units
    if (row.lane === 'bulk') bulkTaken++
    const line = lines.get(person) ?? { tail: Promise.resolve(), length: 0 }
    lines.set(person, line)
    const isTooLong = line.length >= most
    line.length++
    const mine = (
      isTooLong ? putBack(taken, at + line.length * Math.max(gapMs, 200)) : line.tail.then(() => leave(taken))
    )
      .catch((error: unknown) =>
        ports.log.error('send_not_settled', { door, delivery: row.deliveryId, error: nameOf(error) }),
      )
      .then(() => {
        flights.delete(mine)
        if (row.lane === 'bulk') bulkTaken--
        line.length--
        if (line.length === 0) lines.delete(person)
      })
    if (!isTooLong) line.tail = mine
    flights.add(mine)
    return mine
  }

  /** Its turn has come: it goes, or goes back to the queue when an earlier one, the door, the lease or a stop says so. */
  async function leave(taken: Taken): Promise<void> {
    const { row, person } = taken
    const sentBefore = unsettled.get(row.deliveryId)
    if (sentBefore?.outcome.kind === 'accepted') {
      promised -= taken.units
      return settle({ ...sentBefore, attemptId: row.attemptId })
    }
    if (row.lane === 'bulk') await nextStep()
    await pause((lastLeft.get(person) ?? 0) + gapMs - ports.now())
    const now = ports.now()
    const waits = inOrder.waitsUntil(person, row.deliveryId, now)
    const hasLease = now < taken.at + LEASE_MS - LEASE_NEEDED_MS
    if (waits !== null || restUntil > now) return putBack(taken, Math.max(waits ?? 0, restUntil + 1))
    if (stopped || !hasLease) return putBack(taken, now)

    open?.spend(taken.units, now)
    promised -= taken.units
    const outcome = await channel.send(row.message, ending.signal)
    const ended = ports.now()
    if (gapMs > 0) remember(person, ended)
    await conclude(taken, outcome, now, ended)
  }

  async function conclude({ row, person }: Taken, outcome: SendOutcome, started: number, at: number): Promise<void> {
    const { attemptId, deliveryId } = row
    const attempt = row.attempt - inOrder.putBacks(person, deliveryId)
    const next = afterAttempt({ ...row, attempt }, outcome, channel, at, Math.random())
    if (outcome.kind === 'refused' && outcome.wholeDoor) {
      restUntil = Math.max(restUntil, at + (outcome.retryAfterMs ?? 1_000))
    }
    if (next.retryAt === undefined) inOrder.done(person, deliveryId)
    else inOrder.putBack(person, deliveryId, next.retryAt, true)
    await settle({ attemptId, deliveryId, outcome, at, ...next }, row.lane)
    if (next.retryAt !== undefined) wakeAt(next.retryAt)
    ports.meter.count('sends_total', { door, outcome: outcome.kind })
    ports.meter.observe('send_seconds', (at - started) / 1000, { door })
    await noteRefusal(ports, door, row, outcome, at)
  }

  /** Not tried: back to the queue until then. Its attempt row says so, as nothing left. */
  async function putBack({ row, person, units }: Taken, retryAt: number): Promise<void> {
    const { attemptId, deliveryId } = row
    promised -= units
    inOrder.putBack(person, deliveryId, retryAt, false)
    const outcome = { kind: 'refused', failure: 'temporary', code: 'waits_in_line' } as const
    await settle({ attemptId, deliveryId, outcome, status: 'queued', retryAt, at: ports.now() })
    wakeAt(retryAt)
  }

  async function settle(settlement: Settlement, lane?: Lane): Promise<void> {
    unsettled.set(settlement.deliveryId, settlement)
    if (lane === 'bulk') await toNote()
    await deliveries.settle([settlement])
    unsettled.delete(settlement.deliveryId)
  }

  function toNote(): Promise<void> {
    noting ??= nextStep().then(() => {
      noting = undefined
    })
    return noting
  }

  function remember(person: string, at: number): void {
    lastLeft.set(person, at)
    if (lastLeft.size > 2_000) for (const [one, left] of lastLeft) if (left + gapMs < at) lastLeft.delete(one)
  }

  function pause(ms: number): Promise<unknown> {
    if (ms <= 0 || stopped) return Promise.resolve()
    return Promise.race([new Promise((done) => setTimeout(done, ms)), hurry.promise])
  }

  function wakeAt(at: number): void {
    const now = ports.now()
    if (stopped || (at >= wakesAt && wakesAt > now)) return
    wakesAt = at
    clearTimeout(timer)
    timer = setTimeout(
      () => {
        wakesAt = Number.POSITIVE_INFINITY
        kick()
      },
      Math.min(60_000, Math.max(20, at - now)),
    )
  }

  return {
    kick,
    async sendTurn(turnId) {
      const now = ports.now()
      const claimed = await deliveries.claim({ door, lanes: LANE_ORDER, limit: 50, now, leaseMs: LEASE_MS, turnId })
      await Promise.all(claimed.map((row) => fly(row, now, Number.POSITIVE_INFINITY)))
    },
    async idle() {
      while (running !== null || flights.size > 0) {
        await running
        await Promise.all(flights)
      }
    },
    stop() {
      if (stopped) return
      stopped = true
      clearTimeout(timer)
      hurry.resolve()
      const patience = setTimeout(() => ending.abort(), STOP_PATIENCE_MS)
      void Promise.all(flights).then(() => clearTimeout(patience))
    },
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown'
}
