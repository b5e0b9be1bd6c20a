/** Calls to an agency's program over real HTTP: what happened, once, signed, without anybody's name; again until taken; given up in the end. */
import { createHmac } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type CloudEventV1, HTTP } from 'cloudevents'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { hookCaller } from '../../src/main/call-hook.ts'
import { hookPorts } from '../../src/main/hook-ports.ts'
import { act } from '../../src/service/case-desk.ts'
import { openAtDesk } from '../../src/service/case-open.ts'
import { actOnHook, listHooks, makeHook } from '../../src/service/hook-desk.ts'
import { calling } from '../../src/service/hooks.ts'
import type { Ports } from '../../src/service/ports.ts'
import { type Desk, HERE, NEXT_DOOR, official, openDesk } from '../service/desk-house.ts'

const KEY = 'a key of thirty-two characters or more'
const MINUTE_MS = 60_000
const admin = official('administrator')
const leader = official('commune_leader')

interface Heard {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly event: CloudEventV1<Record<string, unknown>>
}

let desk: Desk
let ports: Ports
let agency: Server
let url: string
let heard: Heard[]
/** What the agency answers, in order; then 204. */
let answers: number[]
let logged: string[]
let sweep: () => Promise<void>

beforeEach(async () => {
  desk = await openDesk()
  heard = []
  answers = []
  logged = []
  agency = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
      // The reference library refuses what is no CloudEvent.
      const event = HTTP.toEvent<Record<string, unknown>>({ headers, body })
      if (Array.isArray(event)) throw new Error('a batch was not asked for')
      heard.push({ headers, body, event })
      response.writeHead(answers.shift() ?? 204).end()
    })
  })
  await new Promise<void>((done) => agency.listen(0, '127.0.0.1', done))
  url = `http://127.0.0.1:${(agency.address() as AddressInfo).port}/hook`
  const log = (what: string, fields = {}) => void logged.push(JSON.stringify({ what, ...fields }))
  ports = {
    ...desk.ports,
    log: { info: log, warn: log, error: log },
    hooks: hookPorts({ publicUrl: 'https://la-lanh.example.vn', production: false }, KEY, hookCaller(true)),
  }
  sweep = calling(ports)
})
afterEach(async () => {
  agency.closeAllConnections()
  agency.close()
  await desk.close()
})

async function made(more: Partial<Parameters<typeof makeHook>[2]> = {}) {
  const form = {
    agency: 'Sở Nông nghiệp',
    url,
    topics: ['case.opened', 'case.changed', 'broadcast'],
    places: [HERE.commune],
  }
  const outcome = await makeHook(ports, admin, { ...form, ...more })
  if ('trouble' in outcome) throw new Error(outcome.trouble)
  return outcome
}
async function opened(note = ''): Promise<string> {
  const report = { commune: HERE.commune, hazard: 'storm' as const, name: 'Giàng A Páo', village: 'thôn Suối Thầu' }
  const outcome = await openAtDesk(ports, leader, { report, danger: true, note })
  if ('refused' in outcome) throw new Error(outcome.refused)
  return outcome.code
}
const types = () => heard.map(({ event }) => event.type)

describe('what happens to a case', () => {
  test('is told once, in order, as CloudEvents that name the case and nobody in it', async () => {
    await made()
    const code = await opened('canary words of an official')
    await sweep()
    await sweep()
    expect(types()).toEqual(['vn.lalanh.case.opened', 'vn.lalanh.case.changed'])
    const [first, second] = heard
    expect(first?.headers['content-type']).toBe('application/cloudevents+json; charset=utf-8')
    expect(first?.event).toMatchObject({
      ...{ specversion: '1.0', source: 'https://la-lanh.example.vn/api/v1', subject: code },
      data: { code, kind: 'hardship', danger: true, commune: HERE.commune, province: HERE.province },
    })
    expect(second?.event.data).toMatchObject({ what: 'status', from: 'new', to: 'seen' })
    await act(ports, leader, code, { do: 'close', reason: 'not_found', note: 'canary again' })
    await act(ports, leader, code, { do: 'note', text: 'canary note' })
    await sweep()
    expect(heard[2]?.event.data).toMatchObject({ from: 'seen', to: 'closed', reason: 'not_found', status: 'closed' })
    expect(heard).toHaveLength(3)
    const rows = await desk.sql('select body from hook_calls')
    expect(JSON.stringify([heard, rows, logged])).not.toMatch(/canary|Páo|Suối/)
  })

  test('is told from now on, of its own communes and topics alone', async () => {
    await opened()
    await made({ topics: ['case.opened'] })
    await made({ topics: ['case.opened', 'case.changed'], places: [NEXT_DOOR.commune] })
    await made({ topics: ['broadcast'] })
    const code = await opened()
    await sweep()
    expect(heard.map(({ event }) => [event.type, event.subject])).toEqual([['vn.lalanh.case.opened', code]])
  })

  test('is signed by Standard Webhooks: id, time and body under the secret of the hook', async () => {
    const { secret } = await made()
    await opened()
    await sweep()
    const [call] = heard
    if (call === undefined) throw new Error('nothing was called')
    const { headers, body } = call
    const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
    expect(key).toHaveLength(32)
    const text = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
    expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', key).update(text).digest('base64')}`)
    expect(headers['webhook-id']).toBe(JSON.parse(body).id)
    expect(Number(headers['webhook-timestamp'])).toBe(Math.floor(desk.now() / 1000))
    const other = await made()
    expect(other.secret).not.toBe(secret)
    expect(JSON.stringify(await desk.sql('select * from hooks'))).not.toContain(secret.slice(8))
  })
})

