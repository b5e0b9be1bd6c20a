/** Photos: from the provider's own hosts only, no redirect, no flood of bytes, and nothing that is no picture. */
import { readFileSync } from 'node:fs'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { fetchPhoto, judged } from '../../src/channels/fetch-photo.ts'
import { type FaultyServer, serveFaulty } from '../doubles/faulty-server.ts'
import { jpegOf, pngOf, webpOf } from '../doubles/pictures.ts'

const addresses: Record<'asked' | 'refused', string[]> = parse(
  readFileSync(new URL('photo-addresses.yaml', import.meta.url), 'utf8'),
)

describe('an address', () => {
  const asking = async (address: string) => {
    const asked: RequestInit[] = []
    const fetch = async (_: unknown, how?: RequestInit) => {
      asked.push(how ?? {})
      return new Response(jpegOf())
    }
    const outcome = await fetchPhoto(address, { fetch, base: 'https://bot.example.vn/api', hosts: ['.zdn.vn'] })
    return { outcome, asked }
  }

  test.for(addresses.asked)('of the provider is fetched, following nobody further: %s', async (address) => {
    const { outcome, asked } = await asking(address)
    expect(outcome.kind).toBe('kept')
    expect(asked).toMatchObject([{ redirect: 'manual' }])
  })

  test.for(addresses.refused)('of anybody else is never asked: %s', async (address) => {
    expect(await asking(address)).toEqual({ outcome: { kind: 'refused', why: 'host' }, asked: [] })
  })
})

describe('over the wire', () => {
  let server: FaultyServer
  let served = 0
  beforeAll(async () => {
    const app = new Hono()
    app.get('/good.jpg', (c) => c.body(jpegOf()))
    app.get('/elsewhere.jpg', (c) => c.redirect('http://169.254.169.254/'))
    app.get('/endless.jpg', (c) => {
      const chunk = new Uint8Array(64 * 1024)
      const body = new ReadableStream<Uint8Array>({
        pull(controller) {
          served += chunk.length
          controller.enqueue(served === chunk.length ? jpegOf() : chunk)
        },
      })
      return c.body(body)
    })
    app.get('/gone.jpg', (c) => c.notFound())
    app.get('/down.jpg', (c) => c.text('', 503))
    app.get('/page.jpg', (c) => c.html('<script>alert(1)</script>'))
    server = await serveFaulty(app)
  })
  afterAll(() => server.stop())

  test.for([
    ['good.jpg', { kind: 'kept', mime: 'image/jpeg' }],
    ['elsewhere.jpg', { kind: 'refused', why: 'host' }],
    ['endless.jpg', { kind: 'refused', why: 'too_large' }],
    ['gone.jpg', { kind: 'refused', why: 'gone' }],
    ['down.jpg', { kind: 'later' }],
    ['page.jpg', { kind: 'refused', why: 'no_picture' }],
  ] as const)('%s', async ([name, expected]) => {
    expect(await fetchPhoto(`${server.url}/${name}`, { fetch, base: server.url })).toMatchObject(expected)
    if (name === 'endless.jpg') expect(served).toBeLessThan(32 * 1024 * 1024)
  })

  test('a line that breaks is tried later, and so is one that is too slow', async () => {
    server.fault({ kind: 'reset_before' })
    expect(await fetchPhoto(`${server.url}/good.jpg`, { fetch, base: server.url })).toEqual({ kind: 'later' })
    server.fault({ kind: 'latency', ms: 400 })
    const soon = AbortSignal.timeout(100)
    expect(await fetchPhoto(`${server.url}/good.jpg`, { fetch, base: server.url }, soon)).toEqual({ kind: 'later' })
  })
})

describe('bytes', () => {
  test.for([
    ['a JPEG', jpegOf(), { kind: 'kept', mime: 'image/jpeg' }],
    ['a PNG', pngOf(), { kind: 'kept', mime: 'image/png' }],
    ['a WebP', webpOf(), { kind: 'kept', mime: 'image/webp' }],
    [
      'a PNG of 50,000 × 50,000 pixels',
      pngOf({ width: 50_000, height: 50_000 }),
      { kind: 'refused', why: 'too_large' },
    ],
    [
      'a JPEG of 60,000 × 60,000 pixels',
      jpegOf({ width: 60_000, height: 60_000 }),
      { kind: 'refused', why: 'too_large' },
    ],
    ['a GIF', new TextEncoder().encode('GIF89a------------'), { kind: 'refused', why: 'no_picture' }],
    [
      'an SVG',
      new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>'),
      { kind: 'refused', why: 'no_picture' },
    ],
    ['a JPEG broken off after its sign', jpegOf().subarray(0, 5), { kind: 'refused', why: 'no_picture' }],
    ['nothing', new Uint8Array(), { kind: 'refused', why: 'no_picture' }],
  ] as const)('of %s', ([, bytes, expected]) => {
    expect(judged(bytes)).toMatchObject(expected)
  })
})
