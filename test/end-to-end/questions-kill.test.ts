/** kill -9 while a poll is asked, and while households are asked whether support came: nobody is lost, and what may be double is unknown. */
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import { startTelegramDouble, type TelegramDouble } from '../doubles/telegram.ts'
import { addPeople, untilTen } from './broadcast-rows.ts'
import { databaseFolder, type RunningServer, startServer } from './running-server.ts'

const SECRET = 'a-webhook-secret-of-the-test'
const TOKEN = '123456:test-token'
const DAY_MS = 86_400_000
const PEOPLE = 700
/** Milliseconds that each life goes on after the first of its people was asked. */
const LIVES = [0, 5, 30, 80, 200]
const ahead = untilTen(Date.now())
const now = () => Date.now() + ahead

/** Which rows mark that somebody was asked, and what makes them to be asked. */
const QUESTIONS = {
  poll_asks: (db: Database.Database) =>
    db
      .prepare(
        `insert into polls (id, question, options, communes, by, at, closes_at, asked_to, asked_all)
          values ('poll_1', 'Nên họp thôn ngày nào?', '["Thứ bảy","Chủ nhật"]', '["demo"]', 'off_1', ?, ?, '', 0)`,
      )
      .run(now() - 60_000, now() + 5 * DAY_MS),
  support_checks: (db: Database.Database) => {
    const supported = now() - 8 * DAY_MS
    const made =
      db.prepare(`insert into cases (id, code, kind, status, danger, commune, contact_id, matter, report, score, reasons, unread,
        opened_at, updated_at, version)
      values (?, ?, 'hardship', 'supported', 0, 'demo', ?, '|self', '{}', 50, '[]', 0, ?, ?, 1)`)
    const entry = db.prepare(`insert into case_entries (case_id, kind, actor, data, at)
      values (?, 'status', 'off_1', '{"from":"decided","to":"supported"}', ?)`)
    for (let i = 0; i < PEOPLE; i++) {
      const contact = `con_${String(i).padStart(7, '0')}`
      made.run(`case_${i}`, `S${String(i).padStart(4, '0')}`, contact, supported, supported)
      entry.run(`case_${i}`, supported)
    }
  },
} as const

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

test.for(['poll_asks', 'support_checks'] as const)(
  'kill -9 while %s are written asks everybody, and nobody twice but those marked as unknown',
  { timeout: 240_000 },
  async (table) => {
    await openSqliteStore({ file: folder.file, migrations: 'drizzle' }).close()
    const people = Array.from({ length: PEOPLE }, (_, i) => ({ telegram: String(i + 1) }))
    for (const { telegram } of people) double.chats.add(telegram)
    onFile((db) => {
      addPeople(db, people, now())
      db.transaction(() => void QUESTIONS[table](db))()
    })
    const env = {
      ...{ DATABASE_URL: `file:${folder.file}`, TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_WEBHOOK_SECRET: SECRET },
      TELEGRAM_API_ROOT: double.url,
      // Questions rest at night, and this test runs at any hour.
      NODE_OPTIONS: `--import=data:text/javascript,const%20real=Date.now;Date.now=()=>real()+${ahead}`,
    }
    const marks = () => count(`select count(*) from ${table}`)
    const owed = () => count("select count(*) from deliveries where lane = 'bulk'")
    const asked: number[] = []
    for (const life of LIVES) {
      const before = marks()
      server = await startServer(env)
      const started = Date.now()
      while (marks() === before && before < PEOPLE && Date.now() - started < 10_000)
        await new Promise((done) => setTimeout(done, 2))
      await new Promise((done) => setTimeout(done, life))
      await server.kill()
      asked.push(marks())
      // No mark without its message, no message without its mark.
      expect(owed()).toBe(marks())
    }
    // At least one life ended with some asked and others not, or this test has shown nothing.
    expect(asked.some((one) => one > 0 && one < PEOPLE)).toBe(true)

    const open = "select count(*) from deliveries where lane = 'bulk' and status in ('queued', 'sending')"
    for (let lives = 0; (marks() < PEOPLE || count(open) > 0) && lives < 6; lives++) {
      server = await startServer(env)
      const started = Date.now()
      // What is asked in a life is bounded; the next begins at once and not after a minute.
      while ((marks() < PEOPLE || count(open) > 0) && Date.now() - started < 25_000)
        await new Promise((done) => setTimeout(done, 100))
      await server.kill()
    }
    expect([marks(), owed(), count(open)]).toEqual([PEOPLE, PEOPLE, 0])
    expect(count("select count(distinct address_id) from deliveries where lane = 'bulk'")).toBe(PEOPLE)

    const heard = new Map<string, number>()
    for (const { chatId } of double.sent) heard.set(chatId, (heard.get(chatId) ?? 0) + 1)
    const doubtful = onFile(
      (db) =>
        new Set(
          db
            .prepare(
              `select a.value from deliveries as d join addresses as a on a.id = d.address_id where d.lane = 'bulk' and d.status = 'unknown'`,
            )
            .pluck()
            .all(),
        ),
    )
    expect(people.filter(({ telegram }) => !heard.has(telegram) && !doubtful.has(telegram))).toEqual([])
    expect([...heard].filter(([chat, times]) => times > 1 && !doubtful.has(chat))).toEqual([])
  },
)
