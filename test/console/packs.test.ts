/** `/console/languages`: a translator's file in and out, who may mark a pack as read and take that back, and what citizens hear of it. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { packExport } from '../../src/service/pack-files.ts'
import { openPacks } from '../../src/service/packs.ts'
import { runTurn } from '../../src/service/run-turn.ts'
import { sourceHash } from '../../src/texts/packs.ts'
import { openTalk } from '../flows/open-talk.ts'
import { type Desk, official, openDesk } from '../service/desk-house.ts'
import { wrote } from '../store/samples.ts'
import { type DeskApp, deskApp } from './cases/desk-app.ts'
import { textOf } from './console.ts'
import { faultsOf } from './well-formed.ts'

const HOME = '/console/languages/km'
const admin = official('administrator', 'off_admin')
/** No Khmer: marks that show which texts came from the pack. */
const ROWS = { 'common:language_set': '[km] ready', 'common:yes': '[km] yes <b>&', 'menu:title': '[km] menu' }

let desk: Desk
let app: DeskApp
beforeEach(async () => {
  desk = await openDesk()
  app = deskApp(desk, admin)
})
afterEach(() => desk.close())

const csv = (rows: Readonly<Record<string, string>>, sign = ',') =>
  [
    ['key', 'of', 'text'],
    ...Object.entries(rows).map(([key, text]) => [key, sourceHash(desk.ports.packs.vi.get(key) ?? ''), `"${text}"`]),
  ]
    .map((cells) => cells.join(sign))
    .join('\n')
const takeIn = (text: string, name = 'km.csv') => app.upload(`${HOME}/import`, {}, new File([text], name))
const texts = async () => /name="texts" value="(\w+)"/.exec((await app.get(HOME)).html)?.[1] ?? ''
const mark = async (more: Record<string, string> = {}) =>
  app.post(`${HOME}/review`, {
    ...{ reader: 'Thạch Thị Một', read_on: '2026-11-16', sure: 'yes', texts: await texts() },
    ...more,
  })
const status = async () => /data-pack-status="(\w+)"/.exec((await app.get(HOME)).html)?.[1]
const actions = async () => (await desk.sql('select action from audit order by seq')).map(([action]) => action)

/** What somebody is told at last when they write this. */
async function hears(text: string): Promise<string> {
  const at = desk.now()
  const content = { kind: 'text', text } as const
  const row = wrote({ kind: 'telegram', value: '900' }, { door: 'simulator', content, receivedAt: at, sentAt: at })
  await desk.store.inbound.add([row])
  await runTurn(desk.ports, row)
  desk.wait(60_000)
  return (await desk.owed()).map((one) => one.text).join('\n')
}

describe('the list', () => {
  it('names every language with its status, and says what to do where there is no translation', async () => {
    const { status: code, html } = await app.get('/console/languages')
    expect([code, faultsOf(html)]).toEqual([200, []])
    expect(html.match(/data-pack-status="none"/g)).toHaveLength(desk.ports.packs.languages.length)
    expect(textOf(html)).toContain('Chưa có bản dịch nào')
    await takeIn(csv(ROWS))
    const then = textOf((await app.get('/console/languages')).html)
    expect(then).toContain('bản nháp')
    expect(then).toMatch(/1% \(3\/\d+\)/)
  })

  it('is of no use to those who write to citizens in a commune, and of a language that is none', async () => {
    for (const role of ['commune_officer', 'commune_leader', 'policy_staff'] as const)
      expect((await app.get(HOME, official(role))).status).toBe(404)
    expect((await app.get(HOME, official('province_officer'))).status).toBe(200)
    expect((await app.get('/console/languages/xx')).status).toBe(404)
    expect((await app.post(`${HOME}/dance`, {})).status).toBe(404)
  })
})

