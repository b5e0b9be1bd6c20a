/** What we start ourselves, to somebody who chose a language pack: in it where it has the words and they fit, else in Vietnamese. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createBroadcast } from '../../src/service/broadcast-acts.ts'
import { openBroadcast } from '../../src/service/broadcast-desk.ts'
import { broadcastLooks } from '../../src/service/broadcast-look.ts'
import { tryBroadcast } from '../../src/service/broadcast-trial.ts'
import { rendered, statusNotice } from '../../src/service/case-notices.ts'
import { askPolls, makePoll } from '../../src/service/polls.ts'
import { type BroadcastHouse, done, NOTICE, openBroadcastHouse } from './broadcast-house.ts'
import { silencePack, speakPack } from './speak-pack.ts'

const KHMER = '+84912000001'
const VIET = '+84912000002'
const PACK = {
  'common:from': '[km] ខ្មែរ {{speaker}}:',
  'check-in:question': '[km] {{event}}, safe?',
  'broadcast:from': '[km] {{speaker}}:',
  'broadcast:check': '[km] KT {{code}}',
  'poll:question': '[km] {{question}}',
  'case:seen': '[km] {{code}} seen',
}

let house: BroadcastHouse
beforeEach(async () => {
  house = await openBroadcastHouse()
  await speakPack(house.ports, 'km', PACK)
  expect(await house.says(KHMER, 'tieng khmer')).toContain('[km] ready')
  await house.says(VIET, 'xin chao')
  house.wait(60_000)
})
afterEach(() => house.close())

const to = async (person: string) =>
  (await house.announced()).filter((one) => one.to === person).map(({ text }) => text)

describe('monitoring questions', () => {
  it('are asked in the pack with its letters, and key by key in Vietnamese where it has none', async () => {
    await house.storm()
    await house.sweep()
    const [asked = ''] = await to(KHMER)
    expect(asked).toContain('[km] ខ្មែរ')
    expect(asked).toContain('[km] Bão số 12, safe?')
    // Not translated: Vietnamese, with its marks, for the message has other letters anyway.
    expect(asked).toContain('1 An toàn')
    const [other = ''] = await to(VIET)
    expect(other).not.toContain('[km]')
    expect(other).toContain('1 An toan')
  })

  it('that would take two messages in the pack are asked in Vietnamese', async () => {
    await speakPack(house.ports, 'km', { ...PACK, 'check-in:question': `[km] {{event}} ${'ក'.repeat(130)}` })
    await house.storm()
    await house.sweep()
    const [asked = ''] = await to(KHMER)
    expect(asked).not.toContain('[km]')
    expect(asked).toContain('1 An toan')
  })

  it('are asked in Vietnamese once the mark was taken back', async () => {
    await silencePack(house.ports, 'km')
    await house.storm()
    await house.sweep()
    expect((await to(KHMER)).join()).not.toMatch(/\[km\]|ខ្មែរ/)
    expect(await to(KHMER)).toHaveLength(1)
  })

  it('of a poll keep what the official wrote', async () => {
    const form = { question: 'Họp ngày nào?', options: ['Thứ bảy', 'Chủ nhật'], communes: ['demo'], topic: '' }
    const made = await makePoll(house.ports, house.leader, { ...form, closesAt: house.now() + 5 * 86_400_000 })
    expect(made).toHaveProperty('done')
    await askPolls(house.ports)
    expect((await to(KHMER))[0]).toContain('[km] Họp ngày nào?')
    expect((await to(VIET))[0]).toContain('Hop ngay nao?')
  })
})

describe('a change of a case', () => {
  it('is told in the pack', async () => {
    const who = { address: { kind: 'sms' as const, value: KHMER }, cameBy: 'simulator' as const, stopped: false }
    const person = { ...who, language: 'vi' as const, accents: false, organisation: null }
    const told = async (pack: string | null) =>
      (await rendered(house.ports, { ...person, pack }, [statusNotice('hardship', 'seen', '7Q2F')], false))?.messages
    expect((await told('km'))?.map(({ text }) => text)).toEqual([expect.stringContaining('[km] 7Q2F seen')])
    expect((await told(null))?.[0]?.text).not.toContain('[km]')
    expect((await told('hmn'))?.[0]?.text).not.toContain('[km]')
  })
})

describe('a broadcast', () => {
  const words = { vi: 'Phát gạo ở nhà văn hóa.', packs: { km: '[km] ស្រូវ words' } }

  it('goes out in the words that officials wrote in the language, framed by the pack', async () => {
    await house.approved({ ...NOTICE, words })
    for (let i = 0; i < 4; i++) await house.sweep()
    const [said = ''] = await to(KHMER)
    expect(said).toMatch(/^\[km\] .*:\n\[km\] ស្រូវ words\n\[km\] KT \d{6}/s)
    expect((await to(VIET))[0]).toContain('Phat gao o nha van hoa.')
    expect((await to(VIET))[0]).not.toContain('[km]')
  })

  it('without such words, or once the mark was taken back, goes out in Vietnamese throughout', async () => {
    await house.approved({ ...NOTICE, words: { vi: words.vi } })
    for (let i = 0; i < 4; i++) await house.sweep()
    expect((await to(KHMER))[0]).toContain('Phat gao o nha van hoa.')
    expect((await to(KHMER))[0]).not.toContain('[km]')
    await house.approved({ ...NOTICE, words: { ...words, vi: 'Lần hai.' } })
    await silencePack(house.ports, 'km')
    for (let i = 0; i < 4; i++) await house.sweep()
    expect((await to(KHMER))[1]).toContain('Lan hai.')
    expect((await to(KHMER))[1]).not.toContain('[km]')
  })

  it('shows how it looks in the language, is refused where that is too long, and comes as a test', async () => {
    const { ports, author } = house
    const id = done(await createBroadcast(ports, author, { ...NOTICE, words }))
    const draft = (await openBroadcast(ports, author, id))?.broadcast
    if (draft === undefined) throw new Error('no draft')
    const looks = await broadcastLooks(ports, draft)
    expect(looks.filter(({ pack }) => pack === 'km')[0]).toMatchObject({ kind: 'sms', sms: { encoding: 'UCS-2' } })
    await tryBroadcast(ports, author, id, KHMER)
    const [row] = await house.sql("select text from deliveries where lane = 'replies' order by created_at desc limit 1")
    expect(String(row?.[0])).toContain('[km] ស្រូវ words')
    const long = { ...words, packs: { km: 'ក'.repeat(140) } }
    expect(await createBroadcast(ports, author, { ...NOTICE, words: long })).toMatchObject({ refused: 'words_long' })
  })

  it.each([
    ['a language that nobody asks for', { xx: 'words' }, 'unreadable'],
    ['a link', { km: 'www.abc.vn' }, 'words_unsafe'],
  ])('with %s is refused', async (_, packs, why) => {
    const form = { ...NOTICE, words: { vi: words.vi, packs } }
    expect(await createBroadcast(house.ports, house.author, form)).toMatchObject({ refused: why })
  })

  it('whose check code is texted back is shown in those words', async () => {
    const id = await house.approved({ ...NOTICE, words })
    for (let i = 0; i < 4; i++) await house.sweep()
    const code = (await openBroadcast(house.ports, house.author, id))?.broadcast.code ?? ''
    expect(await house.says(KHMER, `KT ${code}`)).toContain('ស្រូវ words')
    expect(await house.says(VIET, `KT ${code}`)).toContain('Phat gao')
  })
})
