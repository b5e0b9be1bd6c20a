/** The simulator's page stands alone, can be used by keyboard and screen reader, and says no word that is not in locales. */
import { readFileSync } from 'node:fs'
import { Script } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { simulatorPage } from '../../src/http/simulator-page.tsx'
import { SIMULATOR_SCRIPT } from '../../src/http/simulator-script.ts'

function words(language: 'vi' | 'en'): (key: string) => string {
  const file = JSON.parse(readFileSync(`locales/${language}/simulator.json`, 'utf8'))
  return (key) => {
    const text = key.split('.').reduce((inner, part) => inner?.[part], file)
    if (typeof text !== 'string') throw new Error(`no text for ${key}`)
    return text
  }
}

const page = (language: 'vi' | 'en' = 'vi', extra = {}) =>
  simulatorPage({ speaker: 'UBND xã <Lá> Lành', today: '2026-11-23', language, t: words(language), ...extra })

describe('the simulator page', () => {
  test.for(['vi', 'en'] as const)('is a whole document in %s, with every word from locales', (language) => {
    const html = page(language)
    expect(html).toMatch(/^<!doctype html><html lang="(vi|en)">.*<\/html>$/s)
    expect(html).toContain(`<h1>${words(language)('title')}</h1>`)
  })

  test('has a label for every input', () => {
    const html = page()
    const labels = new Set([...html.matchAll(/<label[^>]* for="([^"]+)"/g)].map((found) => found[1]))
    const inputs = [...html.matchAll(/<input[^>]* id="([^"]+)"/g)].map((found) => found[1])
    expect(inputs.length).toBe(html.match(/<input/g)?.length)
    expect(inputs).toEqual([
      'today',
      'address-sms',
      'text-sms',
      'address-zalo',
      'text-zalo',
      'address-telegram',
      'text-telegram',
    ])
    expect(inputs.filter((id) => !labels.has(id))).toEqual([])
  })

  test('asks for nothing from outside', () => {
    expect(page()).not.toMatch(/(https?:)?\/\/[a-z0-9-]+\.[a-z]/i)
    expect(page()).not.toMatch(/<(script|img|iframe)[^>]* src=|@import|url\(/)
  })

  test('escapes who speaks, and its data cannot end the script it stands in', () => {
    const html = page('vi', { t: (key: string) => (key === 'you' ? '</script><b>' : words('vi')(key)) })
    expect(html).toContain('UBND xã &lt;Lá&gt; Lành')
    expect(html).not.toContain('<Lá>')
    expect(html.match(/<\/script>/g)?.length).toBe(2)
  })

  test('carries the nonce on style and scripts when there is one', () => {
    expect(page('vi', { nonce: 'abc' }).match(/<(style|script)[^>]* nonce="abc"/g)?.length).toBe(3)
    expect(page()).not.toContain('nonce')
  })

  test('has a script that is JavaScript and never writes HTML', () => {
    expect(() => new Script(SIMULATOR_SCRIPT)).not.toThrow()
    expect(SIMULATOR_SCRIPT).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(/)
  })

  test('hands the script every word it says', () => {
    const said = [...SIMULATOR_SCRIPT.matchAll(/words\.(\w+)|words\['([\w.]+)'\]|fill\('([\w.]+)'/g)].map(
      ([, a, b, c]) => a ?? b ?? c,
    )
    const data = JSON.parse(/<script type="application\/json"[^>]*>(.*?)<\/script>/s.exec(page())?.[1] ?? '{}')
    expect(said.length).toBeGreaterThan(10)
    expect([...new Set(said)].filter((key) => typeof data.words[key ?? ''] !== 'string')).toEqual([])
  })
})
