/** The law pages in the real Workers runtime: no disk, no eval, the same bytes as on Node. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestHarness, type TestHarness } from 'wrangler'

let harness: TestHarness

beforeAll(async () => {
  Object.assign(process.env, {
    WRANGLER_SEND_METRICS: 'false',
    WRANGLER_HIDE_BANNER: 'true',
    CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  })
  harness = createTestHarness({
    workers: [{ configPath: 'wrangler.toml', vars: { SECRET_KEY: 'a key of thirty-two characters or more' } }],
  })
  await harness.listen()
  await harness.getWorker().applyD1Migrations('DB')
}, 120_000)
afterAll(async () => {
  await harness.close()
})

test('a Worker serves the law pages, their chart and their style, and knows them again', async () => {
  const answer = await harness.fetch('/console/law/social-pension?on=2026-11-23')
  const html = await answer.text()
  expect(answer.status).toBe(200)
  expect(html).toContain('<svg class="chart"')
  expect(html).toContain('540.000 đ')
  const again = await harness.fetch('/console/law/social-pension?on=2026-11-23', {
    headers: { 'If-None-Match': answer.headers.get('etag') ?? '' },
  })
  expect(again.status).toBe(304)
  const style = /rel="stylesheet" href="([^"]+)"/.exec(html)?.[1] ?? ''
  expect((await harness.fetch(style)).headers.get('content-type')).toContain('text/css')
  expect((await harness.fetch('/console/law/no-such-thing')).status).toBe(404)
})

test('a Worker describes its API, and lets nobody in without a token', async () => {
  const answer = await harness.fetch('/api/v1/openapi.json')
  expect(await answer.json()).toMatchObject({ openapi: '3.1.0' })
  expect((await harness.fetch('/api/v1/cases')).status).toBe(401)
})
