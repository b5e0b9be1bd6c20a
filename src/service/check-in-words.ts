/** The two questions that an event sends, as they leave: one SMS of GSM-7 letters, numbered choices, buttons where the door has them. */
import { newId } from '../core/id.ts'
import type { Reply, TextPart } from '../core/reply.ts'
import type { Hazard } from '../core/report.ts'
import type { Speaker } from '../core/session.ts'
import type { Disaster } from '../store/case-store.ts'
import type { Reachable } from '../store/check-in-store.ts'
import type { NewDelivery } from '../store/store.ts'
import { type Rendered, render } from '../texts/render.ts'
import { renderOwed } from '../texts/render-owed.ts'
import type { Texts } from '../texts/texts.ts'
import type { Ports } from './ports.ts'
import { speakerFor } from './speaker.ts'
import { doorFor } from './which-door.ts'

const HOUR_MS = 3_600_000
/** "Are you safe?" of yesterday only frightens; a SIM with thirty messages in half an hour needs the night for a commune. */
const QUESTION_LIFE_MS = 24 * HOUR_MS
const FOLLOW_UP_LIFE_MS = 72 * HOUR_MS

export type Asks = 'check-in' | 'follow-up'

const CHOICES: Readonly<Record<Asks, readonly string[]>> = {
  'check-in': ['ask_safe.safe', 'ask_safe.need_help'],
  'follow-up': ['ask_help.full', 'ask_help.part', 'ask_help.none'],
}

/** What a plain phone receives, for the preview and the check before opening. */
export const PLAIN_SMS = { maxText: 1600, diacritics: false, maxSegments: 2 }

/** The question as one reply. `event`: its name, or its hazard where a long name would take a second SMS. */
export function questionReply(asks: Asks, event: TextPart | string, words: string | null): Reply {
  return {
    parts: [
      { key: 'common:from' },
      { key: `${asks}:question`, values: { event } },
      ...(words === null ? [] : [{ key: 'check-in:words', values: { words } }]),
    ],
    options: CHOICES[asks].map((choice, i) => ({ value: String(i + 1), label: { key: `${asks}:options.${choice}` } })),
    after: [{ key: `${asks}:how_to_stop` }],
  }
}

/** How the question reads by SMS without marks, in Vietnamese. @throws MissingText */
export function questionSms(
  texts: Texts,
  speaker: Speaker,
  event: Pick<Disaster, 'name'>,
  asks: Asks = 'check-in',
): readonly Rendered[] {
  const to = { language: 'vi' as const, abilities: PLAIN_SMS, speaker }
  return render(texts, questionReply(asks, event.name, null), to)
}

/** Null: no door that is on reaches this person. @throws MissingText */
export async function questionTo(
  ports: Ports,
  person: Reachable,
  event: Disaster,
  asks: Asks,
  at: number,
): Promise<NewDelivery | null> {
  const { address, language, accents, pack, cameBy } = person
  const door = doorFor(address, (one) => ports.channels.has(one), cameBy)
  const channel = door === null ? undefined : ports.channels.get(door)
  if (door === null || !channel) return null
  const speaker = await speakerFor(ports, person.organisation)
  const abilities = channel.abilitiesFor?.(address.kind) ?? channel.abilities
  const isSms = abilities.maxSegments !== undefined
  const to = { language, abilities, speaker, accents, pack }
  const named = questionReply(asks, event.name, isSms || asks === 'follow-up' ? null : event.words)
  const short = questionReply(asks, { key: hazardKey(event.hazard) }, null)
  // Rather without the name than in two parts.
  const [message] = renderOwed(ports.texts, [named, short], to, 1)
  if (!message) return null
  const { text, buttons, segments } = message
  const expiresAt = at + (asks === 'check-in' ? QUESTION_LIFE_MS : FOLLOW_UP_LIFE_MS)
  const worded = { id: newId('out', at), address, text, expiresAt, ...(buttons ? { buttons } : {}) }
  return { message: worded, door, lane: 'bulk', ordinal: 0, segments }
}

export function hazardKey(hazard: Hazard): string {
  return `disasters:hazard.${hazard}`
}
