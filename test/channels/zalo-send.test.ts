/** Zalo OA: sending against the double, and the life of its tokens through races, restarts and lost answers. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type ZaloSettings, zalo } from '../../src/channels/zalo/zalo.ts'
import type { OutboundMessage } from '../../src/core/message.ts'
import { memoryShelf } from '../doubles/memory-shelf.ts'
import { startZaloDouble, type ZaloDouble } from '../doubles/zalo.ts'

const START = 1_795_402_800_000
const HOUR = 3_600_000
const PERSON = '4572947693969771653'
const who = {
  appId: '3608465248940903967',
  appSecret: 'the-app-secret',
  oaId: '388613280878808645',
  webhookSecret: 'the-oa-secret',
}

/** A port that nothing serves and that fetch does not forbid. */
const nobodyListens = 'http://127.0.0.1:48999'
let clock = START
let double: ZaloDouble
let shelf: ReturnType<typeof memoryShelf>

beforeEach(async () => {
  clock = START
  shelf = memoryShelf()
  double = await startZaloDouble({ ...who, refreshToken: 'seed-1', accessToken: 'access-seed', now: () => clock })
  double.followers.set(PERSON, { lastInteraction: START, refuses: false, cs: 0 })
})
afterEach(() => double.stop())

/** A process: everything but the shelf starts anew. */
const start = (over: Partial<ZaloSettings> = {}) =>
  zalo({
    ...who,
    refreshToken: 'seed-1',
    apiUrl: double.url,
    oauthUrl: double.url,
    fetch: (input, init) => fetch(input, init),
    tokens: shelf,
    now: () => clock,
    hashSeed: async (text) => `hash of ${text}`,
    ...over,
  })

const message = (over: Partial<OutboundMessage> = {}): OutboundMessage => ({
  id: 'out_1',
  address: { kind: 'zalo', value: PERSON },
  text: 'UBND xã Lá Lành: bà con chọn một mục.',
  expiresAt: START + HOUR,
  ...over,
})

describe('what leaves', () => {
  test('text with buttons in the shape of a live integration, token in its own header', async () => {
    const outcome = await start({ accessToken: 'access-seed' }).send(
      message({
        text: 'Chọn:\n1. Vay vốn'.normalize('NFD'),
        buttons: [
          { label: 'Vay vốn', value: '1' },
          { label: 'Bảo hiểm y tế cho cả gia đình', value: 'health-insurance' },
          { label: 'Không quay lại được', value: 'có dấu' },
        ],
      }),
    )
    expect(outcome).toEqual({ kind: 'accepted', externalId: expect.stringMatching(/^c7f0/) })
    const seen = double.requests[0]
    expect(seen?.headers.access_token).toBe('access-seed')
    expect(seen?.headers.authorization).toBeUndefined()
    expect(JSON.parse(seen?.body ?? '')).toEqual({
      recipient: { user_id: PERSON },
      message: {
        text: 'Chọn:\n1. Vay vốn',
        attachment: {
          type: 'template',
          payload: {
            buttons: [
              { type: 'oa.query.hide', title: 'Vay vốn', payload: '#cb:1' },
              { type: 'oa.query.hide', title: 'Bảo hiểm y tế cho c…', payload: '#cb:health-insurance' },
            ],
          },
        },
      },
    })
  })

  test('never more than five buttons', async () => {
    const buttons = Array.from({ length: 8 }, (_, i) => ({ label: `Mục ${i}`, value: `${i}` }))
    expect((await start().send(message({ buttons }))).kind).toBe('accepted')
    expect(double.sent[0]?.buttons).toHaveLength(5)
  })
})

