/** Calls to other agencies' programs leave for public addresses alone, whatever a name says, and are not led further. */
import type { lookup } from 'node:dns'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { hookCaller, isPrivate } from '../../src/main/call-hook.ts'
import { hookAddress } from '../../src/service/hook-address.ts'

/** A name server that answers so. */
const named = (...addresses: readonly string[]): typeof lookup =>
  Object.assign(
    (_name: string, _options: unknown, done: (error: null, found: object) => void) =>
      done(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      ),
    { __promisify__: null },
  ) as unknown as typeof lookup

test.for([
  ...['127.0.0.1', '127.9.9.9', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254'],
  ...['100.64.0.1', '0.0.0.0', '224.0.0.1', '255.255.255.255', '::1', '::', 'fc00::1', 'fe80::1', 'ff02::1'],
  ...['::ffff:127.0.0.1', '::ffff:8.8.8.8', '::127.0.0.1', '64:ff9b::7f00:1', '2002:7f00:1::', 'not an address'],
])('%s is not called', (address) => {
  expect(isPrivate(address)).toBe(true)
})

test.for(['8.8.8.8', '172.15.0.1', '172.32.0.1', '100.63.0.1', '11.0.0.1', '2606:4700::1111', '2401:d800::1'])(
  '%s may be called',
  (address) => {
    expect(isPrivate(address)).toBe(false)
  },
)

describe('an address as typed', () => {
  test.for([
    ...['http://so.example.vn/hook', 'https://127.0.0.1/', 'https://2130706433/', 'https://0x7f.1/', 'https://[::1]/'],
    ...[
      'https://localhost/',
      'https://so.local/',
      'https://metadata.internal/',
      'https://intranet/',
      'https://a.localhost./',
    ],
    ...[
      'https://user:secret@so.example.vn/',
      'https://so.example.vn:8443/',
      'https://so.example.vn/#a',
      'ftp://so.vn/',
    ],
    ...['javascript:alert(1)', '', 'so.example.vn', `https://so.example.vn/${'x'.repeat(500)}`],
  ])('%s is refused', (typed) => {
    expect(hookAddress(typed, false)).toBeNull()
  })

  test('by name and https is taken; this machine only where that is allowed', () => {
    expect(hookAddress(' https://so.example.vn/hook?x=1 ', false)).toBe('https://so.example.vn/hook?x=1')
    expect(hookAddress('http://127.0.0.1:8080/hook', true)).toBe('http://127.0.0.1:8080/hook')
    expect(hookAddress('http://10.0.0.1/', true)).toBeNull()
  })
})

describe('over the wire', () => {
  let server: Server
  let url: string
  let asked: { readonly path: string; readonly body: string }[]
  let answers: (path: string) => { status: number; headers?: Record<string, string> } | 'never'
  beforeEach(async () => {
    asked = []
    answers = () => ({ status: 204 })
    server = createServer((request, response) => {
      let body = ''
      request.on('data', (chunk: Buffer) => (body += chunk.toString()))
      request.on('end', () => {
        asked.push({ path: request.url ?? '', body })
        const answer = answers(request.url ?? '')
        if (answer !== 'never') response.writeHead(answer.status, answer.headers).end('x'.repeat(100_000))
      })
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterEach(() => {
    server.closeAllConnections()
    server.close()
  })

  test('an answer is its status, and nobody is followed', async () => {
    answers = () => ({ status: 302, headers: { location: `${url}/elsewhere` } })
    expect(await hookCaller(true)(`${url}/a`, {}, '{}')).toEqual({ kind: 'answer', status: 302 })
    expect(asked).toEqual([{ path: '/a', body: '{}' }])
  })

  test('a name that leads into the house is not called, also by a second answer', async () => {
    const { port } = server.address() as AddressInfo
    for (const found of [['127.0.0.1'], ['8.8.8.8', '10.0.0.1'], ['::ffff:169.254.169.254'], []]) {
      const post = hookCaller(false, named(...found))
      expect(await post(`http://so.example.vn:${port}/`, {}, '')).toEqual({
        kind: 'no_answer',
        code: 'private_address',
      })
    }
    expect(await hookCaller(false)(`${url}/`, {}, '')).toEqual({ kind: 'no_answer', code: 'private_address' })
    expect(asked).toEqual([])
  })

  test('the address looked at is the one connected to', async () => {
    const { port } = server.address() as AddressInfo
    const post = hookCaller(true, named('127.0.0.1'))
    expect(await post(`http://so.example.vn:${port}/b`, {}, 'x')).toEqual({ kind: 'answer', status: 204 })
    expect(asked).toEqual([{ path: '/b', body: 'x' }])
  })

  test('who does not answer is waited for five seconds and no longer', { timeout: 10_000 }, async () => {
    answers = () => 'never'
    const began = Date.now()
    expect(await hookCaller(true)(url, {}, '')).toEqual({ kind: 'no_answer', code: 'timeout' })
    expect(Date.now() - began).toBeLessThan(7_000)
    server.close()
    server.closeAllConnections()
    expect(await hookCaller(true)(url, {}, '')).toEqual({ kind: 'no_answer', code: 'ECONNREFUSED' })
  })
})
