/** Words of strangers on every page of the console: shown as words, never as HTML, and no word is so long that it breaks the page at 360 pixels. */
import Database from 'better-sqlite3'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Role } from '../../src/core/official.ts'
import { describeInBrowser, launch, nameOf, picture } from './chromium.ts'
import { type DemoHouse, openDemo, signedIn } from './demo-house.ts'
import { TOO_WIDE, walk } from './walk.ts'

const WORD = 'ươngkhổ'.repeat(40)
const POISON = `"><xss-probe onfocus="alert(1)"></textarea></title><script>document.title='broken'</script>' && ${WORD}`
const OPTION = `<xss-probe>${WORD}`.slice(0, 24)
/** Columns that people write, or officials for them. */
const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  contacts: ['name'],
  deliveries: ['text'],
  feedback: ['text', 'answer'],
  changes_made: ['said', 'did'],
  models: ['told', 'title', 'text'],
  offers: ['title', 'organiser', 'place', 'pay', 'requirements'],
  pledges: ['text', 'giver'],
  polls: ['question'],
  broadcasts: ['title', 'refused_why'],
  disasters: ['name', 'words'],
  organisations: ['name', 'desk', 'hours'],
  case_supports: ['note'],
  hooks: ['agency'],
  api_tokens: ['agency'],
  officials: ['name'],
}
/** Keys of JSON columns that hold words. */
const KEYS = new Set([
  'text',
  'words',
  'note',
  'why',
  'name',
  'village',
  'said',
  'told',
  'vi',
  'en',
  'landmark',
  'story',
])
const JSONS: readonly (readonly [string, string])[] = [
  ['inbound_messages', 'content'],
  ['cases', 'report'],
  ['case_entries', 'data'],
  ['pledge_entries', 'data'],
  ['broadcasts', 'words'],
  ['leads', 'details'],
]

function poison(file: string): void {
  const db = new Database(file)
  for (const [table, columns] of Object.entries(COLUMNS))
    for (const column of columns)
      db.prepare(`update ${table} set ${column} = ? where ${column} is not null`).run(POISON)
  for (const [table, column] of JSONS) {
    const rows = db.prepare(`select rowid as id, ${column} as json from ${table}`).all() as {
      id: number
      json: string
    }[]
    const put = db.prepare(`update ${table} set ${column} = ? where rowid = ?`)
    for (const { id, json } of rows) put.run(JSON.stringify(JSON.parse(json, poisoned)), id)
  }
  db.prepare('update unknown_words set word = ? where word = (select min(word) from unknown_words)').run(POISON)
  // An answer of a poll has 24 letters at most.
  db.prepare('update polls set options = json_array(?, ?) where options is not null').run(OPTION, OPTION)
  db.close()
}

function poisoned(this: unknown, key: string, value: unknown): unknown {
  return KEYS.has(key) && typeof value === 'string' ? POISON : value
}

describeInBrowser('words of strangers', () => {
  let demo: DemoHouse
  let browser: Browser
  beforeAll(async () => {
    demo = await openDemo(poison)
    browser = await launch()
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await demo?.close()
  })

  test.for(['commune_leader', 'province_officer', 'policy_staff', 'administrator', null] as const)(
    'are words on every page that %s sees, and break none',
    { timeout: 400_000 },
    async (role: Role | null) => {
      const { context, page } = await signedIn(demo, browser, role, { viewport: { width: 360, height: 800 } })
      const faults: string[] = []
      page.on('dialog', (dialog) => {
        faults.push(`${page.url()}: a dialog`)
        void dialog.dismiss()
      })
      let shown = 0
      await walk(
        page,
        demo.url,
        [],
        async (address, status) => {
          if (status !== (address.endsWith('no-such-thing') ? 404 : 200)) faults.push(`${address}: ${status}`)
          const seen = await page.evaluate<{ elements: number; handlers: number; title: string; words: boolean }>(`({
            elements: document.querySelectorAll('xss-probe').length,
            handlers: document.querySelectorAll('[onfocus], script:not([src])').length,
            title: document.title,
            words: document.body.innerText.includes('ươngkhổ'),
          })`)
          if (seen.elements + seen.handlers > 0 || seen.title === 'broken')
            faults.push(`${address}: HTML of a stranger`)
          if (seen.words) shown++
          faults.push(...(await page.evaluate<string[]>(TOO_WIDE)).map((one) => `${address}: ${one}`))
          await picture(page, `hostile-${role ?? 'nobody'}-${nameOf(address)}`)
        },
        400_000,
      )
      expect(faults).toEqual([])
      if (role !== 'policy_staff') expect(shown).toBeGreaterThan(role === null ? 0 : 2)
      await context.close()
    },
  )
})
