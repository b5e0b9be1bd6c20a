/**
 * The same app on Cloudflare Workers with D1. Each request builds its own work over the shared content, because a Worker may not await
 * in one request what another began; turns and sending go on after the answer (`waitUntil`), the rest is the scheduled sweep's.
 */
import type { D1Database, ExecutionContext, ScheduledController } from '@cloudflare/workers-types'
import { simulatedAddress, simulator } from '../channels/simulator/simulator.ts'
import { senderWithFetch } from '../channels/twilio/send-with-fetch.ts'
import { createApp } from '../http/app.ts'
import type { PackCache } from '../service/packs.ts'
import type { Log } from '../service/ports.ts'
import { openD1Store } from '../store/d1.ts'
import { type Assembled, assemble } from './assemble.ts'
import { callHookWithFetch } from './call-hook-with-fetch.ts'
import { type Config, ConfigError, type Environment, readConfig } from './config.ts'
import { openDoors } from './doors.ts'
import { hookPorts } from './hook-ports.ts'
import { keyedHash } from './keyed-hash.ts'

/** `DB` is the D1 binding of wrangler.toml; every other entry is a variable or secret as on Node. */
export interface WorkerEnv {
  readonly DB: D1Database
}

const LOG: Log = {
  info: () => {},
  warn: (what, fields) => console.warn(JSON.stringify({ what, ...fields })),
  error: (what, fields) => console.error(JSON.stringify({ what, ...fields })),
}
/** Packs are read from D1 when one changed, not for every request. */
const PACKS: PackCache = { stamp: '', kept: [] }
const NO_METER = { count() {}, observe() {} }

export default {
  async fetch(request: Request, env: WorkerEnv, context: ExecutionContext): Promise<Response> {
    try {
      const config = configOf(env)
      const { ports, work } = await build(env, config)
      const app = createApp(ports, work, {
        afterAnswer: true,
        ...(config.simulator ? { simulator: { readAddress: simulatedAddress } } : {}),
      })
      return await app.fetch(request, env, context)
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error
      LOG.error('not_configured', { why: error.message })
      return new Response('Lá Lành is not configured here; its log says what is missing.\n', { status: 503 })
    }
  },

  async scheduled(_controller: ScheduledController, env: WorkerEnv): Promise<void> {
    const { work } = await build(env, configOf(env))
    await work.sweep()
    await work.idle()
  },
}

function configOf(env: WorkerEnv): Config {
  const variables: Record<string, string> = {}
  for (const [name, value] of Object.entries(env)) if (typeof value === 'string') variables[name] = value
  // Nothing at the edge is loopback: the simulator must be asked for.
  const settings: Environment = { HOST: '0.0.0.0', ...variables }
  const config = readConfig(settings)
  if (config.secretKey === null)
    throw new ConfigError(['SECRET_KEY is missing: a Worker has no disk to keep one of its own.'])
  return config
}

async function build(env: WorkerEnv, config: Config): Promise<Assembled> {
  const store = openD1Store(env.DB)
  const key = config.secretKey ?? ''
  const doors = openDoors(config, {
    fetch: (input, init) => fetch(input, init),
    tokens: store.tokens,
    now: Date.now,
    keyedHash: (text) => keyedHash(key, text),
    twilioSender: senderWithFetch,
  })
  return assemble({
    store,
    channels: config.simulator ? [...doors, simulator()] : doors,
    log: LOG,
    meter: NO_METER,
    now: Date.now,
    scope: config.scope,
    sharedDatabase: true,
    packCache: PACKS,
    hooks: hookPorts(config, key, callHookWithFetch),
  })
}
