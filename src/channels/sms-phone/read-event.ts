/** What one verified event of the phone gateway says in our words. */
import { z } from 'zod'
import type { Reading } from '../../core/channel.ts'
import type { InboundContent, Receipt } from '../../core/message.ts'
import { smsSender } from '../phone-number.ts'
import { accepted } from '../readings.ts'
import { failureOfReason } from './failures.ts'

const Event = z.looseObject({
  // Stays the same when the event is sent again; payload.messageId of a received text is a hash and not unique.
  id: z.string().min(1),
  event: z.string().min(1),
  payload: z.looseObject({}).default({}),
})
const Received = z.looseObject({
  sender: z.string().min(1).optional().catch(undefined),
  /** What older gateways call the sender. */
  phoneNumber: z.string().min(1).optional().catch(undefined),
  message: z.string().optional().catch(undefined),
  receivedAt: z.string().optional().catch(undefined),
})
const Progress = z.looseObject({ messageId: z.string().min(1), reason: z.string().optional().catch(undefined) })

/** The reading of a parsed body, or null when it is not an event that names itself and its sender. */
export function readEvent(body: unknown, receivedAt: number): Reading | null {
  const event = Event.safeParse(body).data
  if (!event) return null
  const status = STATUS[event.event]
  if (status !== undefined) return readProgress(event.payload, status, event.event)
  const written = WRITTEN[event.event]
  if (written === undefined) return accepted({ ignored: [knownShape(event.event)] })

  const received = Received.parse(event.payload)
  const sender = received.sender ?? received.phoneNumber
  const content = written(received.message)
  if (sender === undefined || content === null) return null
  const { address, automated } = smsSender(sender)
  return accepted({
    messages: [
      {
        door: 'sms-phone',
        address,
        externalId: event.id,
        content,
        sentAt: instantOf(received.receivedAt, receivedAt),
        ...(automated ? { automated } : {}),
      },
    ],
  })
}

/** Events in which a person wrote. An MMS is told once, when it arrives; `mms:downloaded` is the same one again. */
const WRITTEN: Readonly<Record<string, (text: string | undefined) => InboundContent | null>> = {
  'sms:received': (text) => (text === undefined ? null : { kind: 'text', text }),
  'mms:received': () => ({ kind: 'unreadable', what: 'mms' }),
}

const STATUS: Readonly<Record<string, Receipt['status']>> = {
  'sms:sent': 'sent',
  'sms:delivered': 'delivered',
  'sms:failed': 'failed',
  'sms:cancelled': 'failed',
}

function readProgress(payload: object, status: Receipt['status'], name: string): Reading {
  const progress = Progress.safeParse(payload).data
  // A text somebody typed on that phone by hand has no id of ours.
  if (!progress) return accepted({ ignored: [name] })
  const base = { door: 'sms-phone', messageId: progress.messageId, status } as const
  return accepted({ receipts: [status === 'failed' ? { ...base, ...failureOfReason(progress.reason) } : base] })
}

/** The phone's clock, unless it is nonsense or runs ahead of ours. */
function instantOf(text: string | undefined, receivedAt: number): number {
  const at = Date.parse(text ?? '')
  return Number.isFinite(at) ? Math.min(at, receivedAt) : receivedAt
}

function knownShape(name: string): string {
  return /^[a-z:_-]{1,40}$/.test(name) ? name : 'unknown'
}
