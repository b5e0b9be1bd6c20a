/** Starting and stopping the real server: what it refuses to start with, in sentences; and a stop in the middle of work. */
import { rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startTelegramDouble, type TelegramDouble } from '../doubles/telegram.ts'
import { until } from './house.ts'
import { databaseFolder, type RunningServer, startServer } from './running-server.ts'
import { SECRET, TOKEN } from './telegram-house.ts'

let folder: ReturnType<typeof databaseFolder>
let server: RunningServer | undefined
beforeEach(() => {
  folder = databaseFolder()
})
afterEach(async () => {
  await server?.kill()
  server = undefined
  folder.remove()
})

const own = () => ({ DATABASE_URL: `file:${folder.file}` })

/** What it printed when it refused to start. @throws when it started all the same */
async function refusal(env: Record<string, string>): Promise<string> {
  try {
    server = await startServer(env)
  } catch (error) {
    return error instanceof Error ? error.message : ''
  }
  throw new Error('It started.')
}

function beside(name: string): string {
  return path.join(path.dirname(folder.file), name)
}

describe('a start is refused, with exit status 1, a sentence and no stack trace', () => {
  test.for<[string, () => Record<string, string>, RegExp]>([
    ['half a door', () => ({ ...own(), TELEGRAM_BOT_TOKEN: TOKEN }), /TELEGRAM_WEBHOOK_SECRET is missing/],
    ['half of eSMS', () => ({ ...own(), ESMS_API_KEY: 'k' }), /ESMS_SECRET_KEY is missing/],
    [
      'PostgreSQL',
      () => ({ DATABASE_URL: 'postgres://x:secret-word@db/la-lanh' }),
      /PostgreSQL comes with a later one/,
    ],
    ['no path', () => ({ DATABASE_URL: 'file:' }), /DATABASE_URL/],
    ['a folder that cannot be', () => ({ DATABASE_URL: 'file:/dev/null/la-lanh.db' }), /DATABASE_URL|key file/],
    [
      'the same with a key',
      () => ({ DATABASE_URL: 'file:/dev/null/la-lanh.db', SECRET_KEY: 'x'.repeat(32) }),
      /DATABASE_URL/,
    ],
    ['a commune that is none', () => ({ ...own(), SCOPE: '99999' }), /SCOPE names 99999/],
    ['a short key', () => ({ ...own(), SECRET_KEY: 'secret-word' }), /SECRET_KEY must have at least 32/],
    ['a port that is none', () => ({ ...own(), PORT: '99999' }), /PORT/],
  ])('%s', async ([, env, sentence]) => {
    const said = await refusal(env())
    expect(said).toMatch(/ended with 1/)
    expect(said).toMatch(sentence)
    expect(said).not.toMatch(/^\s+at /m)
    expect(said).not.toContain('secret-word')
  })

  test('a port that is taken', async () => {
    const other = createServer()
    const port = await new Promise<number>((done) => {
      other.listen(0, '127.0.0.1', () => done((other.address() as { port: number }).port))
    })
    try {
      const said = await refusal({ ...own(), PORT: String(port) })
      expect(said).toMatch(/ended with 1/)
      expect(said).toContain(`port ${port} is taken`)
      expect(said).not.toMatch(/^\s+at /m)
    } finally {
      other.close()
    }
  })

  test('a key file without a key in it', async () => {
    writeFileSync(beside('secret.key'), '')
    expect(await refusal(own())).toMatch(/holds no key of at least 32 characters/)
  })

  test('production whose key is gone while its database is there', async () => {
    server = await startServer(own())
    await server.stop()
    expect(statSync(beside('secret.key')).mode & 0o777).toBe(0o600)
    server = await startServer({ ...own(), NODE_ENV: 'production' })
    await server.stop()
    rmSync(beside('secret.key'))
    expect(await refusal({ ...own(), NODE_ENV: 'production' })).toMatch(/SECRET_KEY is not set.*is gone/)
  })
})

