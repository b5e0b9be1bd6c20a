/** Replies become deliveries: rendered for the door and the language, in order, each with its expiry. */
import { newId } from '../core/id.ts'
import type { Reply } from '../core/reply.ts'
import type { Session, Speaker } from '../core/session.ts'
import type { InboundRow, NewDelivery } from '../store/store.ts'
import { render } from '../texts/render.ts'
import type { Ports } from './ports.ts'

/** An answer that could not be handed over within a day would only puzzle the person. */
const REPLY_LIFE_MS = 24 * 3_600_000

/** @throws MissingText when a text is not there: the turn then ends in an apology */
export function renderReplies(
  ports: Ports,
  row: InboundRow,
  session: Session,
  replies: readonly Reply[],
  speaker: Speaker,
  at: number,
): readonly NewDelivery[] {
  const channel = ports.channels.get(row.door)
  if (!channel) return []
  const abilities = channel.abilitiesFor?.(row.address.kind) ?? channel.abilities
  const rendered = replies.flatMap((reply) =>
    render(ports.texts.inPack(session.pack), reply, {
      language: session.language,
      abilities,
      // Khmer without its letters would be question marks.
      ...(ports.texts.speaks(session.pack)
        ? { accents: true }
        : session.accents === undefined
          ? {}
          : { accents: session.accents }),
      speaker,
    }),
  )
  return rendered.map((one, ordinal) => ({
    message: {
      id: newId('out', at),
      address: row.address,
      text: one.text,
      ...(one.buttons ? { buttons: one.buttons } : {}),
      expiresAt: at + REPLY_LIFE_MS,
    },
    door: row.door,
    lane: 'replies',
    ordinal,
    segments: one.segments,
  }))
}
