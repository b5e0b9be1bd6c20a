/**
 * All six doors in their providers' real wire formats, from the signed request to the reply at the provider: what a stranger types, the
 * real law and the real list of places; and what is refused leaves no row.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type EsmsDouble, startEsmsDouble } from '../doubles/esms.ts'
import { type SmsPhoneDouble, startSmsPhoneDouble } from '../doubles/sms-phone.ts'
import { startTelegramDouble, type TelegramDouble } from '../doubles/telegram.ts'
import { startTwilioDouble, type TwilioDouble, twilioText } from '../doubles/twilio.ts'
import { placeCall } from '../doubles/twilio-voice.ts'
import { startZaloDouble, type ZaloDouble, zaloEvent } from '../doubles/zalo.ts'
import { startZaloBotDouble, type ZaloBotDouble } from '../doubles/zalo-bot.ts'
import { type House, openHouse, until } from './house.ts'

const ASKED = 'toi 76 tuoi khong luong huu co duoc gi k'
const SECRETS = {
  telegramToken: '123456:telegram-token',
  telegramSecret: 'telegram-webhook-secret',
  twilioToken: 'twilio-auth-token',
  zaloApp: 'zalo-app-secret',
  zaloHook: 'zalo-webhook-secret',
  zaloRefresh: 'zalo-refresh-token',
  botToken: '99:zalo-bot-token',
  botSecret: 'zalo-bot-webhook-secret',
  phonePassword: 'phone-password',
  phoneKey: 'phone-signing-key',
  esmsKey: 'esms-api-key',
  esmsSecret: 'esms-secret-key',
  esmsMo: 'esms-mo-key',
  esmsCallback: 'esms-callback-secret',
}

/** Where providers believe we are: they sign over it. */
const PUBLIC = 'https://xa-la-lanh.example.vn'

let house: House
let telegram: TelegramDouble
let twilio: TwilioDouble
let zalo: ZaloDouble
let zaloBot: ZaloBotDouble
let phone: SmsPhoneDouble
let esms: EsmsDouble

beforeAll(async () => {
  house = await openHouse(async (url) => {
    telegram = await startTelegramDouble({
      token: SECRETS.telegramToken,
      webhookSecret: SECRETS.telegramSecret,
      webhookUrl: `${url}/webhooks/telegram`,
    })
    twilio = await startTwilioDouble({
      accountSid: 'AC1',
      authToken: SECRETS.twilioToken,
      publicUrl: PUBLIC,
      applicationUrl: url,
    })
    zalo = await startZaloDouble({
      appId: '3608465248940903967',
      appSecret: SECRETS.zaloApp,
      oaId: '388613280878808645',
      webhookSecret: SECRETS.zaloHook,
      refreshToken: SECRETS.zaloRefresh,
      webhookUrl: `${url}/webhooks/zalo`,
    })
    zaloBot = await startZaloBotDouble({
      token: SECRETS.botToken,
      webhookSecret: SECRETS.botSecret,
      webhookUrl: `${url}/webhooks/zalo-bot`,
    })
    phone = await startSmsPhoneDouble({
      user: 'xa',
      password: SECRETS.phonePassword,
      signingKey: SECRETS.phoneKey,
      webhookUrl: `${url}/webhooks/sms-phone`,
    })
    esms = await startEsmsDouble({
      apiKey: SECRETS.esmsKey,
      secretKey: SECRETS.esmsSecret,
      brandname: 'XALALANH',
      moKey: SECRETS.esmsMo,
      moCpid: 'CP01',
      webhookUrl: url,
    })
    return {
      PUBLIC_URL: PUBLIC,
      TELEGRAM_BOT_TOKEN: SECRETS.telegramToken,
      TELEGRAM_WEBHOOK_SECRET: SECRETS.telegramSecret,
      TELEGRAM_API_ROOT: telegram.url,
      TWILIO_ACCOUNT_SID: 'AC1',
      TWILIO_AUTH_TOKEN: SECRETS.twilioToken,
      TWILIO_FROM: '+12025550100',
      TWILIO_API_URL: twilio.url,
      TWILIO_VOICE: 'on',
      ZALO_APP_ID: '3608465248940903967',
      ZALO_APP_SECRET: SECRETS.zaloApp,
      ZALO_OA_ID: '388613280878808645',
      ZALO_OA_WEBHOOK_SECRET: SECRETS.zaloHook,
      ZALO_OA_REFRESH_TOKEN: SECRETS.zaloRefresh,
      ZALO_OA_API_URL: zalo.url,
      ZALO_OAUTH_URL: zalo.url,
      ZALO_BOT_TOKEN: SECRETS.botToken,
      ZALO_BOT_WEBHOOK_SECRET: SECRETS.botSecret,
      ZALO_BOT_API_URL: zaloBot.url,
      SMS_PHONE_URL: phone.url,
      SMS_PHONE_USER: 'xa',
      SMS_PHONE_PASSWORD: SECRETS.phonePassword,
      SMS_PHONE_SIGNING_KEY: SECRETS.phoneKey,
      ESMS_API_KEY: SECRETS.esmsKey,
      ESMS_SECRET_KEY: SECRETS.esmsSecret,
      ESMS_BRANDNAME: 'XALALANH',
      ESMS_MO_KEY: SECRETS.esmsMo,
      ESMS_MO_CPID: 'CP01',
      ESMS_CALLBACK_SECRET: SECRETS.esmsCallback,
      ESMS_API_URL: esms.url,
    }
  })
})
afterAll(async () => {
  await house.stop()
  await Promise.all([telegram, twilio, zalo, zaloBot, phone, esms].map((double) => double.stop()))
})

