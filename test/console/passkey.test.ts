/** An official sets up a passkey and signs in with it: a real browser with a device of its own, the real server, the real ceremony. */
import { spawnSync } from 'node:child_process'
import process from 'node:process'
import Database from 'better-sqlite3'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { databaseFolder, type RunningServer, startServer } from '../end-to-end/running-server.ts'
import { describeInBrowser, launch } from './chromium.ts'

const PASSWORD = 'mot con vit xoe ra hai cai canh'

describeInBrowser('a passkey', () => {
  const folder = databaseFolder()
  const env = { DATABASE_URL: `file:${folder.file}` }
  let server: RunningServer
  let browser: Browser
  let at = ''

  beforeAll(async () => {
    server = await startServer(env)
    // Browsers know no passkeys for bare numbers.
    at = server.url.replace('127.0.0.1', 'localhost')
    browser = await launch()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    folder.remove()
  })

  function auditOf(word: string): unknown[] {
    const database = new Database(folder.file, { readonly: true })
    try {
      return database.prepare('select action from audit where data like ? order by seq').pluck().all(`%${word}%`)
    } finally {
      database.close()
    }
  }

  async function withDevice(): Promise<Page> {
    const page = await browser.newPage()
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('WebAuthn.enable')
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
        ...{ isUserVerified: true, automaticPresenceSimulation: true },
      },
    })
    return page
  }

  test('is made with a password once, and then opens the console without one', async () => {
    const made = spawnSync(process.execPath, ['src/commands/officials.ts', 'link'], {
      ...{ env: { ...process.env, ...env }, encoding: 'utf8' as const },
    })
    const secret = made.stdout.trim().split('/').at(-1)
    const page = await withDevice()
    await page.goto(`${at}/console/welcome/${secret}`)
    await page.locator('[name=name]').fill('Tạ Thị Yến')
    await page.locator('[name=email]').fill('yen@example.vn')
    await page.locator('[name=password]').fill(PASSWORD)
    await page.locator('[data-act=welcome] button').click()
    await page.locator('[data-notice]').waitFor()
    await page.locator('[name=email]').fill('yen@example.vn')
    await page.locator('[name=password]').fill(PASSWORD)
    await page.locator('[data-act=sign-in] [type=submit]').click()
    await page.waitForURL(`${at}/console`)

    await page.goto(`${at}/console/account`)
    await page.locator('[name=passkey_name]').fill('Máy của xã')
    await page.locator('[data-passkey=add]').click()
    await page.getByText('Máy của xã').waitFor()

    await page.locator('[name=sign_out]').click()
    await page.goto(`${at}/console/staff`)
    expect(page.url()).toContain('/console/sign-in')
    await page.locator('[data-passkey=sign-in]').click()
    await page.waitForURL(`${at}/console/staff`)
    expect(await page.locator('h1').textContent()).toBe('Cán bộ')
    await page.close()
    expect(auditOf('passkey')).toEqual(['passkey_added', 'signed_in'])
  }, 60_000)

  test('of a device that was never set up opens nothing', async () => {
    const page = await withDevice()
    await page.goto(`${at}/console/sign-in`)
    await page.locator('[data-passkey=sign-in]').click()
    await page.locator('[data-passkey-fault]:not([hidden])').waitFor()
    await page.goto(`${at}/console/staff`)
    expect(page.url()).toContain('/console/sign-in')
    await page.close()
  }, 60_000)
})
