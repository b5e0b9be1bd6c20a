/** Twilio Messaging as honest as its pages: Basic auth, forms, error codes, signed webhooks. Signatures are made here by hand, not by its library. */
import { createHmac } from 'node:crypto'
import { Hono } from 'hono'
import { type Copies, deliver, tampered } from './deliver.ts'
import { type FaultyServer, serveFaulty } from './faulty-server.ts'

export interface TwilioDoubleOptions {
  readonly accountSid: string
  readonly authToken: string
  /** The address Twilio knows and signs over. */
  readonly publicUrl: string
  /** Where the application really listens in the test (scheme, host, port); needed for `emit` only. */
  readonly applicationUrl?: string
}

export interface TwilioEmission extends Copies {
  readonly tamper?: boolean
  readonly unsigned?: boolean
  readonly authToken?: string
  /** `/webhooks/twilio` when left out. */
  readonly path?: string
}

export interface TwilioDouble extends FaultyServer {
  readonly sent: {
    readonly sid: string
    readonly to: string
    readonly text: string
    readonly from: string
    readonly statusCallback: string
  }[]
  /** Numbers that said STOP to Twilio. */
  readonly optedOut: Set<string>
  /** Signs and posts one form; answers the last HTTP status, 0 when nobody listened. */
  emit(fields: Readonly<Record<string, string>>, how?: TwilioEmission): Promise<number>
  say(from: string, text: string, how?: TwilioEmission): Promise<number>
  /** The fate of the n-th message sent, to its StatusCallback. */
  report(index: number, status: string, errorCode?: number, how?: TwilioEmission): Promise<number>
}

/** Starts the double with an account that may send anywhere. */
export async function startTwilioDouble(options: TwilioDoubleOptions): Promise<TwilioDouble> {
  const sent: TwilioDouble['sent'] = []
  const optedOut: TwilioDouble['optedOut'] = new Set()
  let serial = 0
  const nextSid = () => `SM${(++serial).toString(16).padStart(32, '0')}`

  const app = new Hono()
  const no = (status: number, code: number, message: string) =>
    Response.json({ code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status }, { status })
  app.post('/2010-04-01/Accounts/:sid/Messages.json', async (c) => {
    const basic = `Basic ${btoa(`${options.accountSid}:${options.authToken}`)}`
    if (c.req.header('authorization') !== basic) return no(401, 20003, 'Authenticate')
    if (c.req.param('sid') !== options.accountSid) return no(404, 20404, 'The requested resource was not found')
    const form = new URLSearchParams(await c.req.text())
    const field = (name: string) => form.get(name) ?? ''
    const to = field('To')
    const from = field('From') || field('MessagingServiceSid')
    if (!/^\+[1-9]\d{6,14}$/.test(to)) return no(400, 21211, "The 'To' number is not a valid phone number.")
    if (from === '') return no(400, 21603, "A 'From' phone number is required.")
    if (field('Body') === '') return no(400, 21602, 'Message body is required.')
    if (field('Body').length > 1600) return no(400, 21617, 'The concatenated message body exceeds the 1600 limit.')
    if (optedOut.has(to)) return no(400, 21610, 'Attempt to send to unsubscribed recipient')
    const sid = nextSid()
    sent.push({ sid, to, text: field('Body'), from, statusCallback: field('StatusCallback') })
    return c.json({ sid, status: 'queued', num_segments: '1', error_code: null, error_message: null, to, from }, 201)
  })
  app.all('*', () => no(404, 20404, 'The requested resource was not found'))

  const server = await serveFaulty(app)
  const double: TwilioDouble = {
    ...server,
    sent,
    optedOut,
    async emit(fields, how = {}) {
      const request = twilioRequest(options, fields, how)
      const base = options.applicationUrl
      const url = base === undefined ? undefined : `${base}${request.path}`
      return (await deliver(url, request.body, request.headers, how)).status
    },
    say: (from, text, how) =>
      double.emit(twilioText(options.accountSid, { MessageSid: nextSid(), From: from, Body: text }), how),
    report(index, status, errorCode, how) {
      const { sid, to, from } = sent[index] ?? { sid: 'SM0', to: '', from: '' }
      const fields = { MessageSid: sid, SmsSid: sid, MessageStatus: status, SmsStatus: status, To: to, From: from }
      const more = { AccountSid: options.accountSid, ApiVersion: '2010-04-01' }
      const error = errorCode === undefined ? {} : { ErrorCode: String(errorCode) }
      return double.emit({ ...fields, ...more, ...error }, { path: '/webhooks/twilio/status', ...how })
    },
  }
  return double
}

/** The fields of an inbound text. */
export function twilioText(accountSid: string, over: Readonly<Record<string, string>>): Record<string, string> {
  const sid = over.MessageSid ?? 'SM3f0c1d2e4b5a69788796a5b4c3d2e1f0'
  const ids = { MessageSid: sid, SmsMessageSid: sid, SmsSid: sid, AccountSid: accountSid, ApiVersion: '2010-04-01' }
  const rest = { SmsStatus: 'received', NumMedia: '0', NumSegments: '1', To: '+12025550100', ToCountry: 'US' }
  return { ...ids, ...rest, From: '+84912345678', Body: 'Giup toi', ...over }
}

/** One webhook call as Twilio makes it: base64 HMAC-SHA1 over the public address and every field, sorted by name. */
export function twilioRequest(
  who: { readonly authToken: string; readonly publicUrl: string },
  fields: Readonly<Record<string, string>> | readonly (readonly [string, string])[],
  how: TwilioEmission = {},
): { readonly path: string; readonly body: string; readonly headers: Record<string, string> } {
  const path = how.path ?? '/webhooks/twilio'
  const pairs = Array.isArray(fields) ? fields : Object.entries(fields)
  const body = new URLSearchParams(pairs.map(([name, value]) => [name, value])).toString()
  const signature = twilioSignature(how.authToken ?? who.authToken, who.publicUrl + path, pairs)
  return {
    path,
    body: how.tamper ? tampered(body) : body,
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      ...(how.unsigned ? {} : { 'x-twilio-signature': signature }),
    },
  }
}

export function twilioSignature(authToken: string, url: string, pairs: readonly (readonly [string, string])[]): string {
  const sorted = [...pairs].sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x < y ? -1 : 1))
  const joined = sorted.reduce((sum, [name, value]) => sum + name + value, url)
  return createHmac('sha1', authToken).update(joined, 'utf8').digest('base64')
}
