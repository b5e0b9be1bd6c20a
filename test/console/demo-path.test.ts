/** The demo as a newcomer meets it: the real server, the real sign-in, each role's own pages, the top case answered and decided. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Role } from '../../src/core/official.ts'
import { describeInBrowser, launch, picture } from './chromium.ts'
import { type DemoHouse, openDemo, signedIn } from './demo-house.ts'

describeInBrowser('the demo', () => {
  let demo: DemoHouse
  let browser: Browser
  beforeAll(async () => {
    demo = await openDemo()
    browser = await launch()
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await demo?.close()
  })

  async function signIn(role: Role, javaScriptEnabled = true): Promise<Page> {
    return (await signedIn(demo, browser, role, { viewport: { width: 360, height: 780 }, javaScriptEnabled })).page
  }

  test('goes as its stories say', () => {
    expect(demo.trouble).toEqual([])
  })

  test.for([
    [
      'commune_officer',
      ['cases', 'disasters', 'broadcasts', 'people', 'feedback', 'papers', 'pledges', 'models', 'figures', 'law'],
    ],
    [
      'commune_leader',
      [
        'cases',
        'disasters',
        'broadcasts',
        'people',
        'feedback',
        'papers',
        'pledges',
        'models',
        'figures',
        'law',
        'staff',
      ],
    ],
    [
      'province_officer',
      [
        'cases',
        'disasters',
        'broadcasts',
        'people',
        'feedback',
        'papers',
        'pledges',
        'models',
        'figures',
        'law',
        'languages',
      ],
    ],
    ['policy_staff', ['law', 'words']],
    ['administrator', ['law', 'languages', 'staff']],
  ] as const)(
    '%s signs in and sees their own pages, each of which is there',
    { timeout: 60_000 },
    async ([role, sections]) => {
      const page = await signIn(role)
      const links = await page
        .locator('header nav')
        .first()
        .locator('a')
        .evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''))
      expect(links).toEqual(['/console', ...sections.map((section) => `/console/${section}`)])
      for (const link of links) expect([link, (await page.goto(`${demo.url}${link}`))?.status()]).toEqual([link, 200])
      await page.goto(`${demo.url}/console`)
      await picture(page, `demo-360-${role}`)
      await page.locator('button[name=sign_out]').click()
      await page.locator('[data-sign-in]').waitFor()
      // The way back is shut too.
      expect((await page.goto(`${demo.url}/console/cases`))?.url()).toContain('/console/sign-in')
      await page.context().close()
    },
  )

  test.for([
    ['with the script', true],
    ['without any script', false],
  ] as const)(
    '%s a leader signs in, answers and decides the top case that is verified',
    { timeout: 90_000 },
    async ([, script]) => {
      const page = await signIn('commune_leader', script)
      page.on('dialog', (dialog) => void dialog.accept())
      await page.goto(`${demo.url}/console/cases?status=verified`)
      await page.locator('[data-row] a').first().click()
      await page.locator('form[data-act=answer] textarea').fill('Xã đã xem nhà, chiều nay sẽ quyết định hỗ trợ.')
      await page.locator('form[data-act=answer] button[type=submit]').first().click()
      await page.locator('form[data-act=send_answer] button[value=send]').click()
      await page.locator('[data-notice]').waitFor()
      const decide = page.locator('form[data-act=decide]')
      for (const box of await decide.locator('input[name=rule]:checked').all()) await box.uncheck()
      await decide.locator('input[name=rule][value=other]').check()
      await decide.locator('input[name=vnd_other]').fill('1500000')
      await decide.locator('button[type=submit]').click()
      await page.locator('[data-supports]', { hasText: '1.500.000' }).waitFor()
      await page.context().close()
    },
  )
})
