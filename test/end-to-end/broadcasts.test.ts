/** A broadcast through the doors to their doubles: chat first, SMS where chat does not arrive, and a stop when too many fail. */
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type EsmsDouble, startEsmsDouble } from '../doubles/esms.ts'
import { startTelegramDouble, type TelegramDouble } from '../doubles/telegram.ts'
import { startZaloDouble, type ZaloDouble, zaloEvent } from '../doubles/zalo.ts'
import { addBroadcast, addPeople, addTemplate, type Person, untilTen } from './broadcast-rows.ts'
import { type House, openHouse, until } from './house.ts'

const OA = { appId: '3608465248940903967', oaId: '388613280878808645' }
const realNow = Date.now
let ahead = 0
let house: House
let zalo: ZaloDouble
let esms: EsmsDouble
let telegram: TelegramDouble

beforeEach(async () => {
  // Announcements rest at night, and this test runs at any hour.
  ahead = untilTen(realNow())
  Date.now = () => realNow() + ahead
  house = await openHouse(async (url) => {
    zalo = await startZaloDouble({
      ...{ ...OA, appSecret: 'app-secret', webhookSecret: 'hook-secret', refreshToken: 'refresh-0' },
      webhookUrl: `${url}/webhooks/zalo`,
    })
    esms = await startEsmsDouble({ apiKey: 'key', secretKey: 'secret', brandname: 'XALALANH' })
    telegram = await startTelegramDouble({ token: '1:token', webhookSecret: 'a-webhook-secret' })
    return {
      ...{ PUBLIC_URL: url, ZALO_APP_ID: OA.appId, ZALO_APP_SECRET: 'app-secret', ZALO_OA_ID: OA.oaId },
      ...{ ZALO_OA_WEBHOOK_SECRET: 'hook-secret', ZALO_OA_REFRESH_TOKEN: 'refresh-0' },
      ...{ ZALO_OA_API_URL: zalo.url, ZALO_OAUTH_URL: zalo.url },
      ...{ ESMS_API_KEY: 'key', ESMS_SECRET_KEY: 'secret', ESMS_BRANDNAME: 'XALALANH', ESMS_API_URL: esms.url },
      ...{ ESMS_CALLBACK_SECRET: 'esms-callback-secret' },
      ...{
        TELEGRAM_BOT_TOKEN: '1:token',
        TELEGRAM_WEBHOOK_SECRET: 'a-webhook-secret',
        TELEGRAM_API_ROOT: telegram.url,
      },
    }
  })
})
afterEach(async () => {
  await house.stop()
  await Promise.all([zalo, esms, telegram].map((double) => double.stop()))
  Date.now = realNow
})

function fill(people: readonly Person[], { template = false } = {}): void {
  const [{ file } = { file: '' }] = house.rows<{ file: string }>('pragma database_list')
  const db = new Database(file)
  addPeople(db, people, Date.now())
  addBroadcast(db, Date.now())
  if (template) addTemplate(db, Date.now())
  db.close()
}
const counts = () =>
  Object.fromEntries(
    house
      .rows<{ status: string; count: number }>('select status, count from broadcast_counts where count > 0')
      .map(({ status, count }) => [status, count]),
  )
/** Sent by chat, and to go as SMS should nobody's phone take it. */
const watched = () =>
  house.rows("select number from broadcast_recipients where status = 'sent' and due_at is not null").length
const status = () => house.rows<{ status: string }>('select status from broadcasts')[0]?.status

