/** A poll from the form to its results by the real path: asked once a person by day, one answer each, while it is open. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  askPolls,
  closePoll,
  listPolls,
  makePoll,
  openPoll,
  type PollForm,
  previewPoll,
} from '../../src/service/polls.ts'
import { type EventHouse, officialOf, openEventHouse } from './event-house.ts'

const HOA = '+84912000001'
const LAN = '+84912000002'
const DAY_MS = 86_400_000
const leader = officialOf('commune_leader')
const stranger = officialOf('commune_leader', ['00004'])

let house: EventHouse
beforeEach(async () => {
  house = await openEventHouse()
  for (const person of [HOA, LAN]) await house.says(person, 'xin chao')
  house.wait(1_000)
})
afterEach(() => house.close())

const form = (more: Partial<PollForm> = {}): PollForm => ({
  ...{ question: 'Nên họp thôn ngày nào?', options: ['Thứ bảy', 'Chủ nhật'], communes: ['demo'], topic: '' },
  ...{ closesAt: house.now() + 5 * DAY_MS, ...more },
})
const ask = async (more: Partial<PollForm> = {}) => {
  const made = await makePoll(house.ports, leader, form(more))
  if (!('done' in made)) throw new Error(`no poll: ${made.refused}`)
  return made.done
}
const answers = async () =>
  (await house.sql('select answer from poll_asks where answer is not null order by answer')).map(([answer]) => answer)

describe('asking', () => {
  it('reaches everybody of the audience once, in one SMS with numbered answers and how to stop', async () => {
    await ask()
    await askPolls(house.ports)
    await askPolls(house.ports)
    const sent = await house.announced()
    expect(sent.map(({ to }) => to)).toEqual([HOA, LAN])
    for (const part of ['Nen hop thon ngay nao?', '1 Thu bay', '2 Chu nhat', 'NGUNG'])
      expect(sent[0]?.text).toContain(part)
  })

  it('two sweeps at once ask nobody twice', async () => {
    await ask()
    await Promise.all([askPolls(house.ports), askPolls(house.ports)])
    expect(await house.announced()).toHaveLength(2)
  })

  it('waits for the day and for the end of an event, and leaves out who said stop and who did not subscribe', async () => {
    await house.says(LAN, 'NGUNG')
    await ask()
    const storm = await house.storm()
    expect(await askPolls(house.ports)).toBe(0)
    await house.sql(`update disasters set status = 'closed' where id = '${storm}'`)
    house.goTo(23)
    expect(await askPolls(house.ports)).toBe(0)
    house.goTo(8)
    expect(await askPolls(house.ports)).toBe(1)
    house.wait(8 * DAY_MS)
    await ask({ topic: 'credit' })
    expect(await askPolls(house.ports)).toBe(0)
  })

  it('asks each of one poll a week at most', async () => {
    await ask()
    await ask({ question: 'Câu khác?' })
    expect(await askPolls(house.ports)).toBe(2)
  })

  it('asks those passed by in a later round, once a day until it closes, and says how many wait', async () => {
    await ask()
    await askPolls(house.ports)
    const second = await ask({ question: 'Câu khác?', closesAt: house.now() + 20 * DAY_MS })
    const passedBy = async () => (await openPoll(house.ports, leader, second))?.poll.passedBy
    expect(await askPolls(house.ports)).toBe(0)
    expect(await passedBy()).toBe(2)
    house.wait(8 * DAY_MS)
    await house.sql('update contacts set paused_at = 1 where id = (select min(id) from contacts)')
    expect(await askPolls(house.ports)).toBe(1)
    expect(await passedBy()).toBe(1)
    await house.sql('update contacts set paused_at = null')
    // The round of this day is over.
    expect(await askPolls(house.ports)).toBe(0)
    house.wait(DAY_MS)
    expect(await askPolls(house.ports)).toBe(1)
    expect(await passedBy()).toBe(0)
    const asked = (await house.announced()).filter(({ text }) => text.includes('Cau khac?'))
    expect(asked.map(({ to }) => to).sort()).toEqual([HOA, LAN])
  })
})

describe('an answer', () => {
  it('is counted once, for the poll the person was asked, while it is open', async () => {
    const id = await ask()
    await askPolls(house.ports)
    expect(await house.says(HOA, '2')).toContain('Cam on')
    await house.says(HOA, '1')
    expect(await answers()).toEqual([2])
    await closePoll(house.ports, leader, id)
    await house.says(LAN, '1')
    expect(await answers()).toEqual([2])
  })

  it('is no bare number that answers something else, and none that the poll does not have', async () => {
    await house.says(HOA, 'VAY VON')
    await ask()
    await askPolls(house.ports)
    await house.says(HOA, 'VAY VON')
    await house.says(HOA, '1')
    await house.says(LAN, '3')
    expect(await answers()).toEqual([])
  })

  it('is not asked for any more once the poll is closed: what has not left stays', async () => {
    const id = await ask()
    await askPolls(house.ports)
    await closePoll(house.ports, leader, id)
    await house.sweep()
    expect((await house.announced()).map(({ status }) => status)).toEqual(['stopped', 'stopped'])
  })

  it('of somebody who was not asked counts nothing', async () => {
    await ask()
    await house.says(HOA, '1')
    expect(await answers()).toEqual([])
  })
})

describe('officials', () => {
  it('see polls of their own communes alone', async () => {
    const id = await ask()
    expect((await listPolls(house.ports, leader)).map((one) => one.id)).toEqual([id])
    expect(await listPolls(house.ports, stranger)).toEqual([])
    expect(await openPoll(house.ports, stranger, id)).toBeNull()
    expect(await closePoll(house.ports, stranger, id)).toBe('missing')
    expect(await openPoll(house.ports, leader, 'poll_none')).toBeNull()
  })

  it.for([
    ['no question', { question: ' ' }, 'empty'],
    ['one answer', { options: ['Có'] }, 'bad_options'],
    ['six answers', { options: ['a', 'b', 'c', 'd', 'e', 'f'] }, 'bad_options'],
    ['a link', { question: 'Xem www.xa.vn?' }, 'holds_link'],
    ['a commune of others', { communes: ['00004'] }, 'no_commune'],
    ['no commune', { communes: [] }, 'no_commune'],
    ['a time that is over', { closesAt: 1 }, 'bad_time'],
    ['no time', { closesAt: null }, 'bad_time'],
  ] as const)('are refused %s', async ([, more, refused]) => {
    expect(await makePoll(house.ports, leader, form(more))).toEqual({ refused })
    expect(await house.sql('select count(*) from polls')).toEqual([[0]])
  })

  it('may ask for one to five, within two parts of SMS', async () => {
    const ready = await previewPoll(house.ports, leader, form({ options: [], question: 'Cán bộ xã phục vụ thế nào?' }))
    expect('shown' in ready && ready.shown).toContain('5 Rat tot')
  })
})
