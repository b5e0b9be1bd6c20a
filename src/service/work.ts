/** The work as one thing: what http hands messages to, and what runs by itself in between. */
import { addressKey, type Door } from '../core/address.ts'
import type { Day } from '../core/day.ts'
import type { InboundRow } from '../store/store.ts'
import { announcing } from './broadcast-sweep.ts'
import { tellChanges } from './changes-made.ts'
import { checkIns } from './check-ins.ts'
import { type Deliverer, deliverer } from './deliver.ts'
import { endPauses, escalate } from './escalation.ts'
import { giveWay } from './give-way.ts'
import { calling } from './hooks.ts'
import { lanes } from './lanes.ts'
import { fetchPhotos } from './media.ts'
import { forgetting } from './once.ts'
import { askPolls } from './polls.ts'
import type { Ports } from './ports.ts'
import { type AcceptedReading, receive } from './receive.ts'
import { remind } from './reminders.ts'
import { LEASE_MS } from './retry.ts'
import { runTurn, type TurnDone } from './run-turn.ts'
import { askAboutSupport } from './support-checks.ts'

/** A message without a turn this long after its commit was left behind by a crash or another process. */
const LEFT_BEHIND_MS = 15_000
const SWEEP_ROWS = 500
/** A turn that breaks for a reason of ours this often is left for people to look at, and no longer tried each second. */
const MOST_TRIES = 5
/** Reminders are due by the hour: one query a minute is enough. */
const REMIND_EVERY_MS = 60_000

export interface Work {
  /** Durable when it resolves. `turns`: one promise per new message; each never rejects. */
  accept(
    door: Door,
    reading: AcceptedReading,
    options?: { readonly today?: Day; readonly holdReplies?: boolean },
  ): Promise<Accepted>
  readonly deliver: Deliverer
  /** At start: what a crash left is taken up again; leases of this machine's last life have ended. */
  recover(): Promise<void>
  /** Every few seconds: leases, expiry, messages left behind, rows whose time has come. */
  sweep(): Promise<void>
  /** Resolves when nothing runs any more. */
  idle(): Promise<void>
}

export interface Accepted {
  readonly fresh: readonly InboundRow[]
  readonly turns: readonly Promise<TurnDone | null>[]
}

export function work(ports: Ports): Work {
  const way = giveWay()
  const delivering = deliverer(ports, way.step)
  /** People with a message whose turn could not be committed: it goes first when they write again. */
  const behind = new Set<string>()
  const asking = checkIns(ports, way.step)
  const broadcasting = announcing(ports, way.step)
  const forget = forgetting(ports)
  const call = calling(ports)
  /** Under way: the database must not be closed under them. */
  const sweeps = new Set<Promise<void>>()
  let remindedAt = Number.NEGATIVE_INFINITY
  const talking = lanes<TurnDone>(async (row) => {
    const person = addressKey(row.address)
    if (!ports.sharedDatabase && !behind.has(person)) return runTurn(ports, row)
    const done = await runLane(ports, row)
    behind.delete(person)
    return done
  })

  /** Null: the turn could not be committed now; the message waits for the sweep. */
  async function turnOf(row: InboundRow, holdReplies: boolean): Promise<TurnDone | null> {
    try {
      const done = await talking.add(row)
      if (done.turnId !== null && !holdReplies) delivering.kick(row.door)
      for (const other of done.alerted ?? []) delivering.kick(other)
      return done
    } catch (error) {
      const name = error instanceof Error ? error.name : 'unknown'
      ports.log.error('turn_not_committed', { inbound: row.id, error: name })
      behind.add(addressKey(row.address))
      if (!PASSING.has(name)) await giveUpInTheEnd(row)
      return null
    }
  }

  async function giveUpInTheEnd(row: InboundRow): Promise<void> {
    try {
      await ports.store.inbound.failed(row.id, MOST_TRIES)
    } catch (error) {
      ports.log.error('try_not_counted', { inbound: row.id, error: error instanceof Error ? error.name : 'unknown' })
    }
  }

  async function takeUp(receivedBefore: number): Promise<void> {
    const left = await ports.store.inbound.waiting(SWEEP_ROWS, receivedBefore)
    for (const row of left) {
      if (!talking.has(row.id) && ports.channels.has(row.door)) void turnOf(row, false)
    }
  }

  let fetching = false

  async function sweepOnce(): Promise<void> {
    const now = ports.now()
    await ports.store.deliveries.recover(now, idempotentDoors)
    await ports.store.deliveries.expire(now)
    await takeUp(now - LEFT_BEHIND_MS)
    await asking.sweep()
    await broadcasting.sweep()
    if (now - remindedAt >= REMIND_EVERY_MS) {
      remindedAt = now
      await ports.packs.refresh()
      await remind(ports)
      await escalate(ports)
      await endPauses(ports)
      await tellChanges(ports)
      await askAboutSupport(ports)
      await askPolls(ports)
    }
    for (const door of ports.channels.keys()) delivering.kick(door)
    await forget()
    await call()
    await photos()
  }

  /** A slow provider of photos holds up no later sweep. */
  async function photos(): Promise<void> {
    if (fetching) return
    fetching = true
    try {
      await fetchPhotos(ports)
    } finally {
      fetching = false
    }
    for (const door of ports.channels.keys()) delivering.kick(door)
  }

  const idempotentDoors = [...ports.channels.values()].filter((one) => one.idempotentSend).map((one) => one.door)

  return {
    deliver: delivering,
    async accept(door, reading, options = {}) {
      const answered = way.arrive()
      try {
        const fresh = await receive(ports, door, reading, options.today)
        const turns = fresh.map((row) => turnOf(row, options.holdReplies ?? false))
        void Promise.all(turns).then(answered)
        return { fresh, turns }
      } catch (error) {
        answered()
        throw error
      }
    },
    async recover() {
      const now = ports.now()
      // Looking from beyond every lease of the last life ends them all: that process is gone.
      await ports.store.deliveries.recover(now + LEASE_MS * 2, idempotentDoors)
      await ports.store.api.breakOffAll()
      await takeUp(now + 1)
      for (const door of ports.channels.keys()) delivering.kick(door)
    },
    sweep() {
      const mine = sweepOnce().finally(() => sweeps.delete(mine))
      sweeps.add(mine)
      return mine
    },
    async idle() {
      // Whoever started a sweep hears of its failure; here it has only ended.
      await Promise.allSettled(sweeps)
      await talking.idle()
      await delivering.idle()
    },
  }
}

/** Errors that pass by themselves: the database was busy or full, or another process was faster. */
const PASSING: ReadonlySet<string> = new Set(['StoreError', 'TurnContention'])

/** Where several processes share the database, the contact's older waiting messages go first, whoever stored them. */
async function runLane(ports: Ports, row: InboundRow): Promise<TurnDone> {
  const waiting = await ports.store.inbound.waitingOf(row.address)
  for (const older of waiting) {
    if (older.id === row.id) break
    await runTurn(ports, older)
  }
  return runTurn(ports, row)
}
