/** The pages for events as a browser gets them, over a real database: from the form to the counts, and who sees or does nothing. */
import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Official, ROLES } from '../../src/core/official.ts'
import { readCap } from '../../src/service/cap.ts'
import type { Desk } from '../service/desk-house.ts'
import { type EventHouse, officialOf, openEventHouse } from '../service/event-house.ts'
import { type DeskApp, deskApp } from './cases/desk-app.ts'
import { textOf } from './console.ts'
import { livingConsole, ROLE_COOKIE } from './living-console.ts'
import { faultsOf } from './well-formed.ts'

const MOST_BYTES = 50_000
const HOA = '+84912000001'
const LAN = '+84912000002'
const leader = officialOf('commune_leader')
const elsewhere: Official = { ...officialOf('commune_leader', ['00004']), id: 'off_elsewhere' }
const STORM = { name: 'Bão số 12', hazard: 'storm', commune: 'demo', starts_on: '2026-11-24', ends_on: '', words: '' }

let house: EventHouse
let app: DeskApp
beforeEach(async () => {
  house = await openEventHouse()
  app = deskApp({ ports: house.ports } as Desk, leader)
})
afterEach(() => house.close())

const field = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''
const value = (html: string, count: string) => new RegExp(`data-count="${count}" data-value="(\\d+)"`).exec(html)?.[1]

async function written(fields: Readonly<Record<string, string>> = {}): Promise<string> {
  const done = await app.post('/console/disasters/new', { ...STORM, ...fields })
  if (done.status !== 303) throw new Error(textOf(done.html))
  return (done.headers.get('location') ?? '').replace(/\?.*$/, '')
}
async function does(path: string, what: 'open' | 'close', who = leader) {
  const page = await app.get(`${path}/${what}`, who)
  return app.post(path, { version: field(page.html, 'version'), do: what }, who)
}

