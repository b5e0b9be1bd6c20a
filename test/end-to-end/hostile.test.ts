/** What strangers may send through the webhooks, however odd: one row, one answer that a phone can show, no broken turn, and no word of it in the log. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { startTelegramDouble, type TelegramDouble } from '../doubles/telegram.ts'
import { startTwilioDouble, type TwilioDouble } from '../doubles/twilio.ts'
import { startZaloDouble, type ZaloDouble, zaloEvent } from '../doubles/zalo.ts'
import { type House, openHouse } from './house.ts'

const PUBLIC = 'https://xa-la-lanh.example.vn'
const ZALO = { appId: '3608465248940903967', appSecret: 'zalo-app-secret', oaId: '388613280878808645' }
const SECRET = 'MATKHAU-xyzzy'

let house: House
let telegram: TelegramDouble
let twilio: TwilioDouble
let zalo: ZaloDouble
beforeAll(async () => {
  house = await openHouse(async (url) => {
    telegram = await startTelegramDouble({
      token: '123456:telegram-token',
      webhookSecret: 'telegram-webhook-secret',
      webhookUrl: `${url}/webhooks/telegram`,
    })
    twilio = await startTwilioDouble({ accountSid: 'AC1', authToken: 'tok', publicUrl: PUBLIC, applicationUrl: url })
    zalo = await startZaloDouble({
      ...ZALO,
      webhookSecret: 'zalo-webhook-secret',
      refreshToken: 'zalo-refresh-token',
      webhookUrl: `${url}/webhooks/zalo`,
    })
    return {
      PUBLIC_URL: PUBLIC,
      TELEGRAM_BOT_TOKEN: '123456:telegram-token',
      TELEGRAM_WEBHOOK_SECRET: 'telegram-webhook-secret',
      TELEGRAM_API_ROOT: telegram.url,
      TWILIO_ACCOUNT_SID: 'AC1',
      TWILIO_AUTH_TOKEN: 'tok',
      TWILIO_FROM: '+12025550100',
      TWILIO_API_URL: twilio.url,
      ZALO_APP_ID: ZALO.appId,
      ZALO_APP_SECRET: ZALO.appSecret,
      ZALO_OA_ID: ZALO.oaId,
      ZALO_OA_WEBHOOK_SECRET: 'zalo-webhook-secret',
      ZALO_OA_REFRESH_TOKEN: 'zalo-refresh-token',
      ZALO_OA_API_URL: zalo.url,
      ZALO_OAUTH_URL: zalo.url,
    }
  })
}, 60_000)
afterAll(async () => {
  await house?.stop()
  await Promise.all([telegram, twilio, zalo].map((double) => double?.stop()))
})

interface Odd {
  readonly why: string
  readonly text: string
  /** The text so many times. */
  readonly times?: number
}
const odd = (parse(readFileSync('test/end-to-end/hostile.yaml', 'utf8')) as Odd[]).map((one) => ({
  ...one,
  text: one.text.repeat(one.times ?? 1),
}))

let person = 0
const DOORS = {
  twilio: (text: string) => {
    const number = `+8491300${String(++person).padStart(4, '0')}`
    return twilio.say(number, text).then((status) => ({ status, address: number }))
  },
  telegram: (text: string) => {
    const id = 700_000 + ++person
    return telegram.say(id, text).then((status) => ({ status, address: String(id) }))
  },
  zalo: (text: string) => {
    const id = `9${String(++person).padStart(18, '0')}`
    return zalo.say(id, text).then((status) => ({ status, address: id }))
  },
} as const
const rows = (address: string) =>
  house.rows<{ status: string }>(`select status from inbound_messages where address_value = '${address}'`)
const replies = (address: string) =>
  house.rows<{ text: string; segments: number }>(
    `select d.text, d.segments from deliveries d join addresses a on a.id = d.address_id where a.value = '${address}'`,
  )

