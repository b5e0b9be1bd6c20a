/** The doubles themselves: they sign, repeat, tamper and give up as the providers do. A door made of the real channel listens. */
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { afterEach, expect, test } from 'vitest'
import { esms } from '../../src/channels/esms/esms.ts'
import { zalo } from '../../src/channels/zalo/zalo.ts'
import { zaloBot } from '../../src/channels/zalo-bot/zalo-bot.ts'
import type { Channel, Reading } from '../../src/core/channel.ts'
import { startEsmsDouble } from '../doubles/esms.ts'
import { memoryShelf } from '../doubles/memory-shelf.ts'
import { RETRY_LADDER_MS, startZaloDouble } from '../doubles/zalo.ts'
import { startZaloBotDouble } from '../doubles/zalo-bot.ts'

const PERSON = '4572947693969771653'
const stops: (() => unknown)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

/** Serves one channel's webhook; `broken` answers 500 that many times first. */
async function listen(channel: () => Channel, broken = 0) {
  const readings: Reading[] = []
  let left = broken
  const app = new Hono()
  app.all('*', async (c) => {
    if (left-- > 0) return c.body(null, 500)
    const { pathname, search } = new URL(c.req.url)
    const body = c.req.method === 'GET' ? '' : await c.req.text()
    const request = {
      method: c.req.method,
      path: pathname,
      query: search.slice(1),
      headers: c.req.header(),
      body,
      receivedAt: Date.now(),
    }
    const reading = await channel().read(request)
    readings.push(reading)
    if (reading.kind !== 'accepted') return c.body(null, reading.kind === 'refused' ? 401 : 400)
    const answer = channel().acknowledge(request, ['Xin chao'])
    return new Response(answer.body, { status: answer.status, headers: { 'content-type': answer.contentType } })
  })
  const { promise, resolve } = Promise.withResolvers<number>()
  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, (info) => resolve(info.port))
  stops.push(() => new Promise((done) => server.close(done)))
  return { url: `http://127.0.0.1:${await promise}`, readings }
}

const who = { appId: '3608465248940903967', appSecret: 'as', oaId: '388613280878808645', webhookSecret: 'ws' }
const zaloAt = (url: string) =>
  zalo({
    ...who,
    refreshToken: 'seed',
    apiUrl: url,
    oauthUrl: url,
    fetch: (input, init) => fetch(input, init),
    tokens: memoryShelf(),
    now: Date.now,
    hashSeed: (text) => text,
  })

test('a message emitted by the Zalo double reaches the door, and a tampered or wrongly signed one is refused', async () => {
  const door = await listen(() => zaloAt('http://127.0.0.1:48999'))
  const double = await startZaloDouble({ ...who, refreshToken: 'seed', webhookUrl: `${door.url}/webhooks/zalo` })
  stops.push(double.stop)
  expect(await double.say(PERSON, 'VAY VON', { times: 3 })).toBe(200)
  expect(await double.say(PERSON, 'VAY VON', { tamper: true })).toBe(401)
  expect(await double.say(PERSON, 'VAY VON', { secret: 'another' })).toBe(401)
  expect(await double.say(PERSON, 'VAY VON', { unsigned: true })).toBe(401)
  expect(await double.emit('{}', { unsigned: true })).toBe(200)
  const ids = door.readings.flatMap((reading) => (reading.kind === 'accepted' ? reading.messages : []))
  expect(new Set(ids.map((message) => message.externalId)).size).toBe(1)
  expect(ids).toHaveLength(3)
  expect(double.followers.has(PERSON)).toBe(true)
})

test('the Zalo double tries again on the ladder, and switches the webhook off after the last rung', async () => {
  const waits: number[] = []
  const wait = async (ms: number) => {
    waits.push(ms)
  }
  const patient = await listen(() => zaloAt('http://127.0.0.1:48999'), 3)
  const double = await startZaloDouble({ ...who, refreshToken: 'seed', webhookUrl: patient.url, wait })
  stops.push(double.stop)
  expect(await double.say(PERSON, '1', { retry: true })).toBe(200)
  expect(waits).toEqual(RETRY_LADDER_MS.slice(0, 3))

  const dead = await listen(() => zaloAt('http://127.0.0.1:48999'), 99)
  const unlucky = await startZaloDouble({ ...who, refreshToken: 'seed', webhookUrl: dead.url, wait })
  stops.push(unlucky.stop)
  expect(await unlucky.say(PERSON, '1', { retry: true })).toBe(500)
  expect(unlucky.webhookOff()).toBe(true)
  expect(await unlucky.say(PERSON, '1')).toBe(0)
})

test('over its requests a minute the Zalo double says -32', async () => {
  const double = await startZaloDouble({
    ...who,
    refreshToken: 'seed',
    accessToken: 'a',
    perMinute: 3,
    now: () => 1_795_402_800_000,
  })
  stops.push(double.stop)
  let last = { error: 0 }
  for (let i = 0; i <= 3; i++) {
    const answer = await fetch(`${double.url}/v2.0/oa/getoa`, { headers: { access_token: 'a' } })
    last = (await answer.json()) as { error: number }
    if (i === 2) expect(last.error).toBe(0)
  }
  expect(last.error).toBe(-32)
})

test('the Zalo Bot double signs with the secret of its webhook, in both envelopes', async () => {
  const settings = { token: '1:a', webhookSecret: 'bot-secret' }
  const door = await listen(() =>
    zaloBot({ ...settings, apiUrl: 'http://127.0.0.1:48999', fetch: (input, init) => fetch(input, init) }),
  )
  const double = await startZaloBotDouble({ ...settings, webhookUrl: door.url })
  stops.push(double.stop)
  expect(await double.say('abc', 'Xin chào')).toBe(200)
  expect(await double.say('abc', 'Xin chào', { bare: true })).toBe(200)
  expect(await double.say('abc', 'Xin chào', { secret: 'guess' })).toBe(401)
  expect(await double.say('abc', 'Xin chào', { secret: null })).toBe(401)
})

test('the eSMS double signs, takes the reply from the answer, and reports on what it sent', async () => {
  const account = { apiKey: 'k', secretKey: 's', brandname: 'XALALANH', moKey: 'mk', moCpid: 'CP01' }
  let channel: Channel | undefined
  const door = await listen(() => {
    if (!channel) throw new Error('not started')
    return channel
  })
  const double = await startEsmsDouble({ ...account, webhookUrl: door.url })
  stops.push(double.stop)
  channel = esms({
    ...account,
    callbackSecret: 'cb',
    publicUrl: door.url,
    apiUrl: double.url,
    fetch: (input, init) => fetch(input, init),
  })
  expect(await double.say('84912345678', 'HTRO VAY VON', { plus: true })).toMatchObject({
    status: 200,
    xml: expect.stringContaining('<Message>Xin chao</Message>'),
  })
  expect((await double.say('84912345678', 'HTRO', { tamper: true })).status).toBe(401)
  expect((await double.say('84912345678', 'HTRO', { key: 'guess' })).status).toBe(401)
  expect((await double.say('84912345678', 'HTRO', { unsigned: true })).status).toBe(401)
  const address = { kind: 'sms', value: '+84912345678' } as const
  await channel.send({ id: 'out_1', address, text: 'a', expiresAt: 0 })
  expect(await double.report(0)).toBe(200)
  expect(door.readings.at(-1)).toMatchObject({ receipts: [{ messageId: 'out_1', status: 'delivered' }] })
  expect(await double.report(0, { failed: true })).toBe(200)
  expect(door.readings.at(-1)).toMatchObject({ receipts: [{ messageId: 'out_1', status: 'failed' }] })
})