describe('a file', () => {
  it.each(['csv', 'xliff', 'xliff2'] as const)('goes out as %s and comes back as it went', async (as) => {
    await takeIn(csv(ROWS))
    const { html, headers } = await app.get(`${HOME}/km-${as}.${as === 'csv' ? 'csv' : 'xlf'}`)
    expect(headers.get('content-disposition')).toContain('attachment')
    const state = desk.ports.packs.state('km')
    // The same code as the command's, byte for byte.
    expect(html.replace(/^\ufeff/, '')).toBe(state && packExport(state, desk.ports.packs.vi, as).replace(/^\ufeff/, ''))
    expect((await takeIn(html)).headers.get('location')).toBe(`${HOME}?done=packs%3Aunchanged`)
  })

  it('with semicolons, as a spreadsheet set to Vietnamese writes it, is taken in', async () => {
    expect((await takeIn(csv(ROWS, ';'))).status).toBe(303)
    expect(desk.ports.packs.state('km')?.translations).toHaveLength(3)
  })

  it('with wrong rows is refused whole, each row named with what is wrong', async () => {
    const { status: code, html } = await takeIn(
      `${csv({ ...ROWS, 'common:introduction': 'www.abc.vn', 'common:nothing': 'x' })}\ncommon:no,old,[km]`,
    )
    expect([code, faultsOf(html)]).toEqual([422, []])
    const said = textOf(html)
    expect(said).toContain('Dòng 4, common:introduction : thiếu {{speaker}} mà câu tiếng Việt có.')
    expect(said).toContain('Dòng 4, common:introduction : có đường dẫn')
    expect(said).toContain('Dòng 5, common:nothing : không phải câu của chương trình')
    expect(said).toContain('Dòng 6, common:no : tiếng Việt đã đổi')
    expect(await desk.sql('select * from language_packs')).toEqual([])
  })

  it.each([
    ['none', 'no_file', () => new File([], 'a.csv')],
    ['no words', 'unreadable', () => new File([new Uint8Array([0xff, 0xfe, 0x41, 0])], 'a.csv')],
    ['another table', 'faults', () => new File(['a,b\n1,2\n'], 'a.csv')],
    ['an entity', 'faults', () => new File(['<!DOCTYPE x [<!ENTITY a "b">]><xliff/>'], 'a.xlf')],
    ['only the Vietnamese', 'empty', () => new File(['key,of,text\ncommon:yes,x,\n'], 'a.csv')],
  ])('that is %s is refused', async (_, why, file) => {
    const { status: code, html } = await app.upload(`${HOME}/import`, {}, file())
    expect([code, /data-trouble="(\w+)"/.exec(html)?.[1]]).toEqual([422, why])
  })

  it('is escaped where it is shown, and found again by words without marks', async () => {
    await takeIn(csv(ROWS))
    const { html } = await app.get(`${HOME}?show=done`)
    expect(html).toContain('[km] yes &lt;b&gt;&amp;')
    expect(html).not.toContain('[km] yes <b>')
    expect((html.match(/data-key=/g) ?? []).length).toBe(3)
    const found = (await app.get(`${HOME}?q=tu gio toi tra loi`)).html
    expect(found).toContain('data-key="common:language_set"')
    expect(textOf((await app.get(`${HOME}?q=zzzz`)).html)).toContain('Không có câu nào')
    expect(textOf((await app.get(`${HOME}?page=2`)).html)).toMatch(/trang 2\/\d+/)
  })
})

