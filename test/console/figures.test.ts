/** The figures' pages and their files, and the log of one person's messages: what is shown, what is hidden, what is written down. */
import { parse } from 'csv-parse/sync'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Desk, HERE, NEXT_DOOR, official, openDesk } from '../service/desk-house.ts'
import { type DeskApp, deskApp } from './cases/desk-app.ts'
import { textOf } from './console.ts'
import { faultsOf } from './well-formed.ts'

const officer = official('commune_officer')
const province = official('province_officer', 'off_province', { by: 'off_province', provinces: [HERE.province] })
const DAY_MS = 86_400_000

let desk: Desk
let app: DeskApp
beforeEach(async () => {
  desk = await openDesk()
  app = deskApp(desk, officer)
})
afterEach(() => desk.close())

const audit = async () => (await desk.sql('select action, data from audit order by seq')).map((row) => row.join(' '))
const livesIn = (contact: string, commune: string) =>
  desk.sql(`update sessions set data = json_set(data, '$.commune', '${commune}') where contact_id = '${contact}'`)
const here = async (count: number, commune = HERE.commune) => {
  const people: string[] = []
  for (let i = 0; i < count; i++) {
    const id = await desk.person()
    await livesIn(id, commune)
    people.push(id)
  }
  return people
}
const asked = (contact: string, flow: string, step: string) =>
  desk.sql(`update turns set asked_flow = '${flow}', asked_step = '${step}' where contact_id = '${contact}'`)
const rowOf = (html: string, mark: string) =>
  textOf(new RegExp(`<tr[^>]*${mark}.*?</tr>`, 's').exec(html)?.[0] ?? '')
    .replace(/\s+/g, ' ')
    .trim()

describe('where people stop answering', () => {
  it('shows the question in words with how often it was left, and the law’s questions by their fact', async () => {
    const [one = '', two = '', three = ''] = await here(3)
    await asked(one, 'credit', 'ask_purpose')
    await asked(two, 'credit', 'ask_purpose')
    await asked(three, 'entitlements', 'fact:person.age')
    desk.wait(DAY_MS)
    await desk.writes(two, 'chan nuoi')
    await livesIn(two, HERE.commune)
    desk.wait(2 * DAY_MS)
    const { html, status } = await app.get('/console/figures')
    expect([status, faultsOf(html)]).toEqual([200, []])
    expect(rowOf(html, 'data-step="credit:ask_purpose"')).toMatch(/Vay vốn .* 2 1 50 %$/)
    expect(rowOf(html, 'data-step="entitlements:fact:person.age"')).toMatch(/tuổi 1 1 100 %$/)
    expect(html).toContain('aria-label="3 lần hỏi, 2 lần bỏ dở, mỗi tuần một cột"')
  })

  it('says what to expect where nobody wrote yet', async () => {
    for (const look of ['steps', 'delivery', 'ratings', 'reach']) {
      const { html } = await app.get(`/console/figures?look=${look}&weeks=4`)
      expect(faultsOf(html)).toEqual([])
      expect(textOf(html)).toContain('Chưa có số liệu')
    }
  })

  it('shows a commune nothing of its neighbour', async () => {
    const [one = ''] = await here(1, NEXT_DOOR.commune)
    await asked(one, 'credit', 'ask_purpose')
    desk.wait(3 * DAY_MS)
    expect((await app.get('/console/figures')).html).not.toContain('data-step=')
    expect((await app.get('/console/figures', province)).html).toContain('data-step=')
  })
})

describe('how many people can be reached', () => {
  it('hides small groups, and every total from which a hidden one could be worked out', async () => {
    await here(6)
    const { html } = await app.get('/console/figures?look=reach')
    expect(rowOf(html, `data-commune="${HERE.commune}"`)).toBe('Xã Tả Phìn, Lào Cai 6 6 0 0 0')
    await here(3, NEXT_DOOR.commune)
    const wide = (await app.get('/console/figures?look=reach', province)).html
    expect(rowOf(wide, `data-commune="${NEXT_DOOR.commune}"`)).toMatch(/ dưới 5 dưới 5 0 0 0$/)
    expect(textOf(/<tfoot>.*<\/tfoot>/s.exec(wide)?.[0] ?? '').replace(/\s+/g, ' ')).toContain('Tất cả dưới 5 dưới 5')
    const { html: csv } = await app.post('/console/figures/file', { look: 'reach', as: 'csv' }, province)
    expect(csv).not.toMatch(/\b3\b/)
  })
})

