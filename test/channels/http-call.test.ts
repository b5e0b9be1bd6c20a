/** One call to a provider: the deadline, what left and what did not, and nothing that a provider's answer can break. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { ANSWER_CAP_BYTES, callProvider, DEADLINE_MS, withoutAnswer } from '../../src/channels/http-call.ts'
import { outcomeByStatus, retryAfterMs } from '../../src/channels/http-failure.ts'

afterEach(() => {
  vi.useRealTimers()
})

const never = () => new Promise<Response>(() => {})
const failing = (cause: unknown) => () => Promise.reject(new TypeError('fetch failed', { cause }))
const coded = (code: string) => Object.assign(new Error(`${code} to secret.example`), { code })

describe('what left and what did not', () => {
  test.for(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT', 'CERT_HAS_EXPIRED'])(
    '%s: nothing left, so it may be tried again',
    async (code) => {
      const result = await callProvider(failing(coded(code)), 'http://x/', {})
      expect(result).toEqual({ kind: 'not_sent', code })
      if (result.kind !== 'answer') expect(withoutAnswer(result)).toMatchObject({ failure: 'temporary' })
    },
  )

  test('every address of a host refused: nothing left', async () => {
    const all = new AggregateError([coded('ECONNREFUSED'), coded('ECONNREFUSED')])
    expect(await callProvider(failing(all), 'http://x/', {})).toEqual({ kind: 'not_sent', code: 'ECONNREFUSED' })
  })

  test.for(['ECONNRESET', 'UND_ERR_SOCKET', 'EPIPE', 'SOMETHING_NEW'])('%s: it may have been sent', async (code) => {
    const result = await callProvider(failing(coded(code)), 'http://x/', {})
    expect(result).toEqual({ kind: 'no_answer', code })
    if (result.kind !== 'answer') expect(withoutAnswer(result)).toEqual({ kind: 'unknown', code })
  })

  test('an error without a code is no answer, and its words are not kept', async () => {
    const fetch = () => Promise.reject(new Error('https://api.example/botSECRET failed'))
    expect(await callProvider(fetch, 'http://x/', {})).toEqual({ kind: 'no_answer', code: 'network' })
  })

  test('after ten seconds nobody is waited for, even by a fetch that ignores its signal', async () => {
    vi.useFakeTimers()
    const call = callProvider(never, 'http://x/', {})
    await vi.advanceTimersByTimeAsync(DEADLINE_MS - 1)
    expect(await Promise.race([call, Promise.resolve('still waiting')])).toBe('still waiting')
    await vi.advanceTimersByTimeAsync(1)
    expect(await call).toEqual({ kind: 'no_answer', code: 'timeout' })
  })

  test('a body that never ends is left, the status kept', async () => {
    const server = createServer((_request, response) => {
      response.writeHead(500)
      response.write('begun')
    }).listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const { port } = server.address() as AddressInfo
    const signal = AbortSignal.timeout(200)
    const result = await callProvider((url, init) => fetch(url, init), `http://127.0.0.1:${port}/`, {}, signal)
    expect(result).toMatchObject({ kind: 'answer', status: 500, text: '' })
    server.closeAllConnections()
    server.close()
  })
})

test('an answer of 1 MB is read, one byte more is not, even where it would have been a good one', async () => {
  const answering = (size: number) => async () => new Response('x'.repeat(size), { status: 202 })
  const whole = await callProvider(answering(ANSWER_CAP_BYTES), 'http://x/', {})
  expect(whole.kind === 'answer' && whole.text.length).toBe(ANSWER_CAP_BYTES)
  const more = await callProvider(answering(ANSWER_CAP_BYTES + 1), 'http://x/', {})
  expect(more).toMatchObject({ kind: 'answer', status: 202, text: '' })
})

describe('what a status means', () => {
  const answer = (status: number, headers = {}) =>
    ({ kind: 'answer', status, headers: new Headers(headers), text: '' }) as const

  test.for([
    [200, { kind: 'unknown' }],
    [504, { kind: 'unknown' }],
    [301, { failure: 'misconfigured' }],
    [400, { failure: 'rejected' }],
    [401, { failure: 'misconfigured' }],
    [404, { failure: 'misconfigured' }],
    [418, { failure: 'rejected' }],
    [429, { failure: 'throttled' }],
    [500, { failure: 'temporary' }],
    [599, { failure: 'temporary' }],
  ] as const)('%i', ([status, outcome]) => {
    expect(outcomeByStatus(answer(status))).toMatchObject({ ...outcome, code: `http_${status}` })
  })

  test('Retry-After in seconds, as a date, absurd or missing', () => {
    expect(retryAfterMs(new Headers({ 'retry-after': '7' }))).toBe(7_000)
    const date = new Date(Date.now() + 60_000).toUTCString()
    const wait = retryAfterMs(new Headers({ 'retry-after': date })) ?? 0
    expect(wait).toBeGreaterThan(57_000)
    expect(wait).toBeLessThanOrEqual(60_000)
    expect(retryAfterMs(new Headers({ 'retry-after': '1e99' }))).toBeUndefined()
    expect(retryAfterMs(new Headers({ 'retry-after': '99999999' }))).toBe(86_400_000)
    expect(retryAfterMs(new Headers({ 'retry-after': '-5' }))).not.toBe(-5_000)
    expect(retryAfterMs(new Headers())).toBeUndefined()
  })
})
