/** Life in danger: every duty officer of the commune hears at once, by their own channel, before anything else is sent. */
import type { Address, Door } from '../core/address.ts'
import { newId } from '../core/id.ts'
import type { TextValue } from '../core/reply.ts'
import type { Report } from '../core/report.ts'
import type { Alert } from '../store/case-store.ts'
import type { Organisation } from '../store/store.ts'
import { render } from '../texts/render.ts'
import { placeName } from './desk-places.ts'
import type { Ports } from './ports.ts'
import { doorFor } from './which-door.ts'

/** Later than this somebody else has come or it is over; the case stays on top of the inbox. */
const ALERT_LIFE_MS = 6 * 3_600_000
/** One SMS holds no more of a place. */
const LONGEST_PLACE = 60
const LONGEST_VILLAGE = 25

/** What the alert says; the caller's number is in it, because the officer must be able to call back. */
export interface Alarm {
  readonly code: string
  readonly report: Report
  readonly from: Address
  /** By which the cry came. */
  readonly door: Door
}

/**
 * One delivery for each duty officer whom a door reaches, in the lane that goes first and knows no quiet hours. Empty where the
 * organisation has named nobody.
 */
export function alertsOf(ports: Ports, organisation: Organisation | null, alarm: Alarm, at: number): readonly Alert[] {
  return (organisation?.dutyOfficers ?? []).flatMap(({ address }) => {
    const door = officerDoor(address, (one) => ports.channels.has(one), alarm.door === 'simulator')
    const channel = door === null ? undefined : ports.channels.get(door)
    if (door === null || !channel || !organisation) return []
    const abilities = channel.abilitiesFor?.(address.kind) ?? channel.abilities
    const parts = [{ key: 'triage:alert', values: valuesOf(ports, alarm) }]
    const [message] = render(ports.texts, { parts }, { language: 'vi', abilities, speaker: organisation })
    if (!message) return []
    const { text, segments } = message
    const delivery = {
      message: { id: newId('out', at), address, text, expiresAt: at + ALERT_LIFE_MS },
      ...{ door, lane: 'life_safety' as const, ordinal: 0, segments },
    }
    return [{ delivery, contactId: newId('con', at), addressId: newId('addr', at) }]
  })
}

/**
 * What was tried in the simulator wakes nobody, and a real cry never ends there. Where no Vietnamese gateway is on, one abroad is dear and
 * slow, and better than nothing.
 */
export function officerDoor(address: Address, isOn: (door: Door) => boolean, tried: boolean): Door | null {
  const abroad = address.kind === 'sms' ? ('twilio' as const) : null
  return doorFor(address, isOn, tried ? 'simulator' : abroad)
}

function valuesOf(ports: Ports, { code, report, from }: Alarm): Readonly<Record<string, TextValue>> {
  const { hazard, people, hurt, missing, dead } = report
  const where = placeIn(ports, report)
  const counts: readonly TextValue[] = [
    ...(people === undefined ? [] : [{ key: 'triage:counts.people', values: { count: people } }]),
    ...(hurt ? [{ key: 'triage:counts.hurt', values: { count: hurt } }] : []),
    ...(missing ? [{ key: 'triage:counts.missing', values: { count: missing } }] : []),
    ...(dead ? [{ key: 'triage:counts.dead', values: { count: dead } }] : []),
  ]
  return {
    code,
    what: { key: hazard === undefined ? 'triage:hazard.unknown' : `triage:hazard.${hazard}` },
    where: where === '' ? { key: 'triage:place_unknown' } : where,
    counts: counts.length === 0 ? { key: 'triage:counts.none' } : { list: counts },
    phone: from.kind === 'sms' ? from.value.replace(/^\+84/, '0') : { key: 'triage:by_chat' },
  }
}

/** The commune whole, as much of the village as one SMS holds; a point on the map where nothing is named. */
function placeIn(ports: Ports, { village, commune, province, location }: Report): string {
  const unit = placeName(ports, commune, province)
  const named = [village?.slice(0, LONGEST_VILLAGE), unit].filter((one) => one !== undefined && one !== null)
  if (commune === undefined && location) named.unshift(`${location.lat.toFixed(5)}, ${location.lon.toFixed(5)}`)
  return named.join(', ').slice(0, LONGEST_PLACE)
}
