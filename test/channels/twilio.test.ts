/** Twilio: the published signature, what forms become, and that both senders make the same request. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { senderWithClient } from '../../src/channels/twilio/send-with-client.ts'
import { senderWithFetch } from '../../src/channels/twilio/send-with-fetch.ts'
import { type TwilioSender, twilio } from '../../src/channels/twilio/twilio.ts'
import { startTwilioDouble, type TwilioDouble, twilioRequest, twilioSignature, twilioText } from '../doubles/twilio.ts'

const NOW = 1_795_402_800_000
const who = { accountSid: 'AC00000000000000000000000000000001', authToken: 'test-auth-token' }
const publicUrl = 'https://bot.example.vn'
const STATUS_PATH = '/webhooks/twilio/status'
const call: typeof globalThis.fetch = (input, init) => fetch(input, init)

let double: TwilioDouble
beforeAll(async () => {
  double = await startTwilioDouble({ ...who, publicUrl })
})
afterAll(() => double.stop())

const channel = (over: object = {}, sender: TwilioSender = senderWithFetch) =>
  twilio({
    ...who,
    publicUrl: `${publicUrl}/`,
    apiUrl: `${double.url}/`,
    from: '+12025550100',
    sender,
    fetch: call,
    ...over,
  })
const request = (sent: { path: string; body: string; headers: Record<string, string> }, query = '') => ({
  method: 'POST',
  query,
  ...sent,
  receivedAt: NOW,
})
const filled = (fields: Record<string, string>) =>
  Object.fromEntries(Object.entries(fields).filter(([name, value]) => value !== '' || name === 'Body'))

test('the published vector gives its published signature, and is believed', async () => {
  const fields = twilioText(who.accountSid, {})
  const signature = twilioSignature(who.authToken, 'https://bot.example.vn/hooks/twilio', Object.entries(fields))
  expect(signature).toBe('U8dYZwGzjERhzX9gmtS8lXY/SLA=')
  const sent = twilioRequest({ ...who, publicUrl }, fields, { path: '/hooks/twilio' })
  expect(await channel().read(request(sent))).toMatchObject({
    messages: [{ externalId: 'SM3f0c1d2e4b5a69788796a5b4c3d2e1f0', address: { value: '+84912345678' } }],
  })
})

interface Case {
  why: string
  fields: Record<string, string>
  kind?: 'malformed' | 'refused'
  content?: object
  from?: string
  automated?: true
  receipt?: object
  ignored?: string[]
}
const cases = parse(readFileSync('test/channels/payloads/twilio/cases.yaml', 'utf8')) as Record<string, Case[]>

describe('a signed message is read as it was meant', () => {
  test.for(cases.messages ?? [])('$why', async (expected) => {
    const fields = filled(twilioText(who.accountSid, expected.fields))
    const reading = await channel().read(request(twilioRequest({ ...who, publicUrl }, fields)))
    if (expected.kind) return expect(reading.kind).toBe(expected.kind)
    const one = {
      door: 'twilio',
      address: { kind: 'sms', value: expected.from ?? '+84912345678' },
      externalId: 'SM3f0c1d2e4b5a69788796a5b4c3d2e1f0',
      content: expected.content,
      sentAt: NOW,
      ...(expected.automated ? { automated: true } : {}),
    }
    const messages = expected.content ? [one] : []
    expect(reading).toEqual({ kind: 'accepted', messages, receipts: [], ignored: expected.ignored ?? [] })
  })
})

describe('a signed status is read as it was meant', () => {
  test.for(cases.statuses ?? [])('$why', async (expected) => {
    const base = { MessageSid: 'SM1', To: '+84912345678', From: 'XOADOINGHEO', AccountSid: who.accountSid }
    const sent = twilioRequest({ ...who, publicUrl }, filled({ ...base, ...expected.fields }), { path: STATUS_PATH })
    const reading = await channel().read(request(sent))
    if (expected.kind) return expect(reading.kind).toBe(expected.kind)
    const receipts = expected.receipt ? [{ door: 'twilio', externalId: 'SM1', ...expected.receipt }] : []
    expect(reading).toEqual({ kind: 'accepted', messages: [], receipts, ignored: expected.ignored ?? [] })
  })
})

describe('the signature covers the public address and every field', () => {
  const fields = twilioText(who.accountSid, {})
  const signed = (path: string) => twilioRequest({ ...who, publicUrl }, fields, { path })

  test('a query is part of the address', async () => {
    const sent = { ...signed('/webhooks/twilio?a=1'), path: '/webhooks/twilio' }
    expect((await channel().read(request(sent, 'a=1'))).kind).toBe('accepted')
    expect((await channel().read(request(sent))).kind).toBe('refused')
  })

  test('a form for one address is not believed at the other', async () => {
    const sent = { ...signed('/webhooks/twilio'), path: STATUS_PATH }
    expect((await channel().read(request(sent))).kind).toBe('refused')
  })

  test('a field that stands there twice is covered twice', async () => {
    const pairs = [...Object.entries(fields), ['Extra', 'b'], ['Extra', 'a']] as [string, string][]
    const sent = twilioRequest({ ...who, publicUrl }, pairs)
    expect((await channel().read(request(sent))).kind).toBe('accepted')
    expect((await channel().read(request({ ...sent, body: `${sent.body}&Extra=c` }))).kind).toBe('refused')
  })

  test('a field added, an altered byte, another token: refused', async () => {
    const sent = signed('/webhooks/twilio')
    expect((await channel().read(request({ ...sent, body: `${sent.body}&x=1` }))).kind).toBe('refused')
    for (const how of [{ tamper: true }, { authToken: 'other' }, { unsigned: true }]) {
      expect((await channel().read(request(twilioRequest({ ...who, publicUrl }, fields, how)))).kind).toBe('refused')
    }
  })
})

describe('what leaves', () => {
  const message = {
    id: 'out_1',
    address: { kind: 'sms', value: '+84912345678' },
    text: 'UBND xa: 1+1 = 2 & "vay von" ~ 100%\nNhà đã sập *()\'! 🙏',
    expiresAt: NOW,
  } as const
  const IMPORTANT = ['content-type', 'accept', 'accept-charset', 'authorization', 'content-length', 'host']

  test.for([
    { why: 'from a number', over: {} },
    { why: 'through a Messaging Service', over: { from: undefined, messagingServiceSid: 'MG1' } },
  ])('client and fetch make the same request byte for byte, $why', async ({ over }) => {
    const requests = []
    for (const sender of [senderWithClient, senderWithFetch]) {
      expect((await channel(over, sender).send(message)).kind).toBe('accepted')
      const { method, path, query, headers, body } = double.requests.at(-1) ?? expect.fail('nothing left')
      const named = Object.fromEntries(IMPORTANT.map((name) => [name, headers[name]]))
      requests.push({ method, path, query, body, ...named })
    }
    expect(requests[0]).toEqual(requests[1])
    expect(requests[0]).toMatchObject({ method: 'POST', path: `/2010-04-01/Accounts/${who.accountSid}/Messages.json` })
    expect(double.sent.at(-1)).toMatchObject({
      to: '+84912345678',
      text: message.text,
      statusCallback: `${publicUrl}${STATUS_PATH}`,
    })
  })

  test.for([
    ['client', senderWithClient],
    ['fetch', senderWithFetch],
  ] as const)('said STOP, too long, no such number, wrong token: each is told apart (%s)', async ([, sender]) => {
    double.optedOut.add('+84911111111')
    const send = (over: object, settings: object = {}) => channel(settings, sender).send({ ...message, ...over })
    const address = (value: string) => ({ address: { kind: 'sms', value } })
    expect(await send(address('+84911111111'))).toMatchObject({ failure: 'stopped', code: '21610' })
    expect(await send({ text: 'x'.repeat(1601) })).toMatchObject({ failure: 'rejected', code: '21617' })
    expect(await send(address('191'))).toMatchObject({ failure: 'unreachable', code: '21211' })
    expect(await send({}, { authToken: 'wrong' })).toMatchObject({ failure: 'misconfigured', code: '20003' })
    expect(await send({}, { accountSid: 'nonsense' })).toMatchObject({ failure: 'misconfigured' })
  })
})
