/** The feedback pages: who reads what, one SMS to who asked for an answer, files without anybody in them, and changes told once. */
import { parse } from 'csv-parse/sync'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { tellChanges } from '../../src/service/changes-made.ts'
import { type Desk, HERE, NEXT_DOOR, official, openDesk } from '../service/desk-house.ts'
import { tellFeedback } from '../service/tell-feedback.ts'
import { type DeskApp, deskApp } from './cases/desk-app.ts'
import { textOf } from './console.ts'
import { faultsOf } from './well-formed.ts'

const officer = official('commune_officer')
const province = official('province_officer', 'off_province', { by: 'off_province', provinces: [HERE.province] })
const elsewhere = official('province_officer', 'off_hanoi', { by: 'off_hanoi', provinces: ['01'] })
const LIST = '/console/feedback'
const HOUR_MS = 3_600_000

let desk: Desk
let app: DeskApp
beforeEach(async () => {
  desk = await openDesk()
  app = deskApp(desk, officer)
})
afterEach(() => desk.close())

const idsIn = (html: string) =>
  [...html.matchAll(/data-feedback="(\d+)"/g)].map(([, id]) => Number(id)).sort((a, b) => a - b)
const asks = async (id: number, text?: string) =>
  tellFeedback(desk, { id, wish: 'answer', contactId: await desk.person(), ...(text === undefined ? {} : { text }) })
const bulk = async () => (await desk.owed()).filter(({ lane }) => lane === 'bulk').map(({ text }) => text)
/** NOW is about 13:06 in Vietnam. */
const untilNight = 9 * HOUR_MS

describe('who reads it', () => {
  beforeEach(async () => {
    await tellFeedback(desk, { id: 1 })
    await tellFeedback(desk, { id: 2, kind: 'conduct', text: 'can bo xa nat nat toi' })
    await tellFeedback(desk, { id: 3, commune: NEXT_DOOR.commune })
    await tellFeedback(desk, { id: 4, commune: '00004', province: '01' })
  })

  it('is the commune for its own, the province for all of its own and for conduct alone', async () => {
    expect(idsIn((await app.get(LIST)).html)).toEqual([1])
    expect(idsIn((await app.get(LIST, province)).html)).toEqual([1, 2, 3])
    expect(idsIn((await app.get(LIST, elsewhere)).html)).toEqual([4])
  })

  it('a complaint about conduct is, for the desk complained about, an address that never was', async () => {
    const hidden = await app.get(`${LIST}/2`)
    const never = await app.get(`${LIST}/999`)
    expect([hidden.status, never.status]).toEqual([404, 404])
    const bare = (html: string) => html.replaceAll(/"\/console\/feedback\/[^"]*"/g, '')
    expect(bare(hidden.html)).toBe(bare(never.html))
    expect((await app.get(`${LIST}/2`, province)).status).toBe(200)
    for (const bad of ['abc', '0', '-1', '1.5', '99999999999999999999'])
      expect((await app.get(`${LIST}/${bad}`)).status).toBe(404)
  })

  it('of a place without a province, conduct is read by whoever holds a province too, and not by the commune', async () => {
    await tellFeedback(desk, { id: 5, kind: 'conduct', commune: 'demo', province: null })
    const commune = official('commune_leader', 'off_demo', { by: 'off_demo', communes: ['demo'] })
    const above = official('province_officer', 'off_above', { by: 'off_above', communes: ['demo'], provinces: ['40'] })
    expect(idsIn((await app.get(LIST, commune)).html)).toEqual([])
    expect(idsIn((await app.get(LIST, above)).html)).toEqual([5])
  })

  it('nor does anything of it change by a form of theirs', async () => {
    await tellFeedback(desk, { id: 6, kind: 'conduct', wish: 'answer', contactId: await desk.person() })
    const sent = await app.post(`${LIST}/6`, { text: 'Cảm ơn.', version: '1', go: 'send' })
    expect(sent.status).toBe(404)
    const tied = await app.post(`${LIST}/changes`, { id: ['2', '6'], said: 'Thái độ', did: 'Đã nhắc', go: 'make' })
    expect(tied.status).toBe(422)
    expect(await desk.sql("select count(*) from feedback where status <> 'new'")).toEqual([[0]])
  })
})

