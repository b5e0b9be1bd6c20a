/** kill -9 while an event asks its people: everybody is asked exactly once, whenever the process dies. The server is the real one. */
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import { startTelegramDouble, type TelegramDouble } from '../doubles/telegram.ts'
import { databaseFolder, type RunningServer, startServer } from './running-server.ts'

const SECRET = 'a-webhook-secret-of-the-test'
const TOKEN = '123456:test-token'
const PEOPLE = 3_000
/** Milliseconds after its start at which each life of the server ends. */
const LIVES = [5, 25, 60, 90, 140]

let double: TelegramDouble
let folder: ReturnType<typeof databaseFolder>
let server: RunningServer | undefined

beforeEach(async () => {
  double = await startTelegramDouble({ token: TOKEN, webhookSecret: SECRET })
  folder = databaseFolder()
})
afterEach(async () => {
  await server?.kill()
  await double.stop()
  folder.remove()
})

function onFile<T>(what: (db: Database.Database) => T): T {
  const db = new Database(folder.file)
  try {
    return what(db)
  } finally {
    db.close()
  }
}
const count = (query: string) => onFile((db) => db.prepare(query).pluck().get() as number)

/** Everybody has written once, long ago; the storm is open since a minute. */
async function fill(): Promise<void> {
  await openSqliteStore({ file: folder.file, migrations: 'drizzle' }).close()
  const session = JSON.stringify({
    ...{
      contentHash: 'x',
      language: 'vi',
      household: {},
      skipped: [],
      answers: {},
      trail: [],
      misses: 0,
      introduced: true,
    },
    commune: '03013',
  })
  const at = Date.now() - 60_000
  onFile((db) => {
    const contact = db.prepare("insert into contacts (id, language, created_at) values (?, 'vi', ?)")
    const address = db.prepare(
      "insert into addresses (id, kind, value, contact_id, created_at) values (?, 'telegram', ?, ?, ?)",
    )
    const talk = db.prepare('insert into sessions (contact_id, version, data, updated_at) values (?, 1, ?, ?)')
    db.transaction(() => {
      for (let i = 0; i < PEOPLE; i++) {
        double.chats.add(String(i + 1))
        contact.run(`con_${i}`, 0)
        address.run(`addr_${i}`, String(i + 1), `con_${i}`, 0)
        talk.run(`con_${i}`, session, 0)
      }
      db.prepare(
        `insert into disasters (id, name, hazard, status, communes, starts_on, cap_ids, created_by, created_at, opened_at, version)
          values ('dis_1', 'Bão số 12', 'storm', 'open', '["03013"]', '2026-01-01', '[]', 'off_1', ?, ?, 1)`,
      ).run(at, at)
    })()
  })
}

test('kill -9 in the middle of asking asks nobody twice and forgets nobody', { timeout: 120_000 }, async () => {
  await fill()
  const env = {
    ...{ DATABASE_URL: `file:${folder.file}`, TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_WEBHOOK_SECRET: SECRET },
    TELEGRAM_API_ROOT: double.url,
  }
  const asked: number[] = []
  for (const life of LIVES) {
    server = await startServer(env)
    const before = count('select count(*) from check_ins')
    // Each life ends while rows are being written: it waits for the first, then a moment longer.
    const started = Date.now()
    while (count('select count(*) from check_ins') === before && before < PEOPLE && Date.now() - started < 10_000)
      await new Promise((done) => setTimeout(done, 2))
    await new Promise((done) => setTimeout(done, life))
    await server.kill()
    asked.push(count('select count(*) from check_ins'))
    // No row without its message, no message without its row.
    expect(count("select count(*) from deliveries where lane = 'bulk'")).toBe(asked.at(-1))
  }
  server = await startServer(env)
  const started = Date.now()
  while (count('select count(*) from check_ins') < PEOPLE && Date.now() - started < 30_000)
    await new Promise((done) => setTimeout(done, 50))
  await server.kill()
  expect(count('select count(*) from check_ins')).toBe(PEOPLE)
  expect(count("select count(*) from deliveries where lane = 'bulk'")).toBe(PEOPLE)
  expect(count("select count(distinct address_id) from deliveries where lane = 'bulk'")).toBe(PEOPLE)
  // At least one life ended with some asked and others not, or this test has shown nothing.
  expect(asked.some((one) => one > 0 && one < PEOPLE)).toBe(true)
  const heard = new Map<string, number>()
  for (const { chatId } of double.sent) heard.set(chatId, (heard.get(chatId) ?? 0) + 1)
  expect(heard.size).toBeGreaterThan(0)
  expect(Math.max(...heard.values())).toBe(1)
})
