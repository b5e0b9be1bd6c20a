/** Words of a household in a message to many: they leave only while it agrees to them, also after the approval. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { pausedFor } from '../../src/core/broadcast.ts'
import { cancelBroadcast, resumeBroadcast } from '../../src/service/broadcast-acts.ts'
import { openBroadcast } from '../../src/service/broadcast-desk.ts'
import { beginModel, openModel, publishModel, withdrawModel, writeModel } from '../../src/service/model-desk.ts'
import { type BroadcastHouse, done, NOTICE, openBroadcastHouse } from './broadcast-house.ts'

const HOUR_MS = 3_600_000
let house: BroadcastHouse
let story: string
beforeEach(async () => {
  house = await openBroadcastHouse()
  const made = await beginModel(house.ports, house.author, { title: 'Nuôi dê', text: 'Hai con dê.', commune: 'demo' })
  story = 'id' in made ? made.id : expect.fail(made.refused)
  expect(await publishModel(house.ports, house.author, await line(), 'đọc tại nhà, đồng ý')).toBe('done')
})
afterEach(() => house.close())

const line = async () => (await openModel(house.ports, house.author, story))?.line ?? expect.fail()
const sweep = async (times = 5) => {
  for (let i = 0; i < times; i++) await house.sweep()
}
const left = async () =>
  (await house.sql(`select count(*) from deliveries where broadcast_id is not null and status = 'sent'`))[0]?.[0]
/** The word that officials read beside it. */
async function why(id: string) {
  const { broadcast } = (await openBroadcast(house.ports, house.author, id)) ?? expect.fail()
  return [broadcast.status, pausedFor(broadcast)]
}

test('what waits for its hour is stopped when the household takes its story back by text', async () => {
  const [number = ''] = await house.people(3)
  await house.sql(
    `update models set whose = 'self', contact_id = (select contact_id from addresses where value = '${number}')`,
  )
  const id = await house.approved({ ...NOTICE, modelId: story, sendAt: house.now() + HOUR_MS })
  await sweep()
  await house.says(number, 'THOI GUONG')
  expect((await line()).status).toBe('withdrawn')
  house.wait(2 * HOUR_MS)
  await sweep()
  expect([await why(id), await left()]).toEqual([['paused', 'story_gone'], 0])
  expect(await resumeBroadcast(house.ports, house.leader, id)).toEqual({ refused: 'story_gone' })
  expect((await house.ports.store.audit.verify()).ok).toBe(true)
})

test('of what already waits at the door nothing leaves from that instant on', async () => {
  await house.people(3)
  const id = await house.approved({ ...NOTICE, modelId: story })
  await sweep(2)
  const { sending } = house.ports.store
  const [running = expect.fail()] = await sending.running()
  const rows = await sending.due(running, 'simulator', { now: house.now(), limit: 9, home: 'demo' })
  const handed = rows.map(({ number, contactId, ways }) => ({
    ...{ number, contactId, deliveryId: `out_${number}`, addressId: ways[0]?.addressId ?? '', text: 'x', segments: 1 },
    ...{ door: 'simulator' as const, lane: 'bulk' as const },
  }))
  expect(await sending.hand(id, handed, house.now(), house.now() + HOUR_MS)).toBe(true)
  expect(await withdrawModel(house.ports, house.author, await line())).toBe('done')
  // Before any sweep could see it.
  const lease = { door: 'simulator' as const, lanes: ['bulk'] as const, now: house.now(), leaseMs: 1_000, limit: 9 }
  expect(await house.ports.store.deliveries.claim(lease)).toEqual([])
  await sweep()
  expect([await why(id), await left()]).toEqual([['paused', 'story_gone'], 0])
  done(await cancelBroadcast(house.ports, house.author, id))
  await sweep()
  expect([await left(), await house.counts(id)]).toEqual([0, { stopped: 3 }])
})

test('other words stop it too, and with the yes to them it may go on; a story that stands stops nothing', async () => {
  await house.people(2)
  const id = await house.approved({ ...NOTICE, modelId: story })
  await sweep(1)
  expect(await writeModel(house.ports, house.author, await line(), { title: 'Nuôi dê', text: 'Ba con.' })).toBe('done')
  await sweep()
  expect([await why(id), await left()]).toEqual([['paused', 'story_gone'], 0])
  expect(await publishModel(house.ports, house.author, await line(), 'đồng ý lời mới')).toBe('done')
  done(await resumeBroadcast(house.ports, house.leader, id))
  await sweep()
  expect([await house.status(id), await left()]).toEqual(['done', 2])
})