describe('the list', () => {
  it('is narrowed by kind, rating, status, programme and days', async () => {
    await tellFeedback(desk, { id: 1, rating: 2, programme: 'social-pension' })
    await tellFeedback(desk, { id: 2, rating: 5, kind: 'praise', at: desk.now() - 40 * 24 * HOUR_MS })
    const found = async (query: string) => idsIn((await app.get(`${LIST}?${query}`)).html)
    expect(await found('rating=2')).toEqual([1])
    expect(await found('kind=praise')).toEqual([2])
    expect(await found('programme=social-pension')).toEqual([1])
    expect(await found('days=30')).toEqual([1])
    expect(await found('days=90')).toEqual([1, 2])
    await app.get(`${LIST}/1`)
    expect(await found('status=seen')).toEqual([1])
    expect(await found('status=nonsense&kind=nonsense')).toEqual([1, 2])
  })

  it('hides figures of few, and none can be worked out', async () => {
    for (let id = 1; id <= 6; id++) await tellFeedback(desk, { id, rating: 4 })
    for (let id = 7; id <= 9; id++) await tellFeedback(desk, { id, kind: 'praise', rating: 1 })
    const { html } = await app.get(LIST)
    const figure = (kind: string) => textOf(new RegExp(`data-figure="${kind}">(.*?)</tr>`).exec(html)?.[1] ?? '')
    expect(figure('praise')).toContain('dưới 5')
    expect(figure('delivery')).toContain('dưới 5')
    expect(figure('delivery')).toContain('4,0')
    for (let id = 10; id <= 15; id++) await tellFeedback(desk, { id, kind: 'suggestion' })
    for (let id = 16; id <= 17; id++) await tellFeedback(desk, { id, kind: 'programme' })
    expect((await app.get(LIST)).html).toMatch(/data-figure="delivery">.*?class="number">6</)
  })

  it('is a whole page in both languages, and empty it says what to do', async () => {
    expect(textOf((await app.get(LIST)).html)).toContain('GOP Y')
    await asks(1, '<b>không</b> công bằng')
    for (const path of [LIST, `${LIST}/1`, `${LIST}/changes`, `${LIST}/changes/new?id=1`])
      for (const language of ['vi', 'en']) {
        const { status, html } = await app.get(`${path}${path.includes('?') ? '&' : '?'}lang=${language}`)
        expect([path, status, faultsOf(html)]).toEqual([path, 200, []])
        expect(html).not.toContain('<b>không')
      }
  })
})

describe('an answer', () => {
  it('is shown as it will arrive, then owed once as one SMS in the lane that keeps quiet hours', async () => {
    await asks(1)
    await app.get(`${LIST}/1`)
    const preview = await app.post(`${LIST}/1`, { text: 'Cảm ơn bà con. Thôn sẽ họp lại ngày 5/12.', go: 'preview' })
    expect(preview.html).toMatch(/data-preview.*Ve gop y GY G001: Cam on ba con/s)
    expect(await bulk()).toEqual([])
    const sent = await app.post(`${LIST}/1`, { text: 'Cảm ơn bà con. Thôn sẽ họp lại.', version: '2', go: 'send' })
    expect(sent.headers.get('location')).toContain('done=feedback-desk%3Aanswered')
    expect((await bulk())[0]).toContain('Ve gop y GY G001: Cam on ba con. Thon se hop lai.')
    const again = await app.post(`${LIST}/1`, { text: 'Lần nữa.', version: '2', go: 'send' })
    expect(again.status).toBe(409)
    expect(await bulk()).toHaveLength(1)
    expect(await desk.sql("select count(*) from audit where action = 'feedback_answered'")).toEqual([[1]])
    expect(textOf((await app.get(`${LIST}/1`)).html)).toContain('Thôn sẽ họp lại')
  })

  it.for([
    ['', 'empty'],
    ['x'.repeat(401), 'too_long'],
    ['dài quá '.repeat(45), 'too_long'],
    ['Xem tại https://xa.vn', 'holds_link'],
    ['Bà con nhắn mã OTP cho xã', 'asks_secret'],
  ] as const)('%s is refused', async ([text]) => {
    await asks(1)
    const sent = await app.post(`${LIST}/1`, { text, version: '1', go: 'send' })
    expect(sent.status).toBe(422)
    expect(sent.html).toContain('data-trouble')
    expect(await bulk()).toEqual([])
  })

  it('goes to nobody who wants none, who hides, or who said stop', async () => {
    await tellFeedback(desk, { id: 1, wish: 'quiet', contactId: await desk.person() })
    await tellFeedback(desk, { id: 2, wish: 'hidden' })
    await asks(3)
    await desk.sql('update addresses set stopped_at = 1')
    for (const id of [1, 2, 3]) {
      const { html } = await app.get(`${LIST}/${id}`)
      expect(html).not.toContain('data-act="answer"')
      expect((await app.post(`${LIST}/${id}`, { text: 'Cảm ơn.', version: '2', go: 'send' })).status).not.toBe(303)
    }
    expect(await bulk()).toEqual([])
  })

  it('has a short guide beside it, and no page shows who spoke', async () => {
    const contactId = await desk.person({ value: '+84912345678' })
    await tellFeedback(desk, { id: 1, wish: 'answer', contactId })
    const { html } = await app.get(`${LIST}/1`)
    expect(textOf(html)).toContain('Không tranh luận')
    for (const page of [html, (await app.get(LIST)).html]) {
      expect(page).not.toContain('912345678')
      expect(page).not.toContain(contactId)
    }
  })
})

