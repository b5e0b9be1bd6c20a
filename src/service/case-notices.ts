/** What the person of a case is told: one SMS for each change, by the door table, quiet at night; and an official's own words at once. */
import type { CaseKind, CaseStatus, CloseReason } from '../core/case.ts'
import { newId } from '../core/id.ts'
import type { Lane } from '../core/message.ts'
import type { TextPart, TextValue } from '../core/reply.ts'
import type { CaseContact, CaseSupport } from '../store/case-store.ts'
import type { NewDelivery } from '../store/store.ts'
import type { Rendered } from '../texts/render.ts'
import { renderOwed } from '../texts/render-owed.ts'
import type { Ports } from './ports.ts'
import { speakerFor } from './speaker.ts'
import { doorFor } from './which-door.ts'

const HOUR_MS = 3_600_000
/** A notice held back over night and a weekend without network still says what is true. */
const NOTICE_LIFE_MS = 72 * HOUR_MS
const WORDS_LIFE_MS = 24 * HOUR_MS

/** Of a change of status; a question has no code that its person knows. */
export function statusNotice(
  kind: CaseKind,
  to: CaseStatus | 'reopened',
  code: string,
  reason?: CloseReason,
): TextPart {
  const what = to === 'closed' ? `closed.${reason ?? 'helped'}` : to
  return { key: kind === 'question' ? `case:question.${what}` : `case:${what}`, values: { code } }
}

/** Of what was decided or given: sums, so that it stays one SMS however many rules it rests on. */
export function supportNotice(
  what: 'decided' | 'supported',
  code: string,
  supports: readonly Pick<CaseSupport, 'amountVnd' | 'riceKg' | 'status'>[],
): TextPart {
  const counted = supports.filter(({ status }) => status === 'decided' || status === 'given')
  const vnd = counted.reduce((sum, { amountVnd }) => sum + (amountVnd ?? 0), 0)
  const rice = counted.reduce((sum, { riceKg }) => sum + (riceKg ?? 0), 0)
  const hasGoods = counted.some(({ amountVnd, riceKg }) => !amountVnd && !riceKg)
  const list: TextValue[] = [
    ...(vnd > 0 ? [{ vnd }] : []),
    ...(rice > 0 ? [{ key: 'case:rice', values: { kg: rice } }] : []),
    ...(hasGoods ? [{ key: 'case:goods' }] : []),
  ]
  const what_: TextValue = list.length === 0 ? { key: 'case:goods' } : { list }
  return { key: `case:${what}`, values: { code, what: what_ } }
}

/** Of a person all that a message to them needs. */
export type Recipient = Pick<
  CaseContact,
  'address' | 'cameBy' | 'stopped' | 'language' | 'accents' | 'pack' | 'organisation'
>

/** Why nothing was written to the person; kept with the entry, so that an official sees it. */
export type NotTold = 'no_contact' | 'stopped' | 'no_door'

export interface Told {
  readonly deliveries: readonly NewDelivery[]
  readonly notTold?: NotTold
}

/**
 * The words as deliveries. A notice goes in the lane `bulk`, which is what keeps it from leaving between 21:00 and 07:00, from reaching
 * whoever said STOP, and from being sent twice. An official's words in a talk that is going on go in the lane `replies`: the person has
 * just written and waits, so they leave at once, at night too (`isWaitedFor`).
 */
export async function tell(
  ports: Ports,
  contact: Recipient | null,
  parts: readonly TextPart[],
  how: { readonly lane: Lane; readonly at: number },
): Promise<Told> {
  if (contact === null) return { deliveries: [], notTold: 'no_contact' }
  if (contact.stopped && how.lane === 'bulk') return { deliveries: [], notTold: 'stopped' }
  const ready = await rendered(ports, contact, parts, how.lane === 'replies')
  if (ready === null) return { deliveries: [], notTold: 'no_door' }
  const { door, messages } = ready
  const expiresAt = how.at + (how.lane === 'replies' ? WORDS_LIFE_MS : NOTICE_LIFE_MS)
  return {
    deliveries: messages.map(({ text, segments }, ordinal) => ({
      message: { id: newId('out', how.at), address: contact.address, text, expiresAt },
      ...{ door, lane: how.lane, ordinal, segments },
    })),
  }
}

/** As the person's phone will show it; null: no door that is on reaches them. @throws MissingText */
export async function rendered(
  ports: Ports,
  contact: Recipient,
  parts: readonly TextPart[],
  isReply: boolean,
): Promise<{ readonly door: NewDelivery['door']; readonly messages: readonly Rendered[] } | null> {
  const { address, language, accents, pack, cameBy } = contact
  const isOn = (one: NewDelivery['door']) => ports.channels.has(one)
  // A reply leaves by the door the person came by; what we start goes by the table (design §6.9).
  const door = isReply && cameBy !== null && isOn(cameBy) ? cameBy : doorFor(address, isOn, cameBy)
  const channel = door === null ? undefined : ports.channels.get(door)
  if (door === null || !channel) return null
  const speaker = await speakerFor(ports, contact.organisation)
  const abilities = channel.abilitiesFor?.(address.kind) ?? channel.abilities
  const whole = { parts: [{ key: 'common:from' }, ...parts] }
  const messages = renderOwed(ports.texts, [whole], { language, abilities, speaker, accents, pack })
  return { door, messages }
}