describe('what Zalo refuses', () => {
  test.for([
    ['7 days and a bit after the last word', -7 * 24 * HOUR - 1, 'window_closed', '-230'],
    ['7 days after the last word', -7 * 24 * HOUR, 'accepted', ''],
  ] as const)('%s', async ([, shift, expected, code]) => {
    double.followers.set(PERSON, { lastInteraction: START + shift, refuses: false, cs: 0 })
    const outcome = await start().send(message())
    if (expected === 'accepted') expect(outcome.kind).toBe('accepted')
    else expect(outcome).toEqual({ kind: 'refused', failure: expected, code })
  })

  test('somebody who refuses messages is stopped; somebody who never followed is out of the window', async () => {
    double.followers.set(PERSON, { lastInteraction: START, refuses: true, cs: 0 })
    expect(await start().send(message())).toEqual({ kind: 'refused', failure: 'stopped', code: '-244' })
    double.followers.delete(PERSON)
    expect(await start().send(message())).toEqual({ kind: 'refused', failure: 'window_closed', code: '-213' })
  })

  test('a text over 2,000 characters', async () => {
    expect((await start().send(message({ text: 'ạ'.repeat(2000).normalize('NFD') }))).kind).toBe('accepted')
    const outcome = await start().send(message({ text: 'ạ'.repeat(2001) }))
    expect(outcome).toMatchObject({ kind: 'refused', failure: 'rejected' })
  })

  test.for([
    [-32, 'Too many requests', 'throttled'],
    [-32, 'No permission for this feature', 'misconfigured'],
    [-223, 'OA is not allowed', 'misconfigured'],
    [-223, 'Exceeded quota', 'throttled'],
    [-211, 'Out of quota', 'throttled'],
    [-218, 'Out of quota for the user', 'throttled'],
    [-232, 'No interaction', 'window_closed'],
    [-227, 'User offline for 45 days', 'unreachable'],
    [-224, 'Upgrade the package', 'misconfigured'],
    [-204, 'OA is disabled', 'misconfigured'],
    [-201, 'Invalid field', 'rejected'],
    [-200, 'Send failed', 'temporary'],
    [-99999, 'Something new', 'rejected'],
  ] as const)('error %i "%s" is %s', async ([error, text, failure]) => {
    const body = JSON.stringify({ error, message: text })
    double.fault({ kind: 'answer', status: 200, body }, { path: '/message/cs' })
    expect(await start().send(message())).toMatchObject({ kind: 'refused', failure, code: String(error) })
  })

  test.for([
    ['a 503', { kind: 'answer', status: 503, body: 'busy' }, { kind: 'refused', failure: 'temporary' }],
    ['not JSON with 200', { kind: 'garble', status: 200, body: '<html>' }, { kind: 'unknown' }],
    ['half a JSON', { kind: 'garble', status: 200, body: '{"error":0,"da' }, { kind: 'unknown' }],
    ['a line that breaks after the message was taken', { kind: 'reset_after' }, { kind: 'unknown' }],
    ['a line that breaks before', { kind: 'reset_before' }, { kind: 'unknown' }],
  ] as const)('%s', async ([, fault, expected]) => {
    double.fault(fault, { path: '/message/cs' })
    expect(await start().send(message())).toMatchObject(expected)
  })

  test('nobody listening: nothing left, try again', async () => {
    const outcome = await start({ accessToken: 'access-seed', apiUrl: nobodyListens }).send(message())
    expect(outcome).toMatchObject({ kind: 'refused', failure: 'temporary' })
  })

  test('the routes that Zalo shut down answer an error', async () => {
    for (const gone of ['transaction', 'promotion']) {
      const answer = await fetch(`${double.url}/v3.0/oa/message/${gone}`, { method: 'POST', body: '{}' })
      expect(((await answer.json()) as { error: number }).error).not.toBe(0)
    }
  })
})

const refreshes = () => double.requests.filter((request) => request.path === '/v4/oa/access_token').length