describe('the file', () => {
  it('holds what was filtered and nobody, runs nothing, and stands in the audit log', async () => {
    await tellFeedback(desk, {
      id: 1,
      text: '=HYPERLINK("x")',
      contactId: await desk.person({ value: '+84912345678' }),
    })
    await tellFeedback(desk, { id: 2, kind: 'praise' })
    await tellFeedback(desk, { id: 3, kind: 'conduct' })
    const csv = await app.post(`${LIST}/file`, { as: 'csv', kind: '' })
    const rows: string[][] = parse(csv.html, { bom: true })
    expect(rows).toHaveLength(3)
    expect(csv.html).not.toContain('912345678')
    expect(rows.flat()).toContain(`'=HYPERLINK("x")`)
    expect(parse((await app.post(`${LIST}/file`, { as: 'csv', kind: 'praise' })).html, { bom: true })).toHaveLength(2)
    expect((await app.post(`${LIST}/file`, { as: 'xlsx' })).headers.get('content-type')).toContain('spreadsheetml')
    expect(await desk.sql("select count(*) from audit where action = 'feedback_taken'")).toEqual([[3]])
  })
})

describe('you said, we did', () => {
  const make = (ids: readonly number[], more: object = {}) =>
    app.post(`${LIST}/changes`, {
      ...{
        id: ids.map(String),
        said: 'Bình xét hộ nghèo chưa công khai',
        did: 'Từ nay niêm yết danh sách tại nhà văn hóa.',
      },
      ...{ go: 'make', ...more },
    })

  it('tells those who asked, once each, by day, and nobody else', async () => {
    const twice = await desk.person()
    await tellFeedback(desk, { id: 1, wish: 'answer', contactId: twice })
    await tellFeedback(desk, { id: 2, wish: 'answer', contactId: twice })
    await asks(3)
    await tellFeedback(desk, { id: 4, wish: 'quiet', contactId: await desk.person() })
    await tellFeedback(desk, { id: 5, wish: 'hidden' })
    await asks(6)
    await desk.sql(
      'update addresses set stopped_at = 1 where contact_id = (select contact_id from feedback where id = 6)',
    )
    await asks(7)
    expect((await make([1, 2, 3, 4, 5, 6])).status).toBe(303)
    desk.wait(untilNight)
    expect(await tellChanges(desk.ports)).toBe(0)
    desk.wait(11 * HOUR_MS)
    expect(await tellChanges(desk.ports)).toBe(2)
    expect(await tellChanges(desk.ports)).toBe(0)
    const texts = await bulk()
    expect(texts).toHaveLength(2)
    expect(texts[0]).toContain('Binh xet ho ngheo chua cong khai')
    expect(texts[0]).toContain('NGUNG')
    expect(await desk.sql('select distinct status from feedback where change_id is not null')).toEqual([['answered']])
    expect(textOf((await app.get(`${LIST}/changes`)).html)).toMatch(/Từ 6 góp ý · Đã báo 2 người/)
  })

  it('two sweeps at once tell nobody twice', async () => {
    for (let id = 1; id <= 5; id++) await asks(id)
    await make([1, 2, 3, 4, 5])
    const told = await Promise.all([tellChanges(desk.ports), tellChanges(desk.ports)])
    expect(told[0] + told[1]).toBe(5)
    expect(await bulk()).toHaveLength(5)
  })

  it('waits while an official speaks with the person', async () => {
    await asks(1)
    await make([1])
    await desk.sql('update contacts set paused_at = 1')
    expect(await tellChanges(desk.ports)).toBe(0)
    await desk.sql('update contacts set paused_at = null')
    expect(await tellChanges(desk.ports)).toBe(1)
  })

  it.for([
    [{ said: '' }, 'empty'],
    [{ did: 'Gọi chị Hoa 0912 345 678' }, 'holds_number'],
    [{ did: 'Xem www.xa.vn' }, 'holds_link'],
    [{ did: 'x'.repeat(111) }, 'too_long'],
    [{ programme: 'no-such' }, 'unknown_programme'],
  ] as const)('%j is refused', async ([more]) => {
    await asks(1)
    const answer = await make([1], more)
    expect([answer.status, answer.html.includes('data-trouble')]).toEqual([422, true])
    expect(await desk.sql('select count(*) from changes_made')).toEqual([[0]])
  })

  it('feedback already tied stays with its change, and foreign feedback is not tied', async () => {
    await asks(1)
    await tellFeedback(desk, { id: 2, commune: NEXT_DOOR.commune })
    await make([1, 2])
    expect(await desk.sql('select id from feedback where change_id is not null')).toEqual([[1]])
    expect((await make([1])).status).toBe(422)
  })

  it('the longest words still make one SMS of two parts', async () => {
    await asks(1)
    const long = { said: 'a'.repeat(90), did: 'b'.repeat(110), go: 'preview' }
    expect((await make([1], long)).html).toContain('data-preview')
  })
})

