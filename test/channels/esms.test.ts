/** eSMS: short-code messages, delivery reports, the reply as XML, and sending against the double. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type EsmsSettings, esms } from '../../src/channels/esms/esms.ts'
import { esmsSign } from '../../src/channels/esms/short-code.ts'
import type { OutboundMessage } from '../../src/core/message.ts'
import { type EsmsDouble, esmsQuery, startEsmsDouble } from '../doubles/esms.ts'

const NOW = Date.parse('2026-11-23T10:00:00+07:00')
const KEY = '17417a0d20114d36a902e49cad0e97f3'
const account = { apiKey: 'the-api-key', secretKey: 'the-secret-key', brandname: 'XALALANH' }
const nobodyListens = 'http://127.0.0.1:48999'
const yaml = (name: string) => parse(readFileSync(`test/channels/payloads/esms/${name}`, 'utf8'))

let double: EsmsDouble
beforeAll(async () => {
  double = await startEsmsDouble({ ...account, moKey: KEY, moCpid: 'CP01', now: () => NOW })
})
afterAll(() => double.stop())

const start = (over: Partial<EsmsSettings> = {}) =>
  esms({
    ...account,
    moKey: KEY,
    moCpid: 'CP01',
    callbackSecret: 'the/callback secret',
    publicUrl: 'https://bot.example.vn/',
    apiUrl: double.url,
    fetch: (url, init) => fetch(url, init),
    ...over,
  })
const get = (path: string, query: string) => ({ method: 'GET', path, query, headers: {}, body: '', receivedAt: NOW })
const MO = '/webhooks/esms/mo'

interface MoCase {
  why: string
  query: string
  signed?: { cpid?: string; content: string; smsid: string; receiverTime: string }
  kind: string
  from?: string
  id?: string
  text?: string
  automated?: boolean
}

describe('a message to the short code', () => {
  test.for(yaml('messages.yaml') as MoCase[])('$kind: $why', async ({ query, signed, ...expected }) => {
    const sign = signed
      ? esmsSign(signed.cpid ?? 'CP01', signed.smsid, signed.content, signed.receiverTime, KEY)
      : 'unused'
    const reading = await start().read(get(MO, query.replace('SIGN', encodeURIComponent(sign))))
    expect(reading.kind).toBe(expected.kind)
    if (reading.kind !== 'accepted') return
    expect(reading.messages).toEqual([
      {
        door: 'esms',
        address: { kind: 'sms', value: expected.from },
        externalId: expected.id,
        content: { kind: 'text', text: expected.text },
        sentAt: NOW,
        ...(expected.automated ? { automated: true } : {}),
      },
    ])
  })

  test('the published vector gives its published sign', () => {
    const sign = esmsSign('CP01', 'MO-20261123-0001', 'HTRO VAY VON', '20261123100000', KEY)
    expect(sign).toBe('txFuPe25xePauodgrVaDHQ==')
  })

  test('every sign survives a query that leaves base64 bare, plus signs included', async () => {
    for (let i = 0; i < 40; i++) {
      const sms = { sender: '84912345678', text: `HTRO ${i}`, at: NOW, smsid: `MO-${i}` }
      const query = esmsQuery({ moKey: KEY, moCpid: 'CP01' }, sms).replace(/sign=[^&]*/, (pair) =>
        decodeURIComponent(pair),
      )
      expect((await start().read(get(MO, query))).kind).toBe('accepted')
    }
  })

  test('without a configured short code nobody is believed', async () => {
    const { moKey, moCpid, ...rest } = { ...account, moKey: KEY, moCpid: 'CP01' }
    expect([moKey, moCpid]).toEqual([KEY, 'CP01'])
    const closed = esms({ ...rest, callbackSecret: 's', apiUrl: double.url, fetch })
    const query = esmsQuery({ moKey: '', moCpid: '' }, { sender: '84912345678', text: 'HTRO', at: NOW, smsid: 'M' })
    expect((await closed.read(get(MO, query))).kind).toBe('refused')
    expect((await start({ moKey: '', moCpid: '' }).read(get(MO, query))).kind).toBe('refused')
  })
})

describe('the reply in the answer', () => {
  const query = esmsQuery(
    { moKey: KEY, moCpid: 'CP01' },
    { sender: '84912345678', text: 'HTRO', at: NOW, smsid: 'MO-1' },
  )

  test('one text, escaped', () => {
    const answer = start().acknowledge(get(MO, query), ['Ho ngheo <3 nguoi> & "can ngheo" \u0001'])
    expect(answer).toEqual({
      status: 200,
      contentType: 'text/xml; charset=utf-8',
      body: '<ClientResponse><Message>Ho ngheo &lt;3 nguoi&gt; &amp; &quot;can ngheo&quot; </Message><Smsid>MO-1</Smsid><Receiver>84912345678</Receiver></ClientResponse>',
    })
  })

  test('no text yet: an empty element, and the reply goes by brandname', () => {
    expect(start().acknowledge(get(MO, query), []).body).toBe('<ClientResponse/>')
    expect(start().acknowledge(get(MO, query)).body).toBe('<ClientResponse/>')
  })

  test('several texts go as one, so that none is lost', () => {
    expect(start().acknowledge(get(MO, query), ['Mot', 'Hai']).body).toContain('<Message>Mot\nHai</Message>')
  })
})

