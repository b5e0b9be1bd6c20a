/** The people page: found without being listed, read in words, sensitive facts hidden, every opening written down. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Desk, HERE, NEXT_DOOR, official, openDesk } from '../../service/desk-house.ts'
import { textOf } from '../console.ts'
import { type DeskApp, deskApp } from './desk-app.ts'

const officer = official('commune_officer')
const province = official('province_officer', 'off_province', { by: 'off_province', provinces: [HERE.province] })

let desk: Desk
let app: DeskApp
let contactId: string
let code: string
beforeEach(async () => {
  desk = await openDesk()
  app = deskApp(desk, officer)
  contactId = await desk.person({
    value: '+84912345678',
    text: 'nha toi ngheo',
    events: [
      { type: 'fact_learned', fact: 'class', value: 'poor' },
      { type: 'fact_learned', fact: 'person.age', person: 0, value: 76 },
      { type: 'fact_learned', fact: 'person.disability', person: 0, value: 'severe' },
      { type: 'fact_learned', fact: 'ethnic_minority', value: true },
      { type: 'fact_learned', fact: 'person.hiv', person: 0, value: true },
      { type: 'lead_registered', lead: 'credit', about: 'VB-POOR', details: {}, consent: 'credit:consent' },
    ],
  })
  await desk.sql(`update contacts set name = 'Giàng A Páo' where id = '${contactId}'`)
  code = await desk.addCase({ contactId, status: 'seen' })
})
afterEach(() => desk.close())

const shownIds = (html: string) => [...html.matchAll(/href="\/console\/people\/(con_\w+)"/g)].map(([, id]) => id)
const audit = async () =>
  (await desk.sql('select actor, action, data from audit order by seq')).map((row) => row.join(' '))

describe('a search', () => {
  it.for(['0912345678', '+84912345678', '0912 345 678', 'giang a pao', 'Páo', 'PAO'])(
    '%s finds the person',
    async (q) => {
      expect(shownIds((await app.get(`/console/people?q=${encodeURIComponent(q)}`)).html)).toEqual([contactId])
    },
  )

  it.for(['', '091234567', '12345678', 'Giàng B', '0912345679', '%'])('%j finds nobody', async (q) => {
    expect(shownIds((await app.get(`/console/people?q=${encodeURIComponent(q)}`)).html)).toEqual([])
  })

  it('by a case’s code leads to its person', async () => {
    const { status, headers } = await app.get(`/console/people?q=HT+${code}`)
    expect([status, headers.get('location')]).toEqual([303, `/console/people/${contactId}`])
  })

  it('finds nobody of another commune, by whatever', async () => {
    const other = official('commune_leader', 'off_other', { by: 'off_other', communes: [NEXT_DOOR.commune] })
    for (const q of ['0912345678', 'giang a pao', code])
      expect(shownIds((await app.get(`/console/people?q=${encodeURIComponent(q)}`, other)).html)).toEqual([])
  })

  it('is open to a province for its communes', async () => {
    expect(shownIds((await app.get('/console/people?q=pao', province)).html)).toEqual([contactId])
  })
})

describe('a person’s page', () => {
  it('says in words what is known, agreed and written, and is written down itself', async () => {
    const { html, status } = await app.get(`/console/people/${contactId}`)
    expect(status).toBe(200)
    const text = textOf(html)
    for (const part of [
      ...['Giàng A Páo', '0912 345 678', 'tiếng Việt', 'loại hộ Hộ nghèo', 'tuổi 76'],
      ...['Vay vốn', `HT ${code}`, 'Đã xem', 'nha toi ngheo', 'soạn STOP'],
    ])
      expect(text).toContain(part)
    expect(await audit()).toEqual([`${officer.id} person_opened {"contact":"${contactId}"}`])
  })

  it('hides disability, ethnicity and illness until somebody in the commune says why', async () => {
    const before = textOf((await app.get(`/console/people/${contactId}`)).html)
    expect(before.match(/\(ẩn\)/g)).toHaveLength(3)
    expect(before).not.toContain('khuyết tật nặng')
    const empty = await app.post(`/console/people/${contactId}`, { reason: '  ' })
    expect(empty.status).toBe(422)
    expect(textOf(empty.html).match(/\(ẩn\)/g)).toHaveLength(3)
    const after = textOf((await app.post(`/console/people/${contactId}`, { reason: 'xét trợ cấp khuyết tật' })).html)
    expect(after).not.toContain('(ẩn)')
    expect((await audit()).at(-1)).toBe(
      `${officer.id} sensitive_facts_shown {"contact":"${contactId}","why":"xét trợ cấp khuyết tật"}`,
    )
    // Asked for each time anew.
    expect(textOf((await app.get(`/console/people/${contactId}`)).html)).toContain('(ẩn)')
  })

  it('never shows them to a province', async () => {
    const { html } = await app.post(`/console/people/${contactId}`, { reason: 'tổng hợp' }, province)
    expect(textOf(html).match(/\(ẩn\)/g)).toHaveLength(3)
    expect(html).not.toContain('data-act="show_sensitive"')
  })

  it('says that somebody asked for no messages', async () => {
    await desk.store.contacts.setStopped({ kind: 'sms', value: '+84912345678' }, desk.now())
    const text = textOf((await app.get(`/console/people/${contactId}`)).html)
    expect(text).toContain('Đã xin thôi nhận tin: chỉ trả lời khi họ nhắn.')
  })

  it('shows nothing when the audit log cannot be written', async () => {
    await desk.sql('drop table audit')
    const { status, html } = await app.get(`/console/people/${contactId}`)
    expect(status).toBe(500)
    expect(html).not.toContain('Giàng')
  })
})