describe('the public page', () => {
  const page = (language = 'vi') => app.get(`/y-kien?lang=${language}`, null)
  const year = async () => {
    for (let id = 1; id <= 6; id++) await tellFeedback(desk, { id, rating: 4, programme: 'social-pension' })
    for (let id = 7; id <= 8; id++) await tellFeedback(desk, { id, kind: 'conduct', rating: 1 })
    for (let id = 9; id <= 15; id++) await tellFeedback(desk, { id, kind: 'praise' })
    for (let id = 16; id <= 18; id++) await tellFeedback(desk, { id, kind: 'suggestion' })
  }

  it('opens for everybody in both languages, small, without script, with safe headers', async () => {
    await year()
    for (const language of ['vi', 'en']) {
      const { status, html, headers } = await page(language)
      expect([status, faultsOf(html)]).toEqual([200, []])
      expect(html).not.toContain('<script')
      expect(new TextEncoder().encode(html).length).toBeLessThan(50_000)
      expect(html.match(/<h1>/g)).toHaveLength(1)
      expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    }
  })

  it('says changes and sums, few of them hidden, and neither words nor people', async () => {
    await year()
    await asks(20, 'nha ba Hoa o thon Nam bi bo sot')
    await app.post('/console/feedback/changes', {
      ...{ id: ['1', '20'], said: 'Danh sách chưa công khai', did: 'Niêm yết tại nhà văn hóa', go: 'make' },
    })
    const { html } = await page()
    const row = (of: string) => textOf(new RegExp(`data-of="${of}">(.*?)</tr>`).exec(html)?.[1] ?? '')
    expect(textOf(html)).toContain('Niêm yết tại nhà văn hóa')
    expect(row('praise')).toContain('7')
    expect(row('conduct')).toContain('dưới 5')
    expect(row('conduct')).not.toContain('1,0')
    expect(row('suggestion')).toContain('dưới 5')
    expect(row('social-pension')).toContain('4,0')
    expect(row('2026-11')).toContain('19')
    for (const secret of ['ba Hoa', 'cong bang', 'G001', 'Từ 2 góp ý']) expect(textOf(html)).not.toContain(secret)
  })

  it('without anything yet says so', async () => {
    const { html } = await page()
    expect(textOf(html)).toContain('Chưa có việc nào được ghi')
  })

  it('asks the database at most once a minute', async () => {
    await page()
    for (let id = 1; id <= 6; id++) await tellFeedback(desk, { id })
    expect((await page()).html).not.toContain('data-of="delivery"')
    desk.wait(60_000)
    expect((await page()).html).toContain('data-of="delivery"')
  })
})