describe('a broadcast', () => {
  test('goes by Zalo while the window is open, and again as SMS where Zalo refuses it or nobody received it', async () => {
    const open = { lastInteraction: Date.now(), refuses: false, cs: 0 }
    for (const id of ['z-heard', 'z-silent']) zalo.followers.set(id, { ...open })
    // Zalo's clock says otherwise than ours: its window is closed.
    zalo.followers.set('z-closed', { ...open, lastInteraction: Date.now() - 8 * 86_400_000 })
    fill([
      { zalo: 'z-heard', sms: '+84912000001' },
      { zalo: 'z-closed', sms: '+84912000002' },
      { zalo: 'z-silent', sms: '+84912000003' },
      { sms: '+84912000004' },
    ])
    await until('all have it but the two in doubt', () => esms.sent.length === 2 && zalo.sent.length === 2)
    expect(esms.sent.map(({ phone }) => phone).toSorted()).toEqual(['0912000002', '0912000004'])
    expect(zalo.sent.map(({ text }) => text)[0]).toContain('Trợ cấp tháng 12')
    const [heard] = house.rows<{ external_id: string }>(
      "select external_id from deliveries where address_id = 'addr_zalo_0' and status = 'sent'",
    )
    await zalo.emit(zaloEvent(OA, 'user_received_message', 'z-heard', Date.now(), { msg_id: heard?.external_id }))
    await until('the receipt counts, and the silence of the other', () => counts().delivered === 1 && watched() === 1)
    ahead += 31 * 60_000
    await until('the silent one is reached by SMS', () => esms.sent.some(({ phone }) => phone === '0912000003'))
    await until('it is over', () => status() === 'done')
    expect(counts()).toEqual({ delivered: 1, sent: 3 })
    expect([zalo.sent.length, esms.sent.length]).toEqual([2, 3])
  }, 30_000)

  test('goes by an approved template after seven days, and as SMS where Zalo refuses that, keeps it waiting, or nobody received it', async () => {
    const long = { lastInteraction: Date.now() - 9 * 86_400_000, refuses: false, cs: 0 }
    for (const id of ['z-heard', 'z-silent', 'z-only']) zalo.followers.set(id, { ...long })
    zalo.templates.set('374820', { noi_dung: 200, ma: 30 })
    fill(
      [
        { zalo: 'z-heard', zaloDays: 9, sms: '+84912000001' },
        { zalo: 'z-unknown', zaloDays: 9, sms: '+84912000002' },
        { zalo: 'z-silent', zaloDays: 9, sms: '+84912000003' },
        { zalo: 'z-only', zaloDays: 9 },
      ],
      { template: true },
    )
    await until('all have it but the one in doubt', () => esms.sent.length === 1 && zalo.filled.length === 3)
    expect(zalo.sent).toEqual([])
    expect(zalo.filled[0]).toEqual({
      ...{ to: expect.stringMatching(/^z-/), template: '374820' },
      data: { noi_dung: 'Trợ cấp tháng 12 trả ngày 5 tại nhà văn hóa xã.', ma: '482913' },
    })
    expect(esms.sent.map(({ phone }) => phone)).toEqual(['0912000002'])
    const [heard] = house.rows<{ external_id: string; text: string }>(
      "select external_id, text from deliveries where address_id = 'addr_zalo_0' and status = 'sent'",
    )
    expect(heard?.text).toBe('Xã báo: Trợ cấp tháng 12 trả ngày 5 tại nhà văn hóa xã. Mã kiểm tra: KT 482913.')
    await zalo.emit(zaloEvent(OA, 'user_received_message', 'z-heard', Date.now(), { msg_id: heard?.external_id }))
    await until('the receipt counts, and the silence of the other', () => counts().delivered === 1 && watched() === 1)
    ahead += 31 * 60_000
    await until('the silent one is reached by SMS', () => esms.sent.some(({ phone }) => phone === '0912000003'))
    await until('it is over', () => status() === 'done')
    expect(counts()).toEqual({ delivered: 1, sent: 3 })
    expect([zalo.filled.length, esms.sent.length]).toEqual([3, 2])
  }, 30_000)

  test('by a template that our account may not send now waits half an hour for it, and goes as SMS', async () => {
    zalo.followers.set('z-1', { lastInteraction: Date.now() - 9 * 86_400_000, refuses: false, cs: 0 })
    const body = JSON.stringify({ error: -135, message: 'OA does not have permission to send' })
    for (let i = 0; i < 50; i++) zalo.fault({ kind: 'answer', status: 200, body }, { path: '/message/template' })
    fill([{ zalo: 'z-1', zaloDays: 9, sms: '+84912000001' }], { template: true })
    await until('Zalo said no', () => zalo.requests.some(({ path }) => path.endsWith('/template')))
    expect(esms.sent).toEqual([])
    ahead += 31 * 60_000
    await until('it goes as SMS', () => esms.sent.length === 1, 20_000)
    await until('it is over', () => status() === 'done')
    expect(counts()).toEqual({ sent: 1 })
  }, 40_000)

  test('stops by itself when more than 15 % of the last two hundred fail, and goes on when an official has looked', async () => {
    const people = Array.from({ length: 150 }, (_, i) => ({ telegram: String(i + 1) }))
    // Every third chat was never opened: Telegram knows nobody there.
    for (let i = 0; i < people.length; i++) if (i % 3 !== 0) telegram.chats.add(String(i + 1))
    fill(people)
    await until('the program stops it', () => status() === 'paused', 20_000)
    const { failed = 0, waiting = 0 } = counts()
    expect(failed).toBeGreaterThan(30)
    expect(house.rows('select actor, action, data from audit')).toMatchObject([
      { actor: 'system', action: 'broadcast_stopped', data: expect.stringContaining('failures') },
    ])
    const left = telegram.requests.length
    await new Promise((done) => setTimeout(done, 1_500))
    // What was in flight may still have arrived.
    expect(telegram.requests.length - left).toBeLessThanOrEqual(48)
    expect(waiting + (counts().queued ?? 0)).toBeGreaterThan(0)
    house.change(`update broadcasts set status = 'sending', paused_why = null, resumed_at = ${Date.now()}`)
    for (let i = 0; i < people.length; i++) telegram.chats.add(String(i + 1))
    await until('it is over', () => status() === 'done', 20_000)
    expect(new Set(telegram.sent.map(({ chatId }) => chatId)).size).toBe(telegram.sent.length)
  }, 60_000)
})
