/** Zalo's tokens in the running server: one renewal for two turns at once, none after a restart, and a lost grant shown to watchers. */
import { expect, test } from 'vitest'
import { startZaloDouble } from '../doubles/zalo.ts'
import { until } from './house.ts'
import { databaseFolder, type RunningServer, startServer } from './running-server.ts'

test('a server renews once, remembers it over a restart, and says in /readyz when a human must sign in again', async () => {
  const folder = databaseFolder()
  let server: RunningServer | undefined
  const ids = { appId: '3608465248940903967', oaId: '388613280878808645' }
  // The server's port is known only once it runs, and is another one after the restart.
  const settings = { ...ids, appSecret: 'zalo-app-secret', webhookSecret: 'zalo-hook', refreshToken: 'seed-refresh' }
  let target = ''
  const zalo = await startZaloDouble({
    ...settings,
    get webhookUrl() {
      return target
    },
  })
  const start = async () => {
    server = await startServer({
      DATABASE_URL: `file:${folder.file}`,
      ZALO_APP_ID: ids.appId,
      ZALO_APP_SECRET: settings.appSecret,
      ZALO_OA_ID: ids.oaId,
      ZALO_OA_WEBHOOK_SECRET: settings.webhookSecret,
      ZALO_OA_REFRESH_TOKEN: settings.refreshToken,
      ZALO_OA_API_URL: zalo.url,
      ZALO_OAUTH_URL: zalo.url,
    })
    target = `${server.url}/webhooks/zalo`
    return server
  }
  const heard = (person: string) => zalo.sent.filter((one) => one.userId === person).length
  const door = async (url: string) =>
    ((await (await fetch(`${url}/readyz`)).json()) as { checks: Record<string, string> }).checks['door:zalo']
  try {
    const first = await start()
    await Promise.all([zalo.say('4572947693969771653', 'bhyt'), zalo.say('4572947693969771654', 'bhyt')])
    await until('both are answered', () => heard('4572947693969771653') > 0 && heard('4572947693969771654') > 0)
    expect(zalo.grant.refreshes).toBe(1)
    expect(await door(first.url)).toBe('ok')
    expect(await first.stop()).toBe(0)

    const second = await start()
    await zalo.say('4572947693969771655', 'bhyt')
    await until('answered after the restart', () => heard('4572947693969771655') > 0)
    expect(zalo.grant.refreshes).toBe(1)

    zalo.grant.alive = false
    await zalo.say('4572947693969771656', 'bhyt')
    let state: string | undefined
    for (let tries = 0; tries < 100 && state !== 'needs_consent'; tries++) {
      await new Promise((done) => setTimeout(done, 50))
      state = await door(second.url)
    }
    expect(state).toBe('needs_consent')
    await second.stop()
    expect(second.output()).toContain('door_misconfigured')
    expect(second.output()).not.toMatch(/seed-refresh|zalo-app-secret|access-1|refresh-1|45729476/)
  } finally {
    await server?.kill()
    await zalo.stop()
    folder.remove()
  }
}, 30_000)
