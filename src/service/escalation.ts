/** What time does to cases by itself: whatever is overdue is said once to those who must know, and a pause nobody uses ends. */
import type { Door } from '../core/address.ts'
import { newId } from '../core/id.ts'
import { systemScope } from '../core/official.ts'
import type { Alert, CaseLine } from '../store/case-store.ts'
import type { Organisation } from '../store/store.ts'
import { render } from '../texts/render.ts'
import { entry } from './case-actions.ts'
import { keep } from './case-keep.ts'
import { placeName } from './desk-places.ts'
import { officerDoor } from './duty-alerts.ts'
import type { Ports } from './ports.ts'

const ROUND = 100
const ALERT_LIFE_MS = 12 * 3_600_000
/** An official who has said nothing for a day has left; the program answers again. */
const PAUSE_MS = 24 * 3_600_000
/** What being late adds to the score: enough to rise within its kind, not above a life in danger. */
const LATE_POINTS = 10
const MOST_POINTS = 100
/** Text key below `triage:`. */
const LATE = 'not_answered'

/** Marks what is overdue and alerts the duty officers of its commune, once for each due time. Returns how many. */
export async function escalate(ports: Ports): Promise<number> {
  const now = ports.now()
  const late = await ports.store.cases.overdue(now, ROUND)
  let done = 0
  for (const line of late) {
    try {
      if (await escalateOne(ports, line, now)) done++
    } catch (error) {
      passOn(error)
      ports.log.error('escalation_failed', { case: line.id, error: error instanceof Error ? error.name : 'unknown' })
    }
  }
  return done
}

async function escalateOne(ports: Ports, line: CaseLine, now: number): Promise<boolean> {
  const { organisations } = ports.store
  const organisation =
    (await organisations.get(line.commune ?? '')) ?? (await organisations.get(ports.homeOrganisation))
  const alerts = organisation === null ? [] : alertsTo(ports, organisation, line, now)
  const outcome = await ports.store.cases.change(systemScope(), {
    caseId: line.id,
    version: line.version,
    set: {
      escalatedAt: now,
      score: Math.min(MOST_POINTS, line.score + LATE_POINTS),
      reasons: [...line.reasons.filter((one) => one !== LATE), LATE],
    },
    entries: [entry('escalated', { dueAt: line.dueAt, alerted: alerts.length })],
    deliveries: [],
    alerts,
    by: 'system',
    at: now,
  })
  if (outcome === 'done') ports.meter.count('cases_escalated_total')
  return outcome === 'done'
}

/** A word to every duty officer whom a door reaches; where life is in danger also by night. */
function alertsTo(ports: Ports, organisation: Organisation, line: CaseLine, at: number): readonly Alert[] {
  const place = placeName(ports, line.commune, line.province)
  const values = { code: line.code, place: place ?? { key: 'case:no_place' } }
  const part = { key: line.danger ? 'case:escalated_danger' : 'case:escalated', values }
  return organisation.dutyOfficers.flatMap(({ address }) => {
    const isOn = (one: Door) => ports.channels.has(one)
    // The simulator only where nothing else is on: a real officer's word must not end on a page nobody looks at.
    const alone = isOn('simulator') && ports.channels.size === 1
    const door = officerDoor(address, isOn, false) ?? (alone ? 'simulator' : null)
    const channel = door === null ? undefined : ports.channels.get(door)
    if (door === null || !channel) return []
    const abilities = channel.abilitiesFor?.(address.kind) ?? channel.abilities
    const [message] = render(ports.texts, { parts: [part] }, { language: 'vi', abilities, speaker: organisation })
    if (!message) return []
    const { text, segments } = message
    const lane = line.danger ? ('life_safety' as const) : ('bulk' as const)
    const delivery = {
      message: { id: newId('out', at), address, text, expiresAt: at + ALERT_LIFE_MS },
      ...{ door, lane, ordinal: 0, segments },
    }
    return [{ delivery, contactId: newId('con', at), addressId: newId('addr', at) }]
  })
}

/** Ends pauses in which no official has said anything for a day; the person hears that the program answers again. */
export async function endPauses(ports: Ports): Promise<number> {
  const now = ports.now()
  const scope = systemScope()
  let done = 0
  for (const { code } of await ports.store.people.pausedSince(now - PAUSE_MS, ROUND)) {
    try {
      const file = await ports.store.cases.get(scope, code)
      if (file === null) continue
      const plan = { set: {}, entries: [entry('handed_back', { why: 'silent' })], pausedBy: null }
      const tells = { key: 'case:handed_back' }
      if ((await keep(ports, { id: 'system', scope }, file, { ...plan, tells })) === 'done') done++
    } catch (error) {
      passOn(error)
      ports.log.error('pause_not_ended', { error: error instanceof Error ? error.name : 'unknown' })
    }
  }
  return done
}

/** The database's trouble is everybody's; one broken case is its own. */
function passOn(error: unknown): void {
  if (error instanceof Error && error.name === 'StoreError') throw error
}
