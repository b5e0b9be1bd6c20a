/** Zalo Bot: what each webhook body becomes, the secret in its header, and sending against the double. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { zaloBot } from '../../src/channels/zalo-bot/zalo-bot.ts'
import type { OutboundMessage } from '../../src/core/message.ts'
import { startZaloBotDouble, type ZaloBotDouble } from '../doubles/zalo-bot.ts'

const FOLDER = 'test/channels/payloads/zalo-bot/'
const NOW = 1_795_402_900_000
const SECRET = 'bot-webhook-secret'
const TOKEN = '12345689:abc-xyz'
const PERSON = '6ede9afa66b88fe6d6a9'
const nobodyListens = 'http://127.0.0.1:48999'

const file = (name: string) => readFileSync(FOLDER + name, 'utf8')
const raw = (body: string, headers: Record<string, string>, receivedAt = NOW) => ({
  method: 'POST',
  path: '/webhooks/zalo-bot',
  query: '',
  headers,
  body,
  receivedAt,
})
const proof = { 'x-bot-api-secret-token': SECRET }

let double: ZaloBotDouble
beforeAll(async () => {
  double = await startZaloBotDouble({ token: TOKEN, webhookSecret: SECRET, now: () => NOW })
  double.chats.add(PERSON)
})
afterAll(() => double.stop())

const start = (over: { token?: string; apiUrl?: string; webhookSecret?: string } = {}) =>
  zaloBot({ token: TOKEN, webhookSecret: SECRET, apiUrl: double.url, fetch: (url, init) => fetch(url, init), ...over })

interface Case {
  file: string
  why: string
  kind: string
  id?: string
  from?: string
  automated?: boolean
  content?: object
  ignored?: string[]
}

describe('reading', () => {
  test.for(parse(file('cases.yaml')) as Case[])('$file: $why', async (expected) => {
    const reading = await start().read(raw(file(expected.file), proof))
    expect(reading.kind).toBe(expected.kind)
    if (reading.kind !== 'accepted') return
    const message = {
      door: 'zalo-bot',
      address: { kind: 'zalo-bot', value: expected.from ?? PERSON },
      externalId: expected.id,
      content: expected.content,
      sentAt: 1_795_402_800_602,
      ...(expected.automated ? { automated: true } : {}),
    }
    expect(reading.messages).toEqual(expected.content ? [message] : [])
    expect(reading.ignored).toEqual(expected.ignored ?? [])
  })

  test.for([
    ['no secret', {}],
    ['an empty secret', { 'x-bot-api-secret-token': '' }],
    ['a wrong secret', { 'x-bot-api-secret-token': 'bot-webhook-secreT' }],
    ['a truncated secret', { 'x-bot-api-secret-token': SECRET.slice(0, -1) }],
  ] as const)('refused: %s', async ([, headers]) => {
    expect((await start().read(raw(file('text.body'), headers))).kind).toBe('refused')
  })

  test('a door without a secret believes nobody', async () => {
    const reading = await start({ webhookSecret: '' }).read(raw(file('text.body'), { 'x-bot-api-secret-token': '' }))
    expect(reading.kind).toBe('refused')
  })

  test('a message of the day before yesterday is refused', async () => {
    expect((await start().read(raw(file('text.body'), proof, NOW + 27 * 3_600_000))).kind).toBe('refused')
  })
})

const message = (over: Partial<OutboundMessage> = {}): OutboundMessage => ({
  id: 'out_1',
  address: { kind: 'zalo-bot', value: PERSON },
  text: 'UBND xã Lá Lành: bà con trả lời 1 hoặc 2.',
  expiresAt: NOW,
  ...over,
})

describe('sending', () => {
  test('plain text in NFC, no buttons even when some are given', async () => {
    const buttons = [{ label: 'Vay vốn', value: '1' }]
    const outcome = await start().send(message({ text: 'Chọn 1'.normalize('NFD'), buttons }))
    expect(outcome).toEqual({ kind: 'accepted', externalId: expect.stringMatching(/^82599fa/) })
    const seen = double.requests.at(-1)
    expect(seen?.path).toBe(`/bot${TOKEN}/sendMessage`)
    expect(JSON.parse(seen?.body ?? '')).toEqual({ chat_id: PERSON, text: 'Chọn 1' })
  })

  test('a wrong token, answered by a page that is not JSON, is our own account', async () => {
    expect(await start({ token: 'wrong' }).send(message())).toMatchObject({ kind: 'refused', failure: 'misconfigured' })
  })

  test('too long a text is rejected, an unknown chat unreachable', async () => {
    expect(await start().send(message({ text: 'a'.repeat(2001) }))).toMatchObject({ failure: 'rejected', code: '400' })
    const stranger = message({ address: { kind: 'zalo-bot', value: 'stranger' } })
    expect(await start().send(stranger)).toMatchObject({ failure: 'unreachable', code: '403' })
  })

  test.for([
    ['ok:false 429 with HTTP 200', 200, '{"ok":false,"error_code":429}', { kind: 'refused', failure: 'throttled' }],
    ['ok:false 401', 200, '{"ok":false,"error_code":401}', { kind: 'refused', failure: 'misconfigured' }],
    ['ok:false without a code', 400, '{"ok":false}', { kind: 'refused', failure: 'rejected', code: '400' }],
    ['an unknown code', 200, '{"ok":false,"error_code":777}', { kind: 'refused', failure: 'rejected', code: '777' }],
    ['a code from the prototype', 200, '{"ok":false,"error_code":"constructor"}', { failure: 'rejected' }],
    ['a page with 500', 500, '<html>', { kind: 'refused', failure: 'temporary' }],
    ['a page with 200', 200, '<html>', { kind: 'unknown' }],
    ['ok without an id', 200, '{"ok":true}', { kind: 'accepted', externalId: 'out_1' }],
  ] as const)('%s', async ([, status, body, expected]) => {
    double.fault({ kind: 'answer', status, body })
    expect(await start().send(message())).toMatchObject(expected)
  })

  test('bytes left and no answer came: unknown; nothing left: temporary', async () => {
    double.fault({ kind: 'reset_after' })
    expect((await start().send(message())).kind).toBe('unknown')
    expect(await start({ apiUrl: nobodyListens }).send(message())).toMatchObject({ failure: 'temporary' })
  })

  test('the token in the address never shows in an outcome', async () => {
    double.fault({ kind: 'answer', status: 404, body: `no such page /bot${TOKEN}/sendMessage` })
    const outcomes = [
      await start().send(message()),
      await start({ apiUrl: nobodyListens }).send(message()),
      await start({ apiUrl: 'not an address' }).send(message()),
    ]
    expect(JSON.stringify(outcomes)).not.toContain('abc-xyz')
    expect(JSON.stringify(outcomes)).not.toContain(PERSON)
  })
})
