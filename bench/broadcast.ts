/**
 * (g) A message to many: writing down a million people, sending to a double without limits, and what a broadcast costs the replies beside it.
 * `npm run bench -- broadcast`; BENCH_PEOPLE and BENCH_ROWS make it smaller.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { Worker } from 'node:worker_threads'
import Database from 'better-sqlite3'
import { telegram } from '../src/channels/telegram/telegram.ts'
import type { InboundMessage } from '../src/core/message.ts'
import { type Assembled, assemble } from '../src/main/assemble.ts'
import { announcing } from '../src/service/broadcast-sweep.ts'
import { openSqliteStore } from '../src/store/sqlite.ts'
import { percentile } from './load.ts'

const PEOPLE = Number(process.env.BENCH_PEOPLE ?? 1_000_000)
const ROWS = Number(process.env.BENCH_ROWS ?? 50_000)
const REPLIES = { perSecond: 40, seconds: 12 }
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const QUIET = {
  info() {},
  warn() {},
  error: (what: string, fields?: object) => process.stderr.write(`${what} ${JSON.stringify(fields)}\n`),
}

/** Announcements rest at night; here it is ten in the morning in Vietnam, whenever it is measured. */
const ahead = 10 * HOUR_MS - ((Date.now() + 7 * HOUR_MS) % DAY_MS)
const now = () => Date.now() + ahead

export async function broadcastBench(print: (text: string) => void): Promise<void> {
  await writingDown(print)
  const double = await startDouble()
  try {
    const { before, running, after } = await replyTimes(double, print)
    const alone = (percentile(before, 0.95) + percentile(after, 0.95)) / 2
    print(
      `     a reply in the outbox, p95 (p50): ${times(before)} before and ${times(after)} after, ${times(running)} while ${ROWS} rows are written down and sent: ${(percentile(running, 0.95) / alone).toFixed(2)} (aim 0.80–1.20)`,
    )
  } finally {
    await double.stop()
  }
}

async function writingDown(print: (text: string) => void): Promise<void> {
  const house = await open(PEOPLE, 'http://127.0.0.1:9', 1)
  try {
    const sweeps = announcing(house.ports)
    const before = process.memoryUsage.rss()
    let most = before
    const watching = setInterval(() => {
      most = Math.max(most, process.memoryUsage.rss())
    }, 50)
    const started = performance.now()
    while ((await statusOf(house)) === 'preparing') await sweeps.sweep()
    const seconds = (performance.now() - started) / 1000
    clearInterval(watching)
    print(
      `(g)  a broadcast of ${house.count('select count(*) from broadcast_recipients')} people written down: ${(PEOPLE / seconds).toFixed(0)} rows/s, ${seconds.toFixed(1)} s, memory ${mb(before)} before and at most ${mb(most)} MB (aim 10,000/s, flat)`,
    )
  } finally {
    await house.close()
  }
}

async function replyTimes(double: Double, print: (text: string) => void) {
  const house = await open(ROWS, double.url, 1_000_000, false)
  try {
    const before = await writeIn(house, 0)
    addBroadcast(house.db)
    const sweeping = setInterval(() => void house.work.sweep(), 1_000)
    const started = performance.now()
    const over = (async () => {
      while ((await statusOf(house)) !== 'done') await new Promise((done) => setTimeout(done, 50))
      return performance.now()
    })()
    const running = await writeIn(house, 1)
    const ended = await over
    clearInterval(sweeping)
    const seconds = (ended - started) / 1000
    print(
      `     ${ROWS} rows written down, sent to a double without limits and counted: ${(ROWS / seconds).toFixed(0)} sends/s, beside ${REPLIES.perSecond} replies/s (aim 500/s)`,
    )
    return { before, running, after: await writeIn(house, 2) }
  } finally {
    await house.close()
  }
}

interface House extends Assembled {
  readonly db: Database.Database
  count(query: string): number
  close(): Promise<void>
}

