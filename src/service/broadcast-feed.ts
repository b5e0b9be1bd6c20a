/** Between a broadcast's rows and the doors: a few are handed over at a time, and what became of them is taken back. */
import type { Door } from '../core/address.ts'
import { newId } from '../core/id.ts'
import type { Lane } from '../core/message.ts'
import type { Broadcast } from '../store/broadcast-store.ts'
import type { DueRecipient, Ended, Handed, PutAside, Settled } from '../store/sending-store.ts'
import type { Rendered } from '../texts/render.ts'
import { chooseWay } from './broadcast-door.ts'
import { type FilledTemplate, filledTemplate, hasTemplate } from './broadcast-template.ts'
import { broadcastMessages } from './broadcast-words.ts'
import type { Paced } from './give-way.ts'
import type { Ports } from './ports.ts'
import { isQuiet } from './quiet-hours.ts'
import { speakerFor } from './speaker.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
/** So few that a message which comes in between hardly waits for them. */
const PAGE = 25
/** So much of a door's work waits in its queue: small enough that the queue's index stays small, enough for what leaves between two looks. */
const QUEUE = { seconds: 20, least: 20, most: 2_000 }
/** Warnings go before replies; of each second a fifth is left for those who answer them. */
const WARNING_SHARE = 0.8
/** Somebody in the middle of a report, or with whom an official speaks, is written to later. */
const BUSY_MS = 30 * MINUTE_MS
/** A chat message that nobody's phone took by then goes again as SMS. */
const UNHEARD_MS = { usual: 30 * MINUTE_MS, warning: 3 * MINUTE_MS }
/** Doors that tell when a message arrived; for the others what was sent counts as arrived. */
const TELLS: ReadonlySet<Door> = new Set<Door>(['zalo'])
const CHATS: ReadonlySet<Door> = new Set<Door>(['zalo', 'zalo-bot', 'telegram'])
const SMS_DOORS: readonly Door[] = ['esms', 'sms-phone', 'twilio']
const ENDED_PAGE = 50

export function laneOf({ class: kind }: Broadcast): Lane {
  return kind === 'life_safety' ? 'life_safety' : 'bulk'
}

/** How many more rows a door may have waiting; at night, for all but warnings, none. */
export async function roomOf({ store, channels, now }: Ports, broadcast: Broadcast, door: Door): Promise<number> {
  const perSecond = channels.get(door)?.budget.perSecond ?? 0
  const lane = laneOf(broadcast)
  if (lane === 'bulk' && isQuiet(now())) return 0
  const most =
    lane === 'life_safety'
      ? Math.max(1, Math.floor(perSecond * WARNING_SHARE))
      : Math.min(QUEUE.most, Math.max(QUEUE.least, Math.ceil(perSecond * QUEUE.seconds)))
  return most - (await store.sending.queued(door, lane, most))
}

/** Hands over up to `room` rows of one door; false when it was stopped meanwhile. @throws StoreError */
export async function feed(ports: Paced, broadcast: Broadcast, door: Door, room: number): Promise<boolean> {
  const { sending } = ports.store
  const how = { door, words: wordsFor(ports, broadcast), template: await templateOf(ports, broadcast) }
  let left = room
  while (left > 0) {
    await ports.nextStep()
    const now = ports.now()
    const limit = Math.min(left, PAGE)
    const rows = await sending.due(broadcast, door, { now, limit, home: ports.homeOrganisation })
    if (rows.length === 0) return true
    const handed: Handed[] = []
    const aside: PutAside[] = []
    for (const row of rows) {
      const decided = await decide(ports, broadcast, row, how, now)
      if ('deliveryId' in decided) handed.push(decided)
      else aside.push(decided)
    }
    await sending.putAside(broadcast.id, aside)
    if (handed.length > 0 && !(await sending.hand(broadcast.id, handed, now, broadcast.expiresAt ?? now))) return false
    left -= handed.length
    if (rows.length < limit) return true
  }
  return true
}

/** What is the same for all rows of a door. */
interface How {
  readonly door: Door
  readonly words: ReturnType<typeof wordsFor>
  readonly template: FilledTemplate | null
}

async function decide(
  ports: Ports,
  broadcast: Broadcast,
  row: DueRecipient,
  { door, words, template }: How,
  now: number,
): Promise<Handed | PutAside> {
  const { number, contactId, ways, again } = row
  const isWarning = broadcast.class === 'life_safety'
  if (!isWarning) {
    if (isBusy(ports, row, now)) return { number, dueAt: now + BUSY_MS, door }
    if (!again && row.thirdAt > now - DAY_MS) {
      const dueAt = row.thirdAt + DAY_MS
      return dueAt < (broadcast.expiresAt ?? 0) ? { number, dueAt, door } : { number, skipped: 'three_a_day' }
    }
  }
  const isOn = (one: Door) => ports.channels.has(one)
  const choice = chooseWay(ways, { class: broadcast.class, now, isOn, hasTemplate: template !== null, smsOnly: again })
  if ('skipped' in choice) return { number, skipped: choice.skipped }
  // What was open when it was written down may have closed since: it waits for the other door.
  if (choice.door !== door) return { number, dueAt: 0, door: choice.door }
  const { addressId } = choice.way
  const handed = { number, deliveryId: newId('out', now), addressId, door, lane: laneOf(broadcast), contactId }
  if (choice.byTemplate && template !== null && broadcast.template !== null) {
    const { text, data } = template
    // What Zalo does not take in time is given up there, so that it goes as SMS.
    const hasSms = SMS_DOORS.some(isOn) && ways.some(({ address, stopped }) => address.kind === 'sms' && !stopped)
    const until = hasSms && broadcast.class !== 'promotion' ? { until: now + waitOf(broadcast) } : {}
    return { ...handed, ...until, text, segments: 1, template: { id: broadcast.template.zaloId, data } }
  }
  const message = await words(choice.way.address.kind, door, row)
  if (message === null) return { number, skipped: 'unsayable' }
  const { text, segments } = message
  return { ...handed, text, segments }
}

