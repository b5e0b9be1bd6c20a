/** Telegram: what each update becomes, what leaves, and the tap that is answered in the webhook's own answer. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { telegram } from '../../src/channels/telegram/telegram.ts'
import { startTelegramDouble, type TelegramDouble, telegramRequest } from '../doubles/telegram.ts'

const FOLDER = 'test/channels/payloads/telegram/'
const NOW = 1_795_402_900_000
const who = { token: '123456:ABC', webhookSecret: 'webhook-secret' }
const file = (name: string) => readFileSync(FOLDER + name, 'utf8')

let double: TelegramDouble
beforeAll(async () => {
  double = await startTelegramDouble(who)
  double.chats.add('550011223')
})
afterAll(() => double.stop())

const channel = () => telegram({ ...who, apiRoot: `${double.url}/`, fetch: (url, init) => fetch(url, init) })
const request = (body: string) => ({
  method: 'POST',
  path: '/webhooks/telegram',
  query: '',
  ...telegramRequest(who, body),
  receivedAt: NOW,
})

interface Case {
  file: string
  why: string
  kind?: 'refused' | 'malformed'
  id?: string
  from?: string
  at?: number
  content?: object
  automated?: true
  ignored?: string[]
}

describe('a verified update is read as it was meant', () => {
  test.for(parse(file('cases.yaml')) as Case[])('$file: $why', async (expected) => {
    const reading = await channel().read(request(file(expected.file)))
    if (expected.kind) return expect(reading.kind).toBe(expected.kind)
    const one = {
      door: 'telegram',
      address: { kind: 'telegram', value: expected.from ?? '550011223' },
      externalId: expected.id,
      content: expected.content,
      sentAt: expected.at === undefined ? NOW : expected.at * 1000,
      ...(expected.automated ? { automated: true } : {}),
    }
    expect(reading).toEqual({
      kind: 'accepted',
      messages: expected.content ? [one] : [],
      receipts: [],
      ignored: expected.ignored ?? [],
    })
  })
})

test('a tap is answered in the webhook answer, so that the circle on the button stops', () => {
  expect(JSON.parse(channel().acknowledge(request(file('tap.body'))).body)).toEqual({
    method: 'answerCallbackQuery',
    callback_query_id: '2362150000011',
  })
  expect(channel().acknowledge(request(file('text.body'))).body).toBe('{}')
})

describe('what leaves', () => {
  const message = { id: 'out_1', address: { kind: 'telegram', value: '550011223' }, expiresAt: NOW } as const

  test('text in NFC and buttons one in a row, in the documented shape', async () => {
    const buttons = [
      { label: '1. Vay vốn', value: 'cb:9f3a:1' },
      { label: '2. Học nghề', value: 'cb:9f3a:2' },
    ]
    const text = 'Chọn:\n1. Vay vốn\n2. Học nghề'
    expect((await channel().send({ ...message, text: text.normalize('NFD'), buttons })).kind).toBe('accepted')
    const sent = double.requests.at(-1)
    expect(sent?.path).toBe('/bot123456:ABC/sendMessage')
    expect(JSON.parse(sent?.body ?? '')).toEqual({
      chat_id: 550011223,
      text,
      reply_markup: {
        inline_keyboard: [
          [{ text: '1. Vay vốn', callback_data: 'cb:9f3a:1' }],
          [{ text: '2. Học nghề', callback_data: 'cb:9f3a:2' }],
        ],
      },
    })
  })

  test('an id that a number cannot hold leaves as text', async () => {
    double.chats.add('8812345678901234567')
    const address = { kind: 'telegram', value: '8812345678901234567' } as const
    expect((await channel().send({ ...message, address, text: 'x' })).kind).toBe('accepted')
    expect(double.sent.at(-1)?.chatId).toBe('8812345678901234567')
  })

  test.for([
    { why: 'too long', over: { text: 'x'.repeat(4097) }, failure: 'rejected' },
    {
      why: 'button data over 64 bytes',
      over: { buttons: [{ label: 'x', value: 'đ'.repeat(33) }] },
      failure: 'rejected',
    },
    { why: 'a stranger', over: { address: { kind: 'telegram', value: '1' } as const }, failure: 'unreachable' },
  ])('refused by Telegram: $why', async ({ over, failure }) => {
    expect(await channel().send({ ...message, text: 'x', ...over })).toMatchObject({ kind: 'refused', failure })
  })

  test('after a block nothing arrives any more, and a wrong token is our fault', async () => {
    double.blockedBy.add('550011223')
    expect(await channel().send({ ...message, text: 'x' })).toMatchObject({ failure: 'stopped', code: '403' })
    double.blockedBy.clear()
    const wrong = telegram({ ...who, token: '1:WRONG', apiRoot: double.url, fetch: (url, init) => fetch(url, init) })
    expect(await wrong.send({ ...message, text: 'x' })).toMatchObject({ failure: 'misconfigured', code: '401' })
  })
})
