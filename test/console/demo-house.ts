/** The demo, filled and served by the real server, and its officials signed in by the real form. */
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { fillDemo } from '../../src/commands/demo-fill.ts'
import { DEMO_OFFICIALS, DEMO_PASSWORD } from '../../src/commands/demo-officials.ts'
import type { Role } from '../../src/core/official.ts'
import { databaseFolder, startServer } from '../end-to-end/running-server.ts'

export interface DemoHouse {
  readonly url: string
  /** What did not go as the stories say. */
  readonly trouble: readonly string[]
  close(): Promise<void>
}

const KEY = 'only-for-this-test-only-for-this-test'

/** `before`: what is done to the database's file before it is served. */
export async function openDemo(before: (file: string) => void = () => undefined): Promise<DemoHouse> {
  const folder = databaseFolder()
  const { trouble } = await fillDemo(folder.file, KEY, Date.now())
  before(folder.file)
  const server = await startServer({ DATABASE_URL: `file:${folder.file}`, SECRET_KEY: KEY })
  return {
    url: server.url,
    trouble,
    close: async () => {
      await server.stop()
      folder.remove()
    },
  }
}

/** A browser of one's own, signed in; null: nobody. */
export async function signedIn(
  demo: DemoHouse,
  browser: Browser,
  role: Role | null,
  options: BrowserContextOptions,
): Promise<{ readonly context: BrowserContext; readonly page: Page }> {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  if (role === null) return { context, page }
  const { email = '' } = DEMO_OFFICIALS.find((one) => one.role === role) ?? {}
  await page.goto(`${demo.url}/console`)
  await page.locator('[data-sign-in]').click()
  await page.locator('input[name=email]').fill(email)
  await page.locator('input[name=password]').fill(DEMO_PASSWORD)
  await page.locator('form[data-act=sign-in] button[type=submit]').click()
  await page.locator('[data-who]').waitFor()
  return { context, page }
}