const inbound = () => house.rows<{ n: number }>('select count(*) as n from inbound_messages')[0]?.n ?? 0
/** Unaccented, so that one expectation reads every channel. */
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D')

/** Each door: a person asks, and what the provider then holds for that person. */
const DOORS: readonly {
  readonly name: string
  readonly ask: (text: string) => Promise<number>
  readonly answers: () => readonly string[]
  readonly forge: (text: string) => Promise<number>
}[] = [
  {
    name: 'Telegram',
    ask: (text) => telegram.say(550_011_223, text),
    answers: () => telegram.sent.map((one) => one.text),
    forge: (text) => telegram.say(550_011_224, text, { secret: 'another' }),
  },
  {
    name: 'Twilio',
    ask: (text) => twilio.say('+12025550199', text),
    answers: () => twilio.sent.map((one) => one.text),
    forge: (text) => twilio.say('+12025550198', text, { tamper: true }),
  },
  {
    name: 'Zalo OA',
    ask: (text) => zalo.say('4572947693969771653', text),
    answers: () => zalo.sent.map((one) => one.text),
    forge: (text) => zalo.say('4572947693969771654', text, { tamper: true }),
  },
  {
    name: 'Zalo Bot',
    ask: (text) => zaloBot.say('6ede9afa66b88fe6d6a9', text),
    answers: () => zaloBot.sent.map((one) => one.text),
    forge: (text) => zaloBot.say('6ede9afa66b88fe6d6a8', text, { secret: null }),
  },
  {
    name: 'phone gateway',
    ask: (text) => phone.say('+84912345678', text),
    answers: () => phone.sent.map((one) => one.text),
    forge: (text) => phone.say('+84912345679', text, { tamper: true }),
  },
]

describe.for(DOORS)('$name', ({ ask, answers, forge }) => {
  test('a stranger is answered with the social pension, its law, its form and its desk', async () => {
    expect(await ask(ASKED)).toBe(200)
    await until('an answer arrived', () => answers().length > 0)
    await house.work.idle()
    // The phone sends slowly on purpose; the others have said everything by now.
    await until('the amount was said', () => plain(answers().join(' ')).includes('540.000'), 60_000)
    const said = plain(answers().join(' '))
    expect(said).toMatch(/176\/2025/)
  }, 90_000)

  test('a forged message is refused and leaves no row', async () => {
    const before = inbound()
    expect(await forge(ASKED)).toBe(401)
    expect(inbound()).toBe(before)
  })
})