describe('a start', () => {
  test('in production has no simulator, and a commune speaks in its own name', async () => {
    server = await startServer({ ...own(), NODE_ENV: 'production', SCOPE: '08' })
    expect((await fetch(`${server.url}/simulator`)).status).toBe(404)
    const posted = await fetch(`${server.url}/simulator/api/messages`, { method: 'POST', body: '{}' })
    expect(posted.status).toBe(404)
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
    for (const door of ['telegram', 'twilio', 'twilio/status', 'zalo', 'zalo-bot', 'sms-phone']) {
      expect((await fetch(`${server.url}/webhooks/${door}`, { method: 'POST', body: '{}' })).status).toBe(404)
      expect((await fetch(`${server.url}/webhooks/${door}`)).status).toBe(404)
    }
    expect((await fetch(`${server.url}/webhooks/esms/mo?sender=1`)).status).toBe(404)
  })
})

describe('a stop', () => {
  let telegram: TelegramDouble
  afterEach(() => telegram.stop())

  async function withTelegram(): Promise<RunningServer> {
    server = await startServer({
      ...own(),
      TELEGRAM_BOT_TOKEN: TOKEN,
      TELEGRAM_WEBHOOK_SECRET: SECRET,
      TELEGRAM_API_ROOT: telegram.url,
    })
    return server
  }
  function say(url: string, id: number, person: number): Promise<number | null> {
    telegram.chats.add(String(person))
    const message = {
      message_id: id,
      date: Math.floor(Date.now() / 1000),
      chat: { id: person, type: 'private' },
      from: { id: person, is_bot: false },
      text: 'bhyt',
    }
    const headers = { 'X-Telegram-Bot-Api-Secret-Token': SECRET }
    const body = JSON.stringify({ update_id: id, message })
    return fetch(`${url}/webhooks/telegram`, { method: 'POST', headers, body }).then(
      (answer) => answer.arrayBuffer().then(() => answer.status),
      () => null,
    )
  }
  /** The wait after a lost answer is longer than a test's patience. */
  function dueNow(): void {
    const db = new Database(folder.file)
    db.exec(`update deliveries set due_at = created_at where status = 'queued'`)
    db.close()
  }
  function rows<T>(sql: string): T[] {
    const db = new Database(folder.file, { readonly: true })
    try {
      return db.prepare(sql).all() as T[]
    } finally {
      db.close()
    }
  }

  test('during load ends with 0 within ten seconds, leaves no lease, and the next start finishes the work', async () => {
    telegram = await startTelegramDouble({ token: TOKEN, webhookSecret: SECRET })
    // Some answers never come: they must not hold the process up.
    telegram.fault({ kind: 'hang_after' }, { times: 3, path: '/sendMessage' })
    const first = await withTelegram()
    const said = Array.from({ length: 60 }, (_, i) => say(first.url, 100 + i, 9_000 + (i % 20)))
    await until('sending began', () => telegram.requests.length > 3)
    const started = Date.now()
    const status = await first.stop()
    expect(status).toBe(0)
    expect(Date.now() - started).toBeLessThan(10_000)
    const acknowledged = (await Promise.all(said)).filter((one) => one === 200).length
    expect(rows(`select 1 from deliveries where status = 'sending'`)).toEqual([])
    expect(rows(`select 1 from inbound_messages`).length).toBeGreaterThanOrEqual(acknowledged)

    dueNow()
    await withTelegram()
    await until(
      'every message has its turn',
      () => rows(`select 1 from inbound_messages where status = 'waiting'`).length === 0,
    )
    const open = `select 1 from deliveries where status in ('queued', 'sending')`
    await until('everything is sent', () => rows(open).length === 0, 20_000)
    expect(rows(`select 1 from deliveries where status <> 'sent'`)).toEqual([])
    // Three answers were lost: those replies, and no others, may have come twice.
    expect(rows(`select 1 from deliveries where may_repeat = 1`)).toHaveLength(3)
  }, 40_000)
})
