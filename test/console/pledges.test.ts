/** The pages on offers of help: found, noted, looked at, matched to verified needs, and never a number over without two consents. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Desk, HERE, NEXT_DOOR, official, openDesk } from '../service/desk-house.ts'
import { type DeskApp, deskApp } from './cases/desk-app.ts'
import { textOf } from './console.ts'
import { faultsOf } from './well-formed.ts'

const officer = official('commune_officer')
const form = {
  ...{ kind: 'goods', text: '20 chăn ấm', giver: 'Cơ sở Hoa Ban', phone: '0987 654 321' },
  ...{ commune: HERE.commune, how: 'hỏi tại bàn' },
}

let desk: Desk
let app: DeskApp
beforeEach(async () => {
  desk = await openDesk()
  app = deskApp(desk, officer)
})
afterEach(() => desk.close())

const noted = async (more: Partial<typeof form> = {}) => {
  const { headers } = await app.post('/console/pledges/new', { ...form, ...more })
  return new URL(headers.get('location') ?? '', 'http://x').pathname
}
const page = async (path: string) => {
  const { html, status } = await app.get(path)
  expect([status, faultsOf(html)]).toEqual([200, []])
  return html
}
const version = async () => String((await desk.sql('select version from pledges'))[0]?.[0])
const act = async (path: string, fields: Readonly<Record<string, string>>) => {
  const { headers } = await app.post(path, { version: await version(), ...fields })
  return new URL(headers.get('location') ?? '', 'http://x').search
}

describe('the list', () => {
  it('says what to do while there is nothing, and that money goes elsewhere', async () => {
    const text = textOf(await page('/console/pledges'))
    expect(text).toContain('Chưa có lời giúp nào')
    expect(text).toContain('Tiền chỉ qua Mặt trận Tổ quốc của xã')
  })

  it('shows what is offered here, by state and kind, and nothing of next door', async () => {
    await noted()
    await desk.sql(`insert into pledges (id, code, kind, text, status, how, commune, province, at, updated_at, version)
      values ('p2', 'X7X7', 'jobs', 'phụ hồ', 'new', 'x', '${NEXT_DOOR.commune}', '15', 1, 1, 1)`)
    expect(textOf(await page('/console/pledges?status=verified&kind=goods'))).toContain('Cơ sở Hoa Ban')
    const all = await page('/console/pledges')
    expect(all).not.toContain('X7X7')
    expect(await page('/console/pledges?kind=jobs')).not.toContain('data-pledge=')
  })
})

describe('noting an offer', () => {
  it('needs to know how the giver agreed, and keeps what was typed', async () => {
    const { html, status } = await app.post('/console/pledges/new', { ...form, how: '' })
    expect(status).toBe(422)
    expect(html).toContain('data-refused="consent_needed"')
    expect(textOf(html)).toContain('20 chăn ấm')
    expect(await desk.sql('select * from pledges')).toEqual([])
  })
})

describe('one offer', () => {
  it('shows verified needs alone, asks for two consents, and only then gives numbers', async () => {
    const contactId = await desk.person({ value: '+84912345678' })
    const code = await desk.addCase({ contactId, status: 'verified', report: { name: 'Vừ Thị Mai', hazard: 'storm' } })
    const other = await desk.addCase({ status: 'seen' })
    const path = await noted()
    const before = await page(path)
    expect(before).toContain(`value="${code}"`)
    expect(before).not.toContain(`value="${other}"`)
    expect(await act(path, { do: 'match', case: code })).toBe('?done=pledge-desk%3Amatch')
    const asked = await page(path)
    expect(textOf(asked)).toContain('Chưa đủ hai lời đồng ý')
    expect(asked).not.toContain('value="introduce"')
    const match = /data-match="(pm_\w+)"/.exec(asked)?.[1] ?? ''
    expect(await act(path, { do: 'introduce', match })).toBe('?failed=pledge-desk%3Ano_consent')
    for (const share of new Set(asked.match(/ps_\w+/g)))
      expect(await act(path, { do: 'note_yes', share, how: 'hỏi trực tiếp' })).toBe('?done=pledge-desk%3Anote_yes')
    expect(await page(path)).toContain('value="introduce"')
    expect(await act(path, { do: 'introduce', match })).toBe('?done=pledge-desk%3Aintroduce')
    expect(textOf(await page(`${path}?done=pledge-desk:introduce`))).toContain('Đã đưa tên và số cho hai bên.')
    const words = (await desk.owed()).map(({ text }) => text)
    expect(words.join(' ')).toContain('0987654321')
    expect(await act(path, { do: 'done', match })).toBe('?done=pledge-desk%3Adone')
    const story = [...(await page(path)).matchAll(/data-entry="(\w+)"/g)].map(([, what]) => what)
    expect(story).toEqual(['entered', 'matched', 'noted_yes', 'noted_yes', 'introduced', 'done'])
  })

  it('is not changed by whoever looked at an older reading, and not found from next door', async () => {
    const path = await noted()
    const { headers } = await app.post(path, { version: '9', do: 'close', reason: 'given' })
    expect(headers.get('location')).toContain('failed=conflict')
    const foreign = official('commune_leader', 'off_other', { by: 'off_other', communes: [NEXT_DOOR.commune] })
    expect((await app.get(path, foreign)).status).toBe(404)
    expect((await app.post(path, { version: '1', do: 'close', reason: 'given' }, foreign)).status).toBe(404)
    expect(await desk.sql('select status from pledges')).toEqual([['verified']])
  })
})
