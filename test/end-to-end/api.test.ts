/** The real server as its own process: a program calls it, it calls a program, and a kill in between loses and doubles nothing. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Official } from '../../src/core/official.ts'
import { openContent } from '../../src/main/open-content.ts'
import { makeToken } from '../../src/service/api-tokens.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import { HERE, official } from '../service/desk-house.ts'
import { databaseFolder, type RunningServer, startServer } from './running-server.ts'

const NEW = { commune: HERE.commune, danger: true, report: { hazard: 'storm', house: 'collapsed', people: 5 } }
let folder: ReturnType<typeof databaseFolder>
let env: Readonly<Record<string, string>>
let server: RunningServer
let agency: Server
let heard: { readonly id: string; readonly type: string; readonly subject: string }[]

beforeEach(async () => {
  folder = databaseFolder()
  heard = []
  agency = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      heard.push(JSON.parse(body))
      response.writeHead(204).end()
    })
  })
  await new Promise<void>((done) => agency.listen(0, '127.0.0.1', done))
  env = { DATABASE_URL: `file:${folder.file}`, SECRET_KEY: 'only-for-this-test-only-for-this-test' }
})
afterEach(async () => {
  await server.stop()
  agency.close()
  folder.remove()
})

/** As an administrator does at the console, beside the server that is not running. */
async function letIn(): Promise<string> {
  const store = openSqliteStore({ file: folder.file, migrations: 'drizzle' })
  const admin: Official = official('administrator')
  const at = Date.now()
  const made = await makeToken({ store, talk: { ...openContent().talk, scope: [] }, now: () => at }, admin, {
    ...{ agency: 'Sở Nông nghiệp', scopes: ['cases:read', 'cases:write'], places: [HERE.commune], months: '1' },
  })
  await store.hooks.add({
    ...{ id: 'hook_1', agency: 'Sở Nông nghiệp', topics: ['case.opened', 'case.changed'], on: true },
    url: `http://127.0.0.1:${(agency.address() as AddressInfo).port}/hook`,
    ...{ communes: [HERE.commune], provinces: [], createdBy: admin.id, createdAt: at },
  })
  await store.close()
  if ('trouble' in made) throw new Error(made.trouble)
  return made.secret
}

const post = async (token: string, key: string) => {
  const answer = await fetch(`${server.url}/api/v1/cases`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', 'Idempotency-Key': key },
    body: JSON.stringify(NEW),
  })
  return { status: answer.status, body: await answer.json() }
}

test('what is sent again after a kill is made once, and each event is heard', { timeout: 60_000 }, async () => {
  const token = await letIn()
  server = await startServer(env)
  const first = await post(token, 'k-1')
  expect(first.status).toBe(201)
  // Killed while others are under way: some are answered, some are not.
  const under = Array.from({ length: 10 }, (_, i) => post(token, `k-${i + 2}`).catch(() => null))
  await new Promise((done) => setTimeout(done, 30))
  await server.kill()
  await Promise.all(under)
  server = await startServer(env)
  const codes = new Set([first.body.code])
  for (let i = 2; i < 12; i++) {
    const again = await post(token, `k-${i}`)
    expect(again.status).toBe(201)
    codes.add(again.body.code)
  }
  expect(codes.size).toBe(11)
  await expect.poll(() => new Set(heard.map(({ id }) => id)).size, { timeout: 15_000 }).toBe(22)
  expect(new Set(heard.filter(({ type }) => type === 'vn.lalanh.case.opened').map(({ subject }) => subject))).toEqual(
    codes,
  )
  expect(server.output()).not.toContain(token)
})