describe.for(Object.entries(DOORS))('%s', ([door, say]) => {
  test.for(odd)('$why', async ({ text }) => {
    const before = house.log.length
    const { status, address } = await say(text)
    await house.work.idle()
    expect(status).toBe(200)
    expect(rows(address).map((one) => one.status)).toEqual(['done'])
    const said = replies(address)
    expect(said.length).toBeGreaterThan(0)
    expect(said.length).toBeLessThanOrEqual(3)
    for (const one of said) {
      // Nothing that a phone cannot show, and no half letters.
      expect(one.text).not.toMatch(/[^\P{Cc}\n]/u)
      expect(one.text.isWellFormed()).toBe(true)
      expect(one.text).not.toContain('{{')
      if (door === 'twilio') expect(one.segments).toBeLessThanOrEqual(2)
    }
    const log = house.log.slice(before).join('\n')
    expect(log).not.toMatch(/turn_failed|request_failed|turn_not_committed/)
    expect(log).not.toContain(SECRET)
  })
})

const events = (type: string) =>
  house.rows<{ n: number }>(`select count(*) as n from events where type = '${type}'`)[0]?.n ?? 0
const update = (more: object) => ({ update_id: 900_000 + ++person, ...more })
const chat = (id: number, type = 'private') => ({ id, type })
const date = () => Math.floor(Date.now() / 1_000)
const from = (id: number) => ({ id, is_bot: false, first_name: "Robert'); DROP TABLE contacts;--" })
const message = (id: number, more: object, type?: string) =>
  update({ message: { message_id: ++person, date: date(), chat: chat(id, type), from: from(id), ...more } })

describe('what is no text', () => {
  const kinds: readonly (readonly [string, object])[] = [
    ['a sticker', { sticker: { file_id: 'a', emoji: '😀' } }],
    ['a voice', { voice: { file_id: 'a', duration: 3 } }],
    ['a document', { document: { file_id: 'a', file_name: '../../etc/passwd' } }],
    ['a contact of somebody else', { contact: { phone_number: '0912345678', user_id: 1 } }],
    ['a contact without a number', { contact: {} }],
    ['a location', { location: { latitude: 21.3, longitude: 103.9 } }],
    ['a location off the earth', { location: { latitude: 999, longitude: 0 } }],
    ['a photo without words', { photo: [{ file_id: 'a', width: 1, height: 1 }] }],
    ['a photo of nothing', { photo: [] }],
    ['a text that is none', { text: { toString: 'x' } }],
    ['a dice and a poll', { dice: { value: 6 }, poll: {} }],
  ]
  test.for(kinds)('%s is answered once', async ([, more]) => {
    const id = 800_000 + ++person
    expect(await telegram.emit(message(id, more))).toBe(200)
    await house.work.idle()
    expect(rows(String(id))).toEqual([{ status: 'done' }])
    expect(replies(String(id)).length).toBeGreaterThan(0)
    expect(house.log.join('\n')).not.toMatch(/turn_failed|request_failed/)
  })

  test.for(['group', 'supergroup', 'channel'] as const)('in a %s nothing is answered', async (type) => {
    const id = -1_000_000 - ++person
    const before = events('webhook_ignored')
    expect(await telegram.emit(message(id, { text: 'cứu với' }, type))).toBe(200)
    await house.work.idle()
    expect([rows(String(id)), replies(String(id))]).toEqual([[], []])
    expect(events('webhook_ignored')).toBe(before + 1)
  })

  test('an edit is told to be not read, a deletion is ignored, and neither changes what was told', async () => {
    const id = 810_000 + ++person
    await telegram.say(id, 'nha toi bi toc mai')
    const edited = { edited_message: { date: date(), edit_date: date(), chat: chat(id), from: from(id), text: 'x' } }
    expect(await telegram.emit(update(edited))).toBe(200)
    expect(await telegram.emit(update({ deleted_business_messages: { chat: chat(id), message_ids: [1] } }))).toBe(200)
    await house.work.idle()
    expect(rows(String(id))).toHaveLength(2)
    expect(
      house.rows(`select 1 from inbound_messages where address_value = '${id}' and content like '%toc mai%'`),
    ).toHaveLength(1)
  })

  test.for([
    ['a sticker', 'user_send_sticker', {}],
    ['a file', 'user_send_file', { attachments: [{ payload: { name: '../x', url: 'file:///etc/passwd' } }] }],
    ['a business card', 'user_send_business_card', {}],
    ['an image of nothing', 'user_send_image', { attachments: [{}] }],
    [
      'a place off the earth',
      'user_send_location',
      { attachments: [{ payload: { coordinates: { latitude: '999', longitude: 'x' } } }] },
    ],
    ['an unheard-of kind', 'user_send_hologram', {}],
  ] as const)('Zalo: %s is answered once', async ([, name, more]) => {
    const id = `8${String(++person).padStart(18, '0')}`
    expect(await zalo.emit(zaloEvent(ZALO, name, id, Date.now(), { msg_id: `h${person}`, ...more }))).toBe(200)
    await house.work.idle()
    expect([rows(id), replies(id).length > 0]).toEqual([[{ status: 'done' }], true])
  })
})

