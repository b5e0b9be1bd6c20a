/** Days after support was written down as given the household is asked; what differs goes one level up, unseen by the desk it is about. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { grantScope } from '../../src/core/official.ts'
import { askAboutSupport } from '../../src/service/support-checks.ts'
import { type EventHouse, openEventHouse } from './event-house.ts'

const HOA = '+84912000001'
const DAY_MS = 86_400_000
const COMMUNE = grantScope({ by: 'off_commune', communes: ['03013'] })
const PROVINCE = grantScope({ by: 'off_province', provinces: ['15'] })

let house: EventHouse
beforeEach(async () => {
  house = await openEventHouse()
  await house.says(HOA, 'xin chao')
})
afterEach(() => house.close())

const supported = async (code = 'S001', more: Readonly<Record<string, string | number | null>> = {}) => {
  const [[contact]] = (await house.sql('select id from contacts')) as [[string]]
  const row: Record<string, string | number | null> = {
    ...{ id: `case_${code}`, code, kind: 'hardship', status: 'supported', danger: 0, commune: '03013', province: '15' },
    ...{ contact_id: contact, matter: `|self${code}`, report: '{}', score: 50, reasons: '[]', unread: 0 },
    ...{ opened_at: house.now(), updated_at: house.now(), version: 1, ...more },
  }
  const quoted = (value: string | number | null) =>
    value === null ? 'null' : typeof value === 'number' ? String(value) : `'${value}'`
  await house.sql(
    `insert into cases (${Object.keys(row).join(', ')}) values (${Object.values(row).map(quoted).join(', ')})`,
  )
  await house.sql(`insert into case_entries (case_id, kind, actor, data, at)
    values ('case_${code}', 'status', 'off_1', '{"from":"decided","to":"supported"}', ${house.now()})`)
}
const seenBy = async (scope: typeof COMMUNE) =>
  (await house.ports.store.cases.list(scope, {}, { limit: 50, offset: 0 })).rows
const asked = async () => (await house.announced()).map(({ text }) => text)
const inEightDays = async () => {
  house.wait(8 * DAY_MS)
  await house.sweep()
}

describe('the question', () => {
  it('comes once, days after, in one SMS that says how to answer and how to stop', async () => {
    await supported()
    house.wait(6 * DAY_MS)
    await house.sweep()
    expect(await asked()).toEqual([])
    house.wait(2 * DAY_MS)
    await house.sweep()
    house.wait(DAY_MS)
    await house.sweep()
    const [text = '', ...more] = await asked()
    expect(more).toEqual([])
    expect(text).toContain('HT S001')
    for (const line of ['1 Du, dung', '2 Thieu hoac sai', '3 Chua nhan', 'NGUNG']) expect(text).toContain(line)
    expect(text.length).toBeLessThanOrEqual(160)
  })

  it('does not come at night', async () => {
    await supported()
    house.wait(8 * DAY_MS)
    house.goTo(23)
    expect(await askAboutSupport(house.ports)).toBe(0)
    house.goTo(8)
    expect(await askAboutSupport(house.ports)).toBe(1)
  })

  it.for([
    ['told for a neighbour', { report: '{"forWhom":"neighbour"}' }],
    ['not given yet', { status: 'decided' }],
    ['a question', { kind: 'question' }],
  ] as const)('is not asked of what is %s', async ([, more]) => {
    await supported('S001', more)
    await inEightDays()
    expect(await asked()).toEqual([])
  })

  it('is not asked of who said stop, nor while an official speaks with them, nor where an event is open', async () => {
    await supported('S001', { commune: 'demo', province: null })
    await house.sql('update contacts set paused_at = 1')
    house.wait(8 * DAY_MS)
    expect(await askAboutSupport(house.ports)).toBe(0)
    await house.sql('update contacts set paused_at = null')
    const event = await house.storm()
    expect(await askAboutSupport(house.ports)).toBe(0)
    await house.sql(`update disasters set status = 'closed' where id = '${event}'`)
    await house.sql('update addresses set stopped_at = 1')
    expect(await askAboutSupport(house.ports)).toBe(0)
    expect(await house.sql('select asked_at from support_checks')).toEqual([[0]])
  })

  it('two sweeps at once ask once', async () => {
    await supported()
    house.wait(8 * DAY_MS)
    const both = await Promise.all([askAboutSupport(house.ports), askAboutSupport(house.ports)])
    expect(both[0] + both[1]).toBe(1)
  })
})

describe('the answer', () => {
  it.for(['1', 'du roi'])('%s confirms the case, and nothing more is asked', async (says) => {
    await supported()
    await inEightDays()
    expect(await house.says(HOA, says)).toContain('nhan du')
    expect(await house.sql('select status from cases')).toEqual([['confirmed']])
    expect(await house.sql('select answer from support_checks')).toEqual([['full']])
    expect(await house.says(HOA, '3')).not.toContain('Cap tinh')
  })

  it.for([
    ['2', 'part'],
    ['3', 'none'],
    ['chua nhan duoc gi', 'none'],
    ['con thieu', 'part'],
  ] as const)('%s becomes a case of the province that the desk does not see', async ([says, answer]) => {
    await supported()
    await inEightDays()
    expect(await house.says(HOA, says)).toContain('Cap tinh')
    expect(await house.sql('select answer from support_checks')).toEqual([[answer]])
    expect((await seenBy(COMMUNE)).map(({ code }) => code)).toEqual(['S001'])
    const above = (await seenBy(PROVINCE)).find(({ code }) => code !== 'S001')
    expect(above).toMatchObject({ kind: 'question', commune: null, province: '15', assignee: null, dueAt: null })
    expect(await house.sql("select status, unread, organisation from cases where code = 'S001'")).toEqual([
      ['supported', 0, null],
    ])
    const own = await house.sql("select count(*) from case_entries where case_id = 'case_S001'")
    expect(own).toEqual([[1]])
    const [[story]] = (await house.sql("select data from case_entries where kind = 'opened'")) as [[string]]
    expect(JSON.parse(story)).toMatchObject({ about: 'S001', help: answer, words: [says] })
    const hidden = await house.ports.store.cases.list(COMMUNE, { id: above?.id ?? '' }, { limit: 1, offset: 0 })
    expect(hidden.rows).toEqual([])
  })

  it('less than all is not in the talk as the desk reads it, and is as the province does', async () => {
    await supported('S001', { commune: 'demo', province: null })
    await inEightDays()
    await house.says(HOA, 'chua nhan duoc gi')
    await house.says(HOA, 'MENU')
    const [[contact]] = (await house.sql('select id from contacts')) as [[string]]
    const { store } = house.ports
    const desk = grantScope({ by: 'off_commune', communes: ['demo'] })
    const above = grantScope({ by: 'off_above', communes: ['demo'], provinces: ['15'] })
    for (const [scope, isTold] of [
      [desk, false],
      [above, true],
    ] as const) {
      const log = await store.people.messages(scope, contact, { limit: 50, offset: 0 })
      const person = await store.people.get(scope, contact, 50)
      const file = await store.cases.get(scope, 'S001')
      for (const said of [log?.lines, person?.messages, file?.messages]) {
        const words = JSON.stringify(said)
        expect([isTold, words.includes('chua nhan'), words.includes('Cap tinh')]).toEqual([isTold, isTold, isTold])
        expect(words).toContain('MENU')
        expect(words).toContain('HT S001')
      }
      expect(log?.total).toBe(log?.lines.length)
    }
  })

  it('all of it stands in the talk, as the case itself says so', async () => {
    await supported('S001', { commune: 'demo', province: null })
    await inEightDays()
    await house.says(HOA, 'du roi')
    const desk = grantScope({ by: 'off_commune', communes: ['demo'] })
    expect(JSON.stringify((await house.ports.store.cases.get(desk, 'S001'))?.messages)).toContain('du roi')
  })

  it('no alert of lateness goes to the desk', async () => {
    await supported()
    await inEightDays()
    await house.says(HOA, '3')
    house.wait(30 * DAY_MS)
    await house.sweep()
    const late = await house.sql(
      "select count(*) from cases where matter like '|support:%' and escalated_at is not null",
    )
    expect(late).toEqual([[0]])
  })

  it('a later question of theirs is a case of the commune, not added to that of the province', async () => {
    await supported()
    await inEightDays()
    await house.says(HOA, '3')
    await house.says(HOA, 'GAP CAN BO')
    await house.says(HOA, 'toi muon hoi viec khac')
    const matters = await house.sql("select matter from cases where kind = 'question' order by matter")
    expect(matters.map(([matter]) => matter)).toContain('|support:S001')
    expect(matters.map(([matter]) => matter)).toContain('|question')
  })

  it('a "3" that nobody asked for is no answer', async () => {
    await supported()
    await house.says(HOA, '3')
    expect(await house.sql("select count(*) from cases where kind = 'question'")).toEqual([[0]])
  })
})