describe('an event in the console', () => {
  it('is written down, looked at, opened, watched and closed', async () => {
    for (const person of [HOA, LAN]) await house.says(person, 'xin chao')
    const path = await written({ words: 'Nhà văn hóa thôn 2 mở cửa.' })
    const draft = await app.get(path)
    expect(textOf(draft.html)).toContain('Bản nháp')
    const sure = await app.get(`${path}/open`)
    expect(sure.html).toContain('Bao so 12: nha minh the nao?')
    expect((await does(path, 'open')).headers.get('location')).toBe(`${path}?done=disasters%3Aopened`)
    await house.sweep()
    await house.says(HOA, '2')
    const open = await app.get(path)
    expect(faultsOf(open.html)).toEqual([])
    expect([value(open.html, 'need_help'), value(open.html, 'no_answer')]).toEqual(['1', '1'])
    expect(open.html).toMatch(/id="live" data-refresh="20"/)
    const [[code] = []] = await house.sql('select code from cases')
    expect(open.html).toContain(`href="/console/cases/${String(code)}"`)
    const silent = await app.get(`${path}?list=no_answer`)
    expect(textOf(silent.html)).toContain('0912 000 002')
    expect(textOf(silent.html)).not.toContain('0912 000 001')
    expect(textOf((await app.get(`${path}/close`)).html)).toContain('Còn 1 người chưa trả lời')
    await does(path, 'close')
    expect(textOf((await app.get(path)).html)).toContain('Đã đóng')
    expect((await app.get(`${path}/open`)).status).toBe(404)
  })

  it('stays small, whole and in both languages on every page', async () => {
    const path = await written()
    await does(path, 'open')
    for (const at of [
      '/console/disasters',
      '/console/disasters/new',
      '/console/disasters/cap',
      path,
      `${path}/edit`,
      `${path}/close`,
    ])
      for (const language of ['vi', 'en']) {
        const { status, html } = await app.get(language === 'vi' ? at : `${at}?lang=en`)
        expect(status, at).toBe(200)
        expect(faultsOf(html), at).toEqual([])
        expect(html.length, at).toBeLessThan(MOST_BYTES)
        expect(html, at).not.toMatch(/disasters:[a-z]|undefined|\{\{/)
      }
  })

  it('loads itself anew where no script runs, only when asked to and only while it is open', async () => {
    const path = await written()
    expect((await app.get(`${path}?live=1`)).headers.get('refresh')).toBeNull()
    await does(path, 'open')
    expect((await app.get(path)).headers.get('refresh')).toBeNull()
    expect((await app.get(`${path}?live=1`)).headers.get('refresh')).toBe('60')
  })

  it('that is a drill says so everywhere and cannot be opened', async () => {
    const path = await written({ exercise: 'yes' })
    const { html } = await app.get(path)
    expect(html).toContain('data-warning="exercise_note"')
    expect(html).not.toContain('data-open')
    expect((await app.get(`${path}/open`)).status).toBe(404)
    const forced = await app.post(path, { version: '1', do: 'open' })
    expect(textOf(forced.html)).not.toContain('Đã mở đợt')
    expect(await house.sql('select status from disasters')).toEqual([['exercise']])
  })

  it.for([
    { why: 'a name too short', fields: { name: 'B' }, says: 'từ 3 đến 60 chữ' },
    { why: 'no commune', fields: { commune: '' }, says: 'ngoài địa bàn' },
    { why: 'a commune of others', fields: { commune: '00004' }, says: 'ngoài địa bàn' },
    { why: 'a day that does not exist', fields: { starts_on: '2026-02-30' }, says: 'Ngày bắt đầu' },
    { why: 'an end before its beginning', fields: { ends_on: '2026-11-01' }, says: 'Ngày kết thúc' },
    { why: 'a link in the words', fields: { words: 'xem tai http://a.vn' }, says: 'đường dẫn' },
    { why: 'a link in the name', fields: { name: 'bao12.com.vn' }, says: 'đường dẫn' },
    { why: 'words too long', fields: { words: 'a'.repeat(161) }, says: 'quá 1 chữ' },
    { why: 'a hazard nobody knows', fields: { hazard: 'dragon' }, says: 'loại thiên tai' },
    { why: 'a typed name of no commune', fields: { communes_typed: 'Xã Không Có Thật' }, says: 'Không nhận ra xã' },
  ])('with $why is asked again, and what was typed stays', async ({ fields, says }) => {
    const { status, html } = await app.post('/console/disasters/new', { ...STORM, ...fields })
    expect(status).toBe(422)
    expect(textOf(html)).toContain(says)
    if (!('name' in fields)) expect(html).toContain('value="Bão số 12"')
    expect(await house.sql('select count(*) from disasters')).toEqual([[0]])
  })

  it('with a name too long for one SMS is not opened, and says by how much', async () => {
    await house.sql("update organisations set name = 'UBND phường Lá Lành Đùm Lá Rách'")
    const path = await written({ name: 'Bão số 12 và hoàn lưu sau bão gây mưa lớn kéo dài nhiều ngày' })
    const { status, html } = await does(path, 'open')
    expect(status).toBe(422)
    expect(textOf(html)).toMatch(/bớt chừng \d+ chữ/)
    const { html: now } = await app.get(`${path}/edit`)
    await app.post(`${path}/edit`, { ...STORM, version: field(now, 'version') })
    expect((await does(path, 'open')).status).toBe(303)
  })

  it('is given to other systems as CAP 1.2 that can be read again, and never says that a drill is meant', async () => {
    const path = await written({ name: 'Bão <số> 12 & lũ', words: 'Tránh xa "sông", suối.' })
    await does(path, 'open')
    const { html, headers } = await app.get(`${path}/cap.xml`)
    expect(headers.get('content-type')).toContain('application/cap+xml')
    const read = readCap(html)
    expect(read).toMatchObject({
      alert: {
        status: 'Actual',
        headline: 'Bão <số> 12 & lũ',
        instruction: 'Tránh xa "sông", suối.',
        areas: [{ codes: ['demo'] }],
      },
    })
    const drill = await written({ exercise: 'yes' })
    expect(readCap((await app.get(`${drill}/cap.xml`)).html)).toMatchObject({ alert: { status: 'Exercise' } })
    expect((await app.get(`${path}/cap.xml`, elsewhere)).status).toBe(404)
  })

  it('changed by two at once is shown to the slower one as it is now', async () => {
    const path = await written()
    const first = await app.post(`${path}/edit`, { ...STORM, name: 'Bão số 13', version: '1' })
    expect(first.status).toBe(303)
    const second = await app.post(`${path}/edit`, { ...STORM, name: 'Bão số 14', version: '1' })
    expect(second.status).toBe(409)
    expect(textOf(second.html)).toContain('Có người vừa sửa')
    expect(field(second.html, 'version')).toBe('2')
  })

  it('is made of a warning, and hostile ones are told apart in words', async () => {
    const here = { ...leader, scope: officialOf('commune_leader', ['03013', '02647']).scope }
    const text = readFileSync('test/service/cap/storm-two-languages.xml', 'utf8')
    const done = await app.post('/console/disasters/cap', { text }, here)
    expect(done.headers.get('location')).toContain('done=disasters%3Aimported')
    for (const [file, says] of [
      ['xxe', 'DOCTYPE'],
      ['wrong-namespace', 'không phải bản tin CAP'],
      ['system', 'kỹ thuật'],
      ['no-event', 'thiếu phần event'],
    ] as const) {
      const bad = await app.post(
        '/console/disasters/cap',
        { text: readFileSync(`test/service/cap/${file}.xml`, 'utf8') },
        here,
      )
      expect(bad.status).toBe(422)
      expect(textOf(bad.html)).toContain(says)
    }
    expect(await house.sql('select count(*) from disasters')).toEqual([[1]])
  })
})

describe('a warning as a file', () => {
  it('is sent by a browser like any other form, up to 240 kB', async () => {
    const living = await livingConsole({ empty: true })
    const headers = { cookie: `${ROLE_COOKIE}=commune_leader`, origin: living.url }
    const page = await (await fetch(`${living.url}/console/disasters/cap`, { headers })).text()
    const send = (xml: string) => {
      const body = new FormData()
      body.append('form_token', field(page, 'form_token'))
      body.append('file', new Blob([xml], { type: 'application/xml' }), 'canh-bao.xml')
      body.append('text', '')
      return fetch(`${living.url}/console/disasters/cap`, { method: 'POST', body, headers, redirect: 'manual' })
    }
    const text = readFileSync('test/service/cap/storm-two-languages.xml', 'utf8')
    const done = await send(text)
    expect(done.status).toBe(303)
    expect(done.headers.get('location')).toContain('done=disasters%3Aimported')
    const large = await send(text.replace('</description>', `${'x'.repeat(245_000)}</description>`))
    expect(textOf(await large.text())).toContain('lớn quá 240 kB')
    await living.close()
  })
})

describe('who may', () => {
  const MAY = {
    read: new Set(['commune_officer', 'commune_leader', 'province_officer']),
    open: new Set(['commune_leader', 'province_officer']),
  }

  it.for(ROLES)('%s opens only the pages of their abilities', async (role) => {
    const path = await written()
    const who = officialOf(role)
    for (const at of ['/console/disasters', path])
      expect((await app.get(at, who)).status).toBe(MAY.read.has(role) ? 200 : 404)
    for (const at of [
      '/console/disasters/new',
      '/console/disasters/cap',
      `${path}/edit`,
      `${path}/open`,
      `${path}/close`,
    ])
      expect((await app.get(at, who)).status, at).toBe(MAY.open.has(role) ? 200 : 404)
    const posted = await app.post(path, { version: '1', do: 'open' }, who)
    expect(posted.status).toBe(MAY.open.has(role) ? 303 : 404)
  })

  it('an official of another commune finds nothing there, with the same words as for an event that never was', async () => {
    const path = await written()
    const foreign = await app.get(path, elsewhere)
    const unknown = await app.get('/console/disasters/dis_never', elsewhere)
    expect([foreign.status, unknown.status]).toEqual([404, 404])
    expect(foreign.html.replaceAll(path, '')).toBe(unknown.html.replaceAll('/console/disasters/dis_never', ''))
    expect(textOf((await app.get('/console/disasters', elsewhere)).html)).not.toContain('Bão số 12')
    expect((await app.post(path, { version: '1', do: 'open' }, elsewhere)).status).toBe(404)
  })

  it('an official of one commune of several watches, and changes nothing', async () => {
    const wide = officialOf('commune_leader', ['demo', '03013'])
    const done = await app.post('/console/disasters/new', { ...STORM, all_communes: 'yes' }, wide)
    const path = (done.headers.get('location') ?? '').replace(/\?.*$/, '')
    expect((await app.get(path)).status).toBe(200)
    expect((await app.get(path)).html).not.toContain('data-open')
    expect((await app.get(`${path}/edit`)).status).toBe(404)
    expect((await app.post(path, { version: '1', do: 'open' })).status).toBe(404)
    expect(await house.sql('select status from disasters')).toEqual([['draft']])
  })

  it('an official of a province sees and opens events of its communes', async () => {
    const province = officialOf('province_officer', [], ['15'])
    const typed = { ...STORM, commune: '', communes_typed: 'xã Tả Phìn tỉnh Lào Cai' }
    const done = await app.post('/console/disasters/new', typed, province)
    // An empty tick is no commune.
    expect(done.status).toBe(422)
    const { commune: _, ...fields } = typed
    const made = await app.post('/console/disasters/new', fields, province)
    expect(made.status).toBe(303)
    expect(textOf((await app.get('/console/disasters', province)).html)).toContain('Bão số 12')
    expect(await house.sql('select communes from disasters')).toEqual([['["03013"]']])
  })

  it('a form that is not from our page, or without its token, changes nothing', async () => {
    const path = await written()
    for (const how of [{ token: null }, { origin: null }, { origin: 'http://evil.example' }, { token: 'guessed' }])
      expect((await app.post(path, { version: '1', do: 'open' }, leader, how)).status).toBe(403)
    expect(await house.sql('select status from disasters')).toEqual([['draft']])
  })

  it('everything done stands in the audit log', async () => {
    const path = await written()
    await does(path, 'open')
    await does(path, 'close')
    const rows = await house.sql("select actor, action from audit where action like 'event_%' order by seq")
    expect(rows).toEqual(['event_created', 'event_opened', 'event_closed'].map((action) => [leader.id, action]))
    expect(await house.ports.store.audit.verify()).toMatchObject({ ok: true })
  })
})
