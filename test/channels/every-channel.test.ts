/** The shared suite over every door there is; a test at the end fails when a door was forgotten. */
import { expect, test } from 'vitest'
import * as channels from '../../src/channels/index.ts'
import { senderWithClient } from '../../src/channels/twilio/send-with-client.ts'
import { senderWithFetch } from '../../src/channels/twilio/send-with-fetch.ts'
import type { RawRequest } from '../../src/core/channel.ts'
import type { OutboundMessage, SendFailure } from '../../src/core/message.ts'
import { esmsQuery, startEsmsDouble } from '../doubles/esms.ts'
import { memoryShelf } from '../doubles/memory-shelf.ts'
import { smsPhoneRequest, startSmsPhoneDouble } from '../doubles/sms-phone.ts'
import { startTelegramDouble, telegramRequest } from '../doubles/telegram.ts'
import { startTwilioDouble, twilioRequest, twilioText } from '../doubles/twilio.ts'
import { startZaloDouble, zaloEvent, zaloRequest } from '../doubles/zalo.ts'
import { startZaloBotDouble } from '../doubles/zalo-bot.ts'
import { type ChannelSpec, describeChannel } from './suite.ts'

const NOW = 1_795_402_860_000
const SECONDS = NOW / 1000
const call: typeof globalThis.fetch = (input, init) => fetch(input, init)
const post = (path: string, sent: { body: string; headers: Record<string, string> }): RawRequest => ({
  method: 'POST',
  path,
  query: '',
  headers: sent.headers,
  body: sent.body,
  receivedAt: NOW,
})
const message = (address: OutboundMessage['address']): OutboundMessage => ({
  id: 'out_1',
  address,
  text: 'UBND xa La Lanh: ba con chon mot muc.',
  expiresAt: NOW + 3_600_000,
})
const PHONE = message({ kind: 'sms', value: '+84912345678' })
const json = (body: object) => JSON.stringify(body)
const refused = (failure: SendFailure, more: object = {}) => ({ kind: 'refused', failure, ...more })

const telegramWho = { token: '123456:TELEGRAM-TOKEN', webhookSecret: 'telegram-webhook-Secret' }
const tgNo = (error_code: number, description: string, more: object = {}) => ({
  status: error_code,
  body: json({ ok: false, error_code, description, ...more }),
})
const telegramUpdate = (id: string, text: string) =>
  `{"update_id":${id},"message":{"message_id":51,"date":${SECONDS},"chat":{"id":550011223,"type":"private"},` +
  `"from":{"id":550011223,"is_bot":false},"text":${JSON.stringify(text)}}}`
const telegram: ChannelSpec = {
  name: 'telegram',
  secrets: Object.values(telegramWho),
  proof: { in: 'header', name: 'x-telegram-bot-api-secret-token' },
  coversBytes: false,
  caseMatters: true,
  async start() {
    const double = await startTelegramDouble(telegramWho)
    double.chats.add('550011223')
    return double
  },
  make: (url) => channels.telegram({ ...telegramWho, apiRoot: url, fetch: call }),
  message: message({ kind: 'telegram', value: '550011223' }),
  text: (id, text) => post('/webhooks/telegram', telegramRequest(telegramWho, telegramUpdate(id, text))),
  junk: (bytes) => post('/webhooks/telegram', telegramRequest(telegramWho, bytes)),
  refusals: [
    { why: 'blocked', ...tgNo(403, 'Forbidden: bot was blocked by the user'), outcome: refused('stopped') },
    { why: 'deactivated', ...tgNo(403, 'Forbidden: user is deactivated'), outcome: refused('stopped') },
    { why: 'no such chat', ...tgNo(400, 'Bad Request: chat not found'), outcome: refused('unreachable') },
    { why: 'bad markup', ...tgNo(400, 'Bad Request: BUTTON_DATA_INVALID'), outcome: refused('rejected') },
    { why: 'bad token', ...tgNo(401, 'Unauthorized'), outcome: refused('misconfigured', { code: '401' }) },
    { why: 'polled elsewhere', ...tgNo(409, 'Conflict'), outcome: refused('misconfigured') },
    { why: 'its gateway waited in vain', ...tgNo(504, 'Gateway Timeout'), outcome: { kind: 'unknown' } },
    { why: 'its server failed', ...tgNo(500, 'Internal Server Error'), outcome: refused('temporary') },
    {
      why: 'flood wait',
      ...tgNo(429, 'Too Many Requests: retry after 7', { parameters: { retry_after: 7 } }),
      outcome: refused('throttled', { retryAfterMs: 7_000 }),
    },
  ],
}

