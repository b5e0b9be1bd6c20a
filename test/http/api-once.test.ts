/** Idempotency: one key makes one thing, whatever is sent again, at once, or after a crash. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ApiStore } from '../../src/store/api-store.ts'
import { HERE, openDesk } from '../service/desk-house.ts'
import { type ApiHouse, openApi } from './api-house.ts'

const NEW = {
  commune: HERE.commune,
  danger: true,
  report: { hazard: 'storm', house: 'collapsed', people: 5 },
  note: 'x',
}
let house: ApiHouse
let token: string
beforeEach(async () => {
  house = await openApi()
  token = await house.token()
})
afterEach(() => house.close())

const post = (key: string | null, body: unknown = NEW, at = house) =>
  at.call(token, 'POST', '/cases', { body, headers: key === null ? {} : { 'Idempotency-Key': key } })
const cases = async (at = house) => (await at.desk.sql('select count(*) from cases'))[0]?.[0]

test('a case is made once, and the first answer is given again', async () => {
  const first = await post('a-1')
  expect(first.status).toBe(201)
  expect(first.body).toMatchObject({ status: 'seen', danger: true, commune: HERE.commune, report: NEW.report })
  expect(first.headers.get('location')).toBe(`/api/v1/cases/${first.body.code}`)
  await house.call(token, 'POST', `/cases/${first.body.code}/notes`, { body: { text: 'later' } })
  const again = await post('a-1')
  expect([again.status, again.body]).toEqual([201, first.body])
  expect(again.headers.get('idempotent-replayed')).toBe('true')
  expect(again.headers.get('etag')).toBe(first.headers.get('etag'))
  expect(await cases()).toBe(1)
})

test('the same key with other words is refused, and so is none or one too long', async () => {
  await post('a-1')
  expect((await post('a-1', { ...NEW, danger: false })).body).toMatchObject({ status: 422, code: 'key_reused' })
  expect((await post(null)).status).toBe(428)
  expect((await post('k'.repeat(256))).status).toBe(400)
  expect((await post('k'.repeat(255))).status).toBe(201)
  expect(await cases()).toBe(2)
})

test('of twenty at once one makes it', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => post('a-1')))
  const codes = new Set(answers.flatMap(({ status, body }) => (status === 201 ? [body.code] : [])))
  expect(codes.size).toBe(1)
  expect(answers.map(({ status }) => status).filter((status) => status !== 201 && status !== 409)).toEqual([])
  expect(await cases()).toBe(1)
})

test("another agency's key is another key", async () => {
  await post('a-1')
  const other = await house.token()
  await house.call(other, 'POST', '/cases', { body: NEW, headers: { 'Idempotency-Key': 'a-1' } })
  expect(await cases()).toBe(2)
})

test('a refusal makes nothing, and the key may be used for the request set right', async () => {
  const refused = await post('a-1', { ...NEW, commune: '02647' })
  expect(refused.body).toMatchObject({ status: 422, code: 'outside' })
  expect((await post('a-1', { ...NEW, commune: '02647' })).body).toEqual(refused.body)
  expect(await cases()).toBe(0)
})

// Broken off at each place where the program may end: before the case, between it and its note, and before its answer was kept.
test.for(['open', 'change', 'end'] as const)('broken off at "%s" it is still made once, whole', async (where) => {
  await house.close()
  const desk = await openDesk()
  let broken = true
  const failing = <T>(name: typeof where, call: () => Promise<T>): Promise<T> => {
    if (where !== name || !broken) return call()
    broken = false
    return Promise.reject(new Error('the power is gone'))
  }
  const { store } = desk
  const api: ApiStore = { ...store.api, end: (...given) => failing('end', () => store.api.end(...given)) }
  const crashing = {
    ...store,
    api,
    cases: {
      ...store.cases,
      open: (...given: Parameters<typeof store.cases.open>) => failing('open', () => store.cases.open(...given)),
      change: (...given: Parameters<typeof store.cases.change>) =>
        failing('change', () => store.cases.change(...given)),
    },
  }
  house = await openApi({ store: crashing, now: () => desk.now() })
  token = await house.token()
  expect((await post('a-1')).status).toBe(500)
  const done = await post('a-1')
  expect(done.status).toBe(201)
  expect(await desk.sql('select code, status from cases')).toEqual([[done.body.code, 'seen']])
  expect((await desk.sql("select count(*) from case_entries where kind = 'note'"))[0]).toEqual([1])
  await desk.close()
})

test('what the process left behind when it was killed is taken up once its lease has ended', async () => {
  const hash = 'h'
  const [known] = await house.desk.store.api.tokens()
  const asked = { tokenId: known?.id ?? '', key: 'k', hash, resource: 'case_1', at: 1_000, leaseUntil: 31_000 }
  const { api } = house.desk.store
  expect(await api.begin(asked)).toEqual({ kind: 'mine', resource: 'case_1' })
  expect(await api.begin({ ...asked, resource: 'case_2', at: 2_000, leaseUntil: 32_000 })).toEqual({ kind: 'busy' })
  const later = { ...asked, resource: 'case_3', at: 31_000, leaseUntil: 61_000 }
  const both = await Promise.all([api.begin(later), api.begin(later)])
  expect(both.map(({ kind }) => kind).toSorted()).toEqual(['busy', 'mine'])
  expect(both).toContainEqual({ kind: 'mine', resource: 'case_1' })
})
