/** `/console/api`: a token is made by a fresh proof, shown once, counts at once, and ends at once. */
import { Hono } from 'hono'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { consoleRoutes } from '../../src/console/console-routes.tsx'
import type { Accounts } from '../../src/service/accounts.ts'
import { whoCalls } from '../../src/service/api-tokens.ts'
import { type Desk, HERE, official, openDesk } from '../service/desk-house.ts'
import { faultsOf } from './well-formed.ts'

const ORIGIN = 'http://127.0.0.1:8787'
const FORM = 'agency=S%E1%BB%9F%20N%C3%B4ng&scope=cases%3Aread&scope=law%3Aread&months=3'
let desk: Desk
let app: Hono
let provedAt: number

beforeEach(async () => {
  const opened = await openDesk()
  const hooks = {
    ...{ post: async () => ({ kind: 'answer' as const, status: 204 }), secretOf: (id: string) => `whsec_${btoa(id)}` },
    ...{ source: '/api/v1', loopback: false },
  }
  desk = { ...opened, ports: { ...opened.ports, hooks } }
  provedAt = desk.now()
  const accounts: Accounts = {
    whoIs: async () => ({ official: official('administrator'), provedAt, formToken: 'token' }),
    isEmpty: async () => false,
  }
  app = new Hono()
  app.route('/', consoleRoutes(desk.ports, { ports: desk.ports, accounts, simulator: false, origin: ORIGIN }))
})
afterEach(() => desk.close())

async function ask(method: string, path: string, body?: string) {
  const answer = await app.request(ORIGIN + path, {
    method,
    headers: { origin: ORIGIN, host: '127.0.0.1:8787', 'content-type': 'application/x-www-form-urlencoded' },
    ...(body === undefined ? {} : { body: `form_token=token&${body}` }),
  })
  return { status: answer.status, html: await answer.text(), to: answer.headers.get('location') }
}
const secretIn = (html: string) => /<code>(lalanh_[\w-]{43})<\/code>/.exec(html)?.[1]

test('a token is shown once, works at once and is kept as a hash', async () => {
  const made = await ask('POST', '/console/api', `${FORM}&places=${HERE.commune}`)
  expect([made.status, faultsOf(made.html)]).toEqual([200, []])
  const secret = secretIn(made.html) ?? ''
  expect(await whoCalls(desk.ports, `Bearer ${secret}`)).toMatchObject({
    kind: 'caller',
    caller: { token: { scopes: ['cases:read', 'law:read'], communes: [HERE.commune], provinces: [] } },
  })
  const later = await ask('GET', '/console/api')
  expect(later.html).toContain('Sở Nông')
  expect(secretIn(later.html)).toBeUndefined()
  expect(await desk.sql("select action, actor from audit where action = 'api_token_made'")).toHaveLength(1)

  const [known] = await desk.store.api.tokens()
  const revoked = await ask('POST', `/console/api/${known?.id}/revoke`, '')
  expect([revoked.status, revoked.to]).toEqual([303, '/console/api?done=api%3Arevoke'])
  expect(await whoCalls(desk.ports, `Bearer ${secret}`)).toEqual({ kind: 'unknown' })
  expect((await ask('POST', `/console/api/${known?.id}/revoke`, '')).status).toBe(404)
})

test('a session left open makes none', async () => {
  provedAt -= 6 * 60_000
  const answer = await ask('POST', '/console/api', `${FORM}&places=${HERE.commune}`)
  expect([answer.status, answer.to]).toEqual([303, expect.stringContaining('/console/prove')])
  expect(await desk.store.api.tokens()).toEqual([])
})

test.for([
  ['agency=ab&scope=law%3Aread&months=1', 'agency'],
  ['agency=abc&months=1', 'scopes'],
  [`agency=abc&scope=people%3Aread&places=${HERE.commune}&months=1`, 'people'],
  ['agency=abc&scope=cases%3Aread&months=1', 'no_place'],
  ['agency=abc&scope=cases%3Aread&places=99999&months=1', 'place'],
  [`agency=abc&scope=cases%3Aread&places=${HERE.commune}&months=99`, 'months'],
])('a form with something missing says what: %s', async ([form, trouble]) => {
  const answer = await ask('POST', '/console/api', form)
  expect([answer.status, faultsOf(answer.html)]).toEqual([400, []])
  expect(answer.html).toContain(`data-trouble="${trouble}"`)
  expect(await desk.store.api.tokens()).toEqual([])
})

test('officials read whose program acted on a case', async () => {
  const { makeToken } = await import('../../src/service/api-tokens.ts')
  const { act } = await import('../../src/service/case-desk.ts')
  const form = { agency: 'Sở Nông nghiệp', scopes: ['cases:write'], places: [HERE.commune], months: '1' }
  const made = await makeToken(desk.ports, official('administrator'), form)
  const called = await whoCalls(desk.ports, `Bearer ${'secret' in made ? made.secret : ''}`)
  if (called.kind !== 'caller') throw new Error('the token does not count')
  const code = await desk.addCase({ code: '7Q2F' })
  await act(desk.ports, called.caller.official, code, { do: 'note', text: 'x' })
  const leader: Accounts = {
    whoIs: async () => ({ official: official('commune_leader'), provedAt, formToken: 'token' }),
    isEmpty: async () => false,
  }
  app = new Hono()
  app.route('/', consoleRoutes(desk.ports, { ports: desk.ports, accounts: leader, simulator: false }))
  expect((await ask('GET', `/console/cases/${code}`)).html).toContain('Sở Nông nghiệp')
})

test('an address is added, tried and removed; its secret is shown once', async () => {
  const form = `agency=S%E1%BB%9F&url=https%3A%2F%2Fso.example.vn%2Fhook&topic=case.opened&places=${HERE.commune}`
  const short = await ask('POST', '/console/api/hooks', form)
  expect([short.status, short.html.includes('data-trouble="agency"'), faultsOf(short.html)]).toEqual([400, true, []])
  const made = await ask('POST', '/console/api/hooks', form.replace('S%E1%BB%9F', 'S%E1%BB%9F+X%C3%A2y'))
  expect([made.status, faultsOf(made.html)]).toEqual([200, []])
  expect(made.html).toMatch(/<code>whsec_[\w+/=]+<\/code>/)
  const later = await ask('GET', '/console/api?lang=en')
  expect(later.html).not.toContain('whsec_')
  const [known] = await desk.store.hooks.list()
  for (const act of ['trial', 'off', 'on', 'again', 'remove']) {
    const done = await ask('POST', `/console/api/hooks/${known?.id}/${act}`, '')
    expect([done.status, done.to]).toEqual([303, `/console/api?done=api%3A${act}`])
    expect((await ask('GET', done.to ?? '')).html).toContain(`data-notice="${act}"`)
  }
  expect((await ask('POST', `/console/api/hooks/${known?.id}/trial`, '')).status).toBe(404)
  expect((await ask('POST', `/console/api/hooks/${known?.id}/explode`, '')).status).toBe(404)
})