const twilioWho = { accountSid: 'AC00000000000000000000000000000001', authToken: 'test-auth-token' }
const publicUrl = 'https://bot.example.vn'
const twNo = (status: number, code: number) => ({ status, body: json({ code, message: 'x', status }) })
const twilioWith = (name: string, sender: typeof senderWithFetch): ChannelSpec => ({
  name,
  secrets: [twilioWho.authToken],
  proof: { in: 'header', name: 'x-twilio-signature' },
  coversBytes: true,
  caseMatters: true,
  start: () => startTwilioDouble({ ...twilioWho, publicUrl }),
  make: (url) => channels.twilio({ ...twilioWho, publicUrl, from: '+12025550100', apiUrl: url, sender, fetch: call }),
  message: PHONE,
  text: (id, text) =>
    post(
      '/webhooks/twilio',
      twilioRequest(
        { ...twilioWho, publicUrl },
        twilioText(twilioWho.accountSid, { MessageSid: `SM${id}`, Body: text }),
      ),
    ),
  junk: (bytes) =>
    post('/webhooks/twilio', {
      ...twilioRequest({ ...twilioWho, publicUrl }, [...new URLSearchParams(bytes)]),
      body: bytes,
    }),
  refusals: [
    { why: 'said STOP', ...twNo(400, 21610), outcome: refused('stopped', { code: '21610' }) },
    { why: 'no number', ...twNo(400, 21211), outcome: refused('unreachable') },
    { why: 'landline', ...twNo(400, 21635), outcome: refused('unreachable') },
    { why: 'country off', ...twNo(400, 21408), outcome: refused('misconfigured') },
    { why: 'sender not registered in Vietnam', ...twNo(400, 30018), outcome: refused('misconfigured') },
    { why: 'too long', ...twNo(400, 21617), outcome: refused('rejected') },
    { why: 'a code we never heard of', ...twNo(400, 29999), outcome: refused('rejected', { code: 'http_400' }) },
    { why: 'bad credentials', ...twNo(401, 20003), outcome: refused('misconfigured') },
    { why: 'throttled', ...twNo(429, 20429), outcome: refused('throttled') },
  ],
})

const phoneWho = { user: 'gateway-user', password: 'gateway-Mật-khẩu', signingKey: 'k3y12345' }
const smsPhone: ChannelSpec = {
  name: 'sms-phone',
  secrets: [phoneWho.password, phoneWho.signingKey],
  proof: { in: 'header', name: 'x-signature' },
  coversBytes: true,
  caseMatters: true,
  start: () => startSmsPhoneDouble(phoneWho),
  make: (url) => channels.smsPhone({ ...phoneWho, url, fetch: call }),
  message: PHONE,
  text: (id, text) =>
    post(
      '/webhooks/sms-phone',
      smsPhoneRequest(
        phoneWho,
        { id, event: 'sms:received', payload: { sender: '+84912345678', message: text } },
        { timestamp: SECONDS },
      ),
    ),
  junk: (bytes) => post('/webhooks/sms-phone', smsPhoneRequest(phoneWho, bytes, { timestamp: SECONDS })),
  refusals: [
    { why: 'had it already', status: 409, body: '{"message":"exists"}', outcome: { kind: 'accepted' } },
    { why: 'wrong password', status: 401, body: '', outcome: refused('misconfigured') },
    { why: 'forbidden', status: 403, body: '{}', outcome: refused('misconfigured') },
    { why: 'a body it will not have', status: 400, body: '{"message":"no"}', outcome: refused('rejected') },
    { why: 'queue full', status: 503, body: '{"message":"limit"}', outcome: refused('temporary') },
  ],
}