describe('delivery reports', () => {
  const STATUS = '/webhooks/esms/status/the%2Fcallback%20secret'

  test.for(yaml('reports.yaml') as { why: string; query: string; receipt?: object }[])('$why', async (report) => {
    const reading = await start().read(get(STATUS, report.query))
    expect(reading).toMatchObject({ kind: 'accepted', receipts: report.receipt ? [report.receipt] : [] })
    expect(JSON.stringify(reading)).not.toContain('0912345678')
  })

  test.for([
    ['a wrong secret', '/webhooks/esms/status/guess'],
    ['no secret', '/webhooks/esms/status/'],
    ['a broken escape', '/webhooks/esms/status/%zz'],
    ['another path', '/webhooks/esms'],
  ] as const)('refused: %s', async ([, path]) => {
    expect((await start().read(get(path, 'SMSID=1&SendStatus=5&SendSuccess=1&RequestId=out_1'))).kind).toBe('refused')
  })

  test('a report about nothing is malformed', async () => {
    expect((await start().read(get(STATUS, 'SendStatus=5&SendSuccess=1'))).kind).toBe('malformed')
  })
})

let serial = 0
const message = (over: Partial<OutboundMessage> = {}): OutboundMessage => ({
  id: `out_${++serial}`,
  address: { kind: 'sms', value: '+84912345678' },
  text: 'UBND xa La Lanh: ba con tra loi 1 hoac 2.',
  expiresAt: NOW,
  ...over,
})

describe('sending', () => {
  test('customer care under the brandname, local number, our id as RequestId', async () => {
    const outcome = await start().send(message({ id: 'out_first' }))
    expect(outcome).toEqual({ kind: 'accepted', externalId: double.sent.at(-1)?.smsId })
    expect(JSON.parse(double.requests.at(-1)?.body ?? '')).toEqual({
      ApiKey: 'the-api-key',
      SecretKey: 'the-secret-key',
      Phone: '0912345678',
      Content: 'UBND xa La Lanh: ba con tra loi 1 hoac 2.',
      Brandname: 'XALALANH',
      SmsType: '2',
      IsUnicode: 0,
      Sandbox: 0,
      RequestId: 'out_first',
      CallbackUrl: 'https://bot.example.vn/webhooks/esms/status/the%2Fcallback%20secret',
    })
  })

  test('diacritics are declared as Unicode', async () => {
    await start().send(message({ text: 'Hộ nghèo' }))
    expect(JSON.parse(double.requests.at(-1)?.body ?? '')).toMatchObject({ Content: 'Hộ nghèo', IsUnicode: 1 })
  })

  test('the same message twice is one SMS, and both count as accepted', async () => {
    const before = double.sent.length
    double.fault({ kind: 'reset_after' })
    const twice = message()
    expect((await start().send(twice)).kind).toBe('unknown')
    expect(await start().send(twice)).toEqual({ kind: 'accepted', externalId: twice.id })
    expect(double.sent.length).toBe(before + 1)
    expect(start().idempotentSend).toBe(true)
  })

  test('a number abroad is not even tried', async () => {
    const before = double.requests.length
    const outcome = await start().send(message({ address: { kind: 'sms', value: '+12025550100' } }))
    expect(outcome).toMatchObject({ kind: 'refused', failure: 'unreachable' })
    expect(double.requests.length).toBe(before)
  })

  test('wrong keys, a wrong brandname, an empty account and a blocked number', async () => {
    expect(await start({ secretKey: 'x' }).send(message())).toMatchObject({ failure: 'misconfigured', code: '101' })
    expect(await start({ brandname: 'X' }).send(message())).toMatchObject({ failure: 'misconfigured', code: '104' })
    double.blocked.add('0912345678')
    expect(await start().send(message())).toMatchObject({ failure: 'stopped', code: '99' })
    double.blocked.clear()
    const money = double.balance
    double.balance = 0
    expect(await start().send(message())).toMatchObject({ failure: 'misconfigured', code: '103' })
    double.balance = money
  })

  test.for([
    ['146', 'rejected'],
    ['177', 'misconfigured'],
    ['140', 'misconfigured'],
    ['108', 'unreachable'],
    ['9999', 'rejected'],
  ] as const)('code %s is %s', async ([code, failure]) => {
    double.fault({ kind: 'answer', status: 200, body: JSON.stringify({ CodeResult: code }) })
    expect(await start().send(message())).toEqual({ kind: 'refused', failure, code })
  })

  test.for([
    ['a 503', { kind: 'answer', status: 503, body: '' }, { kind: 'refused', failure: 'temporary' }],
    ['a page with 200', { kind: 'garble', status: 200, body: '<html>' }, { kind: 'unknown' }],
    ['no answer', { kind: 'reset_before' }, { kind: 'unknown' }],
  ] as const)('%s', async ([, fault, expected]) => {
    double.fault(fault)
    expect(await start().send(message())).toMatchObject(expected)
  })

  test('no key, secret or number in any outcome', async () => {
    double.fault({ kind: 'answer', status: 401, body: 'the-secret-key' })
    const outcomes = [await start().send(message()), await start({ apiUrl: nobodyListens }).send(message())]
    expect(JSON.stringify(outcomes)).not.toMatch(/the-|0?912345678/)
    expect(outcomes[1]).toMatchObject({ kind: 'refused', failure: 'temporary' })
  })
})
