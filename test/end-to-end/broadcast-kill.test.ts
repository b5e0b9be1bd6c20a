/** kill -9 in the middle of a broadcast: nobody is lost and nobody is written to twice, and what was in flight is told as unknown. */
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import { startZaloDouble, type ZaloDouble } from '../doubles/zalo.ts'
import { addBroadcast, addPeople, untilTen } from './broadcast-rows.ts'
import { databaseFolder, type RunningServer, startServer } from './running-server.ts'

const OA = { appId: '3608465248940903967', oaId: '388613280878808645' }
const PEOPLE = 2_000
/** Milliseconds that each life goes on after something has happened in it: written down, handed over, sent. */
const LIVES = [0, 40, 400, 1_500, 4_000]
/** No more are in flight at once. */
const IN_FLIGHT = 48

let double: ZaloDouble
let folder: ReturnType<typeof databaseFolder>
let server: RunningServer | undefined
const ahead = untilTen(Date.now())
const now = () => Date.now() + ahead

beforeEach(async () => {
  double = await startZaloDouble({
    ...{ ...OA, appSecret: 'app-secret', webhookSecret: 'hook-secret', refreshToken: 'refresh-0', now },
  })
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
const rows = () => count('select count(*) from broadcast_recipients')
const isOver = () => count("select count(*) from broadcasts where status = 'done'") === 1

test('kill -9 during a broadcast loses nobody and writes to nobody twice', { timeout: 240_000 }, async () => {
  await openSqliteStore({ file: folder.file, migrations: 'drizzle' }).close()
  const people = Array.from({ length: PEOPLE }, (_, i) => ({ zalo: `z${i}` }))
  for (const { zalo } of people) double.followers.set(zalo, { lastInteraction: now(), refuses: false, cs: 0 })
  const env = {
    ...{
      DATABASE_URL: `file:${folder.file}`,
      ZALO_APP_ID: OA.appId,
      ZALO_APP_SECRET: 'app-secret',
      ZALO_OA_ID: OA.oaId,
    },
    ...{ ZALO_OA_WEBHOOK_SECRET: 'hook-secret', ZALO_OA_REFRESH_TOKEN: 'refresh-0' },
    ...{ ZALO_OA_API_URL: double.url, ZALO_OAUTH_URL: double.url },
    // Announcements rest at night, and this test runs at any hour.
    NODE_OPTIONS: `--import=data:text/javascript,const%20real=Date.now;Date.now=()=>real()+${ahead}`,
  }
  server = await startServer(env)
  onFile((db) => {
    addPeople(db, people, now())
    addBroadcast(db, now())
  })
  const seen: { readonly rows: number; readonly sent: number }[] = []
  for (const [i, life] of LIVES.entries()) {
    const before = i === 0 ? 0 : double.sent.length
    const hasMoved = () => (i === 0 ? rows() > 0 : double.sent.length > before)
    const started = Date.now()
    while (!hasMoved() && Date.now() - started < 20_000) await new Promise((done) => setTimeout(done, 2))
    await new Promise((done) => setTimeout(done, life))
    await server.kill()
    seen.push({ rows: rows(), sent: double.sent.length })
    server = await startServer(env)
  }
  const started = Date.now()
  while (!isOver() && Date.now() - started < 120_000) await new Promise((done) => setTimeout(done, 100))
  await server.kill()

  expect(isOver()).toBe(true)
  expect(rows()).toBe(PEOPLE)
  expect(count('select max(number) from broadcast_recipients')).toBe(PEOPLE)
  expect(count('select count(distinct contact_id) from broadcast_recipients')).toBe(PEOPLE)
  // Who did not hear it is known by name: a row in doubt for each, and no others.
  const heard = new Map<string, number>()
  for (const { userId } of double.sent) heard.set(userId, (heard.get(userId) ?? 0) + 1)
  const doubtful = new Set(
    onFile((db) =>
      db
        .prepare(
          `select a.value from broadcast_recipients r join addresses a on a.id = r.address_id where r.status = 'unknown'`,
        )
        .pluck()
        .all(),
    ),
  )
  expect(people.filter(({ zalo }) => !heard.has(zalo) && !doubtful.has(zalo))).toEqual([])
  expect(Math.max(...heard.values())).toBe(1)
  expect(doubtful.size).toBeLessThanOrEqual(IN_FLIGHT * LIVES.length)
  // The counters say what the rows say.
  const counted = 'select count from broadcast_counts where status = '
  for (const status of ['sent', 'unknown'])
    expect(count(`select coalesce((${counted}'${status}'), 0)`)).toBe(
      count(`select count(*) from broadcast_recipients where status = '${status}'`),
    )
  expect(count("select coalesce(sum(count), 0) from broadcast_counts where status not in ('sent', 'unknown')")).toBe(0)
  // At least one life ended in the middle of sending, or this test has shown nothing.
  expect(seen.some(({ sent }) => sent > 0 && sent < PEOPLE)).toBe(true)
})
