/** Rates, measured where the provider stands: nobody is written to faster than allowed, and a flood of one is not everybody's. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { until } from './house.ts'
import { refuse, type TelegramHouse, telegramHouse } from './telegram-house.ts'

let house: TelegramHouse
beforeEach(async () => {
  house = await telegramHouse()
})
afterEach(async () => {
  await house.stop()
})

describe('rates', () => {
  test('one chat hears at most one message a second, also when nothing is waiting in line', async () => {
    for (let i = 0; i < 4; i++) {
      await house.telegram.say(21, 'bhyt')
      await until('it was heard', () => house.heard(21).length > i)
    }
    const times = house.sends().map((one) => one.at)
    const gaps = times.slice(1).map((at, i) => at - (times[i] ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(990)
  }, 15_000)

  test('a crowd is answered at no more than thirty a second', async () => {
    await Promise.all(Array.from({ length: 70 }, (_, i) => house.telegram.say(3_000 + i, 'bhyt')))
    await until('all are answered', () => house.settled(), 20_000)
    const times = house.sends().map((one) => one.at)
    const most = Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 1_000).length))
    expect(most).toBeLessThanOrEqual(30)
    expect(new Set(house.telegram.sent.map((one) => one.chatId)).size).toBe(70)
  }, 25_000)

  test('told to slow down, the whole bot waits as long as asked', async () => {
    house.telegram.fault(refuse(429, 3), { path: '/sendMessage' })
    await house.telegram.say(4_000, 'bhyt')
    await until('it was refused', () => house.sends().length === 1)
    await Promise.all([house.telegram.say(4_001, 'bhyt'), house.telegram.say(4_002, 'bhyt')])
    await until('all are answered', () => house.telegram.sent.length >= 3 && house.settled(), 15_000)
    const [first, second] = house.sends().map((one) => one.at)
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(2_990)
  }, 20_000)

  test('one who floods does not hold up the others', async () => {
    await Promise.all(Array.from({ length: 30 }, (_, i) => house.telegram.say(5_000, i % 2 === 0 ? 'bhyt' : 'vay von')))
    const started = Date.now()
    await house.telegram.say(5_001, 'bhyt')
    await until('the other is answered', () => house.heard(5_001).length > 0)
    expect(Date.now() - started).toBeLessThan(8_000)
  }, 20_000)
})