const zaloWho = {
  appId: '3608465248940903967',
  appSecret: 'the-app-secret',
  oaId: '388613280878808645',
  webhookSecret: 'the-oa-secret',
}
const PERSON = '4572947693969771653'
const zalo: ChannelSpec = {
  name: 'zalo',
  secrets: [zaloWho.appSecret, zaloWho.webhookSecret, 'access-seed', 'refresh-seed'],
  proof: { in: 'header', name: 'x-zevent-signature' },
  coversBytes: true,
  caseMatters: false,
  async start() {
    const seed = { refreshToken: 'refresh-seed', accessToken: 'access-seed' }
    const double = await startZaloDouble({ ...zaloWho, ...seed, now: () => NOW })
    double.followers.set(PERSON, { lastInteraction: NOW, refuses: false, cs: 0 })
    return double
  },
  make: (url) =>
    channels.zalo({
      ...zaloWho,
      accessToken: 'access-seed',
      refreshToken: 'refresh-seed',
      apiUrl: url,
      oauthUrl: url,
      fetch: call,
      tokens: memoryShelf(),
      now: () => NOW,
      hashSeed: async (text) => `hash ${text.length}`,
    }),
  message: message({ kind: 'zalo', value: PERSON }),
  text: (id, text) =>
    post(
      '/webhooks/zalo',
      zaloRequest(zaloWho, json(zaloEvent(zaloWho, 'user_send_text', PERSON, NOW, { text, msg_id: id }))),
    ),
  junk: (bytes) => post('/webhooks/zalo', zaloRequest(zaloWho, bytes)),
  refusals: [
    { why: 'refuses', status: 200, body: json({ error: -244, message: 'x' }), outcome: refused('stopped') },
    { why: 'window', status: 200, body: json({ error: -230, message: 'x' }), outcome: refused('window_closed') },
    { why: 'our bug', status: 200, body: json({ error: -201, message: 'x' }), outcome: refused('rejected') },
  ],
}

const botWho = { token: '12345689:abc-xyz-token', webhookSecret: 'zalo-bot-Secret' }
const zaloBot: ChannelSpec = {
  name: 'zalo-bot',
  secrets: Object.values(botWho),
  proof: { in: 'header', name: 'x-bot-api-secret-token' },
  coversBytes: false,
  caseMatters: true,
  async start() {
    const double = await startZaloBotDouble(botWho)
    double.chats.add('6ede9afa66b88fe6d6a9')
    return double
  },
  make: (url) => channels.zaloBot({ ...botWho, apiUrl: url, fetch: call }),
  message: message({ kind: 'zalo-bot', value: '6ede9afa66b88fe6d6a9' }),
  text: (id, text) => {
    const chat = { id: '6ede9afa66b88fe6d6a9', chat_type: 'PRIVATE' }
    const event = { message_id: id, date: NOW, from: { id: chat.id, is_bot: false }, chat, text }
    return zaloBot.junk(json({ ok: true, result: { event_name: 'message.text.received', message: event } }))
  },
  junk: (body) => post('/webhooks/zalo-bot', { body, headers: { 'x-bot-api-secret-token': botWho.webhookSecret } }),
  refusals: [
    {
      why: 'bad token',
      status: 200,
      body: json({ ok: false, error_code: 401, description: 'Unauthorized' }),
      outcome: refused('misconfigured'),
    },
  ],
}

const esmsWho = { apiKey: 'the-api-key', secretKey: 'the-secret-key', brandname: 'XALALANH' }
const mo = { moKey: '17417a0d20114d36a902e49cad0e97f3', moCpid: 'CP01' }
const get = (query: string): RawRequest => ({
  method: 'GET',
  path: '/webhooks/esms/mo',
  query,
  headers: {},
  body: '',
  receivedAt: NOW,
})
const esms: ChannelSpec = {
  name: 'esms',
  secrets: [esmsWho.apiKey, esmsWho.secretKey, mo.moKey, 'callback-secret'],
  proof: { in: 'query', name: 'sign' },
  coversBytes: true,
  caseMatters: true,
  start: () => startEsmsDouble({ ...esmsWho, ...mo }),
  make: (url) =>
    channels.esms({ ...esmsWho, ...mo, callbackSecret: 'callback-secret', publicUrl, apiUrl: url, fetch: call }),
  message: PHONE,
  text: (id, text) => get(esmsQuery(mo, { sender: '84912345678', text, at: NOW, smsid: id })),
  junk: (bytes) => get(bytes),
  refusals: [
    { why: 'had it already', status: 200, body: json({ CodeResult: '124' }), outcome: { kind: 'accepted' } },
    { why: 'blocked', status: 200, body: json({ CodeResult: '99' }), outcome: { kind: 'refused' } },
    { why: 'wrong keys', status: 200, body: json({ CodeResult: '101' }), outcome: refused('misconfigured') },
  ],
}

const twilioClient = twilioWith('twilio, sent with its client', senderWithClient)
const twilioFetch = twilioWith('twilio, sent with fetch', senderWithFetch)
const specs = [telegram, twilioClient, twilioFetch, smsPhone, zalo, zaloBot, esms]
for (const spec of specs) describeChannel(spec)

test('every door but the simulator keeps the shared promises', () => {
  const doors = new Set(specs.map((spec) => spec.make('http://127.0.0.1:48999').door))
  expect([...doors].toSorted()).toEqual(['esms', 'sms-phone', 'telegram', 'twilio', 'zalo', 'zalo-bot'])
  expect(Object.keys(channels).length).toBe(doors.size + 1)
})