describe('tokens', () => {
  test('without an access token the seed is spent once, marked first, and the new pair is stored before it is used', async () => {
    const used: string[] = []
    const channel = start({
      fetch: (input, init) => {
        used.push(`${new URL(input).pathname} with shelf ${shelf.history.at(-1)?.state}`)
        return fetch(input, init)
      },
    })
    expect((await channel.send(message())).kind).toBe('accepted')
    expect(used).toEqual(['/v4/oa/access_token with shelf refreshing', '/v3.0/oa/message/cs with shelf ok'])
    expect(shelf.history.map((pair) => pair.state)).toEqual(['ok', 'refreshing', 'ok'])
    expect(shelf.history.at(-1)).toMatchObject({ expiresAt: START + 25 * HOUR, seededFrom: 'hash of seed-1' })
    const oauth = double.requests[0]
    expect(oauth?.headers.secret_key).toBe(who.appSecret)
    expect(oauth?.body).toBe(`grant_type=refresh_token&refresh_token=seed-1&app_id=${who.appId}`)
  })

  test('twenty sends that need a renewal at once cause one, and none is lost', async () => {
    const channel = start()
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => channel.send(message())))
    expect(outcomes.every((outcome) => outcome.kind === 'accepted')).toBe(true)
    expect(double.grant.refreshes).toBe(1)
    expect(refreshes()).toBe(1)
  })

  test('two processes that need a renewal at once cause one', async () => {
    double.fault({ kind: 'latency', ms: 300 }, { path: '/access_token' })
    const outcomes = await Promise.all([start().send(message()), start().send(message())])
    expect(outcomes.map((outcome) => outcome.kind)).toEqual(['accepted', 'accepted'])
    expect(refreshes()).toBe(1)
  })

  test('a restart right after a renewal goes on with the stored pair, not with the spent seed', async () => {
    await start().send(message())
    expect((await start().send(message())).kind).toBe('accepted')
    expect(refreshes()).toBe(1)
    expect(await start().state?.()).toBe('ok')
  })

  test('at 19 h the token is kept, at 20 h it is renewed', async () => {
    const channel = start()
    await channel.send(message())
    clock = START + 20 * HOUR - 1
    await channel.send(message())
    expect(refreshes()).toBe(1)
    clock = START + 20 * HOUR
    await channel.send(message())
    expect(refreshes()).toBe(2)
    clock = START + 40 * HOUR + 1
    expect((await start().send(message())).kind).toBe('accepted')
    expect(refreshes()).toBe(3)
  })

  test.for([
    ['refused as bad', -216],
    ['refused as expired', -220],
  ] as const)('a token %s is renewed once and the message goes once', async ([, error]) => {
    const channel = start({ accessToken: 'access-seed' })
    double.fault(
      { kind: 'answer', status: 200, body: JSON.stringify({ error, message: 'x' }) },
      { path: '/message/cs' },
    )
    expect((await channel.send(message())).kind).toBe('accepted')
    expect(double.sent).toHaveLength(1)
    expect(refreshes()).toBe(1)
  })

  test('a token that stays bad after one renewal is an alarm, not a loop', async () => {
    const body = JSON.stringify({ error: -216, message: 'Access token is invalid' })
    double.fault({ kind: 'answer', status: 200, body }, { path: '/message/cs', times: 9 })
    const outcome = await start({ accessToken: 'access-seed' }).send(message())
    expect(outcome).toEqual({ kind: 'refused', failure: 'misconfigured', code: '-216' })
    expect(refreshes()).toBe(1)
  })

  test('an answer lost on the way back ends in needs_consent, and the spent token is never sent again', async () => {
    double.fault({ kind: 'reset_after' }, { path: '/access_token' })
    const channel = start()
    expect(await channel.send(message())).toEqual({
      kind: 'refused',
      failure: 'misconfigured',
      code: 'token_needs_consent',
    })
    expect(await channel.state?.()).toBe('needs_consent')
    expect(await start().state?.()).toBe('needs_consent')
    await start().send(message())
    expect(refreshes()).toBe(1)
  })

  test('a crash while the refresh token is being spent ends in needs_consent once nobody can still be waiting', async () => {
    const never = start({
      fetch: (input) =>
        input.endsWith('/access_token') ? new Promise(() => {}) : Promise.reject(new Error('not reached')),
    })
    void never.send(message())
    await expect.poll(() => shelf.history.at(-1)?.state).toBe('refreshing')
    clock += 14_000
    expect(await start().state?.()).toBe('ok')
    clock += 1_000
    const after = start()
    expect(await after.state?.()).toBe('needs_consent')
    expect(await after.send(message())).toMatchObject({ kind: 'refused', failure: 'misconfigured' })
    expect(refreshes()).toBe(0)
  })

  test('a reused refresh token is refused by Zalo, kills the grant and ends in needs_consent', async () => {
    await start().send(message())
    const forgotten = memoryShelf()
    const amnesiac = start({ tokens: forgotten })
    expect(await amnesiac.send(message())).toMatchObject({ failure: 'misconfigured', code: 'token_needs_consent' })
    expect(await amnesiac.state?.()).toBe('needs_consent')
    expect(double.grant.alive).toBe(false)
    expect(await start().send(message())).toMatchObject({ failure: 'misconfigured' })
  })

  test.for([
    ['HTTP 200 with an error name', 200, '{"error_name":"Invalid refresh token","error":-14014}'],
    ['a token pair with a hole in it', 200, '{"access_token":"a","expires_in":"90000"}'],
    ['not JSON', 200, '<html>'],
  ] as const)('%s never overwrites a token with nothing', async ([, status, body]) => {
    const channel = start({ accessToken: 'access-seed' })
    clock = START
    await channel.send(message())
    clock = START + 21 * HOUR
    double.grant.expiresAt = START + 99 * HOUR
    double.fault({ kind: 'answer', status, body }, { path: '/access_token' })
    // The old token is still good, so the message goes while /readyz already says what is wrong.
    expect((await channel.send(message())).kind).toBe('accepted')
    expect(shelf.history.at(-1)).toMatchObject({ accessToken: 'access-seed', state: 'needs_consent' })
    expect(await channel.state?.()).toBe('needs_consent')
  })

  test('a new value in the environment seeds again, an unchanged one does not', async () => {
    await start().send(message())
    double.grant.refreshToken = 'seed-2'
    double.grant.accessToken = 'access-2'
    double.grant.alive = true
    const reseeded = start({ refreshToken: 'seed-2', accessToken: 'access-2' })
    expect((await reseeded.send(message())).kind).toBe('accepted')
    expect(shelf.history.at(-1)).toMatchObject({ refreshToken: 'seed-2', seededFrom: 'hash of seed-2' })
  })

  test('consent given again through the environment heals needs_consent', async () => {
    double.fault({ kind: 'reset_after' }, { path: '/access_token' })
    await start().send(message())
    double.grant.refreshToken = 'seed-2'
    const healed = start({ refreshToken: 'seed-2' })
    expect(await healed.state?.()).toBe('ok')
    expect((await healed.send(message())).kind).toBe('accepted')
  })

  test('when nobody listens at OAuth the refresh token was not spent and is tried again', async () => {
    const outcome = await start({ oauthUrl: nobodyListens }).send(message())
    expect(outcome).toEqual({ kind: 'refused', failure: 'temporary', code: 'token_temporary' })
    expect(shelf.history.at(-1)).toMatchObject({ refreshToken: 'seed-1', state: 'ok' })
    expect((await start().send(message())).kind).toBe('accepted')
  })

  test('a pair that the shelf could not take is kept, stored at the next try, and not used before', async () => {
    let calls = 0
    const channel = start({
      fetch: async (input, init) => {
        const answer = await fetch(input, init)
        if (input.endsWith('/access_token')) shelf.breakNext(1)
        calls++
        return answer
      },
    })
    expect(await channel.send(message())).toEqual({ kind: 'refused', failure: 'temporary', code: 'token_shelf' })
    expect(calls).toBe(1)
    expect((await channel.send(message())).kind).toBe('accepted')
    expect(refreshes()).toBe(1)
    expect(shelf.history.at(-1)?.state).toBe('ok')
  })

  test('an aborted send does not break off a renewal', async () => {
    double.fault({ kind: 'latency', ms: 200 }, { path: '/access_token' })
    const controller = new AbortController()
    const sending = start().send(message(), controller.signal)
    setTimeout(() => controller.abort(), 50)
    expect(await sending).toMatchObject({ kind: 'refused', failure: 'temporary' })
    expect(shelf.history.at(-1)?.state).toBe('ok')
  })

  test('no secret and no text in any outcome', async () => {
    const outcomes: unknown[] = []
    for (const fault of [{ kind: 'reset_after' }, { kind: 'answer', status: 401, body: 'the-app-secret' }] as const) {
      double.fault(fault)
      outcomes.push(await start().send(message()))
    }
    outcomes.push(await start({ apiUrl: 'http://the-app-secret:1' }).send(message()))
    const said = JSON.stringify(outcomes)
    for (const secret of [who.appSecret, who.webhookSecret, 'seed-1', PERSON, 'bà con'])
      expect(said).not.toContain(secret)
  })
})
