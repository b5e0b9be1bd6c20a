/** An event as a CAP 1.2 alert of our own, for other systems to read. Nothing about any person is in it. */
import { XMLBuilder } from 'fast-xml-parser'
import type { Hazard } from '../core/report.ts'
import type { Disaster } from '../store/case-store.ts'
import { hazardKey } from './check-in-words.ts'
import { placeName } from './desk-places.ts'
import type { Ports } from './ports.ts'
import { speakerFor } from './speaker.ts'

const CATEGORY: Readonly<Record<Hazard, string>> = {
  ...{ flood: 'Met', flash_flood: 'Met', storm: 'Met', whirlwind: 'Met', hail: 'Met', cold: 'Met', drought: 'Met' },
  ...{ landslide: 'Geo', earthquake: 'Geo', saltwater: 'Env', fire: 'Fire', epidemic: 'Health' },
  ...{ accident: 'Safety', other: 'Other' },
}
const STATUS = { open: 'Actual', exercise: 'Exercise', draft: 'Draft' } as const
const VIETNAM_MS = 7 * 3_600_000

/** Null for a closed event: there is nothing to warn of. Each version of an event is an alert of its own, of one incident. */
export async function capOf(ports: Ports, event: Disaster): Promise<string | null> {
  if (event.status === 'closed') return null
  const speaker = await speakerFor(ports, event.communes[0] ?? null)
  const words = event.words === null ? {} : { instruction: event.words }
  const alert = {
    '@xmlns': 'urn:oasis:names:tc:emergency:cap:1.2',
    identifier: `${event.id}-${event.version}`,
    sender: `la-lanh.${ports.homeOrganisation}`,
    sent: instant(event.openedAt ?? event.createdAt),
    status: STATUS[event.status],
    ...{ msgType: 'Alert', scope: 'Public', incidents: event.id },
    info: {
      ...{ language: 'vi-VN', category: CATEGORY[event.hazard] },
      event: ports.texts.say('vi', hazardKey(event.hazard)),
      // Officials say that it happens, and where; how bad it is they tell in words.
      ...{ urgency: 'Immediate', severity: 'Unknown', certainty: event.status === 'open' ? 'Observed' : 'Unknown' },
      onset: `${event.startsOn}T00:00:00+07:00`,
      ...(event.endsOn === null ? {} : { expires: `${event.endsOn}T23:59:59+07:00` }),
      ...{ senderName: speaker.name, headline: event.name, ...words },
      area: event.communes.map((code) => ({
        areaDesc: placeName(ports, code) ?? code,
        geocode: { valueName: 'VN-commune', value: code },
      })),
    },
  }
  const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@', format: true })
  return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build({ alert })}`
}

/** In Vietnam's time, with its zone written out, as the standard wants it. */
function instant(at: number): string {
  return `${new Date(at + VIETNAM_MS).toISOString().slice(0, 19)}+07:00`
}
