/**
 * The same app in the real Workers runtime with D1: a signed Telegram webhook is answered at the provider's double, a forged one leaves
 * no row, a repeat changes nothing, and the scheduled sweep sends what a send could not.
 */
import type { D1Database } from '@cloudflare/workers-types'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestHarness, type TestHarness } from 'wrangler'
import { startTelegramDouble, type TelegramDouble } from '../doubles/telegram.ts'
import { until } from './house.ts'

const TOKEN = '123456:test-token'
const SECRET = 'worker-webhook-secret'

let telegram: TelegramDouble
let harness: TestHarness
let db: D1Database

beforeAll(async () => {
  Object.assign(process.env, {
    WRANGLER_SEND_METRICS: 'false',
    WRANGLER_HIDE_BANNER: 'true',
    CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  })
  telegram = await startTelegramDouble({ token: TOKEN, webhookSecret: SECRET })
  harness = createTestHarness({
    workers: [
      {
        configPath: 'wrangler.toml',
        vars: {
          TELEGRAM_BOT_TOKEN: TOKEN,
          TELEGRAM_WEBHOOK_SECRET: SECRET,
          TELEGRAM_API_ROOT: telegram.url,
          SECRET_KEY: 'a key of thirty-two characters or more',
        },
      },
    ],
  })
  await harness.listen()
  const worker = harness.getWorker<{ DB: D1Database }>()
  await worker.applyD1Migrations('DB')
  db = (await worker.getEnv()).DB
}, 120_000)
afterAll(async () => {
  await harness.close()
  await telegram.stop()
})

async function say(updateId: number, person: number, text: string, secret = SECRET): Promise<number> {
  telegram.chats.add(String(person))
  const update = {
    update_id: updateId,
    message: {
      message_id: updateId,
      date: Math.floor(Date.now() / 1000),
      chat: { id: person, type: 'private', first_name: 'P' },
      from: { id: person, is_bot: false, first_name: 'P' },
      text,
    },
  }
  const answer = await harness.fetch('/webhooks/telegram', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Telegram-Bot-Api-Secret-Token': secret },
    body: JSON.stringify(update),
  })
  await answer.arrayBuffer()
  return answer.status
}

async function count(table: string): Promise<number> {
  const row = await db.prepare(`select count(*) as n from ${table}`).first<{ n: number }>()
  return row?.n ?? 0
}

describe('on Workers and D1', () => {
  test('a signed webhook runs a turn and the reply reaches the provider', async () => {
    expect(await say(1, 501, 'toi 76 tuoi khong luong huu co duoc gi k')).toBe(200)
    await until('the answer arrived', () => telegram.sent.some((one) => one.text.includes('540.000')))
    expect(await count('turns')).toBe(1)
  })

  test('the same webhook again changes nothing', async () => {
    const before = telegram.sent.length
    expect(await say(1, 501, 'toi 76 tuoi khong luong huu co duoc gi k')).toBe(200)
    await new Promise((done) => setTimeout(done, 500))
    expect([await count('inbound_messages'), await count('turns'), telegram.sent.length]).toEqual([1, 1, before])
  })

  test('a forged one is refused and leaves no row', async () => {
    expect(await say(2, 502, 'vay von', 'another secret')).toBe(401)
    expect(await count('inbound_messages')).toBe(1)
  })

  test('two messages of one person at once are both answered, in one session', async () => {
    const statuses = await Promise.all([say(3, 503, 'vay von'), say(4, 503, 'bhyt')])
    expect(statuses).toEqual([200, 200])
    await until('both were answered', () => telegram.sent.filter((one) => one.chatId === '503').length >= 2)
    expect(await count(`turns where contact_id = (select contact_id from addresses where value = '503')`)).toBe(2)
  })

  test('what the provider refused for now, the scheduled sweep sends', async () => {
    const down = { kind: 'answer', status: 500, body: '{"ok":false,"error_code":500,"description":"down"}' } as const
    telegram.fault(down, { times: 1, path: 'sendMessage' })
    expect(await say(5, 505, 'xin chao')).toBe(200)
    await until(
      'it was refused',
      () => telegram.requests.filter((one) => one.body.includes('"505"') || one.body.includes(':505')).length > 0,
    )
    const queued = () => count(`deliveries where status = 'queued'`)
    // The refusal is settled a moment after the provider spoke.
    for (let tries = 0; tries < 50 && (await queued()) === 0; tries++)
      await new Promise((done) => setTimeout(done, 100))
    expect(await queued()).toBeGreaterThan(0)
    // Back-off is two seconds and a little; the cron comes once a minute.
    await new Promise((done) => setTimeout(done, 3_000))
    await harness.getWorker().scheduled({})
    await until('the sweep sent it', () => telegram.sent.some((one) => one.chatId === '505'))
    await new Promise((done) => setTimeout(done, 500))
    expect(await queued()).toBe(0)
  }, 60_000)

  test('says it is ready', async () => {
    const answer = await harness.fetch('/readyz')
    expect([answer.status, await answer.json()]).toMatchObject([200, { ready: true }])
  })
})