async function templateOf(ports: Ports, broadcast: Broadcast): Promise<FilledTemplate | null> {
  if (!(await hasTemplate(ports, broadcast))) return null
  return filledTemplate(ports.texts, broadcast, await speakerFor(ports, broadcast.organisation), ports.now())
}

/** How long a phone may keep silent. */
function waitOf({ class: kind }: Broadcast): number {
  return kind === 'life_safety' ? UNHEARD_MS.warning : UNHEARD_MS.usual
}

function isBusy({ talk }: Ports, { paused, waitsIn, lastTurnAt }: DueRecipient, now: number): boolean {
  if (paused) return true
  return waitsIn !== null && now - lastTurnAt < BUSY_MS && talk.flows.flow(waitsIn)?.report !== undefined
}

/** The few texts that a broadcast has: by kind of door, language, and whether SMS with marks were asked for. Null: it cannot be said in one. */
function wordsFor(ports: Ports, broadcast: Broadcast) {
  const known = new Map<string, Rendered | null>()
  return async (
    kind: DueRecipient['ways'][number]['address']['kind'],
    door: Door,
    { language, accents, pack }: DueRecipient,
  ): Promise<Rendered | null> => {
    const key = `${kind} ${door} ${language} ${accents} ${pack}`
    const before = known.get(key)
    if (before !== undefined) return before
    const made = await make()
    known.set(key, made)
    return made

    async function make(): Promise<Rendered | null> {
      const channel = ports.channels.get(door)
      if (!channel) return null
      const abilities = channel.abilitiesFor?.(kind) ?? channel.abilities
      const speaker = await speakerFor(ports, broadcast.organisation)
      // With marks an SMS holds half as much: rather without them than in two messages.
      const ways = [
        ...(pack === null ? [] : [{ pack, accents }]),
        ...(accents ? [{ accents }] : []),
        { accents: false },
      ]
      for (const way of ways) {
        const messages = broadcastMessages(ports.texts, broadcast, { language, abilities, speaker, ...way })
        const [only] = messages
        if (messages.length === 1 && only) return only
      }
      return null
    }
  }
}

/** Takes back what became of rows that were handed over; how many came to an end. @throws StoreError */
export async function takeBack(ports: Paced, broadcast: Broadcast): Promise<number> {
  const { sending } = ports.store
  const { id } = broadcast
  let ended = 0
  for (;;) {
    const now = ports.now()
    const rows = await sending.ended(id, ENDED_PAGE)
    await sending.settle(
      id,
      rows.map((row) => outcomeOf(ports, broadcast, row, now)),
      now,
    )
    ended += rows.length
    if (rows.length < ENDED_PAGE) break
    await ports.nextStep()
  }
  if (broadcast.status !== 'sending') return ended
  const now = ports.now()
  const isOver = (broadcast.expiresAt ?? 0) <= now
  const unheard = await sending.unheard(id, now, ENDED_PAGE)
  await sending.settle(
    id,
    unheard.map((row) => unheardOf(ports, row, isOver)),
    now,
  )
  return ended
}

/** A chat message that failed or is in doubt goes again as SMS, once, where there is a number; a promotion only where it was agreed to. */
function outcomeOf(ports: Ports, broadcast: Broadcast, row: Ended, now: number): Settled {
  const { number, deliveryId, was, status, door } = row
  const base = { number, deliveryId, was }
  const again = broadcast.status === 'sending' && broadcast.class !== 'promotion' ? smsDoor(ports, row) : undefined
  const isLost =
    status === 'failed' || status === 'unknown' || (status === 'expired' && now < (broadcast.expiresAt ?? 0))
  if (again !== undefined && isLost) return { ...base, status: 'waiting', door: again }
  if (status === 'sent' && again !== undefined && TELLS.has(door))
    return { ...base, status, dueAt: now + waitOf(broadcast) }
  return { ...base, status }
}

/** Nobody's phone took it; once the message is of no use any more it is left at that. */
function unheardOf(ports: Ports, row: Ended, isOver: boolean): Settled {
  const { number, deliveryId, was, status } = row
  const door = status === 'sent' && !isOver ? smsDoor(ports, row) : undefined
  return door === undefined ? { number, deliveryId, was, status } : { number, deliveryId, was, status: 'waiting', door }
}

/** The SMS door by which they would hear it; undefined when they have no number, or it was tried. */
function smsDoor({ channels }: Ports, { door, again, hasSms }: Ended): Door | undefined {
  return CHATS.has(door) && !again && hasSms ? SMS_DOORS.find((one) => channels.has(one)) : undefined
}
