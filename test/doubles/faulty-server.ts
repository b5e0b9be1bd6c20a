/** The ground every provider double stands on: a Hono app on 127.0.0.1 that remembers each request and misbehaves on demand. */
import type { AddressInfo } from 'node:net'
import { type HttpBindings, serve } from '@hono/node-server'
import { Hono } from 'hono'

/**
 * latency: answers late · reset_before: the line breaks before anything happened · reset_after: the line breaks once it was done ·
 * hang_after: done, but never answered · answer: another answer instead, and nothing was done · garble: done, another answer.
 */
export type Fault =
  | { readonly kind: 'latency'; readonly ms: number }
  | { readonly kind: 'reset_before' }
  | { readonly kind: 'reset_after' }
  | { readonly kind: 'hang_after' }
  | FaultyAnswer<'answer'>
  | FaultyAnswer<'garble'>

interface FaultyAnswer<Kind extends string> {
  readonly kind: Kind
  readonly status: number
  readonly body: string
  readonly headers?: Readonly<Record<string, string>>
}

export interface SeenRequest {
  /** When it arrived, in ms since 1970. */
  readonly at: number
  readonly method: string
  readonly path: string
  readonly query: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface FaultyServer {
  readonly url: string
  readonly requests: SeenRequest[]
  /** The next `times` requests (whose path contains `path`) meet this fault. */
  fault(fault: Fault, want?: { readonly times?: number; readonly path?: string }): void
  readonly stop: () => Promise<void>
}

/** Serves the app on a free port of 127.0.0.1. */
export async function serveFaulty(app: Hono): Promise<FaultyServer> {
  const requests: SeenRequest[] = []
  const faults: { fault: Fault; left: number; path: string }[] = []
  const outer = new Hono<{ Bindings: HttpBindings }>()
  outer.use('*', async (c, next) => {
    const { pathname, search } = new URL(c.req.url)
    const headers = c.req.header()
    requests.push({
      at: Date.now(),
      method: c.req.method,
      path: pathname,
      query: search.slice(1),
      headers,
      body: await c.req.text(),
    })
    const planned = faults.find((one) => one.left > 0 && pathname.includes(one.path))
    if (!planned) return next()
    planned.left--
    const { fault } = planned
    const cut = () => c.env.incoming.socket.destroy()
    if (fault.kind === 'answer') return new Response(fault.body, { status: fault.status, headers: fault.headers ?? {} })
    if (fault.kind === 'latency') await new Promise((resolve) => setTimeout(resolve, fault.ms))
    if (fault.kind === 'reset_before') {
      cut()
      return c.body(null)
    }
    await next()
    if (fault.kind === 'reset_after') cut()
    if (fault.kind === 'hang_after') await new Promise((resolve) => c.env.incoming.socket.once('close', resolve))
    if (fault.kind === 'garble')
      c.res = new Response(fault.body, { status: fault.status, headers: fault.headers ?? {} })
  })
  outer.route('/', app)
  const { promise, resolve } = Promise.withResolvers<number>()
  const server = serve({ fetch: outer.fetch, hostname: '127.0.0.1', port: 0 }, (info: AddressInfo) =>
    resolve(info.port),
  )
  return {
    url: `http://127.0.0.1:${await promise}`,
    requests,
    fault: (fault, want) => faults.push({ fault, left: want?.times ?? 1, path: want?.path ?? '' }),
    stop: () =>
      new Promise((done) => {
        server.close(() => done())
        if ('closeAllConnections' in server) server.closeAllConnections()
      }),
  }
}
