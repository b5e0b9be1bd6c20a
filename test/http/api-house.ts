/** The whole app over a desk of cases, on a port of its own, called as an agency's program calls it: with a token, by real HTTP. */
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import type { Hono } from 'hono'
import type { ApiScope } from '../../src/core/api.ts'
import { createApp } from '../../src/http/app.ts'
import { makeToken } from '../../src/service/api-tokens.ts'
import type { Ports } from '../../src/service/ports.ts'
import { work } from '../../src/service/work.ts'
import { type Desk, HERE, official, openDesk } from '../service/desk-house.ts'

export const API_SCOPES_ALL: readonly ApiScope[] = [
  ...(['cases:read', 'cases:write', 'people:read', 'broadcasts:read', 'broadcasts:write'] as const),
  ...(['feedback:read', 'figures:read', 'law:read'] as const),
]

export interface Answered {
  readonly status: number
  readonly headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: what came over the wire, looked at by the test
  readonly body: any
}

export interface ApiHouse {
  readonly desk: Desk
  readonly app: Hono
  readonly url: string
  /** What was written into the log. */
  readonly logged: string[]
  token(scopes?: readonly ApiScope[], places?: readonly string[]): Promise<string>
  call(
    token: string | null,
    method: string,
    path: string,
    more?: { readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> },
  ): Promise<Answered>
  close(): Promise<void>
}

export async function openApi(more: Partial<Ports> = {}): Promise<ApiHouse> {
  const desk = await openDesk()
  const logged: string[] = []
  const log = (what: string, fields = {}) => void logged.push(JSON.stringify({ what, ...fields }))
  const ports: Ports = { ...desk.ports, log: { info: log, warn: log, error: log }, ...more }
  const app = createApp(ports, work(ports), {})
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise<void>((done) => server.once('listening', () => done()))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    desk: { ...desk, ports },
    app,
    url,
    logged,
    async token(scopes = API_SCOPES_ALL, places = [HERE.commune]) {
      const made = await makeToken(ports, official('administrator'), {
        ...{ agency: 'Sở Nông nghiệp', scopes, places, months: '1' },
      })
      if ('trouble' in made) throw new Error(made.trouble)
      return made.secret
    },
    async call(token, method, path, { body, headers = {} } = {}) {
      const answer = await fetch(`${url}/api/v1${path}`, {
        method,
        headers: {
          ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      })
      const text = await answer.text()
      return { status: answer.status, headers: answer.headers, body: text === '' ? null : JSON.parse(text) }
    },
    async close() {
      if ('closeAllConnections' in server) server.closeAllConnections()
      await new Promise((done) => server.close(done))
      await desk.close()
    },
  }
}
