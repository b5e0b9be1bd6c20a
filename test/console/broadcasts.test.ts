/** The pages for messages to many as a browser gets them: written by one, approved by another, watched, stopped, and taken as a file. */
import { zipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import writeWorkbook from 'write-excel-file/universal'
import type { Official } from '../../src/core/official.ts'
import { createEvent, openEvent } from '../../src/service/disasters.ts'
import { type BroadcastHouse, openBroadcastHouse } from '../service/broadcast-house.ts'
import type { Desk } from '../service/desk-house.ts'
import { officialOf } from '../service/event-house.ts'
import { silencePack, speakPack } from '../service/speak-pack.ts'
import { type DeskApp, deskApp } from './cases/desk-app.ts'
import { textOf } from './console.ts'
import { faultsOf } from './well-formed.ts'

const HOME = '/console/broadcasts'
const MOST_BYTES = 50_000
const FORM = {
  ...{ title: 'Lịch chi trả tháng 12', class: 'service_notice', en: '', send_at: '', life_hours: '' },
  vi: 'Trợ cấp tháng 12 trả ngày 5 tại nhà văn hóa xã, từ 8 giờ.',
}
const elsewhere: Official = { ...officialOf('commune_leader', ['00004']), id: 'off_elsewhere' }

let house: BroadcastHouse
let app: DeskApp
beforeEach(async () => {
  house = await openBroadcastHouse()
  app = deskApp({ ports: house.ports } as Desk, house.author)
})
afterEach(() => house.close())

const field = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''
const value = (html: string, name: string) => new RegExp(`data-${name}="([^"]*)"`).exec(html)?.[1]

async function written(fields: Readonly<Record<string, string | readonly string[]>> = {}): Promise<string> {
  const done = await app.post(`${HOME}/new`, { ...FORM, ...fields })
  if (done.status !== 303) throw new Error(textOf(done.html))
  return (done.headers.get('location') ?? '').replace(/\?.*$/, '')
}
/** Presses a button of the page. */
async function presses(path: string, what: string, who = house.author, more: Readonly<Record<string, string>> = {}) {
  const { html } = await app.get(path, who)
  const fields = { version: field(html, 'version'), hash: field(html, 'hash'), do: what, ...more }
  return app.post(path, fields, who)
}
const said = (path: string, what: string) => `${path}?done=broadcasts%3A${what}`

describe('a message to many, in the console', () => {
  it('has a field for each language whose pack is in use, keeps its words, and shows them as a phone does', async () => {
    expect((await app.get(`${HOME}/new`)).html).not.toContain('name="words_km"')
    await speakPack(house.ports, 'km', { 'broadcast:from': '[km] {{speaker}}:' })
    const { html } = await app.get(`${HOME}/new`)
    expect([textOf(html).includes('Nội dung tiếng Khmer'), faultsOf(html)]).toEqual([true, []])
    const path = await written({ words_km: 'ស្រូវ <b>' })
    const shown = (await app.get(path)).html
    expect(shown).toContain('data-look="sms-km"')
    expect(shown).toContain('ស្រូវ &lt;b&gt;')
    // The mark is taken back: the words stay in the form, and are not said.
    await silencePack(house.ports, 'km')
    expect((await app.get(`${path}/edit`)).html).toContain('name="words_km"')
    expect((await app.get(path)).html).not.toContain('data-look="sms-km"')
    const preview = await app.post(`${HOME}/preview`, { ...FORM, words_km: 'ស្រូវ' })
    expect([preview.status, preview.html.includes('sms-km')]).toEqual([200, false])
  })

  it('is written, looked at, handed in, approved by another, and watched until it is done', async () => {
    await house.people(6)
    const path = await written()
    const draft = await app.get(path)
    expect(textOf(draft.html)).toContain('Bản nháp')
    // As a plain phone shows it, and what its marks would cost.
    expect(draft.html).toMatch(/data-look="sms-vi"/)
    expect(draft.html).toContain('Tro cap thang 12 tra ngay 5')
    expect(draft.html).toMatch(/data-parts="1" data-encoding="GSM-7"/)
    expect(draft.html).toMatch(/data-encoding="UCS-2"/)
    expect(textOf(draft.html)).toMatch(/Chữ làm tin dài gấp đôi \(tô trong tin\): \S+ ×\d/)
    expect(value(draft.html, 'audience')).toBe('6')
    expect(draft.html).not.toMatch(/91\d{7}|0912345/)

    expect((await presses(path, 'submit')).headers.get('location')).toBe(said(path, 'submit'))
    expect((await app.get(path)).html).not.toContain('data-approve')
    const judged = await app.get(path, house.leader)
    expect(judged.html).toContain('data-approve')
    expect((await presses(path, 'approve', house.leader)).headers.get('location')).toBe(said(path, 'approve'))
    for (let i = 0; i < 6; i++) await house.sweep()
    const over = await app.get(path)
    expect([value(over.html, 'settled'), value(over.html, 'total')]).toEqual(['6', '6'])
    expect(textOf(over.html)).toContain('Xong 6 trong 6 người')
    expect(over.html).toContain('<progress max="6" value="6"')
  })

  it('too long for one SMS with marks is shown without them, as it leaves', async () => {
    const path = await written({ vi: `${FORM.vi} Nhờ người nhà nhận thay thì mang giấy ủy quyền có xác nhận.` })
    const { html } = await app.get(path)
    const marked = /data-look="sms-accents-vi"[\s\S]*?<\/article>/.exec(html)?.[0] ?? ''
    expect(marked).toContain('mang giay uy quyen')
    expect(marked).toContain('data-encoding="GSM-7"')
  })

  it('tells where signs stand that no keypad has, marks them, and writes the plain ones at one click, also without script', async () => {
    const vi = 'Trợ cấp trả ngày 5 – từ 8 giờ.\r\nMang “sổ” nhé 😀'
    const shown = await app.post(`${HOME}/preview`, { ...FORM, vi })
    expect([faultsOf(shown.html), value(shown.html, 'signs')]).toEqual([[], '4'])
    expect([...shown.html.matchAll(/data-sign="([^"]*)"/g)].map(([, at]) => at)).toEqual(['1:20', '2:6', '2:9', '2:15'])
    expect(textOf(shown.html)).toMatch(/dòng 1, chữ thứ 20: Trợ cấp trả ngày 5 – từ 8 giờ. → thay bằng -/)
    expect(shown.html).toContain('Mang <mark>“</mark>sổ')
    expect(textOf(shown.html)).not.toMatch(/tiếng Việt, dòng/)
    const swap = /data-swap="([^"]*)"/.exec(shown.html)?.[1]?.replaceAll('&quot;', '"') ?? '[]'
    expect(JSON.parse(swap)).toContainEqual(['vi', '–', '-'])
    // As a letter with marks makes an SMS long, so it is marked in that SMS, and nowhere else.
    expect(shown.html).toMatch(/data-look="sms-accents-vi"[\s\S]*?Tr<mark>ợ<\/mark> c<mark>ấ<\/mark>p/)
    expect(shown.html).not.toMatch(/data-look="zalo-vi"[\s\S]*?<mark>/)

    const path = await written({ vi })
    expect((await app.get(`${path}/edit`)).html).toContain('data-signs="4"')
    const mended = await presses(path, 'plain')
    expect(mended.headers.get('location')).toBe(said(path, 'plain'))
    expect(await house.sql("select words ->> 'vi' from broadcasts")).toEqual([
      ['Trợ cấp trả ngày 5 - từ 8 giờ.\nMang "sổ" nhé 😀'],
    ])
    expect(value((await app.get(path)).html, 'signs')).toBe('1')
    await presses(path, 'submit')
    await presses(path, 'approve', house.leader)
    expect((await presses(path, 'plain')).status).toBe(422)
  })

  it('shows while it is written what phones will show, and keeps nothing of it', async () => {
    const shown = await app.post(`${HOME}/preview`, { ...FORM, title: '', vi: 'Mai 8 giờ họp thôn' })
    expect([shown.status, faultsOf(shown.html)]).toEqual([200, []])
    expect(shown.html).toContain('Mai 8 gio hop thon')
    expect(textOf(shown.html)).toMatch(/1 phần SMS, GSM-7 Mỗi người khoảng 400 đ đến 850 đ, giá chưa xác nhận/)
    await house.sql("update organisations set part_price_vnd = 650 where code = 'demo'")
    const own = await app.post(`${HOME}/preview`, { ...FORM, title: '', vi: 'Mai 8 giờ họp thôn' })
    expect(textOf(own.html)).toMatch(/1 phần SMS, GSM-7 Mỗi người 650 đ\./)
    expect((await app.post(`${HOME}/preview`, { ...FORM, vi: ' ' })).html).toBe('')
    expect(await house.sql('select count(*) from broadcasts')).toEqual([[0]])
  })

  it('goes by an approved Zalo template after seven days: registered, chosen, shown while it is written, and approved with it', async () => {
    const leaders = (path: string) => app.get(path, house.leader)
    expect(textOf((await leaders('/console/templates')).html)).toContain('Chưa có mẫu nào')
    expect((await app.get(`${HOME}/new`)).html).not.toContain('name="template"')
    const typed = {
      ...{ name: 'Báo tin chung', text: '<ten_xa> báo: <noi_dung> Mã kiểm tra: KT <ma>.', zalo_id: '374820' },
      ...{ price: '120', tag: '1', organisation: 'demo', status: 'approved', version: '0' },
    }
    // First the words: what their gaps may hold is suggested by their names, and nothing is kept yet.
    const read = await app.post('/console/templates/new', typed, house.leader)
    expect([read.status, faultsOf(read.html), value(read.html, 'trouble')]).toEqual([422, [], 'gaps'])
    expect(read.html).toMatch(/name="holds_noi_dung"[\s\S]*?<option value="words" selected/)
    expect(await house.sql('select count(*) from zalo_templates')).toEqual([[0]])
    const gaps = { holds_ten_xa: 'speaker', most_ten_xa: '60', holds_noi_dung: 'words', most_noi_dung: '60' }
    const whole = { ...typed, ...gaps, holds_ma: 'code', most_ma: '30' }
    const kept = await app.post('/console/templates/new', whole, house.leader)
    expect(kept.headers.get('location')).toBe('/console/templates?done=templates%3Asaved')
    const list = await leaders('/console/templates')
    expect([faultsOf(list.html), value(list.html, 'template-status')]).toEqual([[], 'approved'])
    expect(textOf(list.html)).toContain('120 đ một tin')

    const blank = await app.get(`${HOME}/new`)
    const template = /<option value="(tpl_\w+)"/.exec(blank.html)?.[1] ?? ''
    const shown = await app.post(`${HOME}/preview`, { ...FORM, template })
    expect(faultsOf(shown.html)).toEqual([])
    const look = /data-look="zalo-template-vi"[\s\S]*?<\/article>/.exec(shown.html)?.[0] ?? ''
    expect(textOf(look)).toContain(`báo: ${FORM.vi} Mã kiểm tra: KT 000000.`)
    expect(textOf(look)).toContain('Mỗi tin 120 đ.')
    expect(textOf(look)).toContain(`<noi_dung> ${FORM.vi.length}/60`)
    const long = await app.post(`${HOME}/preview`, { ...FORM, vi: `${FORM.vi} Mang theo sổ.`, template })
    expect(long.html).toContain('data-over="noi_dung"')
    const refused = await app.post(`${HOME}/new`, { ...FORM, vi: `${FORM.vi} Mang theo sổ.`, template })
    expect([refused.status, textOf(refused.html)]).toEqual([
      422,
      expect.stringContaining('dài hơn chỗ trống của mẫu Zalo'),
    ])

    const path = await written({ template })
    expect((await app.get(`${path}/edit`)).html).toMatch(new RegExp(`value="${template}" selected`))
    await presses(path, 'submit')
    const judged = await app.get(path, house.leader)
    expect([judged.html.includes('data-look="zalo-template-vi"'), value(judged.html, 'template')]).toEqual([
      true,
      '374820',
    ])
    expect((await presses(path, 'approve', house.leader)).status).toBe(303)
  })

  it('that was changed after the approver looked is not approved', async () => {
    await house.people(1)
    const path = await written()
    await presses(path, 'submit')
    const seen = field((await app.get(path, house.leader)).html, 'hash')
    const { html } = await app.get(`${path}/edit`)
    await app.post(`${path}/edit`, { ...FORM, vi: 'Trợ cấp trả ngày 6.', version: field(html, 'version') })
    await presses(path, 'submit')
    const late = await app.post(path, { hash: seen, do: 'approve' }, house.leader)
    expect([late.status, textOf(late.html)]).toEqual([422, expect.stringContaining('Tin đã sửa sau khi trang này mở')])
    expect((await presses(path, 'approve', house.leader)).status).toBe(303)
  })

  it('by hand of its own author is not approved, though the form is made up', async () => {
    const path = await written()
    await presses(path, 'submit')
    const { html } = await app.get(path, house.leader)
    const forced = await app.post(path, { hash: field(html, 'hash'), do: 'approve' })
    expect(forced.status).toBe(422)
    expect(await house.sql('select status from broadcasts')).toEqual([['submitted']])
  })

  it('sent again within a day wants to be meant', async () => {
    await house.people(1)
    for (const expected of [303, 422]) {
      const path = await written()
      const handed = await presses(path, 'submit')
      expect(handed.status).toBe(expected)
      if (expected === 303) await presses(path, 'approve', house.leader)
      else {
        expect(handed.html).toContain('name="again"')
        expect((await presses(path, 'submit', house.author, { again: 'yes' })).status).toBe(303)
      }
    }
  })

  it('is given back with a reason, paused, carried on and cancelled', async () => {
    await house.people(3)
    const path = await written()
    await presses(path, 'submit')
    await presses(path, 'refuse', house.leader, { why: 'Sai ngày' })
    expect(textOf((await app.get(path)).html)).toContain('Bị trả lại: Sai ngày')
    await presses(path, 'submit', house.author, { again: 'yes' })
    await presses(path, 'approve', house.leader)
    for (const [what, mark] of [
      ['pause', 'paused'],
      ['resume', 'preparing'],
      ['cancel', 'cancelled'],
    ] as const) {
      expect((await presses(path, what)).headers.get('location')).toBe(said(path, what))
      expect(value((await app.get(path)).html, 'broadcast-status')).toBe(mark)
    }
  })

  it.for([
    { why: 'no name', fields: { title: 'B' }, says: '3 đến 80 chữ' },
    { why: 'no words', fields: { vi: '  ' }, says: 'Thiếu nội dung' },
    { why: 'a link', fields: { vi: 'Xem tại https://example.vn' }, says: 'đường liên kết' },
    { why: 'too long', fields: { vi: 'Họp thôn. '.repeat(60) }, says: 'thừa' },
    { why: 'a commune of others', fields: { commune: '00004' }, says: 'ngoài địa bàn' },
    { why: 'a commune nobody knows', fields: { communes_typed: 'xã Không Có' }, says: 'Không nhận ra xã' },
    { why: 'an hour that is no hour', fields: { send_at: 'mai' }, says: 'Giờ gửi' },
    { why: 'a promotion without its topic', fields: { class: 'promotion' }, says: 'phải chọn một việc' },
    { why: 'life safety without an event', fields: { class: 'life_safety' }, says: 'đợt thiên tai' },
  ])('with $why is not kept, and what was typed stays in the form', async ({ fields, says }) => {
    const answer = await app.post(`${HOME}/new`, { ...FORM, ...fields })
    expect(answer.status).toBe(422)
    expect(textOf(answer.html)).toContain(says)
    expect(answer.html).toContain(`value="${'title' in fields ? fields.title : FORM.title}"`)
    expect(await house.sql('select count(*) from broadcasts')).toEqual([[0]])
  })

  it('stays small, whole and in both languages on every page', async () => {
    await house.people(6)
    const path = await written({ en: 'Payment on the 5th.' })
    await presses(path, 'submit')
    await presses(path, 'approve', house.leader)
    for (let i = 0; i < 4; i++) await house.sweep()
    const open = await written({ title: 'Họp thôn', vi: 'Mai 8 giờ họp thôn.' })
    for (const at of [HOME, `${HOME}/new`, path, open, `${open}/edit`, `${path}/people`, `${path}/replies`])
      for (const language of ['vi', 'en']) {
        const { status, html } = await app.get(language === 'vi' ? at : `${at}?lang=en`)
        expect(status, at).toBe(200)
        expect(faultsOf(html), at).toEqual([])
        expect(html.length, at).toBeLessThan(MOST_BYTES)
        expect(html, at).not.toMatch(/broadcasts:[a-z]|undefined|\{\{/)
      }
  })

  it('can be for the people of one event', async () => {
    const event = await createEvent(house.ports, house.leader, {
      ...{
        name: 'Bão số 12',
        hazard: 'storm',
        communes: ['demo'],
        startsOn: '2026-11-24',
        endsOn: '',
        words: '',
        exercise: false,
      },
    })
    const id = typeof event === 'object' && 'done' in event ? event.done : ''
    await openEvent(house.ports, house.leader, id, 1)
    expect((await app.get(`${HOME}/new`)).html).toContain(`<option value="${id}">Bão số 12</option>`)
    const path = await written({ class: 'life_safety', disaster: id })
    await presses(path, 'submit')
    const first = await presses(path, 'approve', house.leader)
    expect(first.status).toBe(303)
    // A warning of danger takes two who did not write it.
    expect(value((await app.get(path)).html, 'broadcast-status')).toBe('submitted')
    await presses(path, 'approve', house.second)
    expect(value((await app.get(path)).html, 'broadcast-status')).toBe('preparing')
  })

  it('of other communes answers like one that never was', async () => {
    const path = await written()
    const never = await app.get(`${HOME}/bc_never`, elsewhere)
    for (const at of ['', '/edit', '/people', '/replies']) {
      const foreign = await app.get(`${path}${at}`, elsewhere)
      expect([foreign.status, foreign.html.replaceAll(/bc_\w+/g, '')], at).toEqual([
        404,
        (await app.get(`${HOME}/bc_never${at}`, elsewhere)).html.replaceAll(/bc_\w+/g, ''),
      ])
    }
    expect(never.status).toBe(404)
    expect((await app.post(path, { do: 'cancel' }, elsewhere)).status).toBe(404)
  })

  it('is taken as a file in which nothing is a formula, and that stands in the audit log', async () => {
    const [first = ''] = await house.people(2)
    await house.sql(
      `update contacts set name = '=1+1' where id = (select contact_id from addresses where value = '${first}')`,
    )
    const path = await written()
    await presses(path, 'submit')
    await presses(path, 'approve', house.leader)
    for (let i = 0; i < 4; i++) await house.sweep()
    const file = await app.post(`${path}/file`, { as: 'csv', status: '' })
    expect(file.headers.get('content-disposition')).toMatch(/thong-bao_\d{6}\.csv/)
    expect(file.html).toContain("'=1+1")
    expect(file.html.trim().split('\r\n')).toHaveLength(4)
    // Through the simulator nothing is billed; through a gateway every part that it took, at the office's own price.
    expect(file.html.trim().split('\r\n').at(-1)).toBe('Cộng,,,,,,,0,0')
    await house.sql("update broadcast_recipients set door = 'esms'")
    await house.sql("update organisations set part_price_vnd = 650 where code = 'demo'")
    const billed = (await app.post(`${path}/file`, { as: 'csv', status: '' })).html.trim().split('\r\n')
    expect([billed[0]?.endsWith('Phần SMS,Tiền (đ)'), billed[1]?.endsWith(',1,650'), billed.at(-1)]).toEqual([
      ...[true, true, 'Cộng,,,,,,,2,1300'],
    ])
    expect(JSON.stringify(await house.sql('select action from audit'))).toContain('broadcast_rows_taken')
  })
})

describe('a list of people that is uploaded', () => {
  const CSV = (text: string) => new File([text], 'ds.csv', { type: 'text/csv' })
  const list = async (path: string, file: File) =>
    app.upload(`${path}/list`, { version: field((await app.get(path)).html, 'version') }, file)

  it('as CSV keeps who is known and says of every other row why not', async () => {
    const [one = '', two = ''] = await house.people(2)
    const path = await written()
    const local = (number: string) => `0${number.slice(3)}`
    const rows = [
      'Họ tên;Số điện thoại',
      `Hoa;${local(one)}`,
      `Lan;${local(two)}`,
      'Ai;0999999999',
      `Hoa;${one}`,
      'X;abc',
    ]
    const { status, html } = await list(path, CSV(rows.join('\n')))
    expect([status, value(html, 'list-errors')]).toEqual([200, '3'])
    const text = textOf(html)
    expect(text).toMatch(/4 chưa ai nhắn từ số này/)
    expect(text).toMatch(/5 đã có ở dòng trên/)
    expect(text).toMatch(/6 không phải số điện thoại/)
    expect(text).toContain('Đang gửi theo danh sách 2 người')
  })

  it('as Excel too, also where the spreadsheet ate the first 0', async () => {
    const [one = '', two = ''] = await house.people(2)
    const path = await written()
    const cell = (text: string) => ({ type: String, value: text })
    const data = [[cell('Số điện thoại')], [cell(one)], [{ type: Number, value: Number(two.slice(3)) }]]
    const blob = await writeWorkbook(data).toBlob()
    const answer = await list(path, new File([blob], 'ds.xlsx'))
    expect([answer.status, answer.headers.get('location')]).toEqual([303, said(path, 'list')])
    expect(value((await app.get(path)).html, 'audience')).toBe('few')
  })

  it.for([
    ['nothing', new Uint8Array(), 422, 'Tệp trống'],
    ['a picture', Uint8Array.of(0xff, 0xd8, 0xff, 0, 1), 422, 'Không đọc được'],
    ['a packed file that is no workbook', zipSync({ a: new Uint8Array(3) }), 422, 'Không đọc được'],
    ['a bomb', zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(51 * 1024 * 1024) }), 413, 'Tệp quá lớn'],
    ['too many bytes', new Uint8Array(5 * 1024 * 1024 + 1).fill(65), 413, 'Tệp quá lớn'],
    ['too many rows', new TextEncoder().encode('sdt\n'.concat('0912000001\n'.repeat(50_001))), 413, 'quá 50.000 dòng'],
  ] as const)('that is %s is refused with a sentence, and the draft stays', async ([, bytes, status, says]) => {
    const path = await written()
    const answer = await list(path, new File([bytes], 'ds.xlsx'))
    expect([answer.status, textOf(answer.html)]).toEqual([status, expect.stringContaining(says)])
    expect(value((await app.get(path)).html, 'broadcast-status')).toBe('draft')
  })
})
