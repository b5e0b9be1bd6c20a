/** Every page that links lead to, each once: for tests that look at all of them in a real browser. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** On 2G a page must be there within seconds. */
const MOST_BYTES = 50_000
/** Of pages that differ only in a code or a day, so many are looked at. */
const OF_A_KIND = 2

/** Follows every link of the console once, a few of each kind; how many pages there were. */
export async function walk(
  page: Page,
  url: string,
  besides: readonly string[],
  look: (address: string, status: number) => Promise<void>,
  mostBytes = MOST_BYTES,
): Promise<number> {
  const waiting = ['/console', '/console/no-such-thing', '/y-kien', '/console/api/reference', ...besides]
  const known = new Set(waiting)
  const kinds = new Map<string, number>()
  let count = 0
  for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
    const answer = await page.goto(`${url}${address}`)
    await page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    const bytes = (await answer?.body())?.length ?? 0
    expect(bytes, address).toBeLessThan(mostBytes)
    await look(address, answer?.status() ?? 0)
    count++
    for (const found of await page.locator('a[href^="/console"]:not([download])').evaluateAll(HREFS)) {
      const [to = ''] = found.split('#')
      const kind = kindOf(to)
      const already = kinds.get(kind) ?? 0
      // The same page in another language or on another day looks the same.
      if (/[?&](?:lang|on|province)=/.test(to)) continue
      if (known.has(to) || already >= OF_A_KIND || /\.(?:svg|xlsx|csv|jpg|png)(?:\?|$)/.test(to)) continue
      known.add(to)
      kinds.set(kind, already + 1)
      waiting.push(to)
    }
  }
  return count
}

const HREFS = (links: Element[]) => links.map((link) => link.getAttribute('href') ?? '')

/** `/console/cases/7Q10?danger=1` and its like are one kind: the path without codes, and only the names of the query. */
function kindOf(address: string): string {
  const [path = '', query = ''] = address.split('?')
  const bare = path
    .replace(/^\/console\/law\/(?!changes|coverage|questions)[\w-]+/, '/console/law/*')
    .replace(/^\/console\/languages\/[a-z]+/, '/console/languages/*')
    .replace(/\/(?:[A-Z0-9]{4}|[a-z]+_[\w-]+|\d{6,})(?=\/|$)/g, '/*')
  return `${bare}?${[...new URLSearchParams(query).keys()].filter((name) => name !== 'lang').join('&')}`
}

/** What sticks out of the window. */
export const TOO_WIDE = `document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('body *')]
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest('nav ul, .scroll'))
  .slice(0, 4)
  .map((one) => 'wide ' + one.outerHTML.slice(0, 120))`
