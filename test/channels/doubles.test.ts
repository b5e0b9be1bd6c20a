/** The doubles call us as their providers do: what `say`, `tap`, `block` and `report` send is believed and understood by the door. */
import { serve } from '@hono/node-server'
import { afterEach, expect, test } from 'vitest'
import { smsPhone } from '../../src/channels/sms-phone/sms-phone.ts'
import { telegram } from '../../src/channels/telegram/telegram.ts'
import { senderWithFetch } from '../../src/channels/twilio/send-with-fetch.ts'
import { twilio } from '../../src/channels/twilio/twilio.ts'
import type { Channel, Reading } from '../../src/core/channel.ts'
import { startSmsPhoneDouble } from '../doubles/sms-phone.ts'
import { startTelegramDouble } from '../doubles/telegram.ts'
import { startTwilioDouble } from '../doubles/twilio.ts'

const call: typeof globalThis.fetch = (input, init) => fetch(input, init)
const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** An application of one door: reads, keeps, acknowledges. `fail` makes the next answers 500. */
async function listen() {
  const readings: Reading[] = []
  const state: { channel?: Channel; fail: number } = { fail: 0 }
  const { promise, resolve } = Promise.withResolvers<number>()
  const server = serve(
    {
      hostname: '127.0.0.1',
      port: 0,
      async fetch(request) {
        if (state.fail-- > 0) return new Response('', { status: 500 })
        const { pathname, search } = new URL(request.url)
        const headers = Object.fromEntries(request.headers)
        const body = await request.text()
        const raw = { method: 'POST', path: pathname, query: search.slice(1), headers, body, receivedAt: Date.now() }
        const reading = (await state.channel?.read(raw)) ?? expect.fail('no channel')
        readings.push(reading)
        if (reading.kind !== 'accepted') return new Response('', { status: reading.kind === 'refused' ? 401 : 400 })
        const answer = state.channel?.acknowledge(raw) ?? expect.fail('no channel')
        return new Response(answer.body, { status: answer.status, headers: { 'content-type': answer.contentType } })
      },
    },
    (info) => resolve(info.port),
  )
  closing.push(() => new Promise((done) => server.close(done)))
  return { url: `http://127.0.0.1:${await promise}`, readings, state }
}

const contents = (readings: readonly Reading[]) =>
  readings.flatMap((one): unknown[] =>
    one.kind === 'accepted' ? one.messages.map((message) => message.content) : [one.kind],
  )
const message = (kind: 'sms' | 'telegram', value: string) =>
  ({ id: 'out_1', address: { kind, value }, text: 'Xin chao', expiresAt: Date.now() + 60_000 }) as const

test('telegram: says, taps, repeats, retries, blocks', async () => {
  const app = await listen()
  const who = { token: '1:A', webhookSecret: 'secret' }
  const double = await startTelegramDouble({ ...who, webhookUrl: `${app.url}/webhooks/telegram` })
  closing.push(double.stop)
  app.state.channel = telegram({ ...who, apiRoot: double.url, fetch: call })
  expect(await double.say(5, 'vay von', { times: 2 })).toBe(200)
  expect(await double.tap(5, '1')).toBe(200)
  expect(double.answeredTaps.length).toBe(1)
  expect(await double.say(5, 'forged', { secret: 'other' })).toBe(401)
  expect(await double.say(5, 'forged', { secret: null })).toBe(401)
  app.state.fail = 2
  expect(await double.say(5, 'again', { retries: 3 })).toBe(200)
  expect((await app.state.channel.send(message('telegram', '5'))).kind).toBe('accepted')
  expect(await double.block(5)).toBe(200)
  expect(await app.state.channel.send(message('telegram', '5'))).toMatchObject({ failure: 'stopped' })
  expect(contents(app.readings)).toEqual([
    { kind: 'text', text: 'vay von' },
    { kind: 'text', text: 'vay von' },
    { kind: 'button', value: '1' },
    'refused',
    'refused',
    { kind: 'text', text: 'again' },
    { kind: 'tie', tie: 'stopped' },
  ])
})

test('twilio: says behind a proxy, reports the fate of a message', async () => {
  const app = await listen()
  const who = { accountSid: 'AC00000000000000000000000000000001', authToken: 't', publicUrl: 'https://bot.example.vn' }
  const double = await startTwilioDouble({ ...who, applicationUrl: app.url })
  closing.push(double.stop)
  app.state.channel = twilio({ ...who, from: '+1202', apiUrl: double.url, sender: senderWithFetch, fetch: call })
  expect(await double.say('+84912345678', 'Nhà sập')).toBe(200)
  expect(await double.say('+84912345678', 'Nhà sập', { tamper: true })).toBe(401)
  const sent = await app.state.channel.send(message('sms', '+84912345678'))
  expect(await double.report(0, 'undelivered', 30003)).toBe(200)
  expect(contents(app.readings)).toEqual([{ kind: 'text', text: 'Nhà sập' }, 'refused'])
  expect(app.readings.at(-1)).toMatchObject({
    receipts: [{ externalId: sent.kind === 'accepted' && sent.externalId, status: 'failed', failure: 'temporary' }],
  })
})

test('phone: says, is tampered with, reports the fate of a message', async () => {
  const app = await listen()
  const who = { user: 'u', password: 'p', signingKey: 'k' }
  const double = await startSmsPhoneDouble({ ...who, webhookUrl: `${app.url}/webhooks/sms-phone` })
  closing.push(double.stop)
  app.state.channel = smsPhone({ ...who, url: double.url, fetch: call })
  expect(await double.say('0912345678', 'vay von', { times: 2, id: 'e1' })).toBe(200)
  expect(await double.say('0912345678', 'vay von', { tamper: true })).toBe(401)
  expect(await double.say('0912345678', 'vay von', { timestamp: 1_000_000_000 })).toBe(401)
  await app.state.channel.send(message('sms', '+84912345678'))
  expect(await double.report(0, 'failed', 'RESULT_ERROR_RADIO_OFF')).toBe(200)
  expect(contents(app.readings.slice(0, 2))).toEqual(Array(2).fill({ kind: 'text', text: 'vay von' }))
  expect(app.readings.at(-1)).toMatchObject({ receipts: [{ messageId: 'out_1', failure: 'temporary' }] })
})
