/** Helping hands from message to message: no words without a yes, no number over without two, and money never. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { withoutNumbers } from '../../src/core/pledge.ts'
import {
  closePledge,
  enterPledge,
  listPledges,
  openPledge,
  type PledgeFile,
  verifyPledge,
} from '../../src/service/pledge-desk.ts'
import { finishMatch, introduce, matchPledge, noteShare } from '../../src/service/pledge-match.ts'
import { type EventHouse, officialOf, openEventHouse } from './event-house.ts'

const GIVER = '+84912000001'
const NEEDER = '+84912000002'
const officer = officialOf('commune_officer')
const foreign = officialOf('commune_officer', ['03013'])

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
const offer = () => talk(GIVER, 'UNG HO', '1', 'co', '20 cai chan am, lien he 0912 000 001', 'Hoa Ban')
async function need(more = ''): Promise<string> {
  await talk(NEEDER, `bao lam sap nha toi o xa La Lanh, nha 4 nguoi ${more}`)
  await house.sql(`update cases set status = 'verified', report = json_set(report, '$.name', 'Vừ Thị Mai')`)
  const [[code]] = (await house.sql('select code from cases')) as [[string]]
  return code
}
async function file(): Promise<PledgeFile> {
  const { rows } = await listPledges(house.ports, officer, {})
  const found = await openPledge(house.ports, officer, rows[0]?.code ?? '')
  if (found === null) throw new Error('no pledge')
  return found.file
}
async function matched(): Promise<string> {
  await offer()
  const code = await need()
  expect(await verifyPledge(house.ports, officer, await file())).toBe('done')
  expect(await matchPledge(house.ports, officer, await file(), code)).toBe('done')
  return (await file()).matches[0]?.id ?? ''
}
const told = async (person: string) =>
  (await house.announced()).filter(({ to }) => to === person).map(({ text }) => text.split('\n').slice(1).join(' '))

describe('an offer by message', () => {
  it('is put right by SỬA and LẠI and kept once, under its code; another UNG HO is another offer', async () => {
    await offer()
    const all = () => house.sql('select code, kind, text, giver, status from pledges order by at, id')
    const [[code]] = (await all()) as [[string]]
    // A guard against loops would take so many messages at once for a machine's.
    house.wait(3_600_000)
    await talk(GIVER, 'LAI', 'LAI')
    expect(await talk(GIVER, '30 cai chan am')).toContain(`ma UH ${code}`)
    await talk(GIVER, 'Hoa Hong')
    expect(await all()).toEqual([[code, 'goods', '30 cai chan am', 'Hoa Hong', 'new']])
    house.wait(3_600_000)
    await talk(GIVER, 'UNG HO', '3', 'co', 'xe tai 2 tan', 'SUA', 'xe tai 5 tan', 'Hoa Hong')
    expect((await all()).map(([, kind, text]) => [kind, text])).toEqual([
      ['goods', '30 cai chan am'],
      ['transport', 'xe tai 5 tan'],
    ])
  })

  it('that an official had checked is checked anew once it says something else', async () => {
    await offer()
    expect(await verifyPledge(house.ports, officer, await file())).toBe('done')
    await talk(GIVER, 'LAI', 'LAI', '50 cai chan am')
    expect((await file()).line).toMatchObject({ status: 'new', text: '50 cai chan am' })
  })

  it('is kept only after a yes, without long numbers, under a code, in the commune of its office', async () => {
    expect(await talk(GIVER, 'UNG HO', '1', 'co')).toContain('Minh giup gi')
    expect(await house.sql('select * from pledges')).toEqual([])
    await talk(GIVER, '20 cai chan am, tai khoan 0123 4567 8901', 'Hoa Ban')
    const rows = await house.sql(
      'select kind, text, giver, commune, status, wording, inbound_id is not null from pledges',
    )
    expect(rows).toEqual([['goods', '20 cai chan am, tai khoan …', 'Hoa Ban', 'demo', 'new', 'pledge:ask_consent', 1]])
    expect(await house.sql(`select count(*) from events where data like '%chan am%'`)).toEqual([[0]])
  })

  it('without a yes leaves nothing', async () => {
    await talk(GIVER, 'UNG HO', '3', 'khong')
    expect(await house.sql('select * from pledges')).toEqual([])
  })

  it('of money is answered with the Fatherland Front alone, and nothing is kept or asked', async () => {
    const answer = await talk(GIVER, 'UNG HO', '4')
    expect(answer).toContain('Mat tran To quoc')
    expect(answer).not.toMatch(/\?/)
    expect(await house.sql('select * from pledges')).toEqual([])
  })

  it('is taken back by message, and then stands as taken back', async () => {
    await offer()
    expect(await talk(GIVER, 'THOI UNG HO')).toContain('Da thoi.')
    expect((await file()).line).toMatchObject({ status: 'closed', closedReason: 'withdrawn' })
    expect(await talk(GIVER, 'THOI UNG HO')).toContain('khong giu loi giup nao')
  })
})

describe('a match', () => {
  it('asks both by one message each that names neither', async () => {
    await matched()
    const [, asksGiver] = await told(GIVER)
    const [asksNeeder] = await told(NEEDER)
    expect(asksGiver).toMatch(/^Co ho can do dung, luong thuc \(UH \w{4}\), .* CHO SO la co, KHONG CHO SO la khong\.$/)
    expect(asksNeeder).toMatch(/^Co nguoi muon giup ho minh do dung, luong thuc \(HT \w{4}\)/)
    for (const text of [asksGiver, asksNeeder]) expect(text).not.toMatch(/0?912000|Mai|Hoa Ban/)
  })

  it('gives each the other’s name and number once both said yes, and not before', async () => {
    const id = await matched()
    expect(await introduce(house.ports, officer, await file(), id)).toEqual({ refused: 'no_consent' })
    expect(await talk(GIVER, 'cho số')).toContain('Da ghi la dong y')
    expect(await introduce(house.ports, officer, await file(), id)).toEqual({ refused: 'no_consent' })
    expect(await talk(NEEDER, 'CHO SO')).toContain('Da ghi la dong y')
    expect(await introduce(house.ports, officer, await file(), id)).toBe('done')
    expect((await told(GIVER)).at(-1)).toContain('Vu Thi Mai, Xa La Lanh, so 0912000002')
    expect((await told(NEEDER)).at(-1)).toContain('Hoa Ban, so 0912000001')
    expect(await talk(NEEDER, 'KHONG CHO SO')).toContain('da dua cho ben kia tu truoc')
    expect(await finishMatch(house.ports, officer, await file(), id, 'done')).toBe('done')
    const story = (await file()).entries.map(({ what }) => what)
    expect(story).toEqual([
      ...['told', 'named', 'verified', 'matched', 'share_yes', 'share_yes', 'introduced', 'share_no', 'done'],
    ])
    const audit = (await house.sql('select action from audit order by seq'))
      .flat()
      .filter((one) => one !== 'pledge_opened')
    expect(audit).toEqual(['pledge_verified', 'pledge_matched', 'pledge_introduced', 'pledge_match_done'])
  })

  it('goes nowhere when one side says no, and each is told kindly', async () => {
    const id = await matched()
    await talk(GIVER, 'CHO SO')
    expect(await talk(NEEDER, 'khong cho so')).toContain('khong dua ten va so may')
    expect(await introduce(house.ports, officer, await file(), id)).toEqual({ refused: 'no_consent' })
    expect(await finishMatch(house.ports, officer, await file(), id, 'ended')).toBe('done')
    expect((await told(GIVER)).at(-1)).toContain('lan nay chua noi duoc voi ho kia')
    expect((await told(NEEDER)).at(-1)).toContain('Vu cua ba con xa van lo tiep')
    expect(await talk(NEEDER, 'CHO SO')).toContain('Hien xa khong hoi')
  })

  it('asks the household itself where a neighbour reported, and notes an official’s word only with how it was asked', async () => {
    await offer()
    const code = await need()
    await house.sql(`update cases set report = json_set(report, '$.forWhom', 'neighbour')`)
    await verifyPledge(house.ports, officer, await file())
    await matchPledge(house.ports, officer, await file(), code)
    const [match] = (await file()).matches
    const share = match?.shares.find(({ side }) => side === 'needer')
    expect(share?.answer).toBe('unasked')
    expect(await talk(NEEDER, 'CHO SO')).toContain('Hien xa khong hoi')
    const said = { shareId: share?.id ?? '', answer: 'yes' as const }
    expect(await noteShare(house.ports, officer, await file(), { ...said, how: ' ' })).toEqual({
      refused: 'consent_needed',
    })
    expect(await noteShare(house.ports, officer, await file(), { ...said, how: 'hỏi tại nhà' })).toBe('done')
    await talk(GIVER, 'CHO SO')
    expect(await introduce(house.ports, officer, await file(), match?.id ?? '')).toBe('done')
    // The neighbour's number is nobody's to give.
    const words = (await told(GIVER)).at(-1)
    expect(words).toContain('Can bo xa se hen va dan minh den')
    expect(words).not.toContain('0912000002')
    expect(await told(NEEDER)).toEqual([])
  })

  it('is not for what nobody has verified, is over, or lies elsewhere', async () => {
    await offer()
    const code = await need()
    expect(await matchPledge(house.ports, officer, await file(), code)).toEqual({ refused: 'not_now' })
    await verifyPledge(house.ports, officer, await file())
    await house.sql(`update cases set status = 'seen'`)
    expect(await matchPledge(house.ports, officer, await file(), code)).toEqual({ refused: 'not_verified' })
    await house.sql(`update cases set status = 'verified', commune = '03013', province = '15'`)
    expect(await matchPledge(house.ports, officer, await file(), code)).toEqual({ refused: 'no_such_case' })
    expect(await house.sql('select * from pledge_shares')).toEqual([])
  })

  it('sends no word to whoever said STOP: an official must ask them', async () => {
    await offer()
    await talk(GIVER, 'STOP')
    const code = await need()
    await verifyPledge(house.ports, officer, await file())
    await matchPledge(house.ports, officer, await file(), code)
    expect((await file()).matches[0]?.shares.map(({ side, answer }) => `${side} ${answer}`)).toEqual([
      ...['giver unasked', 'needer asked'],
    ])
  })
})

describe('an offer at the desk', () => {
  const form = {
    kind: 'transport',
    text: 'xe tải 2 tấn',
    giver: 'HTX Đại Đồng',
    phone: '0987 654 321',
    commune: 'demo',
  }

  it('is noted with how the giver agreed, and stands as looked at', async () => {
    expect(await enterPledge(house.ports, officer, { ...form, how: '' })).toEqual({ refused: 'consent_needed' })
    expect(await enterPledge(house.ports, officer, { ...form, how: 'x', phone: '12' })).toEqual({ refused: 'phone' })
    expect(await enterPledge(house.ports, foreign, { ...form, how: 'x' })).toEqual({ refused: 'place' })
    expect(await enterPledge(house.ports, officer, { ...form, how: 'x', kind: 'money' })).toEqual({
      refused: 'incomplete',
    })
    expect(await enterPledge(house.ports, officer, { ...form, how: 'hỏi tại bàn' })).toEqual({
      code: expect.anything(),
    })
    expect((await file()).line).toMatchObject({ status: 'verified', phone: '+84987654321', how: 'hỏi tại bàn' })
    expect(await closePledge(house.ports, officer, await file(), 'not_needed')).toBe('done')
    expect(await closePledge(house.ports, officer, await file(), 'given')).toEqual({ refused: 'not_now' })
  })

  it('is nobody’s of another commune', async () => {
    await offer()
    expect((await listPledges(house.ports, foreign, {})).total).toBe(0)
    expect(await openPledge(house.ports, foreign, (await file()).line.code)).toBeNull()
    expect((await listPledges(house.ports, officialOf('policy_staff'), {})).total).toBe(0)
  })
})

it.for([
  ['tk 0123456789', 'tk …'],
  ['so 0912 345 678 goi nhe', 'so … goi nhe'],
  ['100.000.000 dong', '… dong'],
  ['20 cai chan, 5 bao gao 25 kg', '20 cai chan, 5 bao gao 25 kg'],
  ['ngay 24/11', 'ngay 24/11'],
] as const)('%s is kept as %s', ([text, kept]) => {
  expect(withoutNumbers(text)).toBe(kept)
})