test('the same webhook again and again, thirty times at once and then once more, is one message at every door', async () => {
  const at = Math.floor(Date.now() / 1000)
  const bot = { message_id: 'same-bot', date: Date.now(), chat: { id: 'same', chat_type: 'PRIVATE' }, text: 'bhyt' }
  const event = zaloEvent(
    { appId: '3608465248940903967', oaId: '388613280878808645' },
    'user_send_text',
    '45',
    Date.now(),
    {
      text: 'bhyt',
      msg_id: 'same-zalo',
    },
  )
  const person = { id: 77, is_bot: false }
  const message = { message_id: 1, date: at, chat: { id: 77, type: 'private' }, from: person, text: 'bhyt' }
  const again: Record<string, () => Promise<number>> = {
    telegram: () => telegram.emit({ update_id: 77, message }),
    twilio: () => twilio.emit(twilioText('AC1', { MessageSid: 'SM77', From: '+12025550177', Body: 'bhyt' })),
    zalo: () => zalo.emit(event),
    'zalo-bot': () => zaloBot.emit({ event_name: 'message.text.received', message: bot }),
    'sms-phone': () => phone.say('+84912345677', 'bhyt', { id: 'same-phone' }),
    esms: async () => (await esms.say('84912345676', 'bhyt', { smsid: 'same-esms' })).status,
  }
  for (const [door, once] of Object.entries(again)) {
    const before = inbound()
    const statuses = await Promise.all(Array.from({ length: 30 }, once))
    statuses.push(await once())
    expect([door, [...new Set(statuses)], inbound() - before]).toEqual([door, [200], 1])
  }
  const turns = `select m.id from inbound_messages m where (select count(*) from turns t where t.inbound_id = m.id) > 1`
  expect(house.rows(turns)).toEqual([])
})

describe('a phone call', () => {
  const call = (from: string, how = {}) =>
    placeCall(
      { accountSid: 'AC1', authToken: SECRETS.twilioToken, publicUrl: PUBLIC, applicationUrl: house.url },
      from,
      how,
    )

  test('is talked through with keys and words, and nothing of it goes out as a message', async () => {
    // Answers to the others may still be on their way: one part a second.
    const toThem = () => twilio.sent.filter(({ to }) => to === '+84912000001')
    const person = await call('+84912000001')
    expect(person.heard[0]).toMatch(/^Chào bà con, đây là ủy ban nhân dân/)
    expect(person.heard).toContain('Bấm phím 2: Báo thiệt hại.')
    await person.speak('Tôi 76 tuổi không có lương hưu, có được gì không')
    expect(person.heard.join(' ')).toMatch(/540000 đồng/)
    expect(person.heard.join(' ')).toMatch(/nghị định 176 năm 2025/)
    await person.press('0')
    expect(person.heard).toContain('Bấm phím 4: Gặp cán bộ.')
    const menu = person.heard
    await person.press('*')
    expect(person.heard).toEqual(menu)
    await house.work.idle()
    expect(toThem()).toEqual([])
    // The same person as by SMS, and every step a message of theirs.
    const rows = house.rows<{ n: number }>(
      `select count(*) as n from inbound_messages where external_id like '${person.sid}:%'`,
    )
    expect(rows[0]?.n).toBe(3)
    await twilio.say('+84912000001', 'sua')
    await until('an SMS knows what was said on the phone', () => toThem().some(({ text }) => text.includes('76')))
  })

  test('life in danger: whom to call comes first, number by number, and twice', async () => {
    const person = await call('+84912000002')
    await person.speak('Cứu với, nước cuốn mất nhà rồi')
    expect(person.heard[0]).toMatch(/một một hai/)
    expect(person.heard.filter((words) => words.includes('một một hai')).length).toBeGreaterThanOrEqual(2)
    person.hangUp()
    const cases = `select c.code from cases c join addresses a on a.contact_id = c.contact_id where a.value = '+84912000002'`
    expect(house.rows(cases)).toHaveLength(1)
  })

  test('silence is asked once more and then the call ends; a repeated step is one message', async () => {
    const person = await call('+84912000003')
    const before = inbound()
    await person.silence()
    expect(person.heard[0]).toBe('Tôi chưa nghe rõ.')
    await person.silence()
    await person.silence()
    expect(person.open).toBe(false)
    expect(inbound()).toBe(before)
    const other = await call('+84912000004')
    await other.press('1', { times: 3 })
    expect(inbound()).toBe(before + 2)
  })

  test('a forged call is refused and leaves no row; a hidden number is told so', async () => {
    const before = inbound()
    expect((await call('+84912000005', { tamper: true })).status).toBe(401)
    expect(inbound()).toBe(before)
    const hidden = await call('anonymous')
    expect(hidden.open).toBe(false)
    expect(hidden.heard[0]).toMatch(/không thấy số điện thoại/)
  })
})

