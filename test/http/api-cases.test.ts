/** Cases through the API: pages, steps by the officials' own table, versions, people only where asked for, and nobody in logs. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { revokeToken } from '../../src/service/api-tokens.ts'
import { HERE, NEXT_DOOR, official } from '../service/desk-house.ts'
import { type ApiHouse, openApi } from './api-house.ts'

const PHONE = '+84912345678'
let house: ApiHouse
beforeEach(async () => {
  house = await openApi()
})
afterEach(() => house.close())

describe('the list', () => {
  test('comes in pages that stay as they are while cases come in', async () => {
    const token = await house.token()
    const codes = []
    for (let i = 0; i < 5; i++) codes.push(await house.desk.addCase({ danger: i === 2 }))
    await house.desk.addCase({ place: NEXT_DOOR })
    const first = await house.call(token, 'GET', '/cases?limit=2')
    expect(first.body.cases.map(({ code }: { code: string }) => code)).toEqual([codes[4], codes[3]])
    await house.desk.addCase({ code: 'NEW9' })
    const second = await house.call(token, 'GET', `/cases?limit=2&cursor=${first.body.next}`)
    expect(second.body.cases.map(({ code }: { code: string }) => code)).toEqual([codes[2], codes[1]])
    const third = await house.call(token, 'GET', `/cases?limit=2&cursor=${second.body.next}`)
    expect(third.body).toMatchObject({ cases: [{ code: codes[0] }], next: null })
    const dangerous = await house.call(token, 'GET', '/cases?danger=true')
    expect(dangerous.body.cases.map(({ code }: { code: string }) => code)).toEqual([codes[2]])
  })

  test('filters by what changed since, and refuses what it does not know in a sentence', async () => {
    const token = await house.token()
    await house.desk.addCase()
    const later = new Date(house.desk.now() + 1).toISOString()
    expect((await house.call(token, 'GET', `/cases?updated_from=${later}`)).body.cases).toEqual([])
    for (const query of [
      'status=lost',
      'limit=0',
      'limit=1000',
      'opened_from=yesterday',
      'danger=maybe',
      'cursor=a-b',
    ]) {
      const answer = await house.call(token, 'GET', `/cases?${query}`)
      expect([query, answer.status, answer.body.code]).toEqual([query, 400, 'bad_value'])
      expect(answer.body.detail).toContain(query.split('=')[0])
    }
  })
})

describe('one case', () => {
  test('holds nothing that a person wrote or is called by', async () => {
    const contactId = await house.desk.person({ value: PHONE, text: 'canary words of a citizen' })
    const report = { commune: HERE.commune, name: 'Giàng A Páo', village: 'thôn Suối Thầu', hazard: 'storm' as const }
    const code = await house.desk.addCase({ contactId, report: { ...report, location: { lat: 22.3, lon: 103.8 } } })
    const token = await house.token()
    await house.call(token, 'POST', `/cases/${code}/notes`, { body: { text: 'canary of an official' } })
    const answer = await house.call(token, 'GET', `/cases/${code}`)
    expect(answer.headers.get('etag')).toBe(`"${answer.body.version}"`)
    const all = JSON.stringify([answer.body, (await house.call(token, 'GET', '/cases')).body, house.logged])
    expect(all).not.toMatch(/canary|Páo|Suối|912345678|22\.3/)
  })

  test('says who it is to who may know, and writes down that it did', async () => {
    const contactId = await house.desk.person({ value: PHONE })
    const code = await house.desk.addCase({ contactId, report: { name: 'Giàng A Páo', village: 'thôn Suối Thầu' } })
    const blind = await house.token(['cases:read'])
    expect((await house.call(blind, 'GET', `/cases/${code}?include=person`)).body.code).toBe('no_scope')
    const seeing = await house.token(['cases:read', 'people:read'])
    const answer = await house.call(seeing, 'GET', `/cases/${code}?include=person`)
    expect(answer.body.person).toEqual({ name: 'Giàng A Páo', phone: PHONE, village: 'thôn Suối Thầu' })
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const rows = await house.desk.sql("select actor, data from audit where action = 'api_person_shown'")
    expect(rows).toEqual([[expect.stringMatching(/^api_/), JSON.stringify({ code })]])
    expect(house.logged.join()).not.toContain('912345678')
  })
})

describe('steps', () => {
  const step = (token: string, code: string, body: unknown, match?: string) =>
    house.call(token, 'POST', `/cases/${code}/steps`, {
      body,
      headers: match === undefined ? {} : { 'If-Match': match },
    })

  test('go by the table of officials, and the person is told', async () => {
    const token = await house.token()
    const code = await house.desk.addCase({ contactId: await house.desk.person() })
    const done = await step(token, code, { step: 'verify' }, '"1"')
    expect(done.body).toMatchObject({ status: 'verified', version: 2, entries: [{ from: 'new', to: 'verified' }] })
    expect(await house.desk.owed()).toMatchObject([{ lane: 'bulk', text: expect.stringContaining(code) }])
    expect((await step(token, code, { step: 'support' }, '"2"')).body).toMatchObject({ status: 409, code: 'not_now' })
    const closed = await step(token, code, { step: 'close', reason: 'not_found' }, '"2"')
    expect(closed.body).toMatchObject({ status: 'closed', closed_reason: 'not_found' })
    expect((await step(token, code, { step: 'reopen' }, '"3"')).body).toMatchObject({ status: 422, code: 'why_needed' })
  })

  test('that commit money are not there', async () => {
    const token = await house.token()
    const code = await house.desk.addCase({ status: 'verified' })
    expect((await step(token, code, { step: 'decide' }, '"1"')).status).toBe(400)
    expect((await step(token, code, { step: 'verify', amount_vnd: 1 }, '"1"')).body.detail).toContain('amount_vnd')
  })

  test('need the version that was read', async () => {
    const token = await house.token()
    const code = await house.desk.addCase()
    expect((await step(token, code, { step: 'verify' })).status).toBe(428)
    expect((await step(token, code, { step: 'verify' }, '"7"')).status).toBe(412)
    expect((await step(token, code, { step: 'verify' }, '*')).status).toBe(400)
    const both = await Promise.all([
      step(token, code, { step: 'verify' }, '"1"'),
      step(token, code, { step: 'close', reason: 'withdrawn' }, '"1"'),
    ])
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412])
    const [entries] = await house.desk.sql("select count(*) from case_entries where kind = 'status'")
    expect(entries).toEqual([1])
  })

  test('a note with a version is written once, though it is sent twice', async () => {
    const token = await house.token()
    const code = await house.desk.addCase()
    const note = () =>
      house.call(token, 'POST', `/cases/${code}/notes`, { body: { text: 'x' }, headers: { 'If-Match': '"1"' } })
    expect([(await note()).status, (await note()).status]).toEqual([201, 412])
    expect((await house.call(token, 'POST', `/cases/${code}/notes`, { body: { text: ' ' } })).body.code).toBe('empty')
  })
})

describe('a token', () => {
  test('counts no more once it is revoked or at its end', async () => {
    const token = await house.token()
    const [known] = await house.desk.store.api.tokens()
    expect((await house.call(token, 'GET', '/cases')).status).toBe(200)
    expect(await revokeToken(house.desk.ports, official('administrator'), known?.id ?? '')).toBe('done')
    expect((await house.call(token, 'GET', '/cases')).status).toBe(401)
    const other = await house.token()
    house.desk.wait(31 * 86_400_000)
    expect((await house.call(other, 'GET', '/cases')).status).toBe(401)
    expect(await house.desk.store.audit.verify()).toMatchObject({ ok: true, rows: 3 })
  })

  test('may ask so often a minute, exactly, and is told when to come again', async () => {
    const token = await house.token()
    const other = await house.token()
    const answers = await Promise.all(Array.from({ length: 125 }, () => house.call(token, 'GET', '/law/figures')))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(120)
    const late = answers.find(({ status }) => status === 429)
    expect(Number(late?.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await house.call(other, 'GET', '/law/figures')).status).toBe(200)
    house.desk.wait(60_000)
    expect((await house.call(token, 'GET', '/law/figures')).status).toBe(200)
  })

  test('stands nowhere in the database', async () => {
    const token = await house.token()
    const rows = await house.desk.sql('select * from api_tokens')
    expect(JSON.stringify(rows)).not.toContain(token.slice('lalanh_'.length))
  })
})

test('figures withhold small groups and what would give them away', async () => {
  const token = await house.token(['figures:read'], [HERE.province])
  for (let i = 0; i < 7; i++) await house.desk.addCase({ report: { hazard: 'storm' } })
  for (let i = 0; i < 6; i++) await house.desk.addCase({ report: { hazard: 'flood' } })
  for (let i = 0; i < 9; i++) await house.desk.addCase({ report: { hazard: 'fire' } })
  await house.desk.addCase({ report: { hazard: 'hail' }, place: NEXT_DOOR })
  const { body } = await house.call(token, 'GET', '/figures/cases?days=7')
  expect(body.by_hazard).toEqual([
    { hazard: 'fire', count: 9 },
    { hazard: 'storm', count: 7 },
    { hazard: 'flood', count: null },
    { hazard: 'hail', count: null },
  ])
  expect(body.by_commune.map(({ count }: { count: unknown }) => count)).toEqual([null, null])
})

test('the law and a household are answered as the command line answers them', async () => {
  const token = await house.token(['law:read'], [])
  const household = { on: '2026-11-23', class: 'poor', area: 'rural', people: [{ age: 76, pension_month_vnd: 0 }] }
  const { body } = await house.call(token, 'POST', '/screen', { body: household })
  expect(body).toMatchObject({ line: 1, highest_only: expect.any(Array) })
  expect(body.verdicts.find(({ rule }: { rule: string }) => rule === 'SP-75')).toMatchObject({ verdict: 'eligible' })
  for (const [wrong, named] of [
    [{ on: '2026-11-23', clas: 'poor' }, 'clas'],
    [{ on: '2026-02-30' }, 'on'],
    [{ on: '2026-11-23', people: [{ age: -1 }] }, 'people.0.age'],
    ['{', 'JSON'],
  ] as const) {
    const answer = await house.call(token, 'POST', '/screen', { body: wrong })
    expect(answer.status).toBe(400)
    expect(answer.body.detail).toContain(named)
  }
  const before = await house.call(token, 'GET', '/law/figures?on=2026-06-30')
  const after = await house.call(token, 'GET', '/law/figures?on=2026-11-23')
  const standard = ({ body: { figures } }: typeof before) =>
    figures.find(({ figure }: { figure: string }) => figure === 'assistance-standard')?.value
  expect([standard(before), standard(after)]).toEqual([500_000, 540_000])
  expect((await house.call(token, 'GET', '/law/programmes/social-pension')).body.rules[0]).toMatchObject({
    kind: 'entitlement',
  })
  expect((await house.call(token, 'GET', '/law/programmes/none')).status).toBe(404)
  expect((await house.call(token, 'GET', '/law/programmes?province=99')).status).toBe(400)
})
