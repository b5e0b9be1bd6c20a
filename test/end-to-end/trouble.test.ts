/** When something of ours is broken: a full disk acknowledges nothing, a broken turn is answered, and nothing said is lost. */
import { afterEach, expect, test } from 'vitest'
import { until } from './house.ts'
import { SECRET, type TelegramHouse, telegramHouse } from './telegram-house.ts'

let house: TelegramHouse
afterEach(() => house.stop())

const BREAK_INSERTS = `create trigger full before insert on inbound_messages begin select raise(abort, 'database or disk is full'); end`

test('a store that is full acknowledges nothing and says 503; afterwards the same webhook is taken', async () => {
  house = await telegramHouse()
  house.change(BREAK_INSERTS)
  expect(await house.telegram.say(1, 'bhyt cho nha ba Tu')).toBe(503)
  expect(house.rows('select 1 from inbound_messages')).toEqual([])
  house.change('drop trigger full')
  expect(await house.telegram.say(1, 'bhyt cho nha ba Tu')).toBe(200)
  await until('answered', () => house.heard(1).length > 0)
  expect(house.log.join('\n')).not.toMatch(/ba Tu/)
})

test('an outcome that cannot be written is written later, and what was accepted does not go twice', async () => {
  house = await telegramHouse()
  house.change(
    `create trigger full before update on attempts when new.outcome is not null begin select raise(abort, 'database or disk is full'); end`,
  )
  await house.telegram.say(2, 'bhyt')
  await until('sent', () => house.heard(2).length === 1)
  await new Promise((done) => setTimeout(done, 300))
  house.change(`drop trigger full; update deliveries set lease_until = 1 where status = 'sending'`)
  await until('settled', () => house.settled())
  await new Promise((done) => setTimeout(done, 500))
  expect(house.heard(2)).toHaveLength(1)
  expect(house.rows('select status from deliveries')).toEqual([{ status: 'sent' }])
})

test('a session that cannot be read is answered with an apology, the message is kept, and the log names no word of it', async () => {
  house = await telegramHouse()
  await house.telegram.say(3, 'bhyt')
  await until('answered', () => house.heard(3).length > 0 && house.settled())
  const before = house.heard(3).length
  house.change(`update sessions set data = '{"misses":0}'`)
  expect(await house.telegram.say(3, 'nha ba Tu bi sap')).toBe(200)
  await until('an apology is heard', () => house.heard(3).length > before)
  expect(house.rows(`select 1 from inbound_messages where status = 'waiting'`)).toEqual([])
  const apology = house.heard(3).at(-1)
  await house.telegram.say(3, 'bhyt')
  await until('the next message is answered', () => house.heard(3).length > before + 1)
  expect(house.heard(3).at(-1)).not.toBe(apology)
  expect(house.log.join('\n')).not.toMatch(/ba Tu/)
})

test('proof twice, proof empty, a body in pieces and one byte too much leave no row', async () => {
  house = await telegramHouse()
  const url = `${house.url}/webhooks/telegram`
  const update = JSON.stringify({
    update_id: 1,
    message: {
      message_id: 1,
      date: Math.floor(Date.now() / 1000),
      chat: { id: 4, type: 'private' },
      from: { id: 4, is_bot: false },
      text: 'bhyt',
    },
  })
  const name = 'X-Telegram-Bot-Api-Secret-Token'
  const post = async (headers: [string, string][], body: BodyInit) => {
    const answer = await fetch(url, { method: 'POST', headers, body, duplex: 'half' } as RequestInit)
    await answer.arrayBuffer().catch(() => null)
    return answer.status
  }
  const pieces = (bytes: number) =>
    new ReadableStream({
      start(controller) {
        for (let left = bytes; left > 0; left -= 4_096)
          controller.enqueue(new Uint8Array(Math.min(left, 4_096)).fill(120))
        controller.close()
      },
    })
  expect(
    await post(
      [
        [name, SECRET],
        [name, SECRET],
      ],
      update,
    ),
  ).toBe(401)
  expect(await post([[name, '']], update)).toBe(401)
  expect(await post([[name, SECRET.toUpperCase()]], update)).toBe(401)
  expect(await post([[name, SECRET.slice(0, -1)]], update)).toBe(401)
  expect(await post([[name, SECRET]], 'x'.repeat(262_145))).toBe(413)
  expect(await post([[name, SECRET]], pieces(262_145))).toBe(413)
  expect(await post([[name, SECRET]], pieces(1_000))).toBe(400)
  expect(await post([[name, SECRET]], '['.repeat(200_000))).toBe(400)
  expect(
    await post([[name, SECRET]], `{"update_id":1,"message":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}}`),
  ).toBe(400)
  expect(house.rows('select 1 from inbound_messages')).toEqual([])
  expect(await post([[name, SECRET]], update)).toBe(200)
})
