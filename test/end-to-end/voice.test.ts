/** Phone calls where something is late, forged, wrong or silent: Twilio's forms in, TwiML out, over the real app and a real database. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { forgetSpeakers } from '../../src/service/speaker.ts'
import type { Store } from '../../src/store/store.ts'
import { startTwilioDouble, type TwilioDouble } from '../doubles/twilio.ts'
import { type PhoneCall, placeCall } from '../doubles/twilio-voice.ts'
import { speakPack } from '../service/speak-pack.ts'
import { type House, openHouse, until } from './house.ts'

/** Where Twilio believes we are: it signs over it. */
const PUBLIC = 'https://xa-la-lanh.example.vn'
const TOKEN = 'twilio-auth-token'
const ASKED = 'Tôi 76 tuổi không có lương hưu, có được gì không'

let house: House
let twilio: TwilioDouble
/** How long the database takes over the next turn of a number, in milliseconds. */
const slow = new Map<string, number>()

beforeAll(async () => {
  house = await openHouse(async (url) => {
    twilio = await startTwilioDouble({ accountSid: 'AC1', authToken: TOKEN, publicUrl: PUBLIC, applicationUrl: url })
    return {
      PUBLIC_URL: PUBLIC,
      TWILIO_ACCOUNT_SID: 'AC1',
      TWILIO_AUTH_TOKEN: TOKEN,
      TWILIO_FROM: '+12025550100',
      TWILIO_API_URL: twilio.url,
      TWILIO_VOICE: 'on',
    }
  }, slowed)
}, 60_000)
afterAll(async () => {
  await house?.stop()
  await twilio?.stop()
})

/** The same database, only that somebody's turn waits for it. */
function slowed(store: Store): Store {
  const { talk } = store
  return {
    ...store,
    talk: {
      ...talk,
      async load(address) {
        const ms = slow.get(address.value) ?? 0
        slow.delete(address.value)
        if (ms > 0) await new Promise((done) => setTimeout(done, ms))
        return talk.load(address)
      },
    },
  }
}

const call = (from: string, how = {}) =>
  placeCall({ accountSid: 'AC1', authToken: TOKEN, publicUrl: PUBLIC, applicationUrl: house.url }, from, how)
const toThem = (number: string) => twilio.sent.filter(({ to }) => to === number)
const inbound = ({ sid }: PhoneCall) =>
  house.rows<{ n: number }>(`select count(*) as n from inbound_messages where external_id like '${sid}:%'`)[0]?.n
/** What became of every reply to a number. */
const replies = (number: string) =>
  house.rows<{ status: string }>(
    `select d.status from deliveries d join addresses a on a.id = d.address_id where a.value = '${number}'`,
  )
/** A second look of the sweep: what is still owed would leave now. */
const settled = async () => {
  await new Promise((done) => setTimeout(done, 1_200))
  await house.work.idle()
}

describe('a reply that is not ready in four seconds', () => {
  test('is waited for on the line, said once, and sent to nobody', { timeout: 30_000 }, async () => {
    const number = '+84912000101'
    const person = await call(number)
    slow.set(number, 5_500)
    const started = Date.now()
    await person.speak(ASKED)
    expect(Date.now() - started).toBeLessThan(5_000)
    expect(person.heard).toEqual(['Máy đang tra, xin chờ một chút.'])
    expect(person.holding).toBe(true)
    await person.comeBack()
    expect(person.holding).toBe(false)
    expect(person.heard.join(' ')).toMatch(/540000 đồng/)
    expect(inbound(person)).toBe(2)
    // The call goes on as if nothing had been.
    await person.press('0')
    expect(person.heard).toContain('Bấm phím 4: Gặp cán bộ.')
    await settled()
    expect(toThem(number)).toEqual([])
    expect(new Set(replies(number).map(({ status }) => status))).toEqual(new Set(['sent']))
  })

  test('and asked for twice by Twilio is said again, and nothing else', { timeout: 30_000 }, async () => {
    const number = '+84912000102'
    const person = await call(number)
    slow.set(number, 5_000)
    await person.speak(ASKED)
    await person.comeBack({ times: 2 })
    expect(person.heard.join(' ')).toMatch(/540000 đồng/)
    expect(person.heard[0]).not.toBe('Tôi chưa nghe rõ.')
    await settled()
    expect([inbound(person), toThem(number)]).toEqual([2, []])
  })

  test('comes as one SMS where the caller hung up meanwhile', { timeout: 40_000 }, async () => {
    const number = '+84912000103'
    const person = await call(number)
    slow.set(number, 5_000)
    await person.speak(ASKED)
    expect(person.holding).toBe(true)
    person.hangUp()
    await until('the reply comes by SMS', () => toThem(number).length > 0, 25_000)
    await settled()
    expect(toThem(number).filter(({ text }) => text.includes('540.000'))).toHaveLength(1)
  })

  test('nor after three times of patience, comes as SMS, and the caller is told so', { timeout: 40_000 }, async () => {
    const number = '+84912000104'
    const person = await call(number)
    slow.set(number, 14_000)
    await person.speak(ASKED)
    for (let i = 0; i < 2; i++) {
      expect(person.holding).toBe(true)
      await person.comeBack()
    }
    expect(person.heard[0]).toMatch(/^Máy đang tra\. Câu trả lời sẽ đến bằng tin nhắn/)
    expect([person.open, person.holding]).toEqual([true, false])
    await until('the reply comes by SMS', () => toThem(number).some(({ text }) => text.includes('540.000')))
    await person.press('0')
    expect(person.heard).toContain('Bấm phím 4: Gặp cán bộ.')
    await settled()
    expect(toThem(number).filter(({ text }) => text.includes('540.000'))).toHaveLength(1)
  })

  test('is not given to who only claims to hold', { timeout: 20_000 }, async () => {
    const number = '+84912000105'
    const person = await call(number)
    slow.set(number, 5_000)
    await person.speak(ASKED)
    await person.comeBack({ tamper: true })
    expect([person.status, person.open]).toEqual([401, false])
  })
})

