/** Zalo OA webhook events → our messages and receipts. https://developers.zalo.me/docs/official-account/webhook */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Reading } from '../../core/channel.ts'
import type { InboundContent, InboundMessage, Receipt } from '../../core/message.ts'
import { toE164 } from '../phone-number.ts'
import { accepted, malformed } from '../readings.ts'
import { tappedValue } from './buttons.ts'

/** Ids come as text, in some payloads as numbers; they are never computed with. */
const Id = z.union([z.string().min(1), z.number().transform(String)])
const Party = z.looseObject({ id: Id }).nullish()

/** Only the fields we read; everything else may change as Zalo likes. */
export const ZaloEvent = z.looseObject({
  event_name: z.string(),
  timestamp: Id,
  app_id: Id.nullish(),
  oa_id: Id.nullish(),
  sender: Party,
  recipient: Party,
  follower: Party,
  message: z
    .looseObject({
      msg_id: Id.nullish(),
      msg_ids: z.array(Id).nullish(),
      text: z.string().nullish(),
      attachments: z.array(z.unknown()).nullish(),
    })
    .nullish(),
  info: z.looseObject({ phone: Id.nullish().catch(null) }).nullish(),
})
export type ZaloEvent = z.infer<typeof ZaloEvent>

/** Reads one authentic event of our own OA. `rawBody` gives an id to the events that Zalo sends without one. */
export function readEvent(event: ZaloEvent, rawBody: string): Reading {
  const name = event.event_name
  const known = Object.hasOwn(READERS, name) ? READERS[name] : undefined
  if (known) return known(event, rawBody)
  // A citizen wrote something that we cannot read (sticker, voice, file, kinds yet to come): the person is told so.
  if (/^user_send_(?!group)/.test(name) && event.message?.msg_id) {
    return fromMessage(event, { kind: 'unreadable', what: name.slice('user_send_'.length) })
  }
  // Among them oa_send_*: an official typed in Zalo's own console. Kept as a sign that a human took over, never fed to the talk.
  return accepted({ ignored: [name] })
}

type Reader = (event: ZaloEvent, rawBody: string) => Reading

const READERS: Readonly<Record<string, Reader>> = {
  user_send_text: readText,
  user_send_image: readImage,
  user_send_link: readLink,
  user_send_location: readLocation,
  follow: (event, rawBody) => readTie(event, rawBody, 'started'),
  unfollow: (event, rawBody) => readTie(event, rawBody, 'stopped'),
  user_submit_info: readInfo,
  user_received_message: readReceipts,
  user_seen_message: readReceipts,
}

function readText(event: ZaloEvent): Reading {
  const text = event.message?.text
  if (text === undefined || text === null) return malformed('a text event without a text')
  const value = tappedValue(text)
  return fromMessage(event, value === null ? { kind: 'text', text } : { kind: 'button', value })
}

/** Words with a web address in them; the words are what counts. */
function readLink(event: ZaloEvent): Reading {
  return event.message?.text ? readText(event) : fromMessage(event, { kind: 'unreadable', what: 'link' })
}

const Image = z.looseObject({ payload: z.looseObject({ url: z.string().min(1) }) })

function readImage(event: ZaloEvent): Reading {
  const image = Image.safeParse(event.message?.attachments?.[0])
  if (!image.success) return fromMessage(event, { kind: 'unreadable', what: 'image' })
  const caption = event.message?.text
  const ref = image.data.payload.url
  return fromMessage(event, caption ? { kind: 'photo', ref, text: caption } : { kind: 'photo', ref })
}

const Degrees = z.union([z.string().regex(/^-?\d{1,3}(\.\d+)?$/), z.number()]).transform(Number)
const Location = z.looseObject({
  payload: z.looseObject({
    coordinates: z.looseObject({
      latitude: Degrees.refine((lat) => Math.abs(lat) <= 90),
      longitude: Degrees.refine((lon) => Math.abs(lon) <= 180),
    }),
  }),
})

function readLocation(event: ZaloEvent): Reading {
  const place = Location.safeParse(event.message?.attachments?.[0])
  if (!place.success) return fromMessage(event, { kind: 'unreadable', what: 'location' })
  const { latitude, longitude } = place.data.payload.coordinates
  return fromMessage(event, { kind: 'location', lat: latitude, lon: longitude })
}

function readTie(event: ZaloEvent, rawBody: string, tie: 'started' | 'stopped'): Reading {
  if (!event.follower) return malformed('a follow event without a follower')
  return accepted({ messages: [inbound(event, event.follower.id, sha256(rawBody), { kind: 'tie', tie })] })
}

function readInfo(event: ZaloEvent, rawBody: string): Reading {
  if (!event.sender) return malformed('an answer to a form without a sender')
  const phone = toE164(event.info?.phone ?? '')
  const content: InboundContent =
    phone === null ? { kind: 'unreadable', what: 'submit_info' } : { kind: 'contact', phone }
  return accepted({
    messages: [inbound(event, event.sender.id, event.message?.msg_id ?? sha256(rawBody), content)],
  })
}

/** "Received" names one message, "seen" a list; who stands as sender differs between sources and does not matter here. */
function readReceipts(event: ZaloEvent): Reading {
  const { msg_id: one, msg_ids: several } = event.message ?? {}
  const ids = several ?? (one ? [one] : [])
  if (ids.length === 0) return malformed('a receipt without a message id')
  return accepted({ receipts: ids.map((externalId): Receipt => ({ door: 'zalo', externalId, status: 'delivered' })) })
}

function fromMessage(event: ZaloEvent, content: InboundContent): Reading {
  if (!event.sender) return malformed('a message without a sender')
  if (!event.message?.msg_id) return malformed('a message without an id')
  return accepted({ messages: [inbound(event, event.sender.id, event.message.msg_id, content)] })
}

function inbound(event: ZaloEvent, person: string, externalId: string, content: InboundContent): InboundMessage {
  return {
    door: 'zalo',
    address: { kind: 'zalo', value: person },
    externalId,
    content,
    sentAt: Number(event.timestamp),
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}
