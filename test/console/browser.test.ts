/** The law pages in a real browser against the real server: nothing wider than the screen, readable in the dark, used by keyboard. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { databaseFolder, type RunningServer, startServer } from '../end-to-end/running-server.ts'
import { describeInBrowser, launch, nameOf, picture } from './chromium.ts'
import { ADDRESSES } from './console.ts'

describeInBrowser('the law pages in a browser', () => {
  const folder = databaseFolder()
  let server: RunningServer
  let browser: Browser

  beforeAll(async () => {
    server = await startServer({ DATABASE_URL: `file:${folder.file}` })
    browser = await launch()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    folder.remove()
  })

  describe.for([
    [360, 'light'],
    [360, 'dark'],
    [1280, 'light'],
    [1280, 'dark'],
  ] as const)('%i pixels wide, %s', ([width, colorScheme]) => {
    test('every page fits, complains of nothing, calls nobody and can be read', async () => {
      const page = await browser.newPage({ viewport: { width, height: 740 }, colorScheme })
      const complaints: string[] = []
      page.on('pageerror', (error) => complaints.push(error.message))
      page.on('console', (line) => {
        if (['error', 'warning'].includes(line.type())) complaints.push(line.text())
      })
      page.on('request', (request) => {
        if (!request.url().startsWith(server.url) && !request.url().startsWith('data:')) complaints.push(request.url())
      })
      for (const address of [...ADDRESSES, '/console/law/no-such-thing']) {
        const wanted = address.endsWith('no-such-thing') ? 404 : 200
        const answer = await page.goto(`${server.url}${address}`)
        expect([address, answer?.status()]).toEqual([address, wanted])
        // The browser itself complains of a 404.
        if (wanted === 404) complaints.pop()
        await page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        expect([address, await page.evaluate(TOO_WIDE)]).toEqual([address, []])
        expect([address, await page.evaluate(TOO_PALE)]).toEqual([address, []])
        await picture(page, `law-${width}-${colorScheme}-${nameOf(address)}`)
      }
      expect(complaints).toEqual([])
      await page.close()
    }, 120_000)
  })

  test('by keyboard: the first tab offers to skip to the content, and what has focus shows it', async () => {
    const page = await browser.newPage({ viewport: { width: 360, height: 740 } })
    await page.goto(`${server.url}/console/law`)
    await page.keyboard.press('Tab')
    expect(await focused(page)).toEqual({ text: 'Đến thẳng nội dung', inside: true, outline: true })
    await page.keyboard.press('Enter')
    expect(await page.evaluate("document.activeElement?.id ?? ''")).toBe('main')
    await page.keyboard.press('Tab')
    expect(await focused(page)).toMatchObject({ inside: true, outline: true })
    await page.close()
  })

  test('a reader searches, opens a programme and moves to the day of the new poverty line', async () => {
    const page = await browser.newPage({ viewport: { width: 360, height: 740 } })
    await page.goto(`${server.url}/console/law`)
    await page.locator('input[name=q]').fill('chuan ngheo')
    await page.locator('input[name=q]').press('Enter')
    await page.locator('h3 a', { hasText: 'Xét hộ nghèo' }).click()
    await page.locator('input[name=on]').fill('2027-01-01')
    await page.locator('main form button').click()
    await page.waitForURL(/poverty-class\?on=2027-01-01/)
    await page.locator('#figure-poverty-line-rural .amount', { hasText: '2.200.000 đ/người/tháng' }).waitFor()
    await page.close()
  })
})

interface Focused {
  readonly text: string
  readonly inside: boolean
  readonly outline: boolean
}

async function focused(page: Page): Promise<Focused> {
  return page.evaluate(`(() => {
    const one = document.activeElement
    const box = one.getBoundingClientRect()
    return {
      text: one.textContent.trim(),
      inside: box.top >= 0 && box.left >= 0 && box.bottom <= innerHeight && box.right <= innerWidth,
      outline: getComputedStyle(one).outlineStyle !== 'none',
    }
  })()`)
}

/** Empty, or what sticks out of the screen. */
const TOO_WIDE = `(() => {
  if (document.documentElement.scrollWidth <= innerWidth) return []
  return [...document.querySelectorAll('main *')]
    .filter((one) => one.getBoundingClientRect().right > innerWidth)
    .map((one) => one.tagName + ' ' + one.textContent.slice(0, 60))
})()`

/** Texts whose contrast with what lies behind them is under 4.5 : 1 (WCAG 2.2, 1.4.3). */
const TOO_PALE = `(() => {
  const parse = (color) => (color.match(/[\\d.]+/g) ?? []).map(Number)
  const light = (color) => {
    const [r, g, b] = parse(color).map((one) => {
      const share = one / 255
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const behind = (one) => {
    for (let at = one; at; at = at.parentElement) {
      const [, , , alpha = 1] = parse(getComputedStyle(at).backgroundColor)
      if (alpha === 1) return getComputedStyle(at).backgroundColor
    }
    return 'rgb(255, 255, 255)'
  }
  const pale = new Set()
  for (const one of document.querySelectorAll('body *')) {
    const own = [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== '')
    if (!own) continue
    const style = getComputedStyle(one)
    const ink = light(one.closest('svg') ? style.fill : style.color)
    const back = light(behind(one.closest('svg')?.parentElement ?? one))
    const contrast = (Math.max(ink, back) + 0.05) / (Math.min(ink, back) + 0.05)
    if (contrast < 4.5) pale.add(one.tagName + '.' + one.getAttribute('class') + ' ' + contrast.toFixed(2))
  }
  return [...pale]
})()`
