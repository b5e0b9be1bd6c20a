/** Zalo OA: approved templates on the wire, as test/channels/zalo-template.yaml says, against the double. */
import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { zalo } from '../../src/channels/zalo/zalo.ts'
import { type OutboundMessage, SEND_FAILURES } from '../../src/core/message.ts'
import { memoryShelf } from '../doubles/memory-shelf.ts'
import { startZaloDouble, type ZaloDouble } from '../doubles/zalo.ts'

const PERSON = '4572947693969771653'
const PATH = '/v3.0/oa/message/template'
const who = { appId: '3608465248940903967', appSecret: 's', oaId: '388613280878808645', webhookSecret: 'w' }
const Cases = z.strictObject({
  sends: z.array(z.strictObject({ why: z.string(), data: z.record(z.string(), z.string()), body: z.unknown() })),
  refusals: z.array(z.strictObject({ code: z.int(), failure: z.enum(SEND_FAILURES), why: z.string().optional() })),
})
const { sends, refusals } = Cases.parse(parse(readFileSync('test/channels/zalo-template.yaml', 'utf8')))

let double: ZaloDouble
beforeEach(async () => {
  double = await startZaloDouble({ ...who, refreshToken: 'seed', accessToken: 'access' })
  // Wrote last a month ago.
  double.followers.set(PERSON, { lastInteraction: Date.now() - 30 * 86_400_000, refuses: false, cs: 0 })
  double.templates.set('374820', { noi_dung: 200, ma: 30 })
})
afterEach(() => double.stop())

const channel = () =>
  zalo({
    ...{ ...who, refreshToken: 'seed', accessToken: 'access', apiUrl: double.url, oauthUrl: double.url },
    ...{ fetch, tokens: memoryShelf(), now: Date.now, hashSeed: (text: string) => text },
  })
const DATA = { noi_dung: 'Mai họp thôn.', ma: '482913' }
const message = (data: Readonly<Record<string, string>> = DATA, id = '374820'): OutboundMessage => ({
  ...{ id: 'out_1', address: { kind: 'zalo', value: PERSON }, text: 'Mai họp thôn. KT 482913' },
  ...{ expiresAt: Date.now() + 60_000, template: { id, data } },
})

test.for(sends)('$why', async ({ data, body }) => {
  const outcome = await channel().send(message(data))
  expect(outcome).toEqual({ kind: 'accepted', externalId: expect.stringMatching(/^7a1e/) })
  const [seen] = double.requests
  expect([seen?.path, seen?.headers.access_token, JSON.parse(seen?.body ?? '')]).toEqual([PATH, 'access', body])
  expect(double.filled).toEqual([{ to: PERSON, template: '374820', data }])
})

test('the same person takes no ordinary message', async () => {
  const { template: _template, ...plain } = message()
  expect(await channel().send(plain)).toMatchObject({ failure: 'window_closed', code: '-230' })
})

test.for(refusals)('$code is $failure', async ({ code, failure }) => {
  double.fault({ kind: 'answer', status: 200, body: JSON.stringify({ error: code, message: 'no' }) }, { path: PATH })
  expect(await channel().send(message())).toMatchObject({ kind: 'refused', failure, code: String(code) })
})

test.for([
  ['a gap too full', { ...DATA, noi_dung: 'x'.repeat(201) }, '374820'],
  ['a gap left out', { noi_dung: 'x' }, '374820'],
  ['a gap too many', { ...DATA, khac: 'x' }, '374820'],
  ['another template', DATA, '1'],
] as const)('%s is refused for good', async ([, data, id]) => {
  expect(await channel().send(message(data, id))).toMatchObject({ kind: 'refused', failure: 'rejected' })
})

test('a dead token of templates is renewed once', async () => {
  double.fault({ kind: 'answer', status: 200, body: '{"error":-124,"message":"Invalid access token"}' }, { path: PATH })
  expect((await channel().send(message())).kind).toBe('accepted')
  expect(double.grant.refreshes).toBe(1)
})
