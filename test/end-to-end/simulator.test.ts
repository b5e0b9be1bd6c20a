/** A person at the simulator's page, in a real browser against the real server: reads, types, taps, on a wide and a narrow screen. */
import { existsSync } from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { databaseFolder, type RunningServer, startServer } from './running-server.ts'

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((one) =>
  existsSync(one),
)
/** A browser that calls nobody on its own; Playwright gives it a profile of its own and takes it away again. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
if (!CHROMIUM) console.warn('The simulator page is not tried in a browser: chromium is not installed.')

describe.skipIf(!CHROMIUM)('the simulator in a browser', () => {
  const folder = databaseFolder()
  let server: RunningServer
  let browser: Browser

  beforeAll(async () => {
    server = await startServer({ DATABASE_URL: `file:${folder.file}` })
    browser = await chromium.launch({ executablePath: CHROMIUM ?? '', headless: true, args: QUIET })
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    folder.remove()
  })

  describe.for([360, 1280])('%i pixels wide', (width) => {
    async function visit(query = ''): Promise<{ page: Page; complaints: string[]; abroad: string[] }> {
      const page = await browser.newPage({ viewport: { width, height: 740 } })
      const complaints: string[] = []
      const abroad: string[] = []
      page.on('pageerror', (error) => complaints.push(error.message))
      page.on('console', (line) => {
        if (['error', 'warning'].includes(line.type())) complaints.push(line.text())
      })
      page.on('request', (request) => {
        if (!request.url().startsWith(server.url) && !request.url().startsWith('data:')) abroad.push(request.url())
      })
      await page.goto(`${server.url}/simulator${query}`)
      return { page, complaints, abroad }
    }

    async function choose(page: Page, channel: string): Promise<void> {
      const tab = page.locator(`#tab-${channel}`)
      if (await tab.isVisible()) await tab.click()
    }

    test('a stranger asks on the basic phone, taps on Telegram, and nothing leaves the machine', async () => {
      const { page, complaints, abroad } = await visit()
      await page.locator('#over').click()
      await fits(page)

      await choose(page, 'sms')
      await page.locator('#text-sms').fill('toi 76 tuoi khong luong huu co duoc gi k')
      await page.locator('#text-sms').press('Enter')
      const sms = page.locator('#phone-sms .log')
      await sms.getByText('540.000').waitFor()
      await sms.locator('.meta').first().waitFor()
      for (const meta of await sms.locator('.meta').allTextContents()) expect(meta).toMatch(/^[12] phần · GSM-7 · \d+/)

      await choose(page, 'telegram')
      await page.locator('#text-telegram').fill('menu')
      await page.locator('#text-telegram').press('Enter')
      const chat = page.locator('#phone-telegram .log')
      const button = chat.locator('.buttons button').first()
      const label = (await button.textContent()) ?? 'no button'
      const before = await chat.locator('.theirs:not(.waiting-dots)').count()
      await button.click()
      await chat.locator('.mine .bubble', { hasText: label }).waitFor()
      await chat.locator('.theirs:not(.waiting-dots)').nth(before).waitFor()

      await fits(page)
      expect(complaints).toEqual([])
      expect(abroad).toEqual([])
      await page.close()
    })

    test('the page reads in English too', async () => {
      const { page, complaints, abroad } = await visit('?lang=en')
      await page.getByRole('heading', { name: 'Try talking to Lá Lành' }).waitFor()
      await fits(page)
      expect([...complaints, ...abroad]).toEqual([])
      await page.close()
    })
  })

  test('what was said is still there after the page is loaded again', async () => {
    const page = await browser.newPage()
    await page.goto(`${server.url}/simulator`)
    await page.locator('#over').click()
    await page.locator('#text-zalo').fill('vay vốn')
    await page.locator('#text-zalo').press('Enter')
    await page.locator('#phone-zalo .theirs:not(.waiting-dots)').first().waitFor()
    await page.reload()
    await page.locator('#phone-zalo .mine .bubble', { hasText: 'vay vốn' }).waitFor()
    await page.close()
  })
})

/** Nothing is wider than the screen. */
async function fits(page: Page): Promise<void> {
  expect(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')).toBeLessThanOrEqual(0)
}