describe('the mark of a native reader', () => {
  it('puts the pack into use at once, and taken back it is a draft that nobody hears', async () => {
    await takeIn(csv(ROWS))
    expect(await status()).toBe('draft')
    expect(await hears('tieng khmer')).not.toContain('[km]')
    expect((await mark()).headers.get('location')).toBe(`${HOME}?done=packs%3Areview`)
    expect(textOf((await app.get(HOME)).html)).toContain(
      'Thạch Thị Một đã đọc ngày 16/11/2026; Cán bộ off_admin ghi nhận.',
    )
    expect(await hears('tieng khmer')).toContain('[km] ready')
    expect((await app.post(`${HOME}/take-back`, { texts: await texts() })).status).toBe(303)
    expect(await status()).toBe('draft')
    expect(textOf((await app.get(HOME)).html)).toContain('Cán bộ off_admin đã rút ghi nhận của Thạch Thị Một')
    // Who used it is answered in Vietnamese, and nobody is offered it.
    const before = (await desk.owed()).length
    await hears('MENU')
    expect((await desk.owed()).slice(before).some(({ text }) => text.includes('[km]'))).toBe(false)
    expect(await actions()).toEqual(['pack_taken_in', 'pack_marked_read', 'pack_mark_taken_back'])
  })

  it('holds for exactly the texts that were read', async () => {
    await takeIn(csv(ROWS))
    const seen = await texts()
    await takeIn(csv({ 'common:no': '[km] no' }))
    // Somebody took in another text while the reader's name was typed.
    const late = await mark({ texts: seen })
    expect([late.status, /data-trouble="(\w+)"/.exec(late.html)?.[1]]).toEqual([409, 'conflict'])
    await mark()
    expect(await status()).toBe('reviewed')
    await takeIn(csv({ 'common:no': '[km] no!' }))
    expect(await status()).toBe('draft')
  })

  it.each([
    ['no_reader', { reader: ' x ' }],
    ['no_day', { read_on: '' }],
    ['no_day', { read_on: '2030-01-01' }],
    ['not_sure', { sure: '' }],
  ])('is not set: %s', async (why, form) => {
    await takeIn(csv(ROWS))
    const { status: code, html } = await mark(form)
    expect([code, /data-trouble="(\w+)"/.exec(html)?.[1], faultsOf(html)]).toEqual([422, why, []])
    expect(await status()).toBe('draft')
  })

  it('is not set on a pack that cannot say that its language is spoken', async () => {
    await takeIn(csv({ 'common:yes': '[km] yes' }))
    const { status: code, html } = await mark()
    expect(code).toBe(422)
    expect(textOf(html)).toContain('common:language_set : chưa dịch')
  })

  it('made in one process is heard in another after it looked', async () => {
    const content = openTalk()
    const other = await openPacks(content.packs, content.texts, desk.store)
    expect(other.texts.speaks('km')).toBe(false)
    await takeIn(csv(ROWS))
    await mark()
    await other.packs.refresh()
    expect(other.texts.inPack('km').say('vi', 'common:yes')).toBe('[km] yes <b>&')
    expect(other.texts.inPack('km').say('vi', 'common:no')).toBe('Không')
  })
})

describe('a pack of the build', () => {
  const content = openTalk()
  const vi = content.packs.vi
  const row = (key: string, text: string, of = sourceHash(vi.get(key) ?? '')) => ({ key, of, text })
  const built = [row('common:language_set', '[file] ready'), row('common:yes', '[file] yes')]
  const packs = {
    ...content.packs,
    files: [{ code: 'km', translations: built, mark: { by: 'A B', on: '2026-11-01' } }],
  }
  const opened = () => openPacks(packs, content.texts.withPacks({ km: { 'common:yes': '[file] yes' } }), desk.store)
  const keep = (translations: ReturnType<typeof row>[]) =>
    desk.store.packs.save({ code: 'km', version: 1, translations, mark: null }, 1)

  it('speaks for itself, and is a draft again once the database has another text', async () => {
    expect((await opened()).packs.state('km')).toMatchObject({ status: 'reviewed', mark: { reader: 'A B' } })
    await keep([row('common:no', '[db] no')])
    const { packs: then, texts: said } = await opened()
    expect(then.state('km')?.status).toBe('draft')
    expect(said.speaks('km')).toBe(false)
  })

  it('comes before a text of the database whose Vietnamese has changed since, and after one that holds', async () => {
    await keep([row('common:yes', '[db] old', 'older'), row('common:language_set', '[db] ready')])
    const texts = new Map((await opened()).packs.state('km')?.translations.map((one) => [one.key, one.text]))
    expect([...texts]).toEqual([
      ['common:language_set', '[db] ready'],
      ['common:yes', '[file] yes'],
    ])
  })
})
