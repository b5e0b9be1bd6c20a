/** Announcements through the API: drafted once, seen within the communes, never handed in or approved by a program. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { whoCalls } from '../../src/service/api-tokens.ts'
import { approveBroadcast, submitBroadcast } from '../../src/service/broadcast-acts.ts'
import { HERE, NEXT_DOOR, official } from '../service/desk-house.ts'
import { type ApiHouse, openApi } from './api-house.ts'

const NEW = {
  ...{ title: 'Lịch phát gạo', class: 'service_notice', words: { vi: 'Gạo phát ở nhà văn hóa thôn từ 8 giờ.' } },
  audience: { classes: ['poor'] },
}
let house: ApiHouse
let token: string
beforeEach(async () => {
  house = await openApi()
  token = await house.token()
})
afterEach(() => house.close())
const post = (body: unknown, key = 'b-1') =>
  house.call(token, 'POST', '/broadcasts', { body, headers: { 'Idempotency-Key': key } })

test('a draft is made once, for the communes of the token', async () => {
  const first = await post(NEW)
  expect(first.status).toBe(201)
  expect(first.body).toMatchObject({ status: 'draft', communes: [HERE.commune], title: NEW.title, progress: null })
  expect((await post(NEW)).body).toEqual(first.body)
  const list = await house.call(token, 'GET', '/broadcasts')
  expect(list.body).toMatchObject({ total: 1, broadcasts: [{ id: first.body.id, words: NEW.words }] })
  const one = await house.call(token, 'GET', `/broadcasts/${first.body.id}`)
  expect([one.status, one.body]).toEqual([200, first.body])
  const foreign = await house.token(undefined, [NEXT_DOOR.commune])
  const there = await house.call(foreign, 'GET', `/broadcasts/${first.body.id}`)
  expect(there.body).toEqual((await house.call(foreign, 'GET', '/broadcasts/bc_none')).body)
  expect((await house.call(foreign, 'GET', '/broadcasts')).body.total).toBe(0)
})

test.for([
  [{ audience: { communes: [NEXT_DOOR.commune] } }, 422, 'outside'],
  [{ class: 'promotion' }, 422, 'no_topic'],
  [{ class: 'life_safety' }, 422, 'no_event'],
  [{ words: { vi: ' ' } }, 422, 'words'],
  [{ words: { vi: 'Xem http://example.com' } }, 422, 'words_unsafe'],
  [{ status: 'submitted' }, 400, 'bad_value'],
  [{ send_at: 'tomorrow' }, 400, 'bad_value'],
] as const)('what cannot be is refused: %j', async ([more, status, code]) => {
  expect((await post({ ...NEW, ...more })).body).toMatchObject({ status, code })
  expect(await house.desk.sql('select count(*) from broadcasts')).toEqual([[0]])
})

test('a program approves none, though it stood at the very desk', async () => {
  const { body } = await post(NEW)
  const called = await whoCalls(house.desk.ports, `Bearer ${await house.token()}`)
  if (called.kind !== 'caller') throw new Error('the token does not count')
  const { official } = called.caller
  await submitBroadcast(house.desk.ports, official, body.id, body.version)
  const [hash] = (await house.desk.sql('select hash from broadcasts'))[0] ?? []
  expect(await approveBroadcast(house.desk.ports, official, body.id, String(hash))).toEqual({ refused: 'not_allowed' })
})

test("who takes a program's draft to those who approve stands for it, and is not one of them", async () => {
  const { body } = await post(NEW)
  const leader = official('commune_leader')
  const { ports } = house.desk
  expect(await submitBroadcast(ports, leader, body.id, body.version)).toEqual({ done: body.id })
  const [hash] = (await house.desk.sql('select hash from broadcasts'))[0] ?? []
  expect(await approveBroadcast(ports, leader, body.id, String(hash))).toEqual({ refused: 'own_broadcast' })
  const second = official('commune_leader', 'off_second')
  expect(await approveBroadcast(ports, second, body.id, String(hash))).toEqual({ done: body.id })
  expect((await house.call(token, 'GET', `/broadcasts/${body.id}`)).body.status).toBe('preparing')
})
