/** The server under load, in one of three shapes: `insert` (a), `insert-twice` (a2), `product` (b). Started by bench.ts. */
import { rmSync } from 'node:fs'
import process from 'node:process'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { telegram } from '../src/channels/telegram/telegram.ts'
import { newId } from '../src/core/id.ts'
import { createApp } from '../src/http/app.ts'
import { assemble } from '../src/main/assemble.ts'
import { openSqliteStore } from '../src/store/sqlite.ts'
import { BENCH_SECRET } from './requests.ts'

const [shape = 'product', file = 'bench.db'] = process.argv.slice(2)
const QUIET = { info() {}, warn() {}, error: (what: string) => console.error(what) }
const NO_METER = { count() {}, observe() {} }

rmSync(file, { force: true })
const store = openSqliteStore({ file, migrations: 'drizzle' })
const app = shape === 'product' ? await product() : floor(shape === 'insert-twice')
serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, (at) => process.stdout.write(`${at.port}\n`))

/** Memory, and the processor time used since the start: on a busy machine the fairer figure. */
function spent(): { rss: number; cpuMs: number } {
  const { user, system } = process.cpuUsage()
  return { rss: process.memoryUsage.rss(), cpuMs: (user + system) / 1000 }
}

/** Hono and one durable, group-committed insert per request; `twice`: a second one after the answer. */
function floor(twice: boolean): Hono {
  const late = new Set<Promise<unknown>>()
  const hono = new Hono()
  hono.post('/webhooks/telegram', async (c) => {
    const update = JSON.parse(await c.req.text()) as {
      update_id: number
      message: { text: string; chat: { id: number } }
    }
    const insert = (suffix: string) => {
      const at = Date.now()
      return store.inbound.add([
        {
          id: newId('in', at),
          door: 'telegram',
          address: { kind: 'telegram', value: String(update.message.chat.id) },
          externalId: `${update.update_id}${suffix}`,
          content: { kind: 'text', text: update.message.text },
          sentAt: at,
          receivedAt: at,
          automated: true,
        },
      ])
    }
    await insert('')
    if (twice) {
      const second = insert(':turn')
      late.add(second)
      void second.then(() => late.delete(second))
    }
    return c.json({})
  })
  hono.get('/bench/idle', async (c) => {
    while (late.size > 0) await Promise.all(late)
    return c.json(spent())
  })
  return hono
}

/** The product itself, from the signed webhook to the committed reply; the door is shut for sending, so that the wire is not measured. */
async function product(): Promise<Hono> {
  const door = telegram({ token: '1:bench', webhookSecret: BENCH_SECRET, apiRoot: 'http://127.0.0.1:9', fetch })
  const { ports, work } = await assemble({
    store,
    channels: [{ ...door, budget: { perSecond: 1e-9, unit: 'message' } }],
    log: QUIET,
    meter: NO_METER,
    now: Date.now,
    scope: [],
    sharedDatabase: false,
  })
  const hono = createApp(ports, work, {})
  hono.get('/bench/idle', async (c) => {
    await work.idle()
    return c.json(spent())
  })
  return hono
}

// A clean exit, so that a profiler can write what it saw.
process.on('SIGTERM', () => process.exit(0))
