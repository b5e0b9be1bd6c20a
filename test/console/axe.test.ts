/** Every console page in a real browser, phone and desk, light and dark: WCAG 2.2 AA by axe, 44 px targets, visible focus, no overflow. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Role } from '../../src/core/official.ts'
import { markPack, takeInPack } from '../../src/service/pack-desk.ts'
import { sourceHash } from '../../src/texts/packs.ts'
import { describeInBrowser, launch, nameOf, picture } from './chromium.ts'
import { type DemoHouse, openDemo, signedIn } from './demo-house.ts'
import { type LivingConsole, livingConsole, officialOf, ROLE_COOKIE } from './living-console.ts'
import { TOO_WIDE, walk } from './walk.ts'

const AXE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const SCREENS = [
  [360, 'light'],
  [360, 'dark'],
  [1280, 'light'],
  [1280, 'dark'],
] as const

describeInBrowser('every console page', () => {
  let demo: DemoHouse
  let living: LivingConsole
  let empty: LivingConsole
  let browser: Browser

  beforeAll(async () => {
    demo = await openDemo()
    living = await livingConsole()
    empty = await livingConsole({ empty: true })
    browser = await launch()
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await demo?.close()
    await living?.close()
    await empty?.close()
  })

  async function open(
    width: number,
    colorScheme: 'light' | 'dark',
    role: Role | null,
    at = living,
  ): Promise<BrowserContext> {
    const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme })
    if (role !== null) await context.addCookies([{ name: ROLE_COOKIE, value: role, url: at.url }])
    return context
  }

  test.for([
    [360, 'light', 'commune_leader'],
    [360, 'dark', 'commune_leader'],
    [1280, 'light', 'province_officer'],
    [1280, 'dark', 'province_officer'],
    [360, 'light', 'administrator'],
    [360, 'light', 'policy_staff'],
    [1280, 'light', null],
  ] as const)('%i pixels wide, %s, as %s', { timeout: 400_000 }, async ([width, scheme, role]) => {
    const screen = { viewport: { width, height: 800 }, colorScheme: scheme }
    const { context, page } = await signedIn(demo, browser, role, screen)
    const complaints: string[] = []
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (line) => {
      // The browser itself complains of a 404.
      if (['error', 'warning'].includes(line.type()) && !/status of 404/.test(line.text()))
        complaints.push(`${page.url()} ${line.text()}`)
    })
    const faults: unknown[] = []
    const besides = role === 'administrator' ? ['/console/api'] : role === 'policy_staff' ? ['/console/words'] : []
    const seen = await walk(page, demo.url, besides, async (address, status) => {
      if (status !== (address.endsWith('no-such-thing') ? 404 : 200)) faults.push(`${address}: ${status}`)
      faults.push(...(await faultsOf(page, scheme)).map((fault) => `${address}: ${fault}`))
      await picture(page, `${width}-${scheme}-${role ?? 'nobody'}-${nameOf(address)}`)
    })
    expect(faults).toEqual([])
    expect(complaints).toEqual([])
    expect(seen).toBeGreaterThan(role === 'commune_leader' || role === 'province_officer' ? 12 : 6)
    await context.close()
  })

  test('a language pack, draft and in use, with a long text and a file that was refused', async () => {
    const { ports } = living.desk
    const of = (key: string) => sourceHash(ports.packs.vi.get(key) ?? '')
    const text = `key,of,text\ncommon:language_set,${of('common:language_set')},[km] ${'ក'.repeat(120)}\n`
    await takeInPack(ports, officialOf('administrator'), 'km', text)
    for (const state of ['draft', 'reviewed'] as const) {
      if (state === 'reviewed') {
        const form = { reader: 'Thạch Thị Một', readOn: '2026-11-16', sure: true }
        await markPack(ports, officialOf('administrator'), 'km', {
          ...form,
          texts: ports.packs.state('km')?.texts ?? '',
        })
      }
      for (const [width, scheme] of SCREENS) {
        const context = await open(width, scheme, 'administrator')
        const page = await context.newPage()
        for (const path of ['/console/languages', '/console/languages/km', '/console/languages/km?show=done']) {
          expect((await page.goto(`${living.url}${path}`))?.status()).toBe(200)
          expect([path, width, scheme, await faultsOf(page, scheme)]).toEqual([path, width, scheme, []])
          await picture(page, `${width}-${scheme}-${state}-${nameOf(path)}`)
        }
        await page.locator('input[type=file]').setInputFiles({
          ...{ name: 'km.csv', mimeType: 'text/csv' },
          buffer: Buffer.from('key,of,text\ncommon:introduction,x,www.abc.vn\n'),
        })
        page.on('dialog', (dialog) => void dialog.accept())
        await page.locator('[data-act=import] button').click()
        await page.locator('[data-trouble=faults] li').first().waitFor()
        expect([width, scheme, await faultsOf(page, scheme)]).toEqual([width, scheme, []])
        await picture(page, `${width}-${scheme}-${state}-refused`)
        await context.close()
      }
    }
  }, 120_000)

  test('a newcomer is told what to do next', async () => {
    for (const role of ['commune_leader', 'administrator', 'policy_staff'] as const) {
      const context = await open(360, 'light', role, empty)
      const page = await context.newPage()
      await page.goto(`${empty.url}/console`)
      await page.locator('[data-empty] ol a').first().waitFor()
      expect([role, await faultsOf(page)]).toEqual([role, []])
      await picture(page, `360-light-${role}-newcomer`)
      await context.close()
    }
  }, 60_000)

  test('by keyboard: the first tab offers to skip, and whatever has focus shows it and is on the screen', async () => {
    const context = await open(360, 'light', 'commune_leader')
    const page = await context.newPage()
    for (const path of ['/console', '/console/cases']) {
      await page.goto(`${living.url}${path}`)
      for (let i = 0; i < 25; i++) {
        await page.keyboard.press('Tab')
        expect([path, i, await page.evaluate(FOCUS)]).toEqual([path, i, { outline: true, inside: true }])
      }
    }
    await context.close()
  })

  test('keys move over the rows and open one; a slash goes to the search; a question mark shows the keys', async () => {
    const context = await open(1280, 'light', 'commune_leader')
    const page = await context.newPage()
    await page.goto(`${living.url}/console/cases`)
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    const chosen = await page.locator('[data-row].chosen').getAttribute('data-case')
    expect(chosen).toBe(await page.locator('[data-row]').nth(1).getAttribute('data-case'))
    await page.keyboard.press('?')
    await page.locator('dialog#keys[open]').waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('/')
    expect(await page.evaluate("document.activeElement.getAttribute('name')")).toBe('q')
    await page.keyboard.press('Escape')
    await page.keyboard.press('k')
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.waitForURL(`**/console/cases/${chosen}*`)
    await context.close()
  })

  test('a look that was chosen stands against the wish of the system, and goes back', async () => {
    const context = await open(360, 'dark', 'commune_leader')
    const page = await context.newPage()
    await page.goto(`${living.url}/console/cases?order=newest`)
    const paper = () => page.evaluate('getComputedStyle(document.body).backgroundColor')
    const dark = await paper()
    await page.locator('button[name=look][value=light]').click()
    await page.waitForURL('**/console/cases?order=newest')
    const light = await paper()
    expect(light).not.toBe(dark)
    await page.locator('button[name=look][value=system]').click()
    await page.waitForLoadState()
    expect(await paper()).toBe(dark)
    await context.close()
  })

  test('an answer is counted in letters and SMS as it is typed; without diacritics it is as long as on the phone', async () => {
    const context = await open(1280, 'light', 'commune_leader')
    const page = await context.newPage()
    await page.goto(`${living.url}/console/cases`)
    const [row] = await living.desk.sql(
      "select code from cases where contact_id is not null and kind = 'hardship' and status = 'new'",
    )
    await page.goto(`${living.url}/console/cases/${String(row?.[0])}`)
    const box = page.locator('textarea[name=text][data-count-sms], textarea[name=text][data-segments]').first()
    await box.fill('Xã đã nhận tin. Chiều nay cán bộ đến xem nhà.')
    const tally = page.locator('textarea[name=text] + .tally').first()
    expect(await tally.textContent()).toBe('45 chữ, 1 tin SMS')
    await box.fill('đ'.repeat(161))
    expect(await tally.textContent()).toBe('161 chữ, 2 tin SMS')
    await context.close()
  })
})

/** What is wrong with the page as it stands: axe's violations, small targets, what sticks out. */
async function faultsOf(page: Page, scheme: 'light' | 'dark' = 'light'): Promise<string[]> {
  await page.evaluate(AXE)
  // In the dark the same page can differ in nothing but its contrast.
  const rules = scheme === 'light' ? TAGS : ['color-contrast']
  const violations = await page.evaluate<
    string[]
  >(`axe.run({ runOnly: ${JSON.stringify(rules)} }).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ html, any }) => id + ' ' + html.slice(0, 160) + ' ' + (any[0]?.message ?? ''))))`)
  return [...violations, ...(await page.evaluate<string[]>(SMALL)), ...(await page.evaluate<string[]>(TOO_WIDE))]
}

/** Controls under 44 px; links inside sentences and rows are text and are measured by axe. */
const SMALL = `[...document.querySelectorAll('button, select, textarea, summary, input:not([type=hidden], [type=checkbox], [type=radio]), label.check, nav a, .button, .tabs a, .tile, .name')]
  .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 43.5)
  .map((one) => 'small ' + one.outerHTML.slice(0, 120) + ' ' + one.getBoundingClientRect().height)`

const FOCUS = `(() => {
  const one = document.activeElement
  const box = one.getBoundingClientRect()
  const style = getComputedStyle(one)
  return {
    outline: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  }
})()`
