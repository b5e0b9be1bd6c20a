/**
 * Broadcasts on their way, driven by sweeps: people written down in pages, rows handed to the doors a few at a time, outcomes counted, and a
 * stop when too many fail. Rows are the cursor: a process killed anywhere goes on where it was, and nobody is written to twice.
 */
import { type PausedWhy, pausedFor } from '../core/broadcast.ts'
import type { Broadcast, Member } from '../store/broadcast-store.ts'
import type { Gap, NewRecipient } from '../store/sending-store.ts'
import { RUNNING } from './broadcast-acts.ts'
import { chooseWay } from './broadcast-door.ts'
import { feed, laneOf, roomOf, takeBack } from './broadcast-feed.ts'
import { storyProblem } from './broadcast-keep.ts'
import { hasTemplate } from './broadcast-template.ts'
import { isHalted } from './check-ins.ts'
import { atOnce, type Paced, type Step } from './give-way.ts'
import type { Ports } from './ports.ts'
import { afterQuiet, isQuiet } from './quiet-hours.ts'

/** Contacts looked at by one query, and rows written by one unit: short enough that a message in between hardly waits. */
const PAGE = 100
const GIVEN_UP = 300
/** One sweep works no longer than this on one broadcast, because others wait. */
const LONGEST_MS = 5_000
/** More than 15 % of the last two hundred: something is wrong, and an official must look. */
const TOO_MANY = 30

export interface Announcing {
  /** Does what is due now. @throws StoreError when the database does not answer */
  sweep(): Promise<void>
}

export function announcing(ports: Ports, nextStep: Step = atOnce): Announcing {
  let running: Promise<void> | null = null
  return {
    sweep() {
      running ??= everything({ ...ports, nextStep }).finally(() => {
        running = null
      })
      return running
    },
  }
}

async function everything(ports: Paced): Promise<void> {
  const all = await ports.store.sending.running()
  const urgentFirst = [...all].sort((a, b) => Number(laneOf(b) === 'life_safety') - Number(laneOf(a) === 'life_safety'))
  for (const broadcast of urgentFirst) {
    const others = all.filter((one) => one.status === 'sending' && laneOf(one) === laneOf(broadcast)).length
    await ports.nextStep()
    await step(ports, broadcast, others)
  }
}

async function step(ports: Paced, broadcast: Broadcast, sharers: number): Promise<void> {
  if (RUNNING.has(broadcast.status) && (await isStoryGone(ports, broadcast)))
    return halt(ports, broadcast, 'event_over')
  switch (broadcast.status) {
    case 'preparing':
      return prepare(ports, broadcast)
    case 'ready':
      return begin(ports, broadcast)
    case 'sending':
      return send(ports, broadcast, sharers)
    case 'cancelled':
      await ports.store.sending.stopQueued(broadcast.id, ports.now())
      await takeBack(ports, broadcast)
      return giveUp(ports, broadcast, 'cancelled')
    default:
      await takeBack(ports, broadcast)
  }
}

/** One page after the other, until everybody known when it was approved has been looked at. */
async function prepare(ports: Paced, broadcast: Broadcast): Promise<void> {
  const { store, homeOrganisation: home } = ports
  const { id } = broadcast
  const started = ports.now()
  const how = { at: Math.max(started, broadcast.sendAt ?? 0), hasTemplate: await hasTemplate(ports, broadcast) }
  // Who writes for the first time after the last approval was not in what was approved.
  const knownBy = broadcast.approvedAt ?? started
  let { preparedTo: after, total } = broadcast
  while (ports.now() - started < LONGEST_MS) {
    await ports.nextStep()
    const until = await store.checkIns.lastOf(after, PAGE)
    if (until === null) {
      await store.sending.ready(id, endOf(broadcast, started))
      return
    }
    const people = await store.broadcasts.members(broadcast, { after, until, knownBy, home })
    const rows = people.map((person, i) => rowOf(ports, broadcast, person, total + i + 1, how))
    if (!(await store.sending.prepare(id, { after, until, total }, rows))) return
    after = until
    total += rows.length
  }
}

/** Its life begins with its hour, and not with the night before the morning on which it may leave. */
function endOf(broadcast: Broadcast, now: number): number {
  const hour = broadcast.sendAt ?? broadcast.approvedAt ?? now
  return (laneOf(broadcast) === 'bulk' ? afterQuiet(hour) : hour) + broadcast.lifeMs
}

function rowOf(
  ports: Ports,
  { class: kind }: Broadcast,
  { contactId, ways }: Member,
  number: number,
  { at, hasTemplate }: { readonly at: number; readonly hasTemplate: boolean },
): NewRecipient {
  const choice = chooseWay(ways, { class: kind, now: at, isOn: (door) => ports.channels.has(door), hasTemplate })
  if ('skipped' in choice) return { number, contactId, addressId: null, door: null, skipped: choice.skipped }
  return { number, contactId, addressId: choice.way.addressId, door: choice.door, skipped: null }
}

