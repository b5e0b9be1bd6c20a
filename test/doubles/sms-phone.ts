/** The Android SMS gateway as honest as its source: Basic auth, 202/409, signed webhooks sent by the phone itself. */
import { createHmac } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { type Copies, deliver, tampered } from './deliver.ts'
import { type FaultyServer, serveFaulty } from './faulty-server.ts'

export interface SmsPhoneDoubleOptions {
  readonly user: string
  readonly password: string
  readonly signingKey: string
  /** The application's own address, where events go; needed for `emit` only. */
  readonly webhookUrl?: string
  readonly now?: () => number
}

export interface SmsPhoneEmission extends Copies {
  readonly tamper?: boolean
  readonly unsigned?: boolean
  readonly key?: string
  /** `X-Timestamp` in seconds; now when left out. */
  readonly timestamp?: number
  /** The event's id; a new one when left out. */
  readonly id?: string
}

export interface SmsPhoneDouble extends FaultyServer {
  readonly sent: { readonly id: string; readonly to: string; readonly text: string; readonly validUntil?: string }[]
  /** True: the queue takes no more (503). */
  full: boolean
  /** Signs and posts one event; answers the last HTTP status, 0 when nobody listened. */
  emit(event: object | string, how?: SmsPhoneEmission): Promise<number>
  /** An SMS to the phone's number. */
  say(sender: string, text: string, how?: SmsPhoneEmission): Promise<number>
  /** The fate of the n-th message sent. */
  report(
    index: number,
    status: 'sent' | 'delivered' | 'failed',
    reason?: string,
    how?: SmsPhoneEmission,
  ): Promise<number>
}

const DEVICE = 'ffffffffceb0b1db0000018e937c815b'

/** Starts the double: one phone with signal and an empty queue. */
export async function startSmsPhoneDouble(options: SmsPhoneDoubleOptions): Promise<SmsPhoneDouble> {
  const now = options.now ?? Date.now
  const sent: SmsPhoneDouble['sent'] = []
  const taken = new Set<string>()
  let serial = 0

  const app = new Hono()
  const no = (status: 400 | 401 | 404 | 409 | 503, message: string) => Response.json({ message }, { status })
  const basic = `Basic ${Buffer.from(`${options.user}:${options.password}`).toString('base64')}`
  const post = async (c: Context): Promise<Response> => {
    if (c.req.header('authorization') !== basic) return no(401, 'Unauthorized')
    const body = await c.req.json().catch(() => null)
    const id: unknown = body?.id ?? `srv-${++serial}`
    const text: unknown = body?.textMessage?.text
    const numbers: unknown = body?.phoneNumbers
    if (typeof id !== 'string' || id.length > 36) return no(400, 'id must be at most 36 characters')
    if (typeof text !== 'string' || text === '') return no(400, 'textMessage.text is required')
    if (!Array.isArray(numbers) || numbers.length < 1 || numbers.length > 100) return no(400, 'phoneNumbers: 1 to 100')
    if (!numbers.every((one) => /^\+[1-9]\d{6,14}$/.test(String(one)))) return no(400, 'phoneNumbers must be E.164')
    if (taken.has(id)) return no(409, 'Message with such id already exists')
    if (double.full) return no(503, 'Queue limit exceeded')
    taken.add(id)
    for (const to of numbers) sent.push({ id, to: String(to), text, validUntil: body.validUntil })
    const state = 'Pending'
    const recipients = numbers.map((phoneNumber) => ({ phoneNumber, state }))
    const states = { [state]: new Date(now()).toISOString() }
    const answer = { id, deviceId: DEVICE, state, isHashed: false, isEncrypted: false, recipients, states }
    return Response.json(answer, { status: 202 })
  }
  app.post('/messages', post)
  app.post('/message', post)
  app.all('*', () => no(404, 'Not Found'))

  const server = await serveFaulty(app)
  const event = (name: string, payload: object, how?: SmsPhoneEmission) => {
    const id = how?.id ?? `evt${String(++serial).padStart(18, '0')}`
    return double.emit({ id, webhookId: `wh-${name}`, event: name, deviceId: DEVICE, payload }, how)
  }
  const double: SmsPhoneDouble = {
    ...server,
    sent,
    full: false,
    async emit(body, how = {}) {
      const request = smsPhoneRequest(options, body, { timestamp: Math.floor(now() / 1000), ...how })
      return (await deliver(options.webhookUrl, request.body, request.headers, how)).status
    },
    say: (sender, text, how) =>
      event(
        'sms:received',
        {
          messageId: '8b1a9953',
          sender,
          recipient: '+84987654321',
          simNumber: 1,
          phoneNumber: sender,
          message: text,
          receivedAt: new Date(now()).toISOString(),
        },
        how,
      ),
    report(index, status, reason, how) {
      const { id, to } = sent[index] ?? { id: 'none', to: '' }
      const at = new Date(now()).toISOString()
      const more = reason === undefined ? {} : { reason }
      const payload = { messageId: id, sender: '+84987654321', recipient: to, simNumber: 1, phoneNumber: to }
      return event(`sms:${status}`, { ...payload, [`${status}At`]: at, ...more }, how)
    },
  }
  return double
}

/** One webhook call as the phone makes it. */
export function smsPhoneRequest(
  who: { readonly signingKey: string },
  event: object | string,
  how: SmsPhoneEmission & { readonly timestamp: number },
): { readonly body: string; readonly headers: Record<string, string> } {
  const body = typeof event === 'string' ? event : JSON.stringify(event)
  const timestamp = String(how.timestamp)
  const key = how.key ?? who.signingKey
  const signature = createHmac('sha256', key)
    .update(body + timestamp)
    .digest('hex')
  return {
    body: how.tamper ? tampered(body) : body,
    headers: {
      'content-type': 'application/json',
      'x-timestamp': timestamp,
      ...(how.unsigned ? {} : { 'x-signature': signature }),
    },
  }
}