async function open(people: number, apiRoot: string, perSecond: number, withBroadcast = true): Promise<House> {
  const folder = mkdtempSync(path.join(tmpdir(), 'la-lanh-bench-'))
  const file = path.join(folder, 'bench.db')
  await openSqliteStore({ file, migrations: 'drizzle' }).close()
  const db = new Database(file)
  db.pragma('synchronous = off')
  addPeople(db, people)
  if (withBroadcast) addBroadcast(db)
  db.pragma('synchronous = normal')
  const store = openSqliteStore({ file, migrations: 'drizzle' })
  const door = telegram({ token: '1:bench', webhookSecret: 'bench', apiRoot, fetch })
  const assembled = await assemble({
    ...{ store, log: QUIET, meter: { count() {}, observe() {} }, now, scope: [], sharedDatabase: false },
    channels: [{ ...door, budget: { perSecond, unit: 'message' } }],
  })
  return {
    ...assembled,
    db,
    count: (query) => Number(db.prepare(query).pluck().get()),
    async close() {
      assembled.work.deliver.stop()
      await assembled.work.idle()
      db.close()
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const statusOf = async ({ db }: House) => String(db.prepare('select status from broadcasts').pluck().get())

/** Everybody wrote once by Telegram, and lives in the demo commune. */
function addPeople(db: Database.Database, count: number): void {
  const session = JSON.stringify({
    ...{ contentHash: 'x', language: 'vi', household: {}, skipped: [], answers: {}, trail: [], misses: 0 },
    introduced: true,
  })
  const each = (table: string, columns: string, values: string) =>
    db
      .prepare(
        `insert into ${table} (${columns}) with recursive n(i) as (select 1 union all select i + 1 from n where i < @count)
        select ${values} from n`,
      )
      .run({ count, session })
  const id = "printf('con_%07d', i)"
  db.transaction(() => {
    each('contacts', 'id, language, created_at', `${id}, 'vi', iif(@session = '', 1, 0)`)
    each('sessions', 'contact_id, version, data, updated_at', `${id}, 1, @session, 0`)
    each(
      'addresses',
      'id, kind, value, contact_id, created_at',
      `'addr_' || i, 'telegram', i, ${id}, iif(@session = '', 1, 0)`,
    )
    each(
      'inbound_messages',
      'id, door, address_kind, address_value, external_id, content, sent_at, received_at, automated, status',
      `'in_' || i, 'telegram', 'telegram', i, 'x' || i, '{"kind":"text","text":"menu"}', 1, iif(@session = '', 1, 0), 0, 'done'`,
    )
  })()
}

function addBroadcast(db: Database.Database): void {
  const at = now()
  db.prepare(
    `insert into broadcasts (id, code, title, class, status, words, audience, places, organisation, life_ms, author_id, created_at,
      hash, submitted_at, approved_at, prepared_to, total, version)
    values ('bc_1', '482913', 'Lịch chi trả', 'service_notice', 'preparing', '{"vi":"Trợ cấp tháng 12 trả ngày 5 tại nhà văn hóa xã."}',
      '{"communes":[]}', '["demo"]', 'demo', ?, 'off_1', ?, 'h', ?, ?, '', 0, 3)`,
  ).run(72 * HOUR_MS, at, at, at)
}

/** People who never wrote write now, evenly spread; milliseconds until each one's reply is durable in the outbox. */
async function writeIn({ work }: House, round: number): Promise<Float64Array> {
  const total = REPLIES.perSecond * REPLIES.seconds
  const found = new Float64Array(total)
  const started = performance.now()
  await Promise.all(
    Array.from({ length: total }, async (_, i) => {
      await new Promise((done) =>
        setTimeout(done, Math.max(0, (i * 1000) / REPLIES.perSecond - (performance.now() - started))),
      )
      const at = performance.now()
      const message: InboundMessage = {
        ...{
          door: 'telegram',
          address: { kind: 'telegram', value: String(9_000_000_000 + round * 1_000_000 + i) },
          externalId: `${round}.${i}`,
        },
        ...{ content: { kind: 'text', text: 'toi 76 tuoi khong luong huu' }, sentAt: now() },
      }
      const { turns } = await work.accept('telegram', {
        kind: 'accepted',
        messages: [message],
        receipts: [],
        ignored: [],
      })
      await Promise.all(turns)
      found[i] = performance.now() - at
    }),
  )
  return found
}

interface Double {
  readonly url: string
  stop(): Promise<unknown>
}

/** Telegram's answer to everything, at once, on a processor of its own. */
async function startDouble(): Promise<Double> {
  const code = `const { createServer } = require('node:http'); const { parentPort } = require('node:worker_threads')
    let n = 0
    createServer((request, response) => { request.resume(); request.on('end', () => {
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ ok: true, result: { message_id: ++n, date: 1, chat: { id: 1, type: 'private' }, text: 'x' } })) }) })
      .listen(0, '127.0.0.1', function () { parentPort.postMessage(this.address().port) })`
  const worker = new Worker(code, { eval: true })
  const port = await new Promise<number>((done) => worker.once('message', done))
  return { url: `http://127.0.0.1:${port}`, stop: () => worker.terminate() }
}

const mb = (bytes: number) => (bytes / 1_048_576).toFixed(0)
const times = (found: Float64Array) => `${percentile(found, 0.95).toFixed(1)} (${percentile(found, 0.5).toFixed(1)}) ms`