describe('doubled, hurried and out of order', () => {
  test('the same SMS ten times at once, and once more with other words, is one message', async () => {
    const number = '+84913990001'
    const fields = { MessageSid: 'SMhostile1', AccountSid: 'AC1', From: number, To: '+12025550100', Body: 'bhyt' }
    const all = await Promise.all(Array.from({ length: 10 }, () => twilio.emit(fields)))
    expect(new Set(all)).toEqual(new Set([200]))
    await twilio.emit({ ...fields, Body: 'chữ khác' })
    await house.work.idle()
    expect(rows(number)).toHaveLength(1)
  })

  test('fields that stand there twice are read once', async () => {
    const number = '+84913990002'
    const status = await twilio.emit({ MessageSid: 'SMhostile2', AccountSid: 'AC1', From: number, Body: 'bhyt' })
    expect(status).toBe(200)
    expect(rows(number)).toHaveLength(1)
  })

  test('forty messages in a moment: each kept, in their order, and the answers stop before they flood', async () => {
    const number = '+84913990003'
    await Promise.all(Array.from({ length: 40 }, (_, i) => twilio.say(number, `tin số ${i}`)))
    await house.work.idle()
    expect(rows(number)).toHaveLength(40)
    expect(replies(number).length).toBeLessThan(40)
    expect(house.log.join('\n')).not.toMatch(/turn_failed|turn_not_committed/)
  })

  test('a message from yesterday and one from tomorrow are read like any other', async () => {
    const id = 820_000 + ++person
    for (const offset of [3_600, -86_400, 86_400])
      expect([200, 401]).toContain(
        await telegram.emit(
          update({ message: { message_id: 1, date: date() + offset, chat: chat(id), from: from(id), text: 'bhyt' } }),
        ),
      )
    await house.work.idle()
    expect(house.log.join('\n')).not.toMatch(/turn_failed/)
  })

  test.for([
    ['no JSON', '{'],
    ['a list', '[]'],
    ['nothing', ''],
    ['null', 'null'],
    ['a deep nest', `${'['.repeat(20_000)}${']'.repeat(20_000)}`],
    ['a number that is none', '{"update_id":1e999}'],
    ['a prototype', '{"__proto__":{"x":1},"update_id":"1","constructor":{"prototype":{}}}'],
  ] as const)('Telegram: a body of %s is refused or ignored, and breaks nothing', async ([, body]) => {
    expect([200, 400]).toContain(await telegram.emit(body))
    expect(house.log.join('\n')).not.toMatch(/request_failed/)
    expect((await fetch(`${house.url}/healthz`)).status).toBe(200)
  })

  test('a body without end is cut off, and one of 300 kB is refused', async () => {
    const big = await fetch(`${house.url}/webhooks/telegram`, { method: 'POST', body: 'x'.repeat(300_000) })
    expect(big.status).toBe(413)
  })
})