describe('ratings', () => {
  const rate = (id: number, stars: number) =>
    desk.sql(`insert into feedback (id, status, level, rating, text, commune, province, at, version)
      values (${id}, 'new', 'commune', ${stars}, 'x', '${HERE.commune}', '${HERE.province}', ${desk.now()}, 1)`)

  it('hide weeks of fewer than five, and one week more where that one could be worked out; the file too', async () => {
    for (const id of [1, 2, 3, 4, 5, 6, 7]) await rate(id, 4)
    desk.wait(7 * DAY_MS)
    for (const id of [8, 9, 10]) await rate(id, 2)
    const { html } = await app.get('/console/figures?look=ratings')
    const table = textOf(/<tbody>.*<\/tbody>/s.exec(html)?.[0] ?? '').replace(/\s+/g, ' ')
    expect(table).toContain('23/11/2026 nhóm nhỏ, không hiện nhóm nhỏ, không hiện dưới 5')
    expect(table).toContain('16/11/2026 nhóm nhỏ, không hiện nhóm nhỏ, không hiện 4,0')
    expect(/aria-label="[^"]*\d[^"]*chấm/.test(html)).toBe(false)
    const { html: csv } = await app.post('/console/figures/file', { look: 'ratings', as: 'csv' })
    expect(csv).toContain('23/11/2026')
    expect(csv).not.toMatch(/,[37],/)
  })

  it('show a mean only of five or more in a week', async () => {
    for (const id of [1, 2, 3, 4]) await rate(id, 2)
    const row = async () =>
      textOf(/<tbody>.*?<\/tr>/s.exec((await app.get('/console/figures?look=ratings')).html)?.[0] ?? '')
    expect((await row()).replace(/\s+/g, ' ').trim()).toBe(
      '16/11/2026 nhóm nhỏ, không hiện nhóm nhỏ, không hiện dưới 5',
    )
    await rate(5, 5)
    expect((await row()).replace(/\s+/g, ' ').trim()).toBe('16/11/2026 5 5 2,6')
  })
})

describe('a file of figures', () => {
  it('holds what the page shows, begins no cell like a formula, and is in the audit log', async () => {
    const [one = ''] = await here(1)
    await asked(one, '=cmd', '@SUM(A1)')
    desk.wait(3 * DAY_MS)
    const { html, headers } = await app.post('/console/figures/file', { look: 'steps', weeks: '4', as: 'csv' })
    expect(headers.get('content-disposition')).toBe('attachment; filename="bo-do_2026-11-21.csv"')
    const rows: string[][] = parse(html, { bom: true })
    expect(rows).toEqual([
      ['Luồng', 'Câu hỏi', 'Đã hỏi', 'Bỏ dở'],
      ["'=cmd", "'@SUM(A1)", '1', '1'],
    ])
    expect(await audit()).toEqual(['figures_taken {"look":"steps","weeks":4,"as":"csv","rows":1}'])
    const workbook = await app.post('/console/figures/file', { look: 'delivery', as: 'xlsx' })
    expect(workbook.headers.get('content-type')).toContain('spreadsheetml')
  })

  it('is not given where the audit log cannot be written', async () => {
    await desk.sql('drop table audit')
    expect((await app.post('/console/figures/file', { look: 'steps', as: 'csv' })).status).toBe(500)
  })
})

describe('the log of a person’s messages', () => {
  const log = (id: string, fields: Readonly<Record<string, string>>) =>
    app.post(`/console/people/${id}/messages`, fields)

  it('is shown for a reason alone, and every page of it is written down', async () => {
    const [id = ''] = await here(1)
    for (let i = 0; i < 41; i++) {
      desk.wait(1_000)
      await desk.writes(id, `tin so ${i + 1}`)
    }
    await livesIn(id, HERE.commune)
    const before = await app.get(`/console/people/${id}/messages`)
    expect(textOf(before.html)).not.toContain('nha toi sap roi')
    expect((await log(id, { reason: ' ' })).status).toBe(422)
    expect(await audit()).toEqual([])
    const first = await log(id, { reason: 'người dân hỏi lại' })
    expect(faultsOf(first.html)).toEqual([])
    expect(textOf(first.html)).toContain('42 tin · trang 1/2')
    expect(textOf(first.html)).toContain('tin so 41')
    expect(textOf(first.html)).not.toContain('nha toi sap roi')
    const second = await log(id, { reason: 'người dân hỏi lại', page: '2' })
    expect(textOf(second.html)).toContain('nha toi sap roi')
    expect(await audit()).toEqual([
      `messages_shown {"contact":"${id}","page":1,"why":"người dân hỏi lại"}`,
      `messages_shown {"contact":"${id}","page":2,"why":"người dân hỏi lại"}`,
    ])
  })

  it('says what became of what was sent, by which door, and why it did not arrive', async () => {
    const [id = ''] = await here(1)
    const [[value]] = (await desk.sql(`select value from addresses where contact_id = '${id}'`)) as [[string]]
    await desk.sql(`insert into deliveries (id, ordinal, address_id, door, lane, text, segments, status, due_at, expires_at, failure, created_at)
      select 'out_x', 0, id, 'twilio', 'bulk', 'Chieu mai hop thon', 1, 'failed', 1, 2, 'unreachable', ${desk.now()}
      from addresses where value = '${value}'`)
    const text = textOf((await log(id, { reason: 'kiểm tra' })).html).replace(/\s+/g, ' ')
    expect(text).toContain('SMS qua Twilio · tin chủ động Chieu mai hop thon Hỏng: số không liên lạc được')
    expect(text).toContain('Máy thử nha toi sap roi Đã trả lời')
  })

  it('of another commune is not there, with or without a reason', async () => {
    const [id = ''] = await here(1, NEXT_DOOR.commune)
    expect((await app.get(`/console/people/${id}/messages`)).status).toBe(404)
    expect((await log(id, { reason: 'x' })).status).toBe(404)
    expect(await audit()).toEqual([])
  })

  it('shows nothing when the audit log cannot be written', async () => {
    const [id = ''] = await here(1)
    await desk.sql('drop table audit')
    const { status, html } = await log(id, { reason: 'x' })
    expect([status, html.includes('nha toi')]).toEqual([500, false])
  })
})
