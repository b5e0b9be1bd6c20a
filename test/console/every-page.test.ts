/** What holds for every law page: whole HTML, small, no script, safe headers, both languages, kept by content. */
import { describe, expect, test } from 'vitest'
import { ADDRESSES, visit } from './console.ts'
import { faultsOf } from './well-formed.ts'

const MOST_BYTES = 50_000

describe.for(ADDRESSES)('%s', (address) => {
  test.for(['vi', 'en'])('is a whole, small page in %s', async (language) => {
    const { status, html } = await visit(`${address}${address.includes('?') ? '&' : '?'}lang=${language}`)
    expect(status).toBe(200)
    expect(html).toMatch(new RegExp(`^<!doctype html><html lang="${language}">.*</html>$`, 's'))
    expect(faultsOf(html)).toEqual([])
    expect(new TextEncoder().encode(html).length).toBeLessThan(MOST_BYTES)
    expect(html.match(/<h1>/g)).toHaveLength(1)
    for (const landmark of ['<header', '<nav', '<main id="main"', '<footer', 'class="skip" href="#main"'])
      expect(html).toContain(landmark)
    // Headings go down one at a time.
    const levels = [...html.matchAll(/<h([1-6])/g)].map(([, level]) => Number(level))
    expect(levels.filter((level, i) => level > (levels[i - 1] ?? 0) + 1)).toEqual([])
  })

  test('runs nothing and asks for nothing from outside', async () => {
    const { html, headers } = await visit(address)
    expect(html).not.toMatch(/<script|<style|\sstyle=|javascript:|https?:\/\/(?!www\.w3\.org)/)
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'self'; font-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    )
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('same-origin')
  })

  test('is not sent again while it stands', async () => {
    const first = await visit(address)
    const tag = first.headers.get('etag') ?? ''
    expect(tag).not.toBe('')
    expect(first.headers.get('cache-control')).toBe('private, no-cache')
    const again = await visit(address, { 'If-None-Match': tag })
    expect([again.status, again.html]).toEqual([304, ''])
  })
})

describe('links', () => {
  test('every link of every page leads to a page, and to a place on it', async () => {
    const pages = new Map<string, string>()
    const load = async (path: string) => {
      const known = pages.get(path)
      if (known !== undefined) return known
      const { status, html } = await visit(path)
      pages.set(path, status === 200 ? html : '')
      return status === 200 ? html : ''
    }
    const broken: string[] = []
    for (const address of ADDRESSES) {
      const html = await load(address)
      for (const [, href = ''] of html.matchAll(/<a [^>]*href="([^"#][^"]*)"/g)) {
        const [path = '', anchor] = href.replaceAll('&amp;', '&').split('#')
        const target = await load(path)
        if (target === '' || (anchor !== undefined && !target.includes(`id="${anchor}"`)))
          broken.push(`${address} → ${href}`)
      }
    }
    expect(broken).toEqual([])
    expect(pages.size).toBeGreaterThan(ADDRESSES.length)
  }, 120_000)

  test('keep language, day and province from page to page', async () => {
    const { html } = await visit('/console/law?lang=en&on=2027-01-01&province=01')
    expect(html).toContain('href="/console/law/social-pension?lang=en&amp;on=2027-01-01&amp;province=01"')
    expect(html).toContain('href="/console/law?on=2027-01-01&amp;province=01" hreflang="vi"')
  })
})

describe('the style', () => {
  test('is served once and kept for good under an address that changes with it', async () => {
    const { html } = await visit('/console')
    const address = /rel="stylesheet" href="([^"]+)"/.exec(html)?.[1] ?? ''
    expect(address).toMatch(/^\/console\/style\.css\?v=\w+$/)
    const style = await visit(address)
    expect(style.headers.get('content-type')).toBe('text/css; charset=utf-8')
    expect(style.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(style.html).not.toMatch(/url\((?!"\/console\/font\/)|@import/)
    expect(style.html.length).toBeLessThan(26_000)
  })
})

describe('the check of HTML itself', () => {
  test.for([
    ['<p><b>x</p></b>', '</p> closes <b>'],
    ['<div>', '<div> is never closed'],
    ['<p id="a"></p><p id="a"></p>', 'the id a stands 2 times'],
    ['<a href="#x">y</a>', 'nothing has the id x'],
    ['<p onclick="x">y</p>', '<p> has the handler onclick'],
    ['<p>a < b</p>', 'a < that begins no tag'],
  ] as const)('%s is refused', ([html, fault]) => {
    expect(faultsOf(html)).toContain(fault)
  })
})
