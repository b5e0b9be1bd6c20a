/** Zalo Bot webhook events → our messages. The platform sends them bare or wrapped as `{ok, result}`; both are read. */
import { z } from 'zod'
import type { Reading } from '../../core/channel.ts'
import type { InboundContent } from '../../core/message.ts'
import { accepted, malformed } from '../readings.ts'

const Id = z.union([z.string().min(1), z.number().transform(String)])
const Text = z.string().nullish()

const BotEvent = z.looseObject({
  event_name: z.string(),
  message: z
    .looseObject({
      message_id: Id.nullish(),
      date: z.coerce.number().int().nonnegative().nullish().catch(null),
      from: z.looseObject({ is_bot: z.boolean().nullish() }).nullish(),
      chat: z.looseObject({ id: Id, chat_type: Text }).nullish(),
      text: Text,
      caption: Text,
      photo: Text.catch(null),
      photo_url: Text,
      url: Text,
    })
    .nullish(),
})
export type BotEvent = z.infer<typeof BotEvent>

/** The event inside the body, whichever envelope it came in; null when there is none. */
export function botEvent(json: unknown): BotEvent | null {
  const wrapped = z.looseObject({ result: z.looseObject({}) }).safeParse(json)
  return BotEvent.safeParse(wrapped.success ? wrapped.data.result : json).data ?? null
}

/** Reads one authentic event. `receivedAt` stands in where the platform gives no time. */
export function readBotEvent(event: BotEvent, receivedAt: number): Reading {
  const { event_name: name, message } = event
  const kind = /^message\.(\w+)\.received$/.exec(name)?.[1]
  if (kind === undefined || !message?.chat) return accepted({ ignored: [name] })
  // Group talk is not a citizen writing to us.
  if (message.chat.chat_type && message.chat.chat_type !== 'PRIVATE')
    return accepted({ ignored: [`${name} in a group`] })
  if (!message.message_id) {
    // Sent for protected people too, and then with holes in it: never an error of the platform's.
    return kind === 'unsupported' ? accepted({ ignored: [name] }) : malformed('a message without an id')
  }
  return accepted({
    messages: [
      {
        door: 'zalo-bot',
        address: { kind: 'zalo-bot', value: message.chat.id },
        externalId: message.message_id,
        content: contentOf(kind, message),
        sentAt: message.date ?? receivedAt,
        ...(message.from?.is_bot ? { automated: true } : {}),
      },
    ],
  })
}

function contentOf(kind: string, message: NonNullable<BotEvent['message']>): InboundContent {
  if (kind === 'text' && typeof message.text === 'string') return { kind: 'text', text: message.text }
  // Sources disagree on the field's name.
  const ref = message.photo ?? message.photo_url ?? message.url
  if (kind === 'image' && ref) {
    return message.caption ? { kind: 'photo', ref, text: message.caption } : { kind: 'photo', ref }
  }
  return { kind: 'unreadable', what: kind }
}
