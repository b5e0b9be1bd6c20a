/** What one part of an SMS costs: an official's own figure before a range that nobody confirmed. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createBroadcast } from '../../src/service/broadcast-acts.ts'
import { openBroadcast } from '../../src/service/broadcast-desk.ts'
import { broadcastCost, broadcastLooks } from '../../src/service/broadcast-look.ts'
import { type OrganisationForm, saveOrganisation } from '../../src/service/organisation-desk.ts'
import { partPriceFor } from '../../src/service/part-price.ts'
import { type BroadcastHouse, done, NOTICE, openBroadcastHouse } from './broadcast-house.ts'
import { officialOf } from './event-house.ts'

const FORM: OrganisationForm = { name: 'UBND xã Lá Lành', desk: '', hours: '', phone: '', price: '', duty: '' }
const administrator = { ...officialOf('administrator', []), id: 'off_admin' }
let house: BroadcastHouse
beforeEach(async () => {
  house = await openBroadcastHouse()
  await house.ports.store.organisations.seed({ code: '00004', name: 'Xã khác', commune: '00004', dutyOfficers: [] })
})
afterEach(() => house.close())
const enter = (price: string, code = 'demo', who = administrator) =>
  saveOrganisation(house.ports, who, code, { ...FORM, price })

test('is a range until somebody enters it, then theirs; the home office stands for those without one', async () => {
  const range = { least: 400, most: 850, confirmed: false }
  expect(await partPriceFor(house.ports, '00004')).toEqual(range)
  expect(await enter('650 đ')).toBe('done')
  const home = { least: 650, most: 650, confirmed: true }
  expect([await partPriceFor(house.ports, 'demo'), await partPriceFor(house.ports, '00004')]).toEqual([home, home])
  expect(await enter('1.100', '00004')).toBe('done')
  expect(await partPriceFor(house.ports, '00004')).toEqual({ least: 1_100, most: 1_100, confirmed: true })
  await enter('')
  expect(await partPriceFor(house.ports, 'demo')).toEqual(range)
})

test('is written into the audit log when it changes, with what it was', async () => {
  for (const price of ['650', '650', '700']) await enter(price)
  const rows = await house.sql("select data from audit where action = 'organisation_changed'")
  expect(rows.map(([data]) => JSON.parse(String(data)))).toEqual([
    { organisation: 'demo', partPriceVnd: 650, partPriceWas: null },
    { organisation: 'demo' },
    { organisation: 'demo', partPriceVnd: 700, partPriceWas: 650 },
  ])
})

test.for(['0', '-5', '5001', 'rẻ', '1,5 triệu'])('"%s" is none', async (price) => {
  expect(await enter(price)).toEqual({ trouble: 'price' })
  expect(await house.sql('select part_price_vnd from organisations where part_price_vnd is not null')).toEqual([])
})

test('makes the cost of an announcement one figure', async () => {
  const { ports } = house
  const id = done(await createBroadcast(ports, house.author, NOTICE))
  const looks = await broadcastLooks(ports, (await openBroadcast(ports, house.author, id))?.broadcast ?? expect.fail())
  const byDoor = [{ door: 'esms', language: 'vi', byTemplate: false, count: 30, most: 30 }] as const
  expect(broadcastCost(looks, { byDoor }, await partPriceFor(ports, 'demo'))).toMatchObject({
    ...{ parts: 30, leastVnd: 12_000, mostVnd: 25_500 },
  })
  await enter('650')
  expect(broadcastCost(looks, { byDoor }, await partPriceFor(ports, 'demo'))).toMatchObject({
    ...{ parts: 30, leastVnd: 19_500, mostVnd: 19_500 },
  })
})
