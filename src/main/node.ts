/** The server on Node: one process, one SQLite file. Builds everything once, serves, sweeps, and stops cleanly. */
import process from 'node:process'
import { serve } from '@hono/node-server'
import type { Hono } from 'hono'
import { openAccounts } from '../accounts/accounts.ts'
import { openOfficialPhones } from '../accounts/phones.ts'
import { simulatedAddress, simulator } from '../channels/simulator/simulator.ts'
import { senderWithClient } from '../channels/twilio/send-with-client.ts'
import { centres, outlines } from '../generated/outlines.ts'
import { createApp } from '../http/app.ts'
import { serveAlone } from '../store/serve-alone.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import { assemble } from './assemble.ts'
import { hookCaller } from './call-hook.ts'
import { type Config, databaseFile, readConfig } from './config.ts'
import { refuseDemo } from './demo-mark.ts'
import { openDoors } from './doors.ts'
import { hookPorts } from './hook-ports.ts'
import { keyedHash } from './keyed-hash.ts'
import { pinoLog } from './log.ts'
import { prometheusMeter } from './meter.ts'
import { secretKey } from './secret-key.ts'

const SWEEP_EVERY_MS = 1_000
/** Slow-loris guards (reliability.md B): headers within 10 s, the whole request within 20 s. */
const TIMEOUTS = { headersTimeout: 10_000, requestTimeout: 20_000, keepAliveTimeout: 65_000 }
/** Then it ends in any case; connections that say nothing are cut somewhat earlier. */
const STOP_WITHIN_MS = 9_500
const CUT_AFTER_MS = 7_000

// The last resort: what nobody caught ends the process, and its message, which may hold a person's words, stays out of the log.
process.on('uncaughtException', (error: unknown) => {
  const isError = error instanceof Error
  const where = isError ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : []
  const what = error instanceof Error && isRefusal(error) ? error.message : isError ? error.name : 'unknown'
  console.error([`Lá Lành ends: ${what}`, ...where].join('\n'))
  process.exit(1)
})

try {
  await run(readConfig(process.env))
} catch (error) {
  // Everything that refuses to start does so with a sentence that says what to do; anything else is a bug and shows its stack.
  const message = error instanceof Error && isRefusal(error) ? `Lá Lành did not start.\n${error.message}` : error
  console.error(message)
  process.exit(1)
}

async function run(config: Config): Promise<void> {
  const log = pinoLog(process.env.LOG_LEVEL ?? 'warn')
  const meter = prometheusMeter()
  const file = databaseFile(config.databaseUrl)
  const key = secretKey(config, file)
  const store = openSqliteStore({ file, migrations: 'drizzle' })
  if (config.production) await refuseDemo(store)
  const alone = serveAlone(file)

  const doors = openDoors(config, {
    fetch: (input, init) => fetch(input, init),
    tokens: store.tokens,
    now: Date.now,
    keyedHash: (text) => keyedHash(key, text),
    twilioSender: senderWithClient,
  })
  const kept = { store, secret: key, now: Date.now, keyedHash: (text: string) => Promise.resolve(keyedHash(key, text)) }
  const { ports, work } = await assemble({
    store,
    channels: config.simulator ? [...doors, simulator()] : doors,
    log,
    meter,
    now: Date.now,
    scope: config.scope,
    sharedDatabase: false,
    outlines: { topology: outlines, centres },
    hooks: hookPorts(config, key, hookCaller(!config.production)),
    ...(canSignIn(config) ? { officialPhones: openOfficialPhones(kept) } : {}),
  })
  // The port first: a start that fails must not have sent anything. Requests wait until what a crash left has been sorted out.
  const ready = Promise.withResolvers<Hono>()
  const listening = Promise.withResolvers<number>()
  const server = serve(
    {
      fetch: (request, env) => ready.promise.then((app) => app.fetch(request, env)),
      hostname: config.host,
      port: config.port,
      serverOptions: TIMEOUTS,
    },
    (at) => listening.resolve(at.port),
  )
  server.on('error', (error: NodeJS.ErrnoException) => {
    const why = error.code === 'EADDRINUSE' ? `port ${config.port} is taken; set PORT to another one` : error.message
    console.error(`Lá Lành did not start: ${why}.`)
    process.exit(1)
  })
  const port = await listening.promise
  const origin = config.publicUrl ?? addressOf(config, port)
  const accounts = canSignIn(config) ? openAccounts({ ...kept, origin }) : null
  await work.recover()
  ready.resolve(
    createApp(ports, work, {
      metrics: () => meter.text(),
      ...(config.simulator ? { simulator: { readAddress: simulatedAddress } } : {}),
      ...(accounts ? { officials: { accounts, origin } } : {}),
    }),
  )

  const sweeping = setInterval(() => {
    work
      .sweep()
      .catch((error: unknown) => log.error('sweep_failed', { error: error instanceof Error ? error.name : 'unknown' }))
  }, SWEEP_EVERY_MS)

  let stopping = false
  const stop = () => {
    if (stopping) return
    stopping = true
    clearInterval(sweeping)
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref()
    setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), CUT_AFTER_MS).unref()
    work.deliver.stop()
    server.close(() => {
      void work
        .idle()
        .then(() => store.close())
        .then(() => alone.release())
        .then(() => process.exit(0))
    })
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  const firstLink = (await accounts?.desk.firstLink()) ?? null
  printAddresses(config, port, ports.channels.keys(), { origin, firstLink, canSignIn: accounts !== null })
}

/** A password must not travel in the clear where citizens' data lie: in production the console needs https in front. */
function canSignIn({ production, publicUrl }: Config): boolean {
  return !production || publicUrl?.startsWith('https://') === true
}

function addressOf({ host }: Config, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

function isRefusal(error: Error): boolean {
  return ['ConfigError', 'StoreError'].includes(error.name)
}

interface Console {
  readonly origin: string
  /** Nobody is here yet: the secret of the link that makes the first administrator. */
  readonly firstLink: string | null
  readonly canSignIn: boolean
}

function printAddresses(config: Config, port: number, doors: Iterable<string>, desk: Console): void {
  const base = addressOf(config, port)
  const lines = [`Lá Lành is serving at ${base}`, `  health     ${base}/readyz`]
  if (config.simulator) lines.push(`  simulator  ${base}/simulator  (talk to it here, no account needed)`)
  lines.push(
    desk.canSignIn
      ? `  console    ${desk.origin}/console`
      : '  console    law pages only: set PUBLIC_URL to the https address in front of this server, so that officials can sign in',
  )
  if (desk.firstLink !== null)
    lines.push(
      `             ${desk.origin}/console/welcome/${desk.firstLink}`,
      '             makes the first administrator; once, within 24 hours',
    )
  lines.push(`  doors      ${[...doors].join(', ') || 'none'}`)
  process.stdout.write(`${lines.join('\n')}\n`)
}
