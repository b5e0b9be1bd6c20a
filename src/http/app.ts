/** The Hono app: doors for providers, simulator, health. Everything it needs is handed in; it reads no environment. */
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Ports } from '../service/ports.ts'
import type { Work } from '../service/work.ts'
import { healthRoutes } from './health.ts'
import { type SimulatorSettings, simulatorRoutes } from './simulator.ts'
import { webhookRoutes } from './webhooks.ts'

/** A webhook is small; more than this is refused before it is read (design §6.8). */
export const MAX_BODY_BYTES = 256 * 1024

export interface AppSettings {
  readonly simulator?: SimulatorSettings
  /** Prometheus text; absent where the runtime keeps no metrics (Workers). */
  readonly metrics?: () => Promise<string>
  /** Workers: turns and sending are kept alive after the answer by `waitUntil`; Node goes on by itself. */
  readonly afterAnswer?: boolean
}

export function createApp(ports: Ports, work: Work, settings: AppSettings): Hono {
  const app = new Hono()
  app.use(
    bodyLimit({
      maxSize: MAX_BODY_BYTES,
      // The rest of the body is not read, so the connection cannot carry another request.
      onError: (c) =>
        c.json({ error: `A body may have at most ${MAX_BODY_BYTES} bytes.` }, 413, { Connection: 'close' }),
    }),
  )
  app.use(async (c, next) => {
    await next()
    c.header('X-Content-Type-Options', 'nosniff')
    c.header('Referrer-Policy', 'no-referrer')
  })

  webhookRoutes(app, ports, work, settings.afterAnswer ?? false)
  healthRoutes(app, ports, settings.metrics)
  if (settings.simulator) simulatorRoutes(app, ports, work, settings.simulator)

  app.notFound((c) => c.json({ error: 'There is nothing at this address.' }, 404))
  app.onError((error, c) => {
    // The one place where a broken promise of ours becomes an answer: its name in the log, a sentence for the caller.
    ports.log.error('request_failed', { route: c.req.routePath, error: error.name })
    return c.json({ error: 'Something of ours broke; nothing was accepted, so please send it again.' }, 500)
  })
  return app
}
