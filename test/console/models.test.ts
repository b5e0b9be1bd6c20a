/** The pages on stories: named, written, agreed to, read, taken back. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Desk, HERE, NEXT_DOOR, official, openDesk } from '../service/desk-house.ts'
import { type DeskApp, deskApp } from './cases/desk-app.ts'
import { textOf } from './console.ts'
import { faultsOf } from './well-formed.ts'

const officer = official('commune_officer')
const form = { title: 'Nuôi dê', text: 'Nhà ấy nuôi dê <b>giỏi</b>.', commune: HERE.commune }

let desk: Desk
let app: DeskApp
beforeEach(async () => {
  desk = await openDesk()
  app = deskApp(desk, officer)
})
afterEach(() => desk.close())

const page = async (path: string) => {
  const { html, status } = await app.get(path)
  expect([status, faultsOf(html)]).toEqual([200, []])
  return html
}
const begun = async () => {
  const { headers } = await app.post('/console/models/new', form)
  return new URL(headers.get('location') ?? '', 'http://x').pathname
}
const act = async (path: string, fields: Readonly<Record<string, string>>) => {
  const [[version]] = (await desk.sql('select version from models')) as [[number]]
  const { headers } = await app.post(path, { version: String(version), ...fields })
  return new URL(headers.get('location') ?? '', 'http://x').search
}

describe('the list', () => {
  it('says how stories come while there is none', async () => {
    expect(textOf(await page('/console/models'))).toContain('KE GUONG')
  })

  it('shows those of here by state, and none of next door', async () => {
    await begun()
    await desk.sql(`insert into models (id, status, told, title, text, commune, province, at, updated_at, version)
      values ('model_x', 'draft', '', 'Bên kia', 'x', '${NEXT_DOOR.commune}', '15', 1, 1, 1)`)
    const html = await page('/console/models?status=draft')
    expect(textOf(html)).toContain('Nuôi dê')
    expect(html).not.toContain('model_x')
    expect((await app.get('/console/models/model_x')).status).toBe(404)
  })
})

describe('a story', () => {
  it('is published only with how the household agreed, and then can be sent as an announcement', async () => {
    const path = await begun()
    expect(textOf(await page(path))).toContain('Đọc lời trên cho hộ ấy nghe trước.')
    expect(await act(path, { do: 'publish', how: '' })).toBe('?failed=model-desk%3Aconsent_needed')
    expect(await act(path, { do: 'publish', how: 'đọc tại nhà' })).toBe('?done=model-desk%3Apublish')
    const html = await page(path)
    expect(html).toContain('data-consent')
    expect(html).toContain('data-announce')
    expect(await act(path, { do: 'write', title: 'Nuôi dê', text: 'Lời khác.' })).toBe('?done=model-desk%3Awrite')
    expect(await page(path)).not.toContain('data-consent')
    expect(await act(path, { do: 'withdraw' })).toBe('?done=model-desk%3Awithdraw')
    expect(await page(path)).not.toContain('data-act="write"')
    expect(await act(path, { do: 'publish', how: 'x' })).toBe('?failed=model-desk%3Anot_now')
  })

  it('fills the form of an announcement, which is only kept when it is sent, and leads back', async () => {
    const path = await begun()
    const id = path.split('/').at(-1) ?? ''
    const formAt = `/console/broadcasts/new?story=${id}`
    expect(await page(formAt)).not.toContain('giỏi')
    await act(path, { do: 'publish', how: 'đọc tại nhà' })
    const html = await page(formAt)
    expect(html).toContain('Nuôi dê. Nhà ấy nuôi dê &lt;b&gt;giỏi&lt;/b&gt;.')
    expect(html).toContain(`href="${path}`)
    expect(await desk.sql('select count(*) from broadcasts')).toEqual([[0]])
    const typed = { title: 'Nuôi dê', class: 'service_notice', vi: 'Chuyện nuôi dê.', story: id }
    const wrong = await app.post('/console/broadcasts/new', { ...typed, vi: 'Xem www.xa.vn' })
    expect([wrong.status, wrong.html.includes(`value="${id}"`)]).toEqual([422, true])
    const made = await app.post('/console/broadcasts/new', typed)
    expect(made.status).toBe(303)
    expect(await desk.sql('select status, model_id from broadcasts')).toEqual([['draft', id]])
    const broadcast = new URL(made.headers.get('location') ?? '', 'http://x').pathname
    expect(await page(broadcast)).toContain(`href="${path}`)
    expect(await page(`${broadcast}/edit`)).toContain(`value="${id}"`)
  })

  it('of next door fills nothing, and nobody makes an announcement of it', async () => {
    await desk.sql(`insert into models (id, status, told, title, text, commune, province, at, updated_at, version, how, consent_by)
      values ('model_x', 'published', '', 'Bên kia', 'x', '${NEXT_DOOR.commune}', '15', 1, 1, 1, 'x', 'y')`)
    expect(await page('/console/broadcasts/new?story=model_x')).not.toContain('Bên kia')
    const typed = { title: 'Bên kia', class: 'service_notice', vi: 'Bên kia.', story: 'model_x' }
    expect((await app.post('/console/broadcasts/new', typed)).status).toBe(422)
  })

  it('needs words, and keeps what was typed', async () => {
    const { html, status } = await app.post('/console/models/new', { ...form, text: ' ' })
    expect([status, html.includes('data-refused="incomplete"'), html.includes('Nuôi dê')]).toEqual([422, true, true])
  })

  it('is not changed by whoever looked at an older reading', async () => {
    const path = await begun()
    const { headers } = await app.post(path, { version: '9', do: 'withdraw' })
    expect(headers.get('location')).toContain('failed=conflict')
  })
})