describe('while an official speaks with the person', () => {
  test('what is said on the phone is kept for the official and answered by nobody else; danger is', async () => {
    const number = '+84912000111'
    const person = await call(number)
    await person.speak('nhà tôi bị tốc mái')
    house.change(
      `update contacts set paused_at = ${Date.now()}, paused_by = 'off_1' where id = (select contact_id from addresses where value = '${number}')`,
    )
    await person.speak('hai phòng, chưa ai đến')
    expect(person.heard).toEqual(['Đã ghi lời bà con để cán bộ xem. Cần nói thêm, xin cứ nói.'])
    expect(person.open).toBe(true)
    expect(house.rows(`select 1 from inbound_messages where content like '%hai phòng, chưa ai đến%'`)).toHaveLength(1)
    await person.speak('cứu với nước cuốn mất con tôi')
    expect(person.heard.join(' ')).toContain('một một hai')
    await settled()
    expect(toThem(number)).toEqual([])
  })
})

describe('what nobody signed', () => {
  test.for([
    ['a byte was changed', { tamper: true }],
    ['it is not signed', { unsigned: true }],
    ["it is signed with another's token", { authToken: 'other' }],
  ] as const)('%s: refused, nothing is said and nothing is kept', async ([, how]) => {
    const before = house.rows('select 1 from inbound_messages').length
    const person = await call('+84912000121', how)
    expect([person.status, person.open, person.heard]).toEqual([401, false, []])
    expect(house.rows('select 1 from inbound_messages')).toHaveLength(before)
  })

  test('a signed step replayed as another step is refused', async () => {
    const person = await call('+84912000122')
    const fields = new URLSearchParams({ CallSid: person.sid, AccountSid: 'AC1', From: '+84912000122', Digits: '1' })
    const answer = await fetch(`${house.url}/webhooks/twilio/voice/answer?n=7&wait=1`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': 'AAAA' },
      body: fields.toString(),
    })
    expect(answer.status).toBe(401)
    expect(await answer.text()).not.toContain('<Response>')
  })
})

describe('a caller who errs or keeps silent', () => {
  test('a wrong key is told so, and the choices are said again', async () => {
    const person = await call('+84912000131')
    await person.press('9')
    expect(person.open).toBe(true)
    expect(person.heard.join(' ')).toMatch(/chưa hiểu|chưa rõ|không có/i)
    expect(person.heard).toContain('Bấm phím 4: Gặp cán bộ.')
    await person.press('4')
    expect(person.heard.join(' ')).toMatch(/cán bộ/)
  })

  test('three silences end the call, with the number to call where the commune gave one', async () => {
    const person = await call('+84912000132')
    for (let i = 0; i < 2; i++) {
      await person.silence()
      expect(person.heard[0]).toBe('Tôi chưa nghe rõ.')
    }
    await person.silence()
    expect(person.open).toBe(false)
    // No number is entered here, and none is made up.
    expect(person.heard).toEqual(['Điều bà con đã nói vẫn được giữ. Cần gì xin gọi lại. Nguy hiểm gọi một một hai.'])
    house.change("update organisations set phone = '0214 3871 234'")
    forgetSpeakers(house.ports)
    const other = await call('+84912000133')
    for (let i = 0; i < 3; i++) await other.silence()
    expect([other.open, other.heard[1]]).toEqual([
      false,
      'Cần gặp người, xin gọi không hai một bốn, ba tám bảy một, hai ba bốn.',
    ])
  })

  test('a word in between counts the silences anew', async () => {
    const person = await call('+84912000134')
    await person.silence()
    await person.silence()
    await person.press('0')
    await person.silence()
    expect(person.open).toBe(true)
  })
})

describe('a language pack on the phone', () => {
  test('without a voice is said in Vietnamese, with a way to a person', async () => {
    await speakPack(house.ports, 'km', { 'voice:introduction': '[km] {{speaker}}', 'menu:title': '[km] menu' })
    const number = '+84912000141'
    await twilio.say(number, 'tieng khmer')
    await until('the pack is chosen', () => toThem(number).some(({ text }) => text.includes('[km] ready')))
    const person = await call(number)
    expect(person.heard[1]).toBe('Máy chưa nói được tiếng Khmer trên điện thoại. Muốn gặp người, xin nói: gặp cán bộ.')
    expect([person.heard.join(' ').includes('[km]'), new Set(person.voices)]).toEqual([false, new Set(['vi-VN'])])
    await person.speak('gặp cán bộ')
    expect(person.heard.join(' ')).toMatch(/cán bộ/)
    expect(house.rows(`select 1 from events where type = 'handed_over'`).length).toBeGreaterThan(0)
  })
})