describe('a call that is not taken', () => {
  test('comes again under the same id, later each time, and is given up after five', async () => {
    const { id } = await made({ topics: ['case.opened'] })
    answers = [500, 302, 429, 404, 500]
    await opened()
    const counts: number[] = []
    await sweep()
    for (const wait of [1, 10, 60, 360, 2_000]) {
      desk.wait(wait * MINUTE_MS - 1)
      await sweep()
      counts.push(heard.length)
      desk.wait(1)
      await sweep()
    }
    expect(counts).toEqual([1, 2, 3, 4, 5])
    expect(new Set(heard.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    const [line] = await listHooks(ports)
    expect(line?.state).toMatchObject({ queued: 0, failed: 1, done: 0, code: '500' })
    expect(await actOnHook(ports, admin, id, 'again')).toBe('done')
    await sweep()
    expect(heard).toHaveLength(6)
    expect((await listHooks(ports))[0]?.state).toMatchObject({ failed: 0, done: 1, code: '204' })
    expect(logged.join()).not.toContain('127.0.0.1')
  })

  test('holds up no other program', async () => {
    const closed = await made({ url: 'http://127.0.0.1:1/hook' })
    await made()
    for (let i = 0; i < 6; i++) await opened()
    await sweep()
    await sweep()
    await sweep()
    expect(heard).toHaveLength(12)
    const state = (await listHooks(ports)).find(({ hook }) => hook.id === closed.id)?.state
    expect(state).toMatchObject({ queued: 12, code: 'ECONNREFUSED' })
  })

  test('was under way when the process was killed: it goes again, known by its id', async () => {
    await made({ topics: ['case.opened'] })
    await opened()
    // The call arrives, and what became of it is never written down.
    const killed = calling({
      ...ports,
      store: { ...ports.store, hooks: { ...ports.store.hooks, settle: () => Promise.reject(new Error('killed')) } },
    })
    await expect(killed()).rejects.toThrow('killed')
    await sweep()
    expect(heard).toHaveLength(1)
    desk.wait(31_000)
    await sweep()
    expect(heard).toHaveLength(2)
    expect(heard[0]?.event.id).toBe(heard[1]?.event.id)
    desk.wait(31_000)
    await sweep()
    expect(heard).toHaveLength(2)
  })

  test('killed between its news and its cursor, nothing is lost and nothing doubled', async () => {
    await made({ topics: ['case.opened'] })
    for (let i = 0; i < 3; i++) await opened()
    const broken = calling({
      ...ports,
      store: { ...ports.store, hooks: { ...ports.store.hooks, owe: () => Promise.reject(new Error('killed')) } },
    })
    await expect(broken()).rejects.toThrow('killed')
    await Promise.all([sweep(), calling(ports)()])
    await sweep()
    expect(heard).toHaveLength(3)
    expect(new Set(heard.map(({ event }) => event.id)).size).toBe(3)
  })
})

describe('an administrator', () => {
  test('sends a test, turns it off and on, and removes it', async () => {
    const { id } = await made({ topics: ['case.opened'] })
    await actOnHook(ports, admin, id, 'trial')
    await sweep()
    expect(types()).toEqual(['vn.lalanh.test'])
    await actOnHook(ports, admin, id, 'off')
    await opened()
    await sweep()
    expect(heard).toHaveLength(1)
    await actOnHook(ports, admin, id, 'on')
    await sweep()
    expect(heard).toHaveLength(2)
    await opened()
    await actOnHook(ports, admin, id, 'remove')
    await sweep()
    expect(heard).toHaveLength(2)
    expect(await actOnHook(ports, admin, id, 'trial')).toBe('missing')
    const acts = await desk.sql("select action from audit where action like 'hook_%'")
    expect(acts.flat()).toEqual(['hook_made', 'hook_trial', 'hook_off', 'hook_on', 'hook_remove'])
  })

  test.for([
    [{ url: 'https://10.0.0.1/' }, 'url'],
    [{ url: 'http://so.example.vn/' }, 'url'],
    [{ topics: [] }, 'topics'],
    [{ places: [] }, 'no_place'],
    [{ places: ['99999'] }, 'place'],
    [{ agency: 'x' }, 'agency'],
  ] as const)('is told what is missing: %j', async ([more, trouble]) => {
    const form = { agency: 'Sở Nông nghiệp', url, topics: ['case.opened'], places: [HERE.commune] }
    expect(await makeHook(ports, admin, { ...form, ...more })).toEqual({ trouble })
    expect(await listHooks(ports)).toEqual([])
  })
})

test('a broadcast is told from its approval on, each status once', async () => {
  await made()
  const insert = (id: string, status: string, approved: number | null, places = [HERE.commune]) =>
    desk.sql(`insert into broadcasts (id, code, title, class, status, words, audience, places, organisation, life_ms, author_id,
      created_at, approved_at, version) values ('${id}', '${100_000 + id.length}', 'canary title', 'service_notice', '${status}',
      '{"vi":"canary words"}', '{"communes":[]}', '${JSON.stringify(places)}', 'demo', 1, 'off_1', 1, ${approved}, 1)`)
  await insert('bc_1', 'draft', null)
  await insert('bc_22', 'sending', 1)
  await insert('bc_333', 'sending', 1, [NEXT_DOOR.commune])
  await sweep()
  await sweep()
  expect(heard.map(({ event }) => [event.type, event.subject])).toEqual([['vn.lalanh.broadcast.sending', 'bc_22']])
  await desk.sql(`update broadcasts set status = 'done', finished_at = ${desk.now()}, version = 2 where id = 'bc_22'`)
  await sweep()
  expect(types()).toEqual(['vn.lalanh.broadcast.sending', 'vn.lalanh.broadcast.done'])
  expect(JSON.stringify(heard)).not.toContain('canary')
})