describe('eSMS short code', () => {
  test('the answer leaves in the webhook itself, and counts as sent', async () => {
    const { status, xml } = await esms.say('84912345670', ASKED)
    expect(status).toBe(200)
    expect(xml).toMatch(/<ClientResponse><Message>/)
    expect(xml).toMatch(/540\.000/)
    expect(esms.sent).toEqual([])
    const open = house.rows(`select 1 from deliveries where door = 'esms' and status <> 'sent'`)
    expect(open).toEqual([])
  })

  test('a repeated delivery is 2xx and nothing new', async () => {
    const before = inbound()
    await esms.say('84912345671', 'bhyt', { smsid: 'MO-1', times: 3 })
    expect(inbound()).toBe(before + 1)
  })

  test('a turn that is not done in time is answered empty, and its reply goes by brandname, once', async () => {
    house.change(`create trigger late before insert on turns begin select raise(abort, 'database is locked'); end`)
    const { status, xml } = await esms.say('84912345675', 'bhyt', { smsid: 'MO-late' })
    expect([status, xml]).toEqual([200, '<ClientResponse/>'])
    house.change(`drop trigger late; update inbound_messages set received_at = 0 where external_id = 'MO-late'`)
    await until('it goes by brandname', () => esms.sent.length > 0)
    await house.work.idle()
    const owed = house.rows(`select 1 from deliveries d join turns t on t.id = d.turn_id
      join inbound_messages m on m.id = t.inbound_id where m.external_id = 'MO-late'`)
    expect(esms.sent.map((one) => one.phone)).toEqual(owed.map(() => '0912345675'))
    expect((await esms.say('84912345675', 'bhyt', { smsid: 'MO-late' })).xml).toBe('<ClientResponse/>')
  })

  test('a forged one is refused', async () => {
    expect((await esms.say('84912345672', 'bhyt', { tamper: true })).status).toBe(401)
  })
})

describe('every door', () => {
  test.for(['/webhooks/telegram', '/webhooks/twilio', '/webhooks/zalo', '/webhooks/zalo-bot', '/webhooks/sms-phone'])(
    '%s: 1 MB is 413, junk without proof is 401, nothing is kept',
    async (path) => {
      const before = inbound()
      const post = (body: string) => fetch(`${house.url}${path}`, { method: 'POST', body })
      expect((await post('x'.repeat(1_048_576))).status).toBe(413)
      expect((await post('{"junk":')).status).toBe(401)
      expect(inbound()).toBe(before)
    },
  )

  test('authentic but unreadable is 400', async () => {
    const answer = await fetch(`${house.url}/webhooks/telegram`, {
      method: 'POST',
      headers: { 'X-Telegram-Bot-Api-Secret-Token': SECRETS.telegramSecret },
      body: '{"junk":',
    })
    expect(answer.status).toBe(400)
    expect(((await answer.json()) as { error: string }).error).toMatch(/\w/)
  })

  test('the Zalo console’s probe {} is answered 200', async () => {
    expect((await fetch(`${house.url}/webhooks/zalo`, { method: 'POST', body: '{}' })).status).toBe(200)
  })

  test('no log line of all this holds a secret, a number or a word of a message', () => {
    const log = house.log.join('\n')
    for (const secret of Object.values(SECRETS)) expect(log).not.toContain(secret)
    expect(log).not.toMatch(/84912345|550011223|luong huu|4572947693969771653/)
  })
})
