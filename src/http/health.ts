/** For machines that watch: /healthz (the process answers), /readyz (it can do its work), /metrics (Prometheus text). */
import type { Hono } from 'hono'
import type { Channel } from '../core/channel.ts'
import type { Ports } from '../service/ports.ts'

export function healthRoutes(app: Hono, ports: Ports, metrics?: () => Promise<string>): void {
  app.get('/healthz', (c) => c.json({ ok: true }))

  app.get('/readyz', async (c) => {
    const checks: Record<string, string> = { content: ports.contentVersion }
    let ready = true
    try {
      await ports.store.ping()
      checks.database = 'ok'
    } catch {
      checks.database = 'does not answer'
      ready = false
    }
    for (const channel of ports.channels.values()) {
      // A door that needs a human's consent is an alarm, yet the other doors still serve: reported, not "not ready".
      if (channel.door !== 'simulator') checks[`door:${channel.door}`] = await stateOf(channel)
    }
    return c.json({ ready, checks }, ready ? 200 : 503)
  })

  if (metrics) {
    app.get('/metrics', async (c) =>
      c.text(await metrics(), 200, { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' }),
    )
  }
}

/** A door asks the database for its tokens, and that may be what is broken. */
async function stateOf(channel: Channel): Promise<string> {
  try {
    return (await channel.state?.()) ?? 'ok'
  } catch {
    return 'not known'
  }
}
