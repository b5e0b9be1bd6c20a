/** A photo of the damage: sent in a chat, fetched after the turn, kept with the case without what the camera noted. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { jpegOf } from '../doubles/pictures.ts'
import { until } from './house.ts'
import { type TelegramHouse, telegramHouse } from './telegram-house.ts'

let house: TelegramHouse
beforeEach(async () => {
  house = await telegramHouse()
})
afterEach(async () => {
  await house.stop()
})

const photos = () =>
  house.rows<{ status: string; why: string | null; hex: string | null }>(
    `select status, why, nullif(hex(bytes), '') as hex from media order by at, id`,
  )
async function reportWith(fileId: string): Promise<void> {
  await house.telegram.say(21, 'bao toc mai nha toi roi')
  await until('the case is there', () => house.rows('select 1 from cases').length === 1)
  await house.telegram.show(21, fileId)
  await until('the photo is wanted', () => photos().length === 1)
}
const entries = () => house.rows<{ kind: string; data: string }>('select kind, data from case_entries order by id')

test('the largest size is kept, without place and device', async () => {
  house.telegram.files.set('roof', jpegOf({ note: 'GPS 22.4 103.8 Nokia' }))
  await reportWith('roof')
  await house.work.sweep()
  const hex = Array.from(jpegOf(), (byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase()
  expect(photos()).toEqual([{ status: 'kept', why: null, hex }])
})

test('what is no picture is said to the person once, the story stays, and the official sees why', async () => {
  house.telegram.files.set('roof', new TextEncoder().encode('<html>not a picture</html>'))
  await reportWith('roof')
  await house.work.sweep()
  await house.work.sweep()
  await until('the person heard', () => house.heard(21).some((text) => text.includes('không phải ảnh')))
  expect(house.heard(21).filter((text) => text.includes('không phải ảnh'))).toHaveLength(1)
  expect(photos()).toEqual([{ status: 'refused', why: 'no_picture', hex: null }])
  expect(entries().map(({ kind, data }) => `${kind} ${data}`)).toContainEqual(expect.stringContaining('no_picture'))
})

test('while Telegram is down it is tried again later, three times, and then it is lost', async () => {
  await reportWith('roof')
  house.telegram.fault({ kind: 'answer', status: 502, body: '' }, { times: 9, path: '/getFile' })
  for (let i = 0; i < 4; i++) {
    house.change("update media set next_at = 0 where status = 'wanted'")
    await house.work.sweep()
  }
  expect(photos()).toEqual([{ status: 'lost', why: 'gone', hex: null }])
})

test('the token of the bot is in no log line', async () => {
  house.telegram.files.set('roof', jpegOf())
  house.telegram.fault({ kind: 'reset_before' }, { times: 1, path: '/file/' })
  await reportWith('roof')
  await house.work.sweep()
  expect(house.telegram.requests.some(({ path }) => path.includes('/getFile'))).toBe(true)
  expect(house.log.join('\n')).not.toContain('test-token')
})
