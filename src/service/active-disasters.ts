/** The events of the moment as a turn needs them: kept for a few seconds, so that a message costs nothing while none is open. */
import type { ActiveDisaster } from '../core/case.ts'
import type { Speaker, TurnInput } from '../core/session.ts'
import type { Disaster } from '../store/case-store.ts'
import type { OwnCheckIn } from '../store/check-in-store.ts'
import type { Ports } from './ports.ts'

/** An event opened in another process is known here after so long; one opened here, at once. */
const FRESH_MS = 3_000
const DAY_MS = 86_400_000
/** So long after its end people are asked, and heard, whether help has come. */
export const FOLLOW_UP_MS = 30 * DAY_MS

type WithStore = Pick<Ports, 'store' | 'now'>

interface Kept {
  readonly at: number
  readonly events: readonly Disaster[]
}
const kept = new WeakMap<Ports['store'], Kept>()
const NONE: EventInput = {}

/** What of an event is handed into a turn. */
export type EventInput = Pick<TurnInput, 'disaster' | 'followUp'>

/** Open events, newest first, then those closed lately. @throws StoreError when the database does not answer */
export async function eventsNow({ store, now }: WithStore): Promise<readonly Disaster[]> {
  const at = now()
  const known = kept.get(store)
  // A clock that stepped back must not keep an old list for ever.
  if (known && at - known.at < FRESH_MS && at >= known.at) return known.events
  const events = await store.disasters.active(at - FOLLOW_UP_MS)
  kept.set(store, { at, events })
  return events
}

/** An official changed an event: the next message finds it so. */
export function forgetEvents({ store }: Pick<Ports, 'store'>): void {
  kept.delete(store)
}

/**
 * The open event where this person lives, with what they were asked in it, and the closed one that asks them whether help has come.
 * `contactId` null: they write for the first time, and live where the office is that answers them.
 */
export async function eventFor(
  ports: WithStore & Pick<Ports, 'homeOrganisation'>,
  contactId: string | null,
  speaker: Speaker,
): Promise<EventInput> {
  const events = await eventsNow(ports)
  if (events.length === 0) return NONE
  if (contactId === null) {
    const home = speaker.commune ?? (speaker.province === undefined ? ports.homeOrganisation : null)
    return inputOf(events, home, 0, [])
  }
  const ids = events.map(({ id }) => id)
  const { commune, lastTurnAt, rows } = await ports.store.checkIns.ofContact(contactId, ids, ports.homeOrganisation)
  return inputOf(events, commune, lastTurnAt, rows)
}

/** True while an event is open where this person lives: other announcements wait. */
export async function isInOpenEvent(
  ports: WithStore & Pick<Ports, 'homeOrganisation'>,
  contactId: string,
): Promise<boolean> {
  const open = (await eventsNow(ports)).filter(({ status }) => status === 'open')
  if (open.length === 0) return false
  const { commune } = await ports.store.checkIns.ofContact(contactId, [], ports.homeOrganisation)
  return commune !== null && open.some(({ communes }) => communes.includes(commune))
}

/** Pure, for its tests. Of several open events the one in which they were asked, else the newest. */
export function inputOf(
  events: readonly Disaster[],
  commune: string | null,
  lastTurnAt: number,
  rows: readonly OwnCheckIn[],
): EventInput {
  const own = new Map(rows.map((row) => [row.disasterId, row]))
  const here = events.filter(
    ({ id, status, communes }) =>
      // Whoever was asked and has fled to relatives is still one of them.
      status === 'open' && ((commune !== null && communes.includes(commune)) || own.has(id)),
  )
  const event = here.find(({ id }) => own.get(id)?.status === 'asked') ?? here[0]
  const after = events.find(({ id, status }) => status === 'closed' && waitsForHelp(own.get(id)))
  return {
    ...(event ? { disaster: activeOf(event, commune, lastTurnAt, own.get(event.id)) } : {}),
    ...(after ? { followUp: followUpOf(after, lastTurnAt, own.get(after.id)) } : {}),
  }
}

function activeOf(
  { id, name, hazard, words, communes }: Disaster,
  commune: string | null,
  lastTurnAt: number,
  row: OwnCheckIn | undefined,
): ActiveDisaster {
  // Who could not be written to was not asked, and a bare "1" of theirs is no answer.
  const asked = row && (row.status !== 'asked' || row.askedAt !== null)
  return {
    ...{ id, name, hazard },
    ...(asked ? { checkIn: row.status } : {}),
    ...(asked && row.status === 'asked' && (row.askedAt ?? 0) > lastTurnAt ? { fresh: true as const } : {}),
    ...(commune !== null && communes.includes(commune) ? { commune } : {}),
    ...(words === null ? {} : { words }),
  }
}

function waitsForHelp(row: OwnCheckIn | undefined): row is OwnCheckIn {
  return row !== undefined && (row.followedUpAt ?? 0) > 0 && row.help === null
}

function followUpOf({ id, name }: Disaster, lastTurnAt: number, row?: OwnCheckIn): NonNullable<EventInput['followUp']> {
  return {
    ...{ disaster: id, name },
    ...(row?.code ? { code: row.code } : {}),
    ...((row?.followedUpAt ?? 0) > lastTurnAt ? { fresh: true as const } : {}),
  }
}
