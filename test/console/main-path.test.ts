/** The main path of an official in a real browser: the top case is taken, answered, verified, decided, and the paper taken; with the script and without. */
import { readFileSync } from 'node:fs'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { describeInBrowser, launch, picture } from './chromium.ts'
import { type LivingConsole, livingConsole, ROLE_COOKIE } from './living-console.ts'

const ANSWER = 'Xã đã nhận tin. Chiều nay cán bộ đến xem nhà.'
const AS_SENT = 'Xa da nhan tin. Chieu nay can bo den xem nha.'

describeInBrowser('an official at work', () => {
  let living: LivingConsole
  let browser: Browser
  beforeEach(async () => {
    living = await livingConsole()
    browser = await launch()
  })
  afterEach(async () => {
    await browser?.close()
    await living?.close()
  })

  async function signedIn(javaScriptEnabled: boolean): Promise<BrowserContext> {
    const context = await browser.newContext({ viewport: { width: 360, height: 780 }, javaScriptEnabled })
    await context.addCookies([{ name: ROLE_COOKIE, value: 'commune_leader', url: living.url }])
    return context
  }

  test.for([
    ['with the script', true],
    ['without any script', false],
  ] as const)(
    '%s: takes the top case, answers, verifies, decides, exports',
    { timeout: 60_000 },
    async ([name, script]) => {
      const context = await signedIn(script)
      const page = await context.newPage()
      page.on('dialog', (dialog) => void dialog.accept())
      const show = (what: string) => picture(page, `main-path-${script ? 'script' : 'plain'}-${what}`)

      await page.goto(`${living.url}/console`)
      await show('1-overview')
      const top = page.locator('[data-row]').first()
      const code = await top.getAttribute('data-case')
      await top.locator('a').first().click()
      await page.waitForURL(`**/console/cases/${code}`)
      await show('2-case')

      await press(page, 'assign')
      await noticed(page)
      await page.locator('form[data-act=answer] textarea').fill(ANSWER)
      await page.locator('form[data-act=answer] button[type=submit]').first().click()
      // Seen first as the phone will show it.
      await page.locator('[data-preview]', { hasText: AS_SENT }).waitFor()
      await show('3-preview')
      await page.locator('form[data-act=send_answer] button[value=send]').click()
      await noticed(page)
      await page.locator('.thread .ours', { hasText: AS_SENT }).waitFor()

      await press(page, 'verify')
      await noticed(page)
      const decide = page.locator('form[data-act=decide]')
      for (const box of await decide.locator('input[name=rule]:checked').all()) await box.uncheck()
      await decide.locator('input[name=rule][value=other]').check()
      await decide.locator('input[name=vnd_other]').fill('2000000')
      await show('4-decide')
      await decide.locator('button[type=submit]').click()
      await noticed(page)
      await page.locator('[data-supports]', { hasText: '2.000.000' }).waitFor()
      await show('5-decided')

      const told = (await living.desk.owed()).map(({ text }) => text)
      expect([name, told.filter((text) => text.includes(AS_SENT))]).toHaveLength(2)
      expect(told.filter((text) => text.includes(AS_SENT))).toHaveLength(1)
      const [kept] = await living.desk.sql(`select status, assignee from cases where code = '${code}'`)
      expect(kept).toEqual(['decided', 'off_commune_leader'])

      await page.goto(`${living.url}/console/papers`)
      await show('6-papers')
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.locator('form[data-act=export] button[value=csv]').click(),
      ])
      const rows = readFileSync(await file.path(), 'utf8')
      expect(rows.split('\r\n').find((row) => row.includes(`${code}`))).toContain('2000000')
      await context.close()
    },
  )

  test('who was slower is told so, and nothing is done twice', { timeout: 60_000 }, async () => {
    const context = await signedIn(true)
    const [mine, theirs] = [await context.newPage(), await context.newPage()]
    const [row] = await living.desk.sql(
      "select code from cases where status = 'seen' and kind = 'hardship' order by score desc",
    )
    const address = `${living.url}/console/cases/${String(row?.[0])}`
    for (const page of [mine, theirs]) await page.goto(address)
    await press(mine, 'verify')
    await noticed(mine)
    await press(theirs, 'verify')
    await theirs.locator('form[data-act=again], .notice').first().waitFor()
    await picture(theirs, 'main-path-conflict')
    const [times] = await living.desk.sql(
      `select count(*) from case_entries e join cases c on c.id = e.case_id where c.code = '${String(row?.[0])}' and e.kind = 'status'`,
    )
    expect(times).toEqual([1])
    await context.close()
  })

  test('words that were typed and not sent are asked about before they are lost', { timeout: 60_000 }, async () => {
    const context = await signedIn(true)
    const page = await context.newPage()
    await page.goto(`${living.url}/console/cases`)
    await page.locator('[data-row] a').first().click()
    const asked: string[] = []
    page.on('dialog', (dialog) => {
      asked.push(dialog.type())
      void dialog.dismiss()
    })
    const box = page.locator('main textarea').first()
    await box.click()
    await page.keyboard.type('Xã đã nhận')
    await page.locator('nav a').first().click({ noWaitAfter: true })
    await expect.poll(() => asked).toEqual(['beforeunload'])
    expect(await box.inputValue()).toBe('Xã đã nhận')
    await context.close()
  })
})

/** The one button of an act. */
async function press(page: Page, act: string): Promise<void> {
  await page.locator(`form[data-act=${act}] button[type=submit]`).first().click()
}

async function noticed(page: Page): Promise<void> {
  await page.locator('[data-notice]').waitFor()
}
