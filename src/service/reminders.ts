/** Words to people who put their name down: the day before it begins, when day or place changed, when it was cancelled. Once each. */
import type { Day } from '../core/day.ts'
import { newId } from '../core/id.ts'
import type { TextPart, TextValue } from '../core/reply.ts'
import type { NewDelivery, Notice } from '../store/store.ts'
import { renderOwed } from '../texts/render-owed.ts'
import { isInOpenEvent } from './active-disasters.ts'
import type { Ports } from './ports.ts'
import { isQuiet } from './quiet-hours.ts'
import { speakerFor } from './speaker.ts'
import { doorFor } from './which-door.ts'

const HOUR_MS = 3_600_000
/** A sweep takes this many at a time; thousands of enrolled people are a few rounds. */
const ROUND = 200
const MOST_ROUNDS = 20
/** A door that is off now may be on again soon. */
const TRY_AGAIN_MS = HOUR_MS
/** How long a word about something without a day is worth sending. */
const UNDATED_LIFE_MS = 48 * HOUR_MS

/** What is owed to one person now, and when to look again (null: nothing more is owed). */
interface Word {
  readonly say: 'reminder' | 'changed' | 'cancelled' | null
  readonly next: number | null
}

/** 17:00 of the day before in Vietnam, in milliseconds since 1970. */
function reminderDueAt(startsOn: Day): number {
  return Date.parse(`${startsOn}T00:00:00Z`) - 14 * HOUR_MS
}

/** Only the day is known, not the hour: from noon on (in Vietnam) a word about the start would come too late. */
function startedBy(startsOn: Day): number {
  return Date.parse(`${startsOn}T00:00:00Z`) + 5 * HOUR_MS
}

/** What one enrolled person is owed at `now`. Pure; the table of its cases is in the tests. */
export function wordOwed(notice: Notice, now: number): Word {
  const { startsOn, cancelled, stopped, told, current } = notice
  if (stopped || (startsOn !== undefined && now >= startedBy(startsOn))) return { say: null, next: null }
  if (cancelled) return { say: 'cancelled', next: null }
  const due = startsOn === undefined ? null : reminderDueAt(startsOn)
  // A change told after the reminder was due is the reminder.
  const later = due !== null && due > now ? due : null
  if (told !== null && told !== current) return { say: 'changed', next: later }
  return later !== null || due === null ? { say: null, next: later } : { say: 'reminder', next: null }
}

/**
 * Writes every word that is owed now as a delivery of the lane `bulk`; nothing in quiet hours, which shift them to 07:00. Returns how
 * many. Two sweeps at once write each of them once: the delivery and its mark are one unit, refused to the slower.
 */
export async function remind(ports: Ports): Promise<number> {
  const now = ports.now()
  if (isQuiet(now)) return 0
  let written = 0
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const notices = await ports.store.enrolments.due(now, ROUND)
    const done = await Promise.all(notices.map((notice) => tellOne(ports, notice, now)))
    written += done.filter((one) => one === 'written').length
    if (notices.length < ROUND || done.every((one) => one === 'too_slow')) break
  }
  return written
}

/** One broken word must not hold up those of others: it is tried again later. @throws StoreError when the database does not answer */
async function tellOne(ports: Ports, notice: Notice, now: number): Promise<'written' | 'looked_at' | 'too_slow'> {
  const { say, next } = wordOwed(notice, now)
  // Where an event is open the talk is about that. What was cancelled or moved is told all the same: nobody shall go there in vain.
  const rests = say === 'reminder' && (await isInOpenEvent(ports, notice.contact))
  let delivery: NewDelivery | null = null
  try {
    if (say !== null && !rests) delivery = await deliveryOf(ports, notice, say, now)
    if (say !== null && delivery === null && !rests) ports.log.warn('reminder_without_door', { offer: notice.offer })
  } catch (error) {
    if (error instanceof Error && error.name === 'StoreError') throw error
    ports.log.error('reminder_failed', { offer: notice.offer, error: error instanceof Error ? error.name : 'unknown' })
  }
  const postponed = say !== null && delivery === null
  const word = postponed
    ? { delivery: null, next: now + TRY_AGAIN_MS, at: now, postponed }
    : { delivery, next, at: now }
  if (!(await ports.store.enrolments.tell(notice, word))) return 'too_slow'
  if (delivery === null) return 'looked_at'
  ports.meter.count('reminders_total', { door: delivery.door })
  return 'written'
}

/** Null: no door that is on reaches this person. */
async function deliveryOf(
  ports: Ports,
  notice: Notice,
  say: 'reminder' | 'changed' | 'cancelled',
  at: number,
): Promise<NewDelivery | null> {
  const { address, language, startsOn } = notice
  const door = doorFor(address, (one) => ports.channels.has(one), notice.cameBy)
  const channel = door === null ? undefined : ports.channels.get(door)
  if (door === null || !channel) return null
  const speaker = await speakerFor(ports, notice.organisation)
  const abilities = channel.abilitiesFor?.(address.kind) ?? channel.abilities
  const parts = [{ key: 'common:from' }, sentence(notice, say)]
  const to = { language, abilities, speaker, accents: notice.accents, pack: notice.pack }
  const [message] = renderOwed(ports.texts, [{ parts }], to)
  if (!message) return null
  const expiresAt = startsOn === undefined ? at + UNDATED_LIFE_MS : startedBy(startsOn)
  const { text, segments } = message
  return { message: { id: newId('out', at), address, text, expiresAt }, door, lane: 'bulk', ordinal: 0, segments }
}

function sentence({ kind, title, startsOn, place }: Notice, say: 'reminder' | 'changed' | 'cancelled'): TextPart {
  const day: TextValue = startsOn === undefined ? { key: 'offers:notice.no_day' } : { day: startsOn }
  const where: TextValue = place === undefined ? '' : { key: 'offers:line_where', values: { place } }
  const when: TextValue =
    say === 'changed' ? day : startsOn === undefined ? '' : { key: 'offers:line_when', values: { day } }
  return { key: `offers:notice.${kind}_${say}`, values: { title, day, when, where } }
}
