/** Words on the state's work from message to row by the real path: kept as told, routed, and of who hides nothing left to link. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type EventHouse, openEventHouse } from './event-house.ts'

const HOA = '+84912000001'
const TU = '+84912000003'
const WORDS = 'binh xet ho ngheo thon toi chua cong bang'

let house: EventHouse
beforeEach(async () => {
  house = await openEventHouse()
})
afterEach(() => house.close())

const talk = async (person: string, ...lines: readonly string[]) => {
  let answer = ''
  for (const line of lines) answer = await house.says(person, line)
  return answer
}
const rows = (what: string) => house.sql(`select ${what} from feedback order by at, text`)

describe('an opinion', () => {
  it('is kept the moment it is told, and is not opened as a case', async () => {
    await talk(HOA, 'GOP Y', WORDS)
    expect(await rows('status, text, level, commune')).toEqual([['draft', WORDS, 'province', 'demo']])
    expect(await house.sql('select code from cases')).toEqual([])
  })

  it('on how a programme was carried out goes to its commune, with stars and a code that the person is told', async () => {
    // The words say that it is about how it was done: only stars and wish are asked.
    const receipt = await talk(HOA, 'GOP Y', WORDS, '2', '1')
    const [[code]] = (await rows('code')) as [[string]]
    expect(code).toMatch(/^[0-9A-Z]{4}$/)
    expect(receipt).toContain(`GY ${code}`)
    expect(await rows('kind, rating, wish, status, level')).toEqual([['delivery', 2, 'answer', 'new', 'commune']])
    expect(await house.sql('select count(*) from feedback where contact_id is not null')).toEqual([[1]])
  })

  it('about conduct goes one level up, never to the desk complained about', async () => {
    await talk(HOA, 'PHAN ANH', 'can bo xa nat nat toi khi toi hoi tien tro cap', '3', '2')
    expect(await rows('kind, level')).toEqual([['conduct', 'province']])
  })

  it('left lying is no longer a draft when the person tells another', async () => {
    await talk(HOA, 'GOP Y', WORDS, '0', 'GOP Y', 'can bo thon rat nhiet tinh voi ba con')
    expect((await rows('text, status')).map((row) => row.join(' · '))).toEqual([
      `${WORDS} · new`,
      'can bo thon rat nhiet tinh voi ba con · draft',
    ])
  })
})

describe('somebody who hides', () => {
  const hide = () => talk(HOA, 'GOP Y', WORDS, '3', '3')

  it('is told so, and gets no code', async () => {
    expect(await hide()).not.toMatch(/GY [0-9A-Z]{4}/)
  })

  it('leaves a row without contact or code, and only the day of it', async () => {
    await hide()
    expect(await rows('contact_id, code, wish, at')).toEqual([
      [null, null, 'hidden', Date.parse('2026-11-24T00:00:00+07:00')],
    ])
  })

  it('leaves neither words nor steps nor questions of the talk anywhere else in the database', async () => {
    await hide()
    await house.sweep()
    const tables = (await house.sql("select name from sqlite_schema where type = 'table'")).map(([name]) =>
      String(name),
    )
    for (const table of tables.filter(
      (name) => !['feedback', 'migrations'].includes(name) && !name.startsWith('sqlite_'),
    )) {
      const found = JSON.stringify(await house.sql(`select * from "${table}"`))
      expect(found, table).not.toContain(WORDS)
      expect(found, table).not.toContain('conduct')
      expect(found, table).not.toContain('feedback')
    }
    // What is left says that this person wrote, and no more.
    expect(await house.sql('select distinct content from inbound_messages')).toEqual([
      ['{"kind":"unreadable","what":"withheld"}'],
    ])
    const questions = await house.sql("select text from deliveries where text like '%Thai do can bo%'")
    expect(questions).toEqual([])
  })

  it('cannot be found by the order in which rows were written', async () => {
    for (let i = 0; i < 12; i++) await talk(`+8491200${100 + i}`, 'GOP Y', `${WORDS} so ${i}`, '4', '3')
    const order = (await house.sql('select text from feedback order by rowid')).map(([text]) => String(text))
    expect(order).toHaveLength(12)
    expect(order).not.toEqual([...order].sort((a, b) => Number(a.split(' ').at(-1)) - Number(b.split(' ').at(-1))))
  })

  it('keeps what they wrote before and after that talk', async () => {
    await talk(HOA, 'xin chao')
    await hide()
    await talk(HOA, 'HUU TRI')
    const kept = await house.sql("select json_extract(content, '$.text') from inbound_messages order by received_at")
    expect(kept.map(([text]) => text)).toEqual(['xin chao', null, null, null, null, 'HUU TRI'])
  })

  it('cannot be linked by hand either: the database refuses', async () => {
    await hide()
    const link = house.sql('update feedback set contact_id = (select id from contacts limit 1)')
    await expect(link).rejects.toThrow(/feedback_hidden|CHECK|constraint/i)
    await expect(house.sql('update feedback set at = at + 1')).rejects.toThrow(/CHECK|constraint/i)
  })

  it('does not take along what others told', async () => {
    await talk(TU, 'GOP Y', 'xin them lop hoc may cho chi em', '4', '1')
    await hide()
    expect(await house.sql('select count(*) from feedback where contact_id is not null')).toEqual([[1]])
    expect(await house.sql("select count(*) from inbound_messages where content like '%xin them lop%'")).toEqual([[1]])
  })
})
