/** The demonstration: it refuses wherever real people could be, nobody in it can be called, and a server for production holds none of it. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import process from 'node:process'
import { build } from 'esbuild'
import { describe, expect, test } from 'vitest'
import { toE164 } from '../../src/channels/phone-number.ts'
import { fillDemo } from '../../src/commands/demo-fill.ts'
import { DEMO_OFFICIALS, DEMO_PASSWORD } from '../../src/commands/demo-officials.ts'
import { whyNoDemo } from '../../src/commands/demo-rules.ts'
import { readStories } from '../../src/commands/demo-stories.ts'
import { systemScope } from '../../src/core/official.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'
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

test('its commune has one notice that went out, with what people wrote back, and one that waits for who approves', async () => {
  const folder = databaseFolder()
  const filled = await fillDemo(folder.file, 'k'.repeat(40), Date.now())
  expect(filled.trouble).toEqual([])
  const store = openSqliteStore({ file: folder.file, migrations: 'drizzle' })
  const all = await store.broadcasts.list(systemScope(), {}, { limit: 9, offset: 0 })
  expect(all.rows.map(({ status }) => status)).toEqual(['submitted', 'done'])
  const [, told] = all.rows
  const counts = await store.broadcasts.counts(told?.id ?? '')
  expect(counts).toEqual({ sent: told?.total })
  expect(told?.total).toBeGreaterThan(5)
  const replies = await store.broadcasts.replies(systemScope(), told?.id ?? '', { limit: 9, offset: 0 })
  expect(replies.rows.map(({ text }) => text.slice(0, 6))).toEqual(['Me toi', 'Cam on'])
  await store.close()
  folder.remove()
}, 60_000)

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
