/** A message to many in a real browser: one official writes it, a leader approves it, both watch it leave; with the script and without. */
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import type { Browser, Page } from 'playwright-core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { consoleRoutes } from '../../src/console/console-routes.tsx'
import type { Accounts } from '../../src/service/accounts.ts'
import { type BroadcastHouse, openBroadcastHouse } from '../service/broadcast-house.ts'
import { describeInBrowser, launch, picture } from './chromium.ts'

const WORDS = 'Trợ cấp tháng 12 trả ngày 5 tại nhà văn hóa xã, từ 8 giờ.'
const AS_SENT = 'Tro cap thang 12 tra ngay 5 tai nha van hoa xa, tu 8 gio.'
const COOKIE = 'who'

describeInBrowser('a message to many', () => {
  let house: BroadcastHouse
  let browser: Browser
  let url: string
  let close: () => Promise<void>
  beforeEach(async () => {
    house = await openBroadcastHouse()
    const app = consoleRoutes(house.ports, { ports: house.ports, accounts: byCookie(house), simulator: false })
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
    await new Promise<void>((done) => server.once('listening', () => done()))
    const { port } = server.address() as AddressInfo
    url = `http://127.0.0.1:${port}`
    close = async () => {
      if ('closeAllConnections' in server) server.closeAllConnections()
      await new Promise((done) => server.close(done))
      await house.close()
    }
    browser = await launch()
  })
  afterEach(async () => {
    await browser?.close()
    await close?.()
  })

  async function pageOf(who: 'author' | 'leader', javaScriptEnabled: boolean): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 360, height: 780 }, javaScriptEnabled })
    await context.addCookies([{ name: COOKIE, value: who, url }])
    const page = await context.newPage()
    page.on('dialog', (dialog) => void dialog.accept())
    return page
  }

  test.for([
    ['with the script', true],
    ['without any script', false],
  ] as const)(
    '%s: is written, seen, approved by another, watched, and what came back is read',
    { timeout: 60_000 },
    async ([, script]) => {
      const [first = ''] = await house.people(7)
      const [author, leader] = [await pageOf('author', script), await pageOf('leader', script)]
      const show = (page: Page, what: string) => picture(page, `broadcast-${script ? 'script' : 'plain'}-${what}`)

      await author.goto(`${url}/console/broadcasts`)
      await show(author, '1-none')
      await author.locator('[data-new]').click()
      await author.locator('input[name=title]').fill('Lịch chi trả tháng 12')
      await author.locator('input[name=class][value=service_notice]').check()
      await author.locator('textarea[name=vi]').fill(WORDS)
      // As phones will show it, while it is being written.
      if (script) await author.locator('[data-preview-in] [data-look=sms-vi]', { hasText: AS_SENT }).waitFor()
      await show(author, '2-form')
      await author.locator('[data-broadcast-form] button[type=submit]').click()
      await author.locator('[data-look=sms-vi]', { hasText: AS_SENT }).waitFor()
      expect(await author.locator('[data-audience]').getAttribute('data-audience')).toBe('7')
      await show(author, '3-draft')
      const address = author.url().replace(/\?.*$/, '')

      await author.locator('form[data-act=submit] button').click()
      await author.locator('[data-broadcast-status=submitted]').waitFor()
      expect(await author.locator('[data-approve]').count()).toBe(0)

      await leader.goto(`${url}/console/broadcasts`)
      await leader.locator('[data-row] a').first().click()
      await leader.locator('[data-look=sms-vi]', { hasText: AS_SENT }).waitFor()
      await show(leader, '4-approve')
      await leader.locator('form[data-act=approve] button').click()
      await leader.locator('[data-broadcast-status=preparing]').waitFor()
      expect(await house.announced()).toEqual([])

      for (let i = 0; i < 6; i++) await house.sweep()
      const bar = author.locator('[data-settled="7"][data-total="7"]')
      await author.goto(address)
      await bar.waitFor()
      expect(await author.locator('progress').getAttribute('value')).toBe('7')
      await show(author, '5-done')
      const told = await house.announced()
      expect(new Set(told.map(({ to }) => to)).size).toBe(7)
      expect(told.filter(({ text }) => text.includes(AS_SENT))).toHaveLength(7)

      await house.says(first, 'Ông tôi ốm, tôi lĩnh thay được không?')
      await author.goto(`${address}/replies`)
      await author.locator('[data-row]', { hasText: 'lĩnh thay' }).waitFor()
      await show(author, '6-replies')
      await author.goto(`${address}/people`)
      await show(author, '7-people')
      const [file] = await Promise.all([
        author.waitForEvent('download'),
        author.locator('form[data-act=file] button[value=csv]').click(),
      ])
      // The number would be a formula to a spreadsheet; as text it is nobody's.
      const rows = readFileSync(await file.path(), 'utf8').split('\r\n')
      expect(rows.filter((row) => /91\d{7}|91 ?\d{3} ?\d{2} ?\d{2}|091/.test(row))).toHaveLength(7)
      expect(rows.flatMap((row) => row.split(',')).filter((cell) => /^"?[=+@-]/.test(cell))).toEqual([])
    },
  )

  test('while it runs its bar moves by itself; paused nothing more leaves; cancelled is asked about first', {
    timeout: 60_000,
  }, async () => {
    await house.people(3)
    const id = await house.approved()
    const page = await pageOf('leader', true)
    await page.goto(`${url}/console/broadcasts/${id}`)
    expect(await page.locator('[data-settled]').getAttribute('data-settled')).toBe('0')
    for (let i = 0; i < 2; i++) await house.sweep()
    // Nobody touches the page.
    await page.locator('#progress [data-total="3"]').waitFor()

    await page.locator('form[data-act=pause] button').click()
    await page.locator('[data-broadcast-status=paused]').waitFor()
    const left = (await house.announced()).length
    for (let i = 0; i < 4; i++) await house.sweep()
    expect((await house.announced()).length).toBe(left)
    await picture(page, 'broadcast-paused')

    const asked: string[] = []
    page.on('dialog', (dialog) => asked.push(dialog.message()))
    await page.locator('form[data-act=cancel] button').click()
    await page.locator('[data-broadcast-status=cancelled]').waitFor()
    expect(asked).toHaveLength(1)
    await page.context().close()
  })
})

function byCookie(house: BroadcastHouse): Accounts {
  const accounts: Pick<Accounts, 'whoIs' | 'isEmpty' | 'colleagues'> = {
    whoIs: async (request) => {
      const who = new RegExp(`${COOKIE}=(\\w+)`).exec(request.headers.get('cookie') ?? '')?.[1]
      const official = who === 'author' ? house.author : who === 'leader' ? house.leader : null
      return official && { official, provedAt: house.now(), formToken: `token-of-${who}-0123456789` }
    },
    isEmpty: async () => false,
    colleagues: async () => [house.author, house.leader].map(({ id, name, role }) => ({ id, name, role })),
  }
  return accounts as Accounts
}
