/** Letters, style, script and the choice of colours: what browsers load beside the pages, and what they may not. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Script } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { SCRIPT, SCRIPT_ADDRESS } from '../../src/console/client-script.ts'
import { FONT_FILES } from '../../src/console/fonts/font-files.ts'
import { fontFile } from '../../src/console/fonts.ts'
import { STYLE } from '../../src/console/style.ts'
import { visit } from './console.ts'

const FOLDER = path.dirname(fileURLToPath(import.meta.resolve('@fontsource/be-vietnam-pro/package.json')))

describe('the letters', () => {
  test.for(FONT_FILES)('$set $weight are those of the package, byte by byte', ({ set, weight, base64 }) => {
    const file = path.join(FOLDER, `files/be-vietnam-pro-${set}-${weight}-normal.woff2`)
    expect(Buffer.from(base64, 'base64').equals(readFileSync(file))).toBe(true)
  })

  test('come with their licence', () => {
    expect(readFileSync('src/console/fonts/OFL.txt', 'utf8')).toContain('SIL Open Font License')
  })

  test('are served under every address that the style names, for good, and under no other', async () => {
    const names = [...STYLE.matchAll(/url\("([^"]+)"\)/g)].map(([, address]) => address ?? '')
    expect(names).toHaveLength(4)
    for (const name of names) {
      const { status, headers } = await visit(name)
      expect([name, status, headers.get('content-type')]).toEqual([name, 200, 'font/woff2'])
      expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    }
    expect((await visit('/console/font/../../package.json')).status).toBe(404)
    expect((await visit('/console/font/arial.woff2')).status).toBe(404)
    expect(fontFile('')).toBeNull()
  })

  test('hold every letter of Vietnamese, in the set the browser asks for', () => {
    const ranges = FONT_FILES.flatMap(({ range }) => range.split(',')).map((range) => {
      const [from = '', to = from] = range.slice(2).split('-')
      return [Number.parseInt(from, 16), Number.parseInt(to, 16)] as const
    })
    const missing = Array.from(
      'aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵĐƠƯ₫',
    ).filter(
      (letter) =>
        !ranges.some(([from, to]) => (letter.codePointAt(0) ?? 0) >= from && (letter.codePointAt(0) ?? 0) <= to),
    )
    expect(missing).toEqual([])
  })
})

describe('the style', () => {
  test('takes its colours from the tokens alone, so that the dark look and paper leave nothing behind', () => {
    const [tokens = '', rest = ''] = STYLE.split(/(?=\* \{ box-sizing)/)
    expect(tokens).toContain('prefers-color-scheme: dark')
    const loose = [...rest.matchAll(/[^-\w](#[0-9a-f]{3,8}|rgb\([^)]*\))/g)].map(([, colour]) => colour)
    // Paper is white and black; the shade behind a dialog is the same in both looks.
    expect(new Set(loose)).toEqual(new Set(['#000', '#333', '#666', '#999', '#fff', 'rgb(0 0 0 / .5)']))
  })

  test('has every token in both looks', () => {
    const names = (look: string) => new Set([...look.matchAll(/(--[\w-]+):/g)].map(([, name]) => name))
    const [, light = '', dark = ''] =
      /:root \{\s+color-scheme: light;(.*?)\n {2}--gap.*?data-look="dark"\] \{(.*?)\n\}/s.exec(STYLE) ?? []
    expect(names(light)).toEqual(names(dark))
    expect(names(light).size).toBeGreaterThan(20)
  })
})

describe('the script', () => {
  test('is a script, is served for good, and is small', async () => {
    expect(() => new Script(SCRIPT)).not.toThrow()
    const { status, headers, html } = await visit(SCRIPT_ADDRESS)
    expect([status, headers.get('content-type')]).toEqual([200, 'text/javascript; charset=utf-8'])
    expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(html.length).toBeLessThan(8_000)
  })

  test('asks nobody else, and writes no words of its own into a page', () => {
    expect(SCRIPT).not.toMatch(/https?:|eval|localStorage|document\.cookie/)
    expect(SCRIPT.replaceAll(/\/\/.*|\/\*.*?\*\//g, '')).not.toMatch(/[À-ỹ]/)
  })

  test('is not loaded by whoever only reads the law', async () => {
    expect((await visit('/console/law')).html).not.toContain('<script')
  })
})

describe('the look of a page', () => {
  test('follows the cookie and nothing else', async () => {
    expect((await visit('/console/law', { Cookie: 'look=dark' })).html).toContain('data-look="dark"')
    for (const Cookie of ['look=pink', 'other=dark', ''])
      expect((await visit('/console/law', { Cookie })).html).not.toContain('data-look')
  })
})
