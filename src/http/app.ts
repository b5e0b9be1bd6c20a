/** The Hono app: doors for providers, simulator, health. Everything it needs is handed in; it reads no environment. */
import { type Context, Hono, type Next } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { consoleRoutes } from '../console/console-routes.tsx'
import type { Accounts } from '../service/accounts.ts'
import { MOST_UPLOAD_BYTES } from '../service/broadcast-upload.ts'
import type { Ports } from '../service/ports.ts'
import type { Work } from '../service/work.ts'
import { API, apiRoutes } from './api/api-routes.ts'
import { problem } from './api/problem.ts'
import { referencePage } from './api/reference-page.tsx'
import { healthRoutes } from './health.ts'
import { type SimulatorSettings, simulatorRoutes } from './simulator.ts'
import { webhookRoutes } from './webhooks.ts'

/** A webhook is small; more than this is refused before it is read (design §6.8). */
export const MAX_BODY_BYTES = 256 * 1024
/** A list of people or a translation that an official uploads: its file may have 5 MB, and a form stands around it. */
const MAX_UPLOAD_BYTES = MOST_UPLOAD_BYTES + 64 * 1024
const UPLOADS = /^\/console\/(?:broadcasts\/[\w-]+\/list|languages\/[a-z]+\/import)$/

export interface AppSettings {
  readonly simulator?: SimulatorSettings
  /** Prometheus text; absent where the runtime keeps no metrics (Workers). */
  readonly metrics?: () => Promise<string>
  /** Workers: turns and sending are kept alive after the answer by `waitUntil`; Node goes on by itself. */
  readonly afterAnswer?: boolean
  /** Officials can sign in here; absent (Workers): the law pages alone. */
  readonly officials?: { readonly accounts: Accounts; readonly origin: string }
}

export function createApp(ports: Ports, work: Work, settings: AppSettings): Hono {
  const app = new Hono()
  limitBodies(app)

  webhookRoutes(app, ports, work, settings.afterAnswer ?? false)
  healthRoutes(app, ports, settings.metrics)
  const { officials, simulator } = settings
  const desk = officials ? { ports, ...officials, simulator: simulator !== undefined } : undefined
  const api = apiRoutes(ports)
  app.route(
    '/',
    consoleRoutes(ports, desk, (pages) => referencePage(pages, api)),
  )
  app.route(API, api)
  if (settings.simulator) {
    app.use('/simulator/*', pageHeaders)
    simulatorRoutes(app, ports, work, settings.simulator)
  }

  app.notFound((c) => c.json({ error: 'There is nothing at this address.' }, 404))
  app.onError((error, c) => {
    // The one place where a broken promise of ours becomes an answer: its name in the log, a sentence for the caller.
    ports.log.error('request_failed', { route: c.req.routePath, error: error.name })
    if (error.name === 'StoreError') {
      // A full disk or a busy database passes: providers send again, and nothing was acknowledged.
      c.header('Retry-After', '5')
      return c.json({ error: 'This cannot be stored just now; nothing was accepted, so please send it again.' }, 503)
    }
    return c.json({ error: 'Something of ours broke; nothing was accepted, so please send it again.' }, 500)
  })
  return app
}

/** A declared length is enough to judge by, and costs nothing; only a body without one is counted as it comes. */
function limitBodies(app: Hono): void {
  const refuse = (c: Context) => {
    const sentence = `A body may have at most ${MAX_BODY_BYTES} bytes.`
    // The rest of the body is not read, so the connection cannot carry another request.
    const headers = { Connection: 'close' }
    if (c.req.path.startsWith(`${API}/`)) return problem(413, 'too_large', sentence, headers)
    return c.json({ error: sentence }, 413, headers)
  }
  const counting = bodyLimit({ maxSize: MAX_BODY_BYTES, onError: refuse })
  app.use(async (c, next) => {
    if (c.req.method === 'GET') return next()
    const declared = c.req.header('content-length')
    if (declared === undefined || c.req.header('transfer-encoding') !== undefined) return counting(c, next)
    const most = UPLOADS.test(c.req.path) ? MAX_UPLOAD_BYTES : MAX_BODY_BYTES
    return Number(declared) > most ? refuse(c) : next()
  })
}

async function pageHeaders(c: Context, next: Next): Promise<void> {
  await next()
  c.header('X-Content-Type-Options', 'nosniff')
  c.header('Referrer-Policy', 'no-referrer')
}
