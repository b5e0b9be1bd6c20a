/** Zalo OA: what each webhook body becomes, and that nothing unsigned is believed. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { zaloMac } from '../../src/channels/zalo/signature.ts'
import { type ZaloSettings, zalo } from '../../src/channels/zalo/zalo.ts'
import type { RawRequest } from '../../src/core/channel.ts'
import { zaloRequest } from '../doubles/zalo.ts'

const FOLDER = 'test/channels/payloads/zalo/'
const NOW = 1_795_402_900_000
const who = {
  appId: '3608465248940903967',
  oaId: '388613280878808645',
  webhookSecret: 'test-oa-secret',
}
const channel = zalo({
  ...who,
  appSecret: 'app-secret',
  refreshToken: 'r',
  apiUrl: 'http://127.0.0.1:9',
  oauthUrl: 'http://127.0.0.1:9',
  fetch: () => Promise.reject(new Error('reading calls nobody')),
  tokens: { load: async () => null, replace: async () => false },
  now: () => NOW,
  hashSeed: (text) => text,
} satisfies ZaloSettings)

const raw = (body: string, headers: Record<string, string>, receivedAt = NOW): RawRequest => ({
  method: 'POST',
  path: '/webhooks/zalo',
  query: '',
  headers,
  body,
  receivedAt,
})
const file = (name: string) => readFileSync(FOLDER + name, 'utf8')
const signed = (body: string, receivedAt = NOW) => raw(body, zaloRequest(who, body).headers, receivedAt)

interface Case {
  file: string
  why: string
  kind: 'accepted' | 'malformed'
  id?: string
  from?: string
  content?: object
  receipts?: string[]
  ignored?: string[]
}

describe('an authentic event is read as it was meant', () => {
  test.for(parse(file('cases.yaml')) as Case[])('$file: $why', async (expected) => {
    const body = file(expected.file)
    const reading = await channel.read(signed(body))
    expect(reading.kind).toBe(expected.kind)
    if (reading.kind !== 'accepted') return
    const id = expected.id === 'sha256 of the body' ? createHash('sha256').update(body).digest('hex') : expected.id
    expect(reading.messages).toEqual(
      expected.content
        ? [
            {
              door: 'zalo',
              address: { kind: 'zalo', value: expected.from ?? '4572947693969771653' },
              externalId: id,
              content: expected.content,
              sentAt: Number(JSON.parse(body).timestamp),
            },
          ]
        : [],
    )
    expect(reading.receipts.map((receipt) => [receipt.externalId, receipt.status])).toEqual(
      (expected.receipts ?? []).map((receipt) => [receipt, 'delivered']),
    )
    expect(reading.ignored).toEqual(expected.ignored ?? [])
  })
})

describe('nothing without a proof is believed', () => {
  const body = file('vector-text.body')
  const good = zaloRequest(who, body).headers['x-zevent-signature'] ?? ''

  test('the published vector gives its published signature', () => {
    const mac = zaloMac({ prefix: who.appId, secret: who.webhookSecret }, body, '1795402800000')
    expect(mac).toBe('5bd9ce7acaa6dfc4aa31f1d4248e8d70d172b3ba8a1fe0aeee340d51c124c08a')
    expect(good).toBe(`mac=${mac}`)
  })

  test('the OA id may stand where the app id stands', async () => {
    const mac = zaloMac({ prefix: who.oaId, secret: who.webhookSecret }, body, '1795402800000')
    expect((await channel.read(raw(body, { 'x-zevent-signature': `mac=${mac}` }))).kind).toBe('accepted')
    expect((await channel.read(raw(body, { 'x-zevent-signature': mac.toUpperCase() }))).kind).toBe('accepted')
  })

  test.for([
    { why: 'no signature', body, headers: {} },
    { why: 'an empty signature', body, headers: { 'x-zevent-signature': '' } },
    { why: 'mac= and nothing more', body, headers: { 'x-zevent-signature': 'mac=' } },
    { why: 'a truncated signature', body, headers: { 'x-zevent-signature': good.slice(0, -1) } },
    { why: 'a longer signature', body, headers: { 'x-zevent-signature': `${good}0` } },
    { why: 'one byte more in the body', body: `${body} `, headers: { 'x-zevent-signature': good } },
    { why: 'one byte changed', body: body.replace('VAY', 'VAI'), headers: { 'x-zevent-signature': good } },
    { why: 'signed with the app secret', body, headers: zaloRequest(who, body, { secret: 'app-secret' }).headers },
    { why: 'an empty unsigned body', body: '', headers: {} },
    { why: 'an unsigned body that is nearly the probe', body: '{ }', headers: {} },
    { why: 'the probe with a wrong signature', body: '{}', headers: { 'x-zevent-signature': good } },
    { why: 'unsigned junk', body: '{"a":', headers: {} },
  ])('refused: $why', async ({ body, headers }) => {
    expect((await channel.read(raw(body, headers as Record<string, string>))).kind).toBe('refused')
  })

  test('the console probe, exactly {} and unsigned, is accepted with nothing in it', async () => {
    const reading = await channel.read(raw('{}', {}))
    expect(reading).toEqual({ kind: 'accepted', messages: [], receipts: [], ignored: [] })
    expect(channel.acknowledge(raw('{}', {})).status).toBe(200)
  })

  test.for([
    { why: '26 hours old', shift: 26 * 3_600_000, kind: 'accepted' },
    { why: 'a second older', shift: 26 * 3_600_000 + 1000, kind: 'refused' },
    { why: '5 minutes ahead', shift: -5 * 60_000, kind: 'accepted' },
    { why: 'a second further ahead', shift: -5 * 60_000 - 1000, kind: 'refused' },
  ])('an event $why is $kind', async ({ shift, kind }) => {
    expect((await channel.read(signed(body, 1_795_402_800_000 + shift))).kind).toBe(kind)
  })

  test('a door without a secret believes nobody', async () => {
    const open = zalo({
      ...who,
      webhookSecret: '',
      appSecret: '',
      refreshToken: '',
      apiUrl: '',
      oauthUrl: '',
      fetch: () => Promise.reject(new Error('never')),
      tokens: { load: async () => null, replace: async () => false },
      now: () => NOW,
      hashSeed: (text) => text,
    })
    const headers = zaloRequest({ ...who, webhookSecret: '' }, body).headers
    expect((await open.read(raw(body, headers))).kind).toBe('refused')
  })
})

describe('signed bodies that a stranger could make up never throw', () => {
  const nested = `{"event_name":"follow","timestamp":"1795402800000","x":${'['.repeat(60_000)}${']'.repeat(60_000)}}`
  test.for([
    [
      'a megabyte of text',
      `{"event_name":"user_send_text","timestamp":"1795402800000","message":{"text":"${'a'.repeat(1_048_576)}"}}`,
    ],
    ['sixty thousand nested lists', nested],
    ['a number too large', '{"event_name":"follow","timestamp":1e400}'],
    ['a prototype', '{"__proto__":{"event_name":"follow"},"timestamp":"1795402800000"}'],
    ['null everywhere', '{"event_name":"user_send_text","timestamp":"1795402800000","sender":null,"message":null}'],
    [
      'a name from the prototype',
      '{"event_name":"constructor","timestamp":"1795402800000","recipient":{"id":"388613280878808645"}}',
    ],
    ['nothing', ''],
  ] as const)('%s', async ([, body]) => {
    expect(['accepted', 'malformed', 'refused']).toContain((await channel.read(signed(body))).kind)
  })
})
