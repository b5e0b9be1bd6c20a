/**
 * Promises about sending, measured where the provider stands: order per person, a stop, and no more
 * than one repeat where an answer was lost.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { until } from './house.ts'
import { refuse, type TelegramHouse, telegramHouse } from './telegram-house.ts'

const ASKED = 'toi 76 tuoi khong luong huu co duoc gi k'

let house: TelegramHouse
beforeEach(async () => {
  house = await telegramHouse()
})
afterEach(async () => {
  await house.stop()
})

const owed = (person: number) =>
  house
    .rows<{ text: string }>(
      `select d.text from deliveries d join addresses a on a.id = d.address_id join turns t on t.id = d.turn_id
       join inbound_messages m on m.id = t.inbound_id where a.value = '${person}' order by m.received_at, d.ordinal`,
    )
    .map((row) => row.text)
const chatOf = (body: string) => String((JSON.parse(body) as { chat_id: number }).chat_id)

describe('order', () => {
  test.for([
    { status: 500, wait: undefined },
    { status: 429, wait: 1 },
  ])('a reply that met $status is not overtaken by later ones', { timeout: 25_000 }, async ({ status, wait }) => {
    house.telegram.fault(refuse(status, wait), { times: status === 429 ? 2 : 1, path: '/sendMessage' })
    for (const text of ['bhyt', ASKED, 'vay von']) expect(await house.telegram.say(11, text)).toBe(200)
    await until('all is answered', () => owed(11).length >= 3 && house.settled(), 25_000)
    expect(house.heard(11)).toEqual(owed(11))
  })

  test('a burst of webhooks is answered in the order it came', async () => {
    const said = Array.from({ length: 5 }, (_, i) => house.telegram.say(12, i % 2 === 0 ? 'bhyt' : 'vay von'))
    expect(await Promise.all(said)).toEqual([200, 200, 200, 200, 200])
    await until('all is answered', () => owed(12).length >= 5 && house.settled(), 25_000)
    expect(house.heard(12)).toEqual(owed(12))
  }, 30_000)

  test('messages of the same millisecond keep their order in the store', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, i) => house.telegram.say(13, `bhyt ${i}`)))
    const times = house.rows<{ at: number }>('select received_at as at from inbound_messages').map((row) => row.at)
    expect(new Set(times).size).toBe(20)
  })
})

describe('a lost answer', () => {
  test('to a reply is followed by one repeat, marked, and by no third', async () => {
    house.telegram.fault({ kind: 'reset_after' }, { times: 5, path: '/sendMessage' })
    await house.telegram.say(61, 'bhyt')
    await until('it was sent', () => house.telegram.sent.length === 1)
    await until('it waits', () => house.rows(`select 1 from deliveries where status = 'queued'`).length === 1)
    const due = house.rows<{ wait: number }>('select due_at - settled_at as wait from deliveries')[0]?.wait ?? 0
    expect(due).toBeGreaterThanOrEqual(45_000)
    house.change(`update deliveries set due_at = 0 where status = 'queued'`)
    await until('it was repeated', () => house.telegram.sent.length === 2)
    await until(
      'it is left in doubt',
      () => house.rows(`select 1 from deliveries where status = 'unknown'`).length === 1,
    )
    expect(house.rows('select may_repeat from attempts order by number')).toEqual([
      { may_repeat: 0 },
      { may_repeat: 1 },
    ])
    expect(house.sends().map((one) => chatOf(one.body))).toEqual(['61', '61'])
  })
})

describe('a stop at the provider', () => {
  const stoppedAt = () => house.rows<{ at: number | null }>('select stopped_at as at from addresses')[0]?.at ?? null

  test('by blocking is kept, and whoever comes back is answered and no longer stopped', async () => {
    await house.telegram.say(71, 'bhyt')
    await until('answered', () => house.heard(71).length > 0 && house.settled())
    expect(await house.telegram.block(71)).toBe(200)
    await until('kept', () => stoppedAt() !== null)
    const before = house.heard(71).length
    await house.telegram.say(71, '/start')
    await until('answered again', () => house.heard(71).length > before)
    expect(stoppedAt()).toBeNull()
  })

  test('found out by a 403 is the same', async () => {
    house.telegram.fault(refuse(403), { path: '/sendMessage' })
    await house.telegram.say(72, 'bhyt')
    await until('kept', () => stoppedAt() !== null)
    expect(house.rows('select status from deliveries')).toContainEqual({ status: 'stopped' })
    const before = house.heard(72).length
    await house.telegram.say(72, '/start')
    await until('answered again', () => house.heard(72).length > before)
    expect(stoppedAt()).toBeNull()
  })

  test('an exact STOP stops all but replies, and is itself answered', async () => {
    await house.telegram.say(73, 'STOP')
    await until('answered', () => house.heard(73).length > 0)
    expect(stoppedAt()).not.toBeNull()
    const before = house.heard(73).length
    await house.telegram.say(73, 'bhyt')
    await until('a question is answered all the same', () => house.heard(73).length > before)
    expect(stoppedAt()).not.toBeNull()
  })
})
