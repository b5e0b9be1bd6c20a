/** The demonstration: it refuses wherever real people could be, nobody in it can be called, and a server for production holds none of it. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import process from 'node:process'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { toE164 } from '../../src/channels/phone-number.ts'
import { fillDemo } from '../../src/commands/demo-fill.ts'
import { readStories } from '../../src/commands/demo-format.ts'
import { DEMO_OFFICIALS, DEMO_PASSWORD } from '../../src/commands/demo-officials.ts'
import { whyNoDemo } from '../../src/commands/demo-rules.ts'
import { FEEDBACK_KINDS } from '../../src/core/feedback.ts'
import { grantScope, systemScope } from '../../src/core/official.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import type { Store } from '../../src/store/store.ts'
import { databaseFolder, startServer } from '../end-to-end/running-server.ts'

describe('the demo refuses', () => {
  test.for([
    ['in production', { NODE_ENV: 'production' }, /NODE_ENV is production/],
    ['a real commune', { SCOPE: '03013' }, /SCOPE names real communes/],
    ['a real province among others', { SCOPE: '40,03013' }, /SCOPE/],
    ['a door to real people', { TELEGRAM_BOT_TOKEN: '1:a', TELEGRAM_WEBHOOK_SECRET: 'b' }, /Telegram/],
    ['another machine’s reach', { HOST: '0.0.0.0' }, /HOST/],
    ['an address on the internet', { PUBLIC_URL: 'https://example.vn' }, /PUBLIC_URL/],
    ['another database', { DATABASE_URL: 'file:data/la-lanh.db' }, /DATABASE_URL/],
    ['a database that only ends alike', { DATABASE_URL: 'file:data/not-demo.db' }, /DATABASE_URL/],
  ] as const)('%s', ([, env, sentence]) => {
    expect(whyNoDemo(env).join('\n')).toMatch(sentence)
  })

  test('nothing where nothing is set, and its own file', () => {
    expect(whyNoDemo({})).toEqual([])
    expect(whyNoDemo({ DATABASE_URL: 'file:data/demo.db', HOST: 'localhost', SIMULATOR: 'on', PORT: '9000' })).toEqual(
      [],
    )
  })

  test('by leaving with a sentence and touching no file', () => {
    const done = spawnSync(process.execPath, ['src/commands/demo.ts'], {
      env: { PATH: process.env.PATH, NODE_ENV: 'production', SCOPE: '40' },
      encoding: 'utf8',
    })
    expect(done.status).toBe(1)
    expect(done.stderr).toMatch(/The demo does not run here\.\nNODE_ENV is production.*\nSCOPE names real communes/)
  })
})

test('nobody of the stories has a number that could be called', () => {
  const numbers = readStories().stories.map(({ phone }) => phone)
  expect(numbers.filter((number) => toE164(number) !== null)).toEqual([])
  expect(new Set(numbers).size).toBe(numbers.length)
  const real = readFileSync('demo/stories.yaml', 'utf8').replace('+84000000101', '+84912000101')
  expect(() => readStories(real)).toThrow(/must be a number that nobody has/)
})

test('its officials have addresses that exist nowhere, one for each role', () => {
  expect(DEMO_OFFICIALS.filter(({ email }) => !email.endsWith('.example'))).toEqual([])
  expect(new Set(DEMO_OFFICIALS.map(({ role }) => role)).size).toBe(5)
})

describe('its commune', () => {
  let folder: ReturnType<typeof databaseFolder>
  let store: Store
  let trouble: readonly string[]
  beforeAll(async () => {
    folder = databaseFolder()
    trouble = (await fillDemo(folder.file, 'k'.repeat(40), Date.now())).trouble
    store = openSqliteStore({ file: folder.file, migrations: 'drizzle' })
  }, 60_000)
  afterAll(async () => {
    await store.close()
    folder.remove()
  })

  test('lives as its stories say', () => expect(trouble).toEqual([]))

  test('has one notice that went out, to phones that took it and some that did not, and one that waits', async () => {
    const all = await store.broadcasts.list(systemScope(), {}, { limit: 9, offset: 0 })
    expect(all.rows.map(({ status }) => status)).toEqual(['submitted', 'done'])
    const id = all.rows[1]?.id ?? ''
    const counts = await store.broadcasts.counts(id)
    expect(counts).toEqual({ delivered: expect.any(Number), sent: 1, failed: 1, unknown: 1, skipped: 2 })
    expect(counts.delivered).toBeGreaterThan(10)
    const replies = await store.broadcasts.replies(systemScope(), id, { limit: 9, offset: 0 })
    expect(replies.rows.map(({ text }) => text.slice(0, 6))).toEqual(['Me toi', 'Cam on'])
  })

  test('is heard: words of every kind, one hidden, some answered, and what was done about them told', async () => {
    const { rows } = await store.feedback.list(systemScope(), {}, { limit: 99, offset: 0, now: Date.now() })
    expect(new Set(rows.map(({ kind }) => kind))).toEqual(new Set([...FEEDBACK_KINDS, null]))
    expect(rows.filter(({ wish }) => wish === 'hidden')).toMatchObject([{ code: null, level: 'province' }])
    expect(rows.filter(({ answer }) => answer !== null)).toHaveLength(2)
    expect(await store.changes.list(9)).toMatchObject([{ raised: 3, told: 3, waiting: 0 }])
  })

  test('was asked: a poll whose answers may be shown, and two households whether support had come', async () => {
    const [poll] = await store.polls.list(9)
    expect(poll?.closesAt).toBeGreaterThan(Date.now())
    const counts = await store.polls.counts(poll?.id ?? '')
    expect(counts.every(({ count }) => count >= 5)).toBe(true)
    expect(counts).toHaveLength(2)
    const { rows } = await store.cases.list(systemScope(), {}, { limit: 99, offset: 0 })
    const matters = await Promise.all(rows.map(async ({ code }) => (await store.cases.get(systemScope(), code))?.line))
    expect(matters.filter((line) => line?.kind === 'question' && line.commune === null)).toHaveLength(1)
    expect(rows.some(({ status }) => status === 'confirmed')).toBe(true)
  })

  test('is seen by staff too: words that were not understood, and an agency that was let in', async () => {
    expect((await store.words.frequent(3, 9)).map(({ word }) => word)).toContain('dinh danh muc hai')
    expect(await store.api.tokens()).toMatchObject([{ scopes: ['cases:read', 'feedback:read'], revokedAt: null }])
  })

  test('gives and tells: a pledge whose two sides met, one to look at, a story that is read, one to write', async () => {
    const pledges = await store.pledges.list(systemScope(), {}, { limit: 9, offset: 0 })
    expect(pledges.rows.map(({ status }) => status)).toEqual(['new', 'verified'])
    const file = await store.pledges.get(systemScope(), pledges.rows[1]?.code ?? '')
    expect(file?.matches.map(({ status }) => status)).toEqual(['introduced'])
    const need = file?.matches[0]?.caseId ?? ''
    expect(await store.pledges.ofCase(systemScope(), need)).toMatchObject([{ kind: 'goods', status: 'introduced' }])
    const elsewhere = grantScope({ by: 'off_x', communes: ['00004'] })
    expect(await store.pledges.ofCase(elsewhere, need)).toEqual([])
    const models = await store.models.list(systemScope(), null, { limit: 9, offset: 0 })
    expect(models.rows.map(({ status }) => status).sort()).toEqual(['nominated', 'published'])
  })
})

test('a database that the demo filled is not served in production, by whatever name', async () => {
  const folder = databaseFolder()
  const filled = await fillDemo(folder.file, 'k'.repeat(40), Date.now())
  expect(filled.cases).toBeGreaterThan(10)
  const env = { DATABASE_URL: `file:${folder.file}`, SECRET_KEY: 'k'.repeat(40) }
  await expect(startServer({ ...env, NODE_ENV: 'production' })).rejects.toThrow(/filled by `npm run demo`/)
  const server = await startServer(env)
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
  await server.stop()
  folder.remove()
}, 60_000)

test('a server for production holds neither its password nor its people', async () => {
  const built = await build({
    ...{
      entryPoints: ['src/main/node.ts'],
      bundle: true,
      write: false,
      metafile: true,
      platform: 'node',
      format: 'esm',
    },
    ...{ external: ['better-sqlite3'], jsx: 'automatic', jsxImportSource: 'hono/jsx', logLevel: 'error' },
  })
  const files = Object.keys(built.metafile.inputs)
  expect(files).toContain('src/main/node.ts')
  expect(files.filter((file) => /commands\/|^demo\//.test(file))).toEqual([])
  const text = built.outputFiles[0]?.text ?? ''
  for (const secret of [DEMO_PASSWORD, DEMO_OFFICIALS[0]?.email ?? '?', '+84000000101'])
    expect([secret, text.includes(secret)]).toEqual([secret, false])
})
