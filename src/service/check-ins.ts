/**
 * Asking people: "are you safe?" while an event is open, "has help come?" once it is closed. Driven by sweeps; the rows in `check_ins` are
 * the cursor, so that a process killed in the middle goes on where it was, and two sweeps at once ask nobody twice.
 */
import { vietnamDay } from '../core/day.ts'
import type { Hazard } from '../core/report.ts'
import type { Disaster } from '../store/case-store.ts'
import type { InTalk, ToAsk } from '../store/check-in-store.ts'
import type { NewDelivery } from '../store/store.ts'
import { FOLLOW_UP_MS } from './active-disasters.ts'
import { type Asks, questionTo } from './check-in-words.ts'
import { atOnce, type Step } from './give-way.ts'
import type { Ports } from './ports.ts'
import { isQuiet } from './quiet-hours.ts'

const MINUTE_MS = 60_000
/** Contacts looked at by one query. */
const PAGE = 100
/** One sweep asks no longer than this, because others wait; where each sweep is a life of its own (Workers), the rows tell who is left. */
const LONGEST_MS = 5_000
/** Once everybody was looked at, newcomers and people who were busy are looked for this often. */
const REST_MS = MINUTE_MS
/** Whoever wrote for the first time while the event is open has just seen its menu: they are asked after this long. */
const NEWCOMER_MS = 30 * MINUTE_MS
/** Somebody in the middle of a report is not interrupted; one left lying no longer counts. */
const BUSY_MS = 30 * MINUTE_MS
const FOLLOW_UPS = 200

/** These take life within hours: their question is written and sent at night too. For the others it waits until 07:00. */
export const URGENT: ReadonlySet<Hazard> = new Set<Hazard>([
  ...(['flood', 'flash_flood', 'landslide', 'storm', 'whirlwind', 'fire', 'earthquake'] as const),
])

/** An alert behind the event was taken back: nothing more is sent, and an official is asked to look. */
export function isHalted({ capIds }: Pick<Disaster, 'capIds'>): boolean {
  return capIds.some((id) => id.startsWith('cancel:'))
}

/**
 * The one place where an event becomes people. An exercise, a draft, a closed event, one whose alert was taken back and one whose days are
 * over have no recipients, whatever else is wrong.
 */
export function mayAsk(event: Disaster, now: number): boolean {
  if (event.status !== 'open' || event.openedAt === null || isHalted(event)) return false
  if (event.endsOn !== null && vietnamDay(now) > event.endsOn) return false
  return URGENT.has(event.hazard) || !isQuiet(now)
}

/** Where the sweeps of this process are; lost with it, and nothing hangs on that but a second look at the same people. */
interface Place {
  after: string
  restUntil: number
  version: number
}

export interface CheckIns {
  /** Writes what is owed now; how many questions. @throws StoreError when the database does not answer */
  sweep(): Promise<number>
}

export function checkIns(ports: Ports, nextStep: Step = atOnce): CheckIns {
  const places = new Map<string, Place>()
  const gathered = new Set<string>()
  let running: Promise<number> | null = null

  async function everything(): Promise<number> {
    const now = ports.now()
    // Read anew and not from the turns' cache: nothing is sent for an event that was closed a second ago.
    const events = await ports.store.disasters.active(now - FOLLOW_UP_MS)
    let written = 0
    for (const event of events) {
      if (event.status === 'open') written += await askPeople(ports, event, places, nextStep)
      else if (!isQuiet(now)) written += await followUp(ports, event, places, gathered)
    }
    return written
  }

  return {
    sweep() {
      running ??= everything().finally(() => {
        running = null
      })
      return running
    },
  }
}

async function askPeople(ports: Ports, event: Disaster, places: Map<string, Place>, nextStep: Step): Promise<number> {
  const now = ports.now()
  if (!mayAsk(event, now)) return 0
  const place = placeOf(places, event)
  if (place.restUntil > now) return 0
  const since = Date.parse(`${event.startsOn}T00:00:00+07:00`)
  const knownBy = Math.max(event.openedAt ?? 0, now - NEWCOMER_MS)
  let written = 0
  while (ports.now() - now < LONGEST_MS) {
    await nextStep()
    const until = await ports.store.checkIns.lastOf(place.after, PAGE)
    if (until === null) {
      place.after = ''
      place.restUntil = now + REST_MS
      break
    }
    const where = { after: place.after, until, knownBy, home: ports.homeOrganisation }
    const people = await ports.store.checkIns.toAsk({ id: event.id, communes: event.communes, since }, where)
    const done = await Promise.all(people.map((person) => askOne(ports, event, person, now)))
    written += done.filter(Boolean).length
    place.after = until
  }
  return written
}

/** A changed event is looked at from the beginning: its communes may be others. */
function placeOf(places: Map<string, Place>, { id, version }: Disaster): Place {
  const known = places.get(id)
  const place = known?.version === version ? known : { after: '', restUntil: 0, version }
  places.set(id, place)
  return place
}

/** One person whose question cannot be made must not hold up the others. True when a question was written. */
async function askOne(ports: Ports, event: Disaster, person: ToAsk, at: number): Promise<boolean> {
  if (isBusy(ports, person, at)) return false
  const silent = person.stopped || person.reportedAt !== null
  const delivery = silent ? null : await question(ports, person, event, 'check-in', at)
  if (delivery === undefined) return false
  if (!(await ports.store.checkIns.ask(event.id, person, { delivery, at })) || delivery === null) return false
  ports.meter.count('check_ins_total', { door: delivery.door })
  return true
}

async function followUp(
  ports: Ports,
  event: Disaster,
  places: Map<string, Place>,
  gathered: Set<string>,
): Promise<number> {
  const now = ports.now()
  const place = placeOf(places, event)
  if (place.restUntil > now) return 0
  if (!gathered.has(event.id)) {
    await ports.store.checkIns.gather(event.id)
    gathered.add(event.id)
  }
  const people = await ports.store.checkIns.toFollowUp(event.id, FOLLOW_UPS)
  if (people.length < FOLLOW_UPS) place.restUntil = now + REST_MS
  const done = await Promise.all(
    people.map(async (person) => {
      if (isBusy(ports, person, now)) return false
      const delivery = person.stopped ? null : await question(ports, person, event, 'follow-up', now)
      if (delivery === undefined) return false
      // 0: looked at, and not asked.
      const at = delivery === null ? 0 : now
      return (await ports.store.checkIns.followUp(event.id, person.contactId, { delivery, at })) && delivery !== null
    }),
  )
  return done.filter(Boolean).length
}

/** Undefined: it broke, and is tried again at the next look. */
async function question(
  ports: Ports,
  person: Parameters<typeof questionTo>[1],
  event: Disaster,
  asks: Asks,
  at: number,
): Promise<NewDelivery | null | undefined> {
  try {
    return await questionTo(ports, person, event, asks, at)
  } catch (error) {
    if (error instanceof Error && error.name === 'StoreError') throw error
    ports.log.error('check_in_failed', { event: event.id, error: error instanceof Error ? error.name : 'unknown' })
    return undefined
  }
}

function isBusy({ talk }: Ports, { waitsIn, lastTurnAt }: InTalk, now: number): boolean {
  return waitsIn !== null && now - lastTurnAt < BUSY_MS && talk.flows.flow(waitsIn)?.report !== undefined
}
