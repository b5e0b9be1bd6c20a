/** What Twilio's verified forms say in our words: a text, a picture, a STOP, or the fate of a message of ours. */
import type { Reading } from '../../core/channel.ts'
import type { InboundContent, Receipt } from '../../core/message.ts'
import { smsSender } from '../phone-number.ts'
import { accepted } from '../readings.ts'
import { failureOfCode } from './failures.ts'

/** Every field; one that stands there several times as a list, because the signature covers all of them. */
export type Fields = Record<string, string | string[]>

/** Decodes a form body; never throws. */
export function fieldsOf(body: string): Fields {
  const form = new URLSearchParams(body)
  return Object.fromEntries([...new Set(form.keys())].map((key) => [key, oneOrAll(form.getAll(key))]))
}

/** One inbound message, or null when it lacks what makes it one. */
export function readMessage(fields: Fields, receivedAt: number): Reading | null {
  const externalId = first(fields.MessageSid)
  const from = first(fields.From)
  if (!externalId || !from) return null
  // `whatsapp:+84…`, `messenger:…`: other products of Twilio's that this door does not serve.
  const product = /^([a-z]{1,20}):/.exec(from)
  if (product) return accepted({ ignored: [`message_from_${product[1]}`] })
  const { address, automated } = smsSender(from)
  return accepted({
    messages: [
      {
        door: 'twilio',
        address,
        externalId,
        content: contentOf(fields),
        sentAt: receivedAt,
        ...(automated ? { automated } : {}),
      },
    ],
  })
}

/** One status callback, or null when it names no message or no status. */
export function readStatus(fields: Fields): Reading | null {
  const externalId = first(fields.MessageSid)
  const said = first(fields.MessageStatus)
  if (!externalId || !said) return null
  const status = STATUS[said]
  if (status === undefined) return accepted({ ignored: [`status_${/^[a-z_]{1,20}$/.test(said) ? said : 'unknown'}`] })
  const code = Number(first(fields.ErrorCode))
  const failed = status === 'failed' && Number.isInteger(code) && code > 0
  const receipt: Receipt = {
    door: 'twilio',
    externalId,
    status,
    ...(failed ? { failure: failureOfCode(code) ?? 'temporary', code: String(code) } : {}),
  }
  return accepted({ receipts: [receipt] })
}

/** Queued, sending and the like tell us nothing that the API's answer had not. In Vietnam `delivered` may be the operator's word only. */
const STATUS: Readonly<Record<string, Receipt['status']>> = {
  sent: 'sent',
  delivered: 'delivered',
  read: 'delivered',
  undelivered: 'failed',
  failed: 'failed',
  canceled: 'failed',
}

/** With Advanced Opt-Out Twilio itself has already stopped or started; HELP stays the person's question. */
const TIES: Readonly<Record<string, 'started' | 'stopped'>> = { STOP: 'stopped', START: 'started' }

function contentOf(fields: Fields): InboundContent {
  const tie = TIES[first(fields.OptOutType).toUpperCase()]
  if (tie !== undefined) return { kind: 'tie', tie }
  const text = first(fields.Body)
  const media = first(fields.MediaUrl0)
  if (media !== '' && first(fields.MediaContentType0).startsWith('image/')) {
    return { kind: 'photo', ref: media, ...(text === '' ? {} : { text }) }
  }
  if (text === '') return { kind: 'unreadable', what: media === '' ? 'empty message' : 'media' }
  return { kind: 'text', text }
}

function first(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? ''
}

function oneOrAll(values: string[]): string | string[] {
  return values.length > 1 ? values : (values[0] ?? '')
}
