/** Every route of the API × every scope × one's own and another commune: who-may-call.csv says who; a route without a row is red. */
import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { API_SCOPES } from '../../src/core/api.ts'
import { createBroadcast } from '../../src/service/broadcast-acts.ts'
import { HERE, NEXT_DOOR, official } from '../service/desk-house.ts'
import { API_SCOPES_ALL, type ApiHouse, openApi } from './api-house.ts'

const rows: readonly { method: string; path: string; scope: string; example: string }[] = parse(
  readFileSync('test/http/who-may-call.csv', 'utf8'),
  { columns: true, delimiter: ';', quote: null },
)
const guarded = rows.filter(({ scope }) => scope !== 'open')

let house: ApiHouse
let ids: Readonly<Record<string, string>>
beforeAll(async () => {
  house = await openApi()
  const code = await house.desk.addCase({ contactId: await house.desk.person() })
  const form = { title: 'Lịch phát gạo', class: 'service_notice', words: { vi: 'Phát gạo từ 8 giờ.' }, audience: {} }
  const made = await createBroadcast(house.desk.ports, official('commune_officer'), form, 'bc_1')
  if (typeof made !== 'object' || !('done' in made)) throw new Error(`no broadcast: ${JSON.stringify(made)}`)
  await house.desk.sql(`insert into polls (id, question, communes, by, at, closes_at, asked_to, asked_all)
    values ('poll_1', 'Họp?', '["${HERE.commune}"]', 'off_1', 1, 2, '', 1)`)
  ids = { code, programme: 'social-pension', id: made.done, poll: 'poll_1' }
})
afterAll(() => house.close())

const ask = (token: string | null, { method, path, example }: (typeof rows)[number], known = ids) =>
  house.call(
    token,
    method,
    path.slice('/api/v1'.length).replace(/:(\w+)/g, (_, name: string) => known[name] ?? 'none'),
    {
      ...(example === '' ? {} : { body: example }),
      headers: { 'Idempotency-Key': `key-${Math.random()}`, 'If-Match': '"1"' },
    },
  )

test('every route of the API has its row', () => {
  const routes = new Set(
    house.app.routes
      .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/'))
      .map(({ method, path }) => `${method} ${path}`),
  )
  const known = new Set(rows.map(({ method, path }) => `${method} ${path}`))
  expect([...routes].filter((route) => !known.has(route))).toEqual([])
  expect([...known].filter((route) => !routes.has(route))).toEqual([])
})

describe.for(guarded)('$method $path', (row) => {
  test('is closed without a token, with a wrong one, and with one in the address', async () => {
    const without = await ask(null, row)
    expect(without.status).toBe(401)
    expect(without.headers.get('www-authenticate')).toContain('Bearer')
    expect(without.headers.get('content-type')).toBe('application/problem+json')
    expect((await ask(`lalanh_${'x'.repeat(43)}`, row)).body).toEqual(without.body)
    const token = await house.token([...API_SCOPES_ALL])
    const inAddress = { ...row, path: `${row.path}?access_token=${token}` }
    expect((await ask(null, inAddress)).status).toBe(401)
  })

  test('is closed to every other scope', async () => {
    // Names are an addition to cases, and no scope alone.
    const others = API_SCOPES.filter((scope) => scope !== row.scope && scope !== 'people:read')
    const answer = await ask(await house.token(others), row)
    expect([answer.status, answer.body.code]).toEqual([403, 'no_scope'])
  })

  test('is open to its own scope alone', async () => {
    const scope = API_SCOPES.find((one) => one === row.scope)
    if (scope === undefined) throw new Error(`no scope ${row.scope}`)
    expect([401, 403]).not.toContain((await ask(await house.token([scope]), row)).status)
  })
})

const ofThings = guarded.filter(({ path }) => /:(code|id|poll)\b/.test(path))
test.for(ofThings)('$method $path of another commune answers as if it never was', async (row) => {
  const foreign = await house.token(API_SCOPES_ALL, [NEXT_DOOR.commune])
  const entries = () => house.desk.sql('select count(*) from case_entries')
  const before = await entries()
  const there = await ask(foreign, row)
  const nowhere = await ask(foreign, row, { ...ids, code: 'X9X9', id: 'bc_none', poll: 'poll_none' })
  expect(there.status).toBe(404)
  if (row.method === 'GET') expect((await ask(await house.token(), row)).status).toBe(200)
  expect(there.body).toEqual(nowhere.body)
  expect(await entries()).toEqual(before)
})

test('nothing stands at an unknown address, and its body stays small', async () => {
  const token = await house.token()
  expect((await house.call(token, 'GET', '/nothing')).body).toMatchObject({ status: 404, code: 'no_route' })
  const large = { text: 'x'.repeat(300_000) }
  const refused = await house.call(token, 'POST', `/cases/${ids.code}/notes`, { body: large })
  expect(refused.body).toMatchObject({ status: 413, code: 'too_large' })
})