/** Its hour has come: every number has its row, or gets it now; then it leaves. */
async function begin(ports: Ports, broadcast: Broadcast): Promise<void> {
  const now = ports.now()
  if (broadcast.sendAt !== null && broadcast.sendAt > now) return
  if (laneOf(broadcast) === 'bulk' && isQuiet(now)) return
  const gaps = await ports.store.sending.gaps(broadcast.id, broadcast.total)
  for (const gap of gaps) await fill(ports, broadcast, gap)
  await ports.store.sending.start(broadcast.id, now)
}

/** Rows that are not there: their people are looked for between those on either side; who cannot be found is told as missing. */
async function fill(ports: Ports, broadcast: Broadcast, gap: Gap): Promise<void> {
  const { store, homeOrganisation: home } = ports
  const knownBy = broadcast.approvedAt ?? ports.now()
  const where = { after: gap.after, until: gap.before ?? broadcast.preparedTo, knownBy, home }
  const people = (await store.broadcasts.members(broadcast, where)).filter((one) => one.contactId !== gap.before)
  const how = { at: ports.now(), hasTemplate: await hasTemplate(ports, broadcast) }
  const rows: NewRecipient[] = []
  for (let number = gap.first; number <= gap.last; number++) {
    const person = people[number - gap.first]
    rows.push(
      person
        ? rowOf(ports, broadcast, person, number, how)
        : { number, contactId: null, addressId: null, door: null, skipped: 'missing' },
    )
  }
  await store.sending.fill(broadcast.id, rows)
  ports.log.error('broadcast_rows_missing', { broadcast: broadcast.id, rows: rows.length })
  const { first, last } = gap
  await store.events.add('broadcast_rows_missing', { broadcast: broadcast.id, first, last }, ports.now())
}

async function send(ports: Paced, broadcast: Broadcast, sharers: number): Promise<void> {
  const { store } = ports
  const { id } = broadcast
  const ended = await takeBack(ports, broadcast)
  if (!(await isStillMeant(ports, broadcast))) return halt(ports, broadcast, 'event_over')
  if (ended > 0) {
    const { failed } = await store.sending.failures(id, broadcast.resumedAt ?? 0)
    if (failed > TOO_MANY) return halt(ports, broadcast, 'failures')
  }
  if ((broadcast.expiresAt ?? 0) <= ports.now()) await giveUp(ports, broadcast, 'expired')
  else await feedDoors(ports, broadcast, sharers)
  if (await store.sending.finish(id, ports.now())) ports.log.info('broadcast_done', { broadcast: id })
}

async function feedDoors(ports: Paced, broadcast: Broadcast, sharers: number): Promise<void> {
  for (const door of ports.channels.keys()) {
    const room = await roomOf(ports, broadcast, door)
    // Two at once share a slow door, or a commune of fifty would wait for days behind a province.
    const mine = Math.ceil(room / Math.max(1, sharers))
    if (mine > 0 && !(await feed(ports, broadcast, door, mine))) return
  }
}

/** A warning leaves only while its event is open and its alert stands. */
async function isStillMeant({ store }: Ports, { class: kind, disasterId }: Broadcast): Promise<boolean> {
  if (kind !== 'life_safety') return true
  const event = (await store.disasters.active()).find(({ id }) => id === disasterId)
  return event?.status === 'open' && !isHalted(event)
}

/** Words of a household leave only while it agrees to them; of a warning its event alone decides. */
async function isStoryGone(ports: Ports, broadcast: Broadcast): Promise<boolean> {
  return broadcast.class !== 'life_safety' && (await storyProblem(ports, broadcast)) !== undefined
}

/** The program itself stops it; an official looks, and lets it go on or calls it off. */
async function halt({ store, now, log }: Ports, broadcast: Broadcast, pausedWhy: PausedWhy): Promise<void> {
  const { id } = broadcast
  const why = pausedFor({ ...broadcast, pausedWhy })
  await store.audit.append('system', 'broadcast_stopped', { id, why }, now())
  if (await store.sending.pause(id, pausedWhy)) log.error('broadcast_stopped', { broadcast: id, why })
}

async function giveUp(ports: Paced, { id }: Broadcast, status: 'expired' | 'cancelled'): Promise<void> {
  const started = ports.now()
  while ((await ports.store.sending.giveUp(id, status, GIVEN_UP)) === GIVEN_UP) {
    if (ports.now() - started > LONGEST_MS) return
    await ports.nextStep()
  }
}