describe('polls', () => {
  it('are asked by who may approve messages to many, after a look at the message, and read as sums', async () => {
    const leader = official('commune_leader')
    const fields = { question: 'Nên họp thôn ngày nào?', options: 'Thứ bảy\nChủ nhật', commune: HERE.commune }
    const closes = new Date(desk.now() + 3 * 24 * HOUR_MS).toISOString().slice(0, 16)
    const send = (go: string, more = {}) => app.post('/console/polls', { ...fields, closes, go, ...more }, leader)
    expect((await app.post('/console/polls', { ...fields, closes, go: 'ask' })).status).toBe(404)
    expect((await send('preview')).html).toMatch(/data-preview.*Nen hop thon ngay nao/s)
    expect((await send('ask', { options: 'Có' })).status).toBe(422)
    const made = await send('ask')
    expect(made.status).toBe(303)
    const [[id]] = (await desk.sql('select id from polls')) as [[string]]
    for (let i = 0; i < 12; i++) {
      const contact = await desk.person()
      await desk.sql(`insert into poll_asks (poll_id, contact_id, asked_at, answer) values ('${id}', '${contact}', 1,
        ${i < 9 ? 1 : i < 11 ? 2 : 'null'})`)
    }
    for (const path of ['/console/polls', '/console/polls/new', `/console/polls/${id}`])
      for (const language of ['vi', 'en']) {
        const { status, html } = await app.get(`${path}?lang=${language}`, leader)
        expect([path, status, faultsOf(html)]).toEqual([path, 200, []])
      }
    const { html } = await app.get(`/console/polls/${id}`)
    expect(html).toContain('data-answered="11"')
    expect(html.match(/dưới 5/g)?.length).toBeGreaterThan(1)
    expect((await app.post(`/console/polls/${id}`, { do: 'close' }, leader)).status).toBe(303)
    expect((await app.get(`/console/polls/${id}`, province)).status).toBe(200)
    expect((await app.get(`/console/polls/${id}`, elsewhere)).status).toBe(404)
  })

  it('where there are too many communes to tick they are typed, or all taken; none beyond the scope', async () => {
    const wide = official('province_officer', 'off_wide', { by: 'off_wide', provinces: [HERE.province, '01', '40'] })
    const form = (await app.get('/console/polls/new', wide)).html
    expect(form).toContain('name="communes_typed"')
    expect(form).not.toContain('name="commune" ')
    const closes = new Date(desk.now() + 3 * 24 * HOUR_MS).toISOString().slice(0, 16)
    const send = (more: Readonly<Record<string, string>>) =>
      app.post('/console/polls', { question: 'Nên họp ngày nào?', options: '', closes, go: 'ask', ...more }, wide)
    const asked = async () =>
      JSON.parse(String((await desk.sql('select communes from polls order by rowid desc'))[0]?.[0]))
    const unknown = await send({ communes_typed: 'Xã Không Có Thật' })
    expect([unknown.status, textOf(unknown.html)]).toEqual([422, expect.stringContaining('Không nhận ra xã')])
    expect(unknown.html).toContain('Xã Không Có Thật')
    expect((await send({ communes_typed: 'xa Sin Ho tinh Lai Chau' })).html).toContain('data-trouble')
    expect((await send({})).status).toBe(422)
    expect((await send({ communes_typed: 'xã Tương Dương, Nghệ An' })).status).toBe(303)
    expect(await asked()).toHaveLength(1)
    expect((await send({ all_communes: 'yes' })).status).toBe(303)
    expect((await asked()).length).toBeGreaterThan(160)
  })

  it('who was passed by is told on the page', async () => {
    const leader = official('commune_leader')
    const closes = new Date(desk.now() + 3 * 24 * HOUR_MS).toISOString().slice(0, 16)
    await app.post(
      '/console/polls',
      { question: 'Họp?', options: '', closes, commune: HERE.commune, go: 'ask' },
      leader,
    )
    await desk.sql('update polls set passed_by = 7')
    const [[id]] = (await desk.sql('select id from polls')) as [[string]]
    expect(textOf((await app.get(`/console/polls/${id}`)).html)).toContain('7 người chưa được hỏi')
    await app.post(`/console/polls/${id}`, { do: 'close' }, leader)
    expect(textOf((await app.get(`/console/polls/${id}`)).html)).toContain('7 người không được hỏi')
  })
})
