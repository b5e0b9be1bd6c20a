/** Stories of households that got out of poverty, from the telling to the reading, by the real path. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { pagesOf } from '../../src/flows/models.ts'
import {
  beginModel,
  listModels,
  type ModelLine,
  openModel,
  publishModel,
  withdrawModel,
  writeModel,
} from '../../src/service/model-desk.ts'
import { type EventHouse, officialOf, openEventHouse } from './event-house.ts'

const PAO = '+84912000001'
const MAI = '+84912000002'
const officer = officialOf('commune_officer')
const SENTENCE = 'Năm đầu vay mười triệu mua hai con dê, chăm theo lời cán bộ thú y, năm sau đàn dê lên mười con.'
const LONG = `${SENTENCE} ${SENTENCE} ${SENTENCE}`

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
async function line(id: string): Promise<ModelLine> {
  const opened = await openModel(house.ports, officer, id)
  if (opened === null) throw new Error(`no story ${id}`)
  return opened.line
}
async function published(title: string, text: string): Promise<string> {
  const made = await beginModel(house.ports, officer, { title, text, commune: 'demo' })
  if ('refused' in made) throw new Error(made.refused)
  expect(await publishModel(house.ports, officer, await line(made.id), 'đọc tại nhà, đồng ý')).toBe('done')
  house.wait(1_000)
  return made.id
}

describe('reading', () => {
  it('goes a page at a time, then to another story, and ends with how to tell one', async () => {
    await published('Trồng thảo quả', 'Nhà bà Mẩy trồng thảo quả dưới tán rừng, ba năm thì hết nghèo.')
    await published('Nuôi dê', LONG)
    const first = await talk(MAI, 'GUONG')
    expect(first).toContain('Nuoi de. Nam dau vay muoi trieu')
    expect(first).toContain('1 Doc tiep')
    expect(first).not.toContain('thao qua')
    const rest = await talk(MAI, '1', '1')
    expect(rest).toContain('1 Doc chuyen khac')
    expect(rest.match(/Nam dau/g)).toHaveLength(1)
    expect(await talk(MAI, '1')).toContain('Trong thao qua. Nha ba May')
    expect(await talk(MAI, 'MENU', 'GUONG', '2')).toMatch(/Trong thao qua[\s\S]*nhan KE GUONG/)
  })

  it('shows nothing before the household agreed, and nothing any more once it is taken back', async () => {
    const made = await beginModel(house.ports, officer, { title: 'Nuôi dê', text: LONG, commune: 'demo' })
    const id = 'id' in made ? made.id : ''
    expect(await talk(MAI, 'GUONG')).toContain('Chua co chuyen nao')
    expect(await publishModel(house.ports, officer, await line(id), ' ')).toEqual({ refused: 'consent_needed' })
    expect(await publishModel(house.ports, officer, await line(id), 'đồng ý')).toBe('done')
    expect(await talk(MAI, 'GUONG')).toContain('Nuoi de.')
    expect(await writeModel(house.ports, officer, await line(id), { title: 'Nuôi dê', text: 'Khác.' })).toBe('done')
    expect(await talk(MAI, '0', 'GUONG')).toContain('Chua co chuyen nao')
    expect(await withdrawModel(house.ports, officer, await line(id))).toBe('done')
    expect(await writeModel(house.ports, officer, await line(id), { title: 'x', text: 'y' })).toEqual({
      refused: 'not_now',
    })
  })

  it('every message is at most two SMS', async () => {
    await published('N'.repeat(60), LONG)
    await talk(MAI, 'GUONG', '1', '1')
    const [[most]] = (await house.sql('select max(segments) from deliveries')) as [[number]]
    expect(most).toBeLessThanOrEqual(2)
  })
})

describe('telling', () => {
  it('of one’s own home asks first, is written by an official, read out, and taken back by a word', async () => {
    await talk(PAO, 'KE GUONG', '1', 'co', 'nha toi thon Suoi Thau nuoi de, so 0912 345 678')
    const { rows } = await listModels(house.ports, officer, 'nominated')
    expect(rows).toMatchObject([{ whose: 'self', told: 'nha toi thon Suoi Thau nuoi de, so …', commune: 'demo' }])
    const id = rows[0]?.id ?? ''
    expect(await publishModel(house.ports, officer, await line(id), 'x')).toEqual({ refused: 'not_now' })
    await writeModel(house.ports, officer, await line(id), { title: 'Nuôi dê', text: LONG })
    await publishModel(house.ports, officer, await line(id), 'đọc tại nhà')
    const [word] = await house.announced()
    expect(word).toMatchObject({ to: PAO, text: expect.stringContaining('THOI GUONG') })
    expect(await talk(MAI, 'GUONG')).toContain('Nuoi de.')
    await talk(PAO, 'THOI GUONG')
    expect(await talk(MAI, '0', 'GUONG')).toContain('Chua co chuyen nao')
    const audit = (await house.sql('select action from audit order by seq'))
      .flat()
      .filter((one) => one !== 'model_opened')
    expect(audit).toEqual(['model_written', 'model_published'])
  })

  it('without a yes keeps nothing; of another home keeps who is meant and no consent', async () => {
    await talk(PAO, 'KE GUONG', '1', 'khong')
    expect(await house.sql('select * from models')).toEqual([])
    await talk(PAO, 'KE GUONG', '2', 'nha anh Pao trong thao qua')
    expect(await house.sql('select whose, inbound_id, how from models')).toEqual([['other', null, null]])
    expect(await house.sql(`select count(*) from events where data like '%thao qua%'`)).toEqual([[0]])
  })

  it('is nobody’s of another commune', async () => {
    await talk(PAO, 'KE GUONG', '2', 'nha anh Pao trong thao qua')
    const foreign = officialOf('commune_officer', ['03013'])
    expect((await listModels(house.ports, foreign, null)).total).toBe(0)
    const own = await listModels(house.ports, officer, null)
    expect(await openModel(house.ports, foreign, own.rows[0]?.id ?? '')).toBeNull()
    expect(await beginModel(house.ports, foreign, { title: 'x', text: 'y', commune: 'demo' })).toEqual({
      refused: 'place',
    })
  })
})

it.for([
  ['', []],
  ['Một câu.', ['Một câu.']],
  [
    `${'a '.repeat(60).trim()}. ${'b '.repeat(60).trim()}.`,
    [`${'a '.repeat(60).trim()}.`, `${'b '.repeat(60).trim()}.`],
  ],
] as const)('the pages of %s', ([text, pages]) => {
  expect(pagesOf(text)).toEqual(pages)
})

it('no page is longer than fits, and no word is lost', () => {
  const text = `${LONG} ${'dài '.repeat(120)}${'x'.repeat(300)}`
  for (const page of pagesOf(text)) expect(page.length).toBeLessThanOrEqual(180)
  expect(pagesOf(LONG).join(' ')).toBe(LONG)
})
