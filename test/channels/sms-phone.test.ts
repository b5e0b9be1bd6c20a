/** The phone gateway: the published signature, what each event becomes, replay, and what leaves. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { phoneSignature } from '../../src/channels/sms-phone/signature.ts'
import { smsPhone } from '../../src/channels/sms-phone/sms-phone.ts'
import { type SmsPhoneDouble, smsPhoneRequest, startSmsPhoneDouble } from '../doubles/sms-phone.ts'

const NOW = 1_795_402_800_000
const who = { user: 'sms', password: 'pass', signingKey: 'k3y12345' }
const file = (name: string) => readFileSync(`test/channels/payloads/sms-phone/${name}`, 'utf8')

let double: SmsPhoneDouble
beforeAll(async () => {
  double = await startSmsPhoneDouble({ ...who, now: () => NOW })
})
afterAll(() => double.stop())

const channel = () => smsPhone({ ...who, url: `${double.url}/`, fetch: (url, init) => fetch(url, init) })
const request = (body: string, timestamp = NOW / 1000) => ({
  method: 'POST',
  path: '/webhooks/sms-phone',
  query: '',
  ...smsPhoneRequest(who, body, { timestamp }),
  receivedAt: NOW,
})

test('the published vector gives its published signature', () => {
  const signature = phoneSignature('k3y12345', file('vector-text.body'), '1795402800')
  expect(signature).toBe('f87f20c6bec838c7d58254060f70fc248b27316d98ae5c0c9549f8459e4dd33c')
})

interface Case {
  file: string
  why: string
  kind?: 'malformed'
  id?: string
  from?: string
  at?: number
  /** The phone gave no time: ours counts. */
  received?: true
  text?: string
  unreadable?: string
  automated?: true
  receipt?: object
  ignored?: string[]
}

describe('a verified event is read as it was meant', () => {
  test.for(parse(file('cases.yaml')) as Case[])('$file: $why', async (expected) => {
    const reading = await channel().read(request(file(expected.file)))
    if (expected.kind) return expect(reading.kind).toBe(expected.kind)
    const content = expected.unreadable
      ? { kind: 'unreadable', what: expected.unreadable }
      : { kind: 'text', text: expected.text }
    const one = {
      door: 'sms-phone',
      address: { kind: 'sms', value: expected.from ?? '+84912345678' },
      externalId: expected.id,
      content,
      sentAt: expected.at ?? (expected.received ? NOW : Date.parse('2026-11-23T10:00:00+07:00')),
      ...(expected.automated ? { automated: true } : {}),
    }
    const receipt = { door: 'sms-phone', messageId: 'out_01k9aaaaaaaaaaaaaaaaaa', ...expected.receipt }
    expect(reading).toEqual({
      kind: 'accepted',
      messages: expected.id ? [one] : [],
      receipts: expected.receipt ? [receipt] : [],
      ignored: expected.ignored ?? [],
    })
  })
})

describe('the signed time decides what is a replay', () => {
  const body = file('vector-text.body')
  test.for([
    { why: '3 minutes old', seconds: -180, kind: 'accepted' },
    { why: '11 h old', seconds: -11 * 3600, kind: 'accepted' },
    { why: '26 h old', seconds: -26 * 3600, kind: 'accepted' },
    { why: 'a second more', seconds: -26 * 3600 - 1, kind: 'refused' },
    { why: '5 minutes ahead', seconds: 300, kind: 'accepted' },
    { why: 'a second more ahead', seconds: 301, kind: 'refused' },
  ])('$why: $kind', async ({ seconds, kind }) => {
    expect((await channel().read(request(body, NOW / 1000 + seconds))).kind).toBe(kind)
  })

  test('a time changed after signing, left out or written oddly is refused', async () => {
    const good = request(body)
    for (const timestamp of ['1795402801', '', '1795402800.0', ' 1795402800']) {
      const headers = { ...good.headers, 'x-timestamp': timestamp }
      expect((await channel().read({ ...good, headers })).kind).toBe('refused')
    }
  })
})

describe('what leaves', () => {
  const message = {
    id: 'out_01k9aaaaaaaaaaaaaaaaaa',
    address: { kind: 'sms', value: '+84912345678' },
    text: 'UBND xa La Lanh: chon 1 hoac 2.',
    expiresAt: NOW + 3_600_000,
  } as const

  test('our id, one number, a delivery report and the time after which it would mislead', async () => {
    expect(await channel().send(message)).toEqual({ kind: 'accepted', externalId: message.id })
    const sent = double.requests.at(-1)
    expect(sent).toMatchObject({ method: 'POST', path: '/messages', headers: { authorization: 'Basic c21zOnBhc3M=' } })
    expect(JSON.parse(sent?.body ?? '')).toEqual({
      id: message.id,
      textMessage: { text: message.text },
      phoneNumbers: ['+84912345678'],
      withDeliveryReport: true,
      validUntil: new Date(message.expiresAt).toISOString(),
    })
  })

  test('the same id again is one message on the phone', async () => {
    const before = double.sent.length
    expect((await channel().send(message)).kind).toBe('accepted')
    expect(double.sent.length).toBe(before)
  })

  test('a lost answer is settled by sending once more', async () => {
    double.fault({ kind: 'reset_after' })
    expect((await channel().send({ ...message, id: 'out_lost' })).kind).toBe('unknown')
    expect((await channel().send({ ...message, id: 'out_lost' })).kind).toBe('accepted')
    expect(double.sent.filter((one) => one.id === 'out_lost').length).toBe(1)
  })

  test('a full queue is tried later, a wrong password rings the alarm, a bad number ends it', async () => {
    double.full = true
    expect(await channel().send({ ...message, id: 'out_full' })).toMatchObject({ failure: 'temporary' })
    double.full = false
    const wrong = smsPhone({ ...who, password: 'no', url: double.url, fetch: (url, init) => fetch(url, init) })
    expect(await wrong.send({ ...message, id: 'out_wrong' })).toMatchObject({ failure: 'misconfigured' })
    const address = { kind: 'sms', value: '191' } as const
    expect(await channel().send({ ...message, id: 'out_short', address })).toMatchObject({ failure: 'rejected' })
  })
})
