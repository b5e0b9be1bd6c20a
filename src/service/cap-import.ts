/**
 * A warning becomes a draft for an official to open; an update amends it, a cancellation closes it. What is open already is never changed by
 * a file: it is marked, and after a cancellation nothing more is sent. An exercise stays an exercise, whatever refers to what.
 */
import { vietnamDay } from '../core/day.ts'
import { newId } from '../core/id.ts'
import { may, type Official } from '../core/official.ts'
import type { Disaster } from '../store/case-store.ts'
import { smsFaults } from '../texts/check-sms.ts'
import { type CapAlert, readCap } from './cap.ts'
import { hazardOf } from './cap-hazard.ts'
import { communesOf } from './cap-places.ts'
import { communesWithin, keep, mayChange, oneLine } from './disasters.ts'
import type { Ports } from './ports.ts'

/** `done`: a text key below `disasters:done.`; `refused`: one below `disasters:refused.`, with the part of the file it is about. */
export type CapOutcome =
  | { readonly done: string; readonly id: string }
  | { readonly refused: string; readonly name?: string }

const MOST_NAME = 60
const MOST_WORDS = 160

export async function importCap(ports: Ports, official: Official, text: string): Promise<CapOutcome> {
  if (!may(official.role, 'open_disasters')) return { refused: 'not_allowed' }
  const read = readCap(text)
  if ('why' in read) return { refused: read.why, ...(read.name === undefined ? {} : { name: read.name }) }
  const { alert } = read
  const scope = communesWithin(ports, official.scope)
  const [known] = await ports.store.disasters.fromAlerts(scope, [alert.id, `update:${alert.id}`, `cancel:${alert.id}`])
  if (known) return { done: 'known', id: known.id }
  const drill = alert.status !== 'Actual'
  const earlier = alert.references.length === 0 ? [] : await ports.store.disasters.fromAlerts(scope, withMarks(alert))
  // A drill's update never touches what is meant in earnest, nor the other way round.
  const event = earlier.find(({ status, capIds }) => status !== 'closed' && isDrill({ status, capIds }) === drill)
  if (alert.msgType === 'Cancel') return event ? cancel(ports, official, event, alert) : { refused: 'cap_unknown' }
  return event ? amend(ports, official, event, alert) : create(ports, official, alert, drill)
}

/** An update of an update refers to the last one only: what was marked counts as well. */
function withMarks({ references }: CapAlert): readonly string[] {
  return references.flatMap((id) => [id, `update:${id}`])
}

function isDrill({ status }: Pick<Disaster, 'status' | 'capIds'>): boolean {
  return status === 'exercise'
}

async function create(ports: Ports, official: Official, alert: CapAlert, drill: boolean): Promise<CapOutcome> {
  const communes = communesOf(ports, communesWithin(ports, official.scope), alert.areas)
  if (communes.length === 0) return { refused: 'cap_no_place' }
  const at = ports.now()
  const over = alert.expiresAt !== null && alert.expiresAt <= at
  const event: Disaster = {
    ...{ id: newId('dis', at), ...toldBy(alert), communes, capIds: [alert.id] },
    status: drill ? 'exercise' : over ? 'closed' : 'draft',
    ...{ createdBy: official.id, createdAt: at, openedAt: null, closedAt: over && !drill ? at : null, version: 0 },
  }
  const done = drill ? 'imported_exercise' : over ? 'imported_over' : 'imported'
  return outcomeOf(await keep(ports, official, event, 'alert_imported', audited(alert)), done)
}

/** What nobody opened yet is made anew by the update; what is open is only marked. */
async function amend(ports: Ports, official: Official, event: Disaster, alert: CapAlert): Promise<CapOutcome> {
  if (!mayChange(ports, official, event)) return { refused: 'cap_not_yours' }
  if (event.status === 'open') {
    const marked = { ...event, capIds: [...event.capIds, `update:${alert.id}`] }
    return outcomeOf(await keep(ports, official, marked, 'alert_updated', audited(alert)), 'flagged')
  }
  const communes = communesOf(ports, communesWithin(ports, official.scope), alert.areas)
  const at = ports.now()
  const over = alert.expiresAt !== null && alert.expiresAt <= at && event.status === 'draft'
  const amended: Disaster = {
    ...{ ...event, ...toldBy(alert), capIds: [...event.capIds, alert.id] },
    communes: communes.length === 0 ? event.communes : communes,
    ...(over ? { status: 'closed' as const, closedAt: at } : {}),
  }
  return outcomeOf(
    await keep(ports, official, amended, 'alert_updated', audited(alert)),
    over ? 'imported_over' : 'amended',
  )
}

async function cancel(ports: Ports, official: Official, event: Disaster, alert: CapAlert): Promise<CapOutcome> {
  if (!mayChange(ports, official, event)) return { refused: 'cap_not_yours' }
  const capIds = [...event.capIds, `cancel:${alert.id}`]
  if (event.status === 'open') {
    const kept = await keep(ports, official, { ...event, capIds }, 'alert_cancelled', audited(alert))
    // At once, and not at the next sweep: what has not left stays here.
    if (typeof kept === 'object' && 'done' in kept) await ports.store.checkIns.stopQueued(event.id)
    return outcomeOf(kept, 'halted')
  }
  const closed = { ...event, capIds, status: 'closed' as const, closedAt: ports.now() }
  return outcomeOf(await keep(ports, official, closed, 'alert_cancelled', audited(alert)), 'cancelled')
}

function outcomeOf(kept: Awaited<ReturnType<typeof keep>>, done: string): CapOutcome {
  if (kept === 'missing') return { refused: 'cap_not_yours' }
  if (kept === 'conflict') return { refused: 'conflict' }
  return 'refused' in kept ? kept : { done, id: kept.done }
}

/** Name, hazard and days in the warning's own words; its instruction only where it is short and fit for citizens. */
function toldBy(alert: CapAlert): Pick<Disaster, 'name' | 'hazard' | 'startsOn' | 'endsOn' | 'words'> {
  const name = nameOf(alert)
  const words = oneLine(alert.instruction)
  const fit = words !== '' && words.length <= MOST_WORDS && smsFaults(words).length === 0
  const startsOn = vietnamDay(alert.beginsAt)
  const endsOn = alert.expiresAt === null ? null : vietnamDay(alert.expiresAt)
  return {
    ...{ name, hazard: hazardOf(alert), startsOn, words: fit ? words : null },
    endsOn: endsOn !== null && endsOn < startsOn ? startsOn : endsOn,
  }
}

/** The event's name is short; a headline is a sentence. A link in either is left for the official to write anew. */
function nameOf({ event, headline }: CapAlert): string {
  const fit = [event, headline].map(oneLine).find((text) => text.length >= 3 && text.length <= MOST_NAME && safe(text))
  const cut = oneLine(event).slice(0, MOST_NAME).trim()
  return fit ?? (cut.length >= 3 && safe(cut) ? cut : 'CAP')
}

function safe(text: string): boolean {
  return smsFaults(text).length === 0
}

/** What the log keeps of a warning: nothing in it is about a person. */
function audited(alert: CapAlert): Readonly<Record<string, unknown>> {
  const { id, msgType, references, event, headline, urgency, severity, certainty } = alert
  return { alert: id, meant: alert.status, msgType, references, event, headline, urgency, severity, certainty }
}
