/** Every console route × every role × one's own and another commune: who-may.csv says who; a route without a row is red. */
import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openAccounts } from '../../src/accounts/accounts.ts'
import { consoleRoutes } from '../../src/console/console-routes.tsx'
import { grantScope, ROLES, type Role } from '../../src/core/official.ts'
import { apiRoutes } from '../../src/http/api/api-routes.ts'
import { referencePage } from '../../src/http/api/reference-page.tsx'
import type { Accounts } from '../../src/service/accounts.ts'
import { createEvent } from '../../src/service/disasters.ts'
import { beginModel } from '../../src/service/model-desk.ts'
import { enterPledge } from '../../src/service/pledge-desk.ts'
import { type Desk, HERE, official, openDesk } from '../service/desk-house.ts'

const ORIGIN = 'http://127.0.0.1:8787'
const ELSEWHERE = { communes: ['00004'], provinces: ['01'] }
const rows: readonly { method: string; path: string; who: string }[] = parse(
  readFileSync('test/console/who-may.csv', 'utf8'),
  { columns: true, delimiter: ';' },
)

let desk: Desk
let app: Hono
/** Who looks; the pages ask this and nothing else. */
let looking: { readonly role: Role; readonly foreign: boolean } | null = null
let ids: Readonly<Record<string, string>> = {}

beforeAll(async () => {
  desk = await openDesk()
  const real = openAccounts({
    ...{ store: desk.store, secret: 'k'.repeat(40), origin: ORIGIN, now: () => desk.now() },
    keyedHash: async (text) => text,
  })
  const accounts: Accounts = {
    ...real,
    whoIs: async () => (looking ? { official: who(looking), provedAt: desk.now(), formToken: 'token' } : null),
  }
  app = new Hono()
  const rooms = { ports: desk.ports, accounts, simulator: false, origin: ORIGIN }
  app.route(
    '/',
    consoleRoutes(desk.ports, rooms, (pages) => referencePage(pages, apiRoutes(desk.ports))),
  )
  const contactId = await desk.person()
  const code = await desk.addCase({ contactId })
  const form = { name: 'Bão số 13', hazard: 'storm', communes: [HERE.commune], startsOn: '2026-11-17', endsOn: '' }
  const made = await createEvent(desk.ports, official('commune_leader'), { ...form, words: '', exercise: false })
  const event = typeof made === 'object' && 'done' in made ? made.done : ''
  const giver = { kind: 'goods', text: '20 chăn ấm', giver: 'Cơ sở Hoa Ban', phone: '', how: 'hỏi tại bàn' }
  const offered = await enterPledge(desk.ports, official('commune_leader'), { ...giver, commune: HERE.commune })
  const story = { title: 'Nuôi dê', text: 'Nhà ấy nuôi dê.', commune: HERE.commune }
  const begun = await beginModel(desk.ports, official('commune_leader'), story)
  const pledge = 'code' in offered ? offered.code : ''
  ids = { code, contactId, id: event, pledge, model: 'id' in begun ? begun.id : '', language: 'km', file: 'km.csv' }
})
afterAll(() => desk.close())

function who({ role, foreign }: { role: Role; foreign: boolean }) {
  const province = role === 'province_officer'
  const here = province ? { provinces: [HERE.province] } : { communes: [HERE.commune] }
  return official(role, `off_${role}`, { by: role, ...(foreign ? ELSEWHERE : here) })
}

async function ask(method: string, path: string): Promise<{ status: number; body: string }> {
  const address = path.replace(/:(\w+)/g, (_, name: string) => ids[name] ?? 'none')
  const headers = {
    ...{ origin: ORIGIN, host: '127.0.0.1:8787', 'sec-fetch-site': 'same-origin' },
    'content-type': 'application/x-www-form-urlencoded',
  }
  const body = method === 'POST' ? { body: 'form_token=token' } : {}
  const answer = await app.request(ORIGIN + address, { method, headers, ...body })
  return { status: answer.status, body: await answer.text() }
}

const guarded = rows.filter(({ who }) => who !== 'open')

test('every route of the console has its row', () => {
  const routes = new Set(
    app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`),
  )
  const known = new Set(rows.map(({ method, path }) => `${method} ${path}`))
  expect([...routes].filter((route) => !known.has(route))).toEqual([])
  expect([...known].filter((route) => !routes.has(route))).toEqual([])
})

describe('nobody', () => {
  test.for(guarded)('is led to the sign-in from $method $path', async ({ method, path }) => {
    looking = null
    expect((await ask(method, path)).status).toBe(303)
  })
})

describe.for(ROLES)('%s', (role) => {
  const mine = ({ who }: { who: string }) => who === 'signed in' || who.split(' ').includes(role)

  test.for(guarded.filter((row) => !mine(row)))('finds nothing at $method $path', async ({ method, path }) => {
    looking = { role, foreign: false }
    const here = await ask(method, path)
    const nowhere = await ask('GET', '/console/nothing/here')
    expect(here.status).toBe(404)
    // A plain answer: the pages differ in their own address alone.
    const bare = (text: string) => text.replaceAll(/(?:href|value)="\/console\/[^"]*"/g, '')
    if (method === 'GET') expect(bare(here.body) === bare(nowhere.body)).toBe(true)
  })

  // Of one's own communes the thing is there; of others it is not, and says no more than what never was.
  const things = guarded.filter(
    (row) => mine(row) && row.method === 'GET' && /:(code|contactId|pledge|model)\b/.test(row.path),
  )
  test.for(things)('opens $path of their own communes and of no other', async ({ method, path }) => {
    looking = { role, foreign: false }
    expect((await ask(method, path)).status).toBe(200)
    looking = { role, foreign: true }
    const foreign = await ask(method, path)
    expect(foreign.status).toBe(404)
    const kept = ids
    ids = { ...ids, code: 'X9X9', contactId: 'con_none', pledge: 'X9X9', model: 'X9X9' }
    const unknown = await ask(method, path)
    ids = kept
    const bare = (text: string) =>
      text
        .replaceAll(/X9X9|con_none/g, '')
        .replaceAll(kept.code ?? '-', '')
        .replaceAll(kept.pledge ?? '-', '')
        .replaceAll(kept.model ?? '-', '')
        .replaceAll(kept.contactId ?? '-', '')
    expect(bare(foreign.body) === bare(unknown.body)).toBe(true)
  })
})

test('a form of somebody from another commune changes nothing', async () => {
  const before = await desk.sql('select version from cases')
  for (const role of ['commune_officer', 'commune_leader', 'province_officer'] as const) {
    looking = { role, foreign: true }
    expect((await ask('POST', '/console/cases/:code')).status).toBe(404)
  }
  expect(await desk.sql('select version from cases')).toEqual(before)
  expect(grantScope({ by: 'x' })).toMatchObject({ everywhere: false })
})
