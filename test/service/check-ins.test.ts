/** An event from its opening to the question whether help has come, on a real database and by the real path. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { systemScope } from '../../src/core/official.ts'
import { checkIns } from '../../src/service/check-ins.ts'
import { closeEvent, editEvent, eventOf } from '../../src/service/disasters.ts'
import { eventPeople, openEventDesk } from '../../src/service/event-desk.ts'
import { type EventHouse, officialOf, openEventHouse } from './event-house.ts'

const HOA = '+84912000001'
const LAN = '+84912000002'
const TU = '+84912000003'
const MINUTE_MS = 60_000
const leader = officialOf('commune_leader')

let house: EventHouse
beforeEach(async () => {
  house = await openEventHouse()
})
afterEach(() => house.close())

const greet = async (...people: readonly string[]) => {
  for (const person of people) await house.says(person, 'xin chao')
}
const total = async (id: string) => (await openEventDesk(house.ports, leader, id))?.total
const cases = () =>
  house.sql("select kind, status, disaster_id, json_extract(report, '$.hazard'), unread, score from cases")

describe('an open event', () => {
  it('asks everybody there once, in one SMS that names who writes, what happened, how to answer and how to stop', async () => {
    await greet(HOA, LAN)
    await house.storm()
    await house.sweep()
    await house.sweep()
    house.wait(2 * MINUTE_MS)
    await house.sweep()
    const sent = await house.announced()
    expect(sent.map(({ to, status }) => `${to} ${status}`)).toEqual([`${HOA} sent`, `${LAN} sent`])
    const [first] = sent
    expect(first?.text).toBe(
      [
        'UBND xa La Lanh:',
        'Bao so 12: nha minh the nao?',
        '1 An toan',
        '2 Can giup',
        'Nguy cap goi 112. Thoi nhan tin: NGUNG',
      ].join('\n'),
    )
    expect(first?.text.length).toBeLessThanOrEqual(160)
  })

  it('hears "1" as safe, and says what to do if that changes', async () => {
    await greet(HOA, LAN)
    const id = await house.storm({ words: 'Nhà văn hóa thôn 2 mở cửa đón bà con.' })
    await house.sweep()
    const answer = await house.says(HOA, '1')
    expect(answer).toContain('an toan')
    expect(answer).toContain('Nha van hoa thon 2')
    expect(answer).toContain('112')
    expect(await total(id)).toMatchObject({ asked: 2, safe: 1, needHelp: 0, noAnswer: 1 })
    expect(await cases()).toEqual([])
  })

  it('makes "2" a report of this event at once, and asks on', async () => {
    await greet(HOA)
    const id = await house.storm()
    await house.sweep()
    const answer = await house.says(HOA, '2')
    expect(answer).toContain('112')
    expect(await cases()).toMatchObject([['hardship', 'new', id, 'storm', 1, expect.any(Number)]])
    expect(await total(id)).toMatchObject({ asked: 1, needHelp: 1, noAnswer: 0 })
    await house.says(HOA, 'nha toi sap mai, mat het lua')
    expect(await cases()).toHaveLength(1)
  })

  it('keeps the last answer of a person', async () => {
    await greet(HOA)
    const id = await house.storm()
    await house.sweep()
    await house.says(HOA, 'nha toi van an toan')
    await house.says(HOA, 'can giup')
    expect(await total(id)).toMatchObject({ safe: 0, needHelp: 1 })
  })

  it('counts a cry for help that comes as its own story', async () => {
    await greet(HOA)
    const id = await house.storm()
    await house.sweep()
    await house.says(HOA, 'cuu voi nuoc ngap toi mai nha roi')
    expect(await total(id)).toMatchObject({ needHelp: 1, noAnswer: 0 })
    expect((await cases())[0]?.[2]).toBe(id)
  })

  it('shortens the menu, names itself, and still answers whoever asks something else', async () => {
    await greet(HOA)
    await house.storm()
    const menu = await house.says(HOA, 'xin chao')
    expect(menu).toContain('Bao so 12')
    expect(menu).toContain('1 Nha toi an toan')
    expect(menu).toContain('2 Can giup')
    expect(menu).not.toContain('Vay von')
    expect(await house.says(HOA, 'toi 76 tuoi khong luong huu co duoc gi khong')).toMatch(/tro cap|huu tri/i)
  })

  it('gives the question that was being asked back after the answer', async () => {
    await house.says(HOA, 'toi 72 tuoi khong luong huu')
    const id = await house.storm()
    await house.sweep()
    const answer = await house.says(HOA, '1')
    expect(answer).toContain('tro lai cau dang hoi')
    expect(await total(id)).toMatchObject({ safe: 1 })
    // And a "1" after that answers the old question, not this one.
    await house.says(HOA, 'can giup')
    expect(await total(id)).toMatchObject({ needHelp: 1 })
  })

  it('does not ask who is in the middle of a report, until they have left it', async () => {
    await house.says(HOA, 'bao toc mai nha toi roi')
    await house.storm()
    await house.sweep()
    expect(await house.announced()).toEqual([])
    await house.says(HOA, 'an toan ca')
    expect(await house.sql('select status from check_ins')).toEqual([['need_help']])
  })

  it('does not write to who said stop, and counts them as not asked', async () => {
    await greet(HOA)
    await house.says(HOA, 'STOP')
    const id = await house.storm()
    await house.sweep()
    expect(await house.announced()).toEqual([])
    expect(await total(id)).toMatchObject({ asked: 0, notAsked: 1, noAnswer: 0 })
  })

  it('asks a newcomer only after they had time to look around', async () => {
    const id = await house.storm()
    await greet(HOA)
    await house.sweep()
    expect(await house.announced()).toEqual([])
    house.wait(31 * MINUTE_MS)
    await house.sweep()
    expect(await total(id)).toMatchObject({ asked: 1 })
  })

  it.for([
    { hazard: 'flash_flood', atNight: 1 },
    { hazard: 'drought', atNight: 0 },
  ])('of kind $hazard writes to $atNight at night and to everybody in the morning', async ({ hazard, atNight }) => {
    await greet(HOA)
    house.goTo(23)
    await house.storm({ hazard })
    await house.sweep()
    const sent = async () => (await house.announced()).filter(({ status }) => status === 'sent')
    expect(await sent()).toHaveLength(atNight)
    house.goTo(7)
    await house.sweep()
    expect(await sent()).toHaveLength(1)
  })

  it('is never sent as a drill: no question, no menu, nothing', async () => {
    await greet(HOA)
    const id = await house.storm({ exercise: true })
    for (let i = 0; i < 3; i++) {
      await house.sweep()
      house.wait(2 * MINUTE_MS)
    }
    expect(await house.announced()).toEqual([])
    expect(await house.says(HOA, 'xin chao')).not.toContain('Bao so 12')
    // Not even when somebody changes the row by hand to look opened.
    await house.sql(`update disasters set opened_at = ${house.now()} where id = '${id}'`)
    await house.sweep()
    expect(await house.announced()).toEqual([])
  })

  it('stops asking when its alert is taken back, and goes on hearing', async () => {
    await greet(HOA, LAN)
    const id = await house.storm()
    await house.sweep()
    await house.sql(`update disasters set cap_ids = '["cancel:x"]', version = 9 where id = '${id}'`)
    await house.says(TU, 'xin chao')
    house.wait(40 * MINUTE_MS)
    await house.sweep()
    expect(await house.announced()).toHaveLength(2)
    await house.says(HOA, '2')
    expect(await total(id)).toMatchObject({ needHelp: 1 })
  })

  it('asks nobody any more after its last day', async () => {
    await greet(HOA)
    const id = await house.storm({ endsOn: '2026-11-24' })
    house.goTo(8)
    await house.sweep()
    expect(await house.announced()).toEqual([])
    expect(await total(id)).toMatchObject({ asked: 0 })
  })

  it('asks people of a commune added later', async () => {
    await greet(HOA)
    await house.sql("update sessions set data = json_set(data, '$.commune', '03013')")
    const both = officialOf('commune_leader', ['demo', '03013'])
    const id = await house.storm()
    await house.sweep()
    expect(await house.announced()).toEqual([])
    const event = await eventOf(house.ports, both, id)
    const form = {
      ...{ name: 'Bão số 12', hazard: 'storm', endsOn: '', words: '', exercise: false },
      startsOn: '2026-11-24',
    }
    expect(
      await editEvent(house.ports, both, id, event?.version ?? 0, { ...form, communes: ['demo', '03013'] }),
    ).toEqual({
      done: id,
    })
    await house.sweep()
    expect(await house.announced()).toHaveLength(1)
  })

  it('asks three hundred people once each, though two processes sweep at once and one of them dies in the middle', async () => {
    for (let i = 0; i < 300; i++) await house.says(`+8498${String(i).padStart(7, '0')}`, 'xin chao')
    const id = await house.storm()
    // The first writes a few and is gone: what stood in its memory is lost.
    const { store } = house.ports
    const people = await store.checkIns.toAsk(
      { id, communes: ['demo'], since: 0 },
      { after: '', until: '~', knownBy: house.now(), home: 'demo' },
    )
    const dying = Object.assign(Object.create(house.ports), {
      store: { ...store, checkIns: { ...store.checkIns, toAsk: async () => people.slice(0, 70) } },
    })
    await checkIns(dying).sweep()
    await Promise.all([checkIns(house.ports).sweep(), checkIns(house.ports).sweep()])
    const sent = await house.announced()
    expect(sent).toHaveLength(300)
    expect(new Set(sent.map(({ to }) => to)).size).toBe(300)
    expect(await total(id)).toMatchObject({ asked: 300 })
  }, 60_000)
})

describe('other announcements', () => {
  const SEWING = {
    id: 'may-01',
    kind: 'class',
    title: 'May công nghiệp',
    startsOn: '2026-11-25',
    place: 'Thôn 3',
  } as const
  const enrolled = async () => {
    await greet(HOA)
    const { store } = house.ports
    await store.offers.publish('demo', [SEWING], 'test', house.now())
    await house.sql(`insert into enrolments (offer_id, contact_id, address_id, door, status, at, told, remind_at)
      select 'demo/may-01', contact_id, id, 'simulator', 'enrolled', ${house.now()}, '2026-11-25|Thôn 3', ${house.now()} from addresses`)
  }
  const told = async () => (await house.announced()).filter(({ text }) => text.includes('May cong nghiep'))
  const sweepTwice = async () => {
    await house.sweep()
    house.wait(2 * MINUTE_MS)
    await house.sweep()
  }

  it('rest while an event is open where the person lives, and go on after it', async () => {
    await enrolled()
    const id = await house.storm()
    await sweepTwice()
    house.goTo(17)
    await sweepTwice()
    expect(await told()).toEqual([])
    const event = await eventOf(house.ports, leader, id)
    await closeEvent(house.ports, leader, id, event?.version ?? 0)
    house.wait(62 * MINUTE_MS)
    await house.sweep()
    expect(await told()).toHaveLength(1)
  })

  it('are made elsewhere as ever', async () => {
    await enrolled()
    await house.storm()
    await house.sql("update sessions set data = json_set(data, '$.commune', '03013')")
    await sweepTwice()
    house.goTo(17)
    await sweepTwice()
    expect(await told()).toHaveLength(1)
  })

  it('that something is cancelled are made all the same: nobody shall walk through a storm in vain', async () => {
    await enrolled()
    await house.storm()
    await house.ports.store.offers.cancel('demo', 'may-01', house.now())
    await sweepTwice()
    expect(await told()).toHaveLength(1)
  })
})

describe('who has not answered', () => {
  it('stands with the old, the small and the disabled first, as far as they told', async () => {
    await greet(HOA)
    await house.says(LAN, 'toi 81 tuoi khong luong huu')
    await house.says(TU, 'con toi 3 tuoi')
    const id = await house.storm()
    await house.sweep()
    const list = await eventPeople(house.ports, leader, id, 'no_answer')
    expect(list?.map(({ address, vulnerable }) => [address?.value, vulnerable])).toEqual([
      [LAN, ['very_old']],
      [TU, ['small_child']],
      [HOA, []],
    ])
  })

  it('is not shown to an official of another commune', async () => {
    await greet(HOA)
    const id = await house.storm()
    await house.sweep()
    const stranger = officialOf('commune_leader', ['00004'])
    expect(await openEventDesk(house.ports, stranger, id)).toBeNull()
    expect(await eventPeople(house.ports, stranger, id, 'no_answer')).toBeNull()
    expect(await eventPeople(house.ports, officialOf('policy_staff', ['demo']), id, 'no_answer')).toBeNull()
  })
})

describe('after the event', () => {
  const closed = async () => {
    await greet(HOA, LAN, TU)
    const id = await house.storm()
    await house.sweep()
    await house.says(HOA, '2')
    await house.says(LAN, '1')
    const event = await eventOf(house.ports, leader, id)
    await closeEvent(house.ports, leader, id, event?.version ?? 0)
    house.wait(31 * MINUTE_MS)
    await house.sweep()
    return id
  }
  const asked = async () => (await house.announced()).filter(({ text }) => text.includes('ho tro chua'))

  it('only those who needed help are asked whether it came, once, by day', async () => {
    await greet(HOA)
    const id = await house.storm()
    await house.sweep()
    await house.says(HOA, '2')
    house.goTo(22)
    const event = await eventOf(house.ports, leader, id)
    await closeEvent(house.ports, leader, id, event?.version ?? 0)
    await house.sweep()
    expect(await asked()).toEqual([])
    house.goTo(7)
    await house.sweep()
    await house.sweep()
    expect((await asked()).map(({ to }) => to)).toEqual([HOA])
    expect((await asked())[0]?.text.length).toBeLessThanOrEqual(160)
  })

  it.for([
    { says: '1', help: 'full', status: 'confirmed' },
    { says: 'moi duoc mot it', help: 'part', status: 'supported' },
    { says: '3', help: 'none', status: 'supported' },
  ])('"$says" is kept as $help, and the case is $status', async ({ says, help, status }) => {
    const id = await closed()
    expect((await asked()).map(({ to }) => to)).toEqual([HOA])
    await house.sql("update cases set status = 'supported', unread = 0, score = 10")
    const answer = await house.says(HOA, says)
    expect(answer).toContain('ghi')
    expect(await house.sql('select help from check_ins where help is not null')).toEqual([[help]])
    const [[was, unread, score] = []] = await house.sql('select status, unread, score from cases')
    expect([was, unread]).toEqual([status, 1])
    expect(score).toBe(help === 'full' ? 10 : 30)
    expect(await total(id)).toMatchObject({ followedUp: 1, [help]: 1 })
    // The menu is the usual one again.
    expect(await house.says(HOA, 'menu')).toContain('Vay von')
  })

  it('"nothing yet" of somebody whose case is closed becomes a question for an official', async () => {
    await closed()
    await house.sql("update cases set status = 'closed', closed_reason = 'helped'")
    await house.says(HOA, 'chua nhan duoc gi')
    expect(await house.sql("select kind, status from cases where kind = 'question'")).toEqual([['question', 'new']])
  })

  it('questions that had not left are stopped with the event', async () => {
    await greet(HOA)
    const id = await house.storm()
    const people = await house.ports.store.checkIns.toAsk(
      { id, communes: ['demo'], since: 0 },
      { after: '', until: '~', knownBy: house.now(), home: 'demo' },
    )
    const [person] = people
    if (!person) throw new Error('nobody')
    const message = { id: 'out_x', address: person.address, text: 'Bao so 12', expiresAt: house.now() + 1e7 }
    const delivery = { message, door: 'simulator' as const, lane: 'bulk' as const, ordinal: 0, segments: 1 }
    await house.ports.store.checkIns.ask(id, person, { delivery, at: house.now() })
    await closeEvent(house.ports, leader, id, 2)
    await house.sweep()
    expect(await house.announced()).toMatchObject([{ status: 'stopped' }])
    expect(await house.ports.store.checkIns.counts(systemScope(), id)).toMatchObject([{ failed: 1 }])
  })
})
