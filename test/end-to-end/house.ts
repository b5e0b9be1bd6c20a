/** The whole house in this process: real store, real channels against their doubles, the real app on a loopback port. */
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import Database from 'better-sqlite3'
import { simulatedAddress, simulator } from '../../src/channels/simulator/simulator.ts'
import { senderWithClient } from '../../src/channels/twilio/send-with-client.ts'
import { centres, outlines } from '../../src/generated/outlines.ts'
import { createApp } from '../../src/http/app.ts'
import { assemble } from '../../src/main/assemble.ts'
import { type Environment, readConfig } from '../../src/main/config.ts'
import { openDoors } from '../../src/main/doors.ts'
import { keyedHash } from '../../src/main/keyed-hash.ts'
import type { Log, Ports } from '../../src/service/ports.ts'
import type { Work } from '../../src/service/work.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import type { Store } from '../../src/store/store.ts'
import { databaseFolder } from './running-server.ts'

export interface House {
  readonly url: string
  readonly work: Work
  readonly ports: Ports
  /** Every line logged, as JSON. */
  readonly log: string[]
  rows<T>(sql: string): T[]
  /** Moves time or state on under the house, as only a test may. */
  change(sql: string): void
  stop(): Promise<void>
}

/** `env`: as the operator would set it, once the address is known (doubles must be told where to call). `around`: a slower database. */
export async function openHouse(
  env: (url: string) => Promise<Environment>,
  around: (store: Store) => Store = (store) => store,
): Promise<House> {
  const folder = databaseFolder()
  const store = around(openSqliteStore({ file: folder.file, migrations: 'drizzle' }))
  const log: string[] = []
  const keep = (what: string, fields?: object) => log.push(JSON.stringify({ what, ...fields }))
  const logger: Log = { info: keep, warn: keep, error: keep }

  let handler: (request: Request) => Response | Promise<Response> = () => new Response('starting', { status: 503 })
  const listening = Promise.withResolvers<number>()
  const server = serve({ fetch: (request) => handler(request), hostname: '127.0.0.1', port: 0 }, (at: AddressInfo) =>
    listening.resolve(at.port),
  )
  const url = `http://127.0.0.1:${await listening.promise}`

  const config = readConfig(await env(url))
  const doors = openDoors(config, {
    fetch: (input, init) => fetch(input, init),
    tokens: store.tokens,
    now: Date.now,
    keyedHash: (text) => keyedHash('a key of the tests', text),
    twilioSender: senderWithClient,
  })
  const { ports, work } = await assemble({
    store,
    channels: [...doors, simulator()],
    log: logger,
    meter: { count() {}, observe() {} },
    now: Date.now,
    scope: config.scope,
    sharedDatabase: false,
    outlines: { topology: outlines, centres },
  })
  const app = createApp(ports, work, { simulator: { readAddress: simulatedAddress } })
  handler = (request) => app.fetch(request)
  const sweeping = setInterval(() => void work.sweep(), 200)

  return {
    url,
    work,
    ports,
    log,
    rows<T>(sql: string): T[] {
      const db = new Database(folder.file, { readonly: true })
      try {
        return db.prepare(sql).all() as T[]
      } finally {
        db.close()
      }
    },
    change(sql) {
      const db = new Database(folder.file)
      try {
        db.exec(sql)
      } finally {
        db.close()
      }
    },
    async stop() {
      clearInterval(sweeping)
      work.deliver.stop()
      await work.idle()
      await new Promise<void>((done) => {
        server.close(() => done())
        if ('closeAllConnections' in server) server.closeAllConnections()
      })
      await store.close()
      folder.remove()
    },
  }
}

/** Waits until something holds. @throws with `what` when it does not come about */
export async function until(what: string, holds: () => boolean, withinMs = 15_000): Promise<void> {
  const started = Date.now()
  while (!holds()) {
    if (Date.now() - started > withinMs) throw new Error(`It did not come about: ${what}`)
    await new Promise((done) => setTimeout(done, 20))
  }
}
