/** A message to many on its way: everybody once, by day, not to who said stop, three a day, and whatever officials or the program stop. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { cancelBroadcast, pauseBroadcast, resumeBroadcast } from '../../src/service/broadcast-acts.ts'
import { broadcastReplies, broadcastRows } from '../../src/service/broadcast-desk.ts'
import { closeEvent } from '../../src/service/disasters.ts'
import { type BroadcastHouse, done, NOTICE, openBroadcastHouse } from './broadcast-house.ts'
import { officialOf } from './event-house.ts'

const HOUR_MS = 3_600_000
let house: BroadcastHouse
beforeEach(async () => {
  house = await openBroadcastHouse()
})
afterEach(() => house.close())

/** As often as it takes for everything that may leave to leave. */
async function sweep(times = 5): Promise<void> {
  for (let i = 0; i < times; i++) await house.sweep()
}
const reasons = async (id: string) =>
  (await broadcastRows(house.ports, house.author, id, { statuses: ['skipped'], after: 0, limit: 99 }))?.map(
    ({ reason }) => reason,
  )
const heard = async () => {
  const rows = await house.sql(`select a.value, d.text from deliveries d join addresses a on a.id = d.address_id
    where d.broadcast_id is not null and d.status = 'sent' order by a.value`)
  return rows.map(([to, text]) => ({ to: String(to), text: String(text) }))
}

describe('a broadcast', () => {
  test('reaches everybody of the commune once, says who speaks, how to check it and how to stop', async () => {
    const people = await house.people(7)
    const id = await house.approved()
    await sweep()
    expect((await heard()).map(({ to }) => to)).toEqual([...people].sort())
    expect((await heard())[0]?.text).toMatch(
      /^.+:\nTro cap thang 12 tra ngay 5 tai nha van hoa xa, tu 8 gio\.\nKiem tra tin: KT \d{6}\nThoi nhan tin: NGUNG$/,
    )
    expect(await house.status(id)).toBe('done')
    expect(await house.counts(id)).toEqual({ sent: 7 })
    await sweep()
    expect(await heard()).toHaveLength(7)
    expect(await house.sql('select number from broadcast_recipients order by number')).toEqual(
      [1, 2, 3, 4, 5, 6, 7].map((n) => [n]),
    )
  })

  test('waits for its hour, and for the morning', async () => {
    await house.people(2)
    const id = await house.approved({ ...NOTICE, sendAt: house.now() + 3 * HOUR_MS })
    await sweep()
    expect(await house.status(id)).toBe('ready')
    house.goTo(22)
    await sweep()
    expect([await house.status(id), await heard()]).toEqual(['ready', []])
    house.goTo(7)
    await sweep()
    expect(await heard()).toHaveLength(2)
  })

  test('handed over in the evening, what has not left by 21:00 waits for 07:00', async () => {
    await house.people(2)
    await house.approved()
    house.goTo(20)
    house.wait(58 * 60_000)
    // Prepared and begun, not handed over yet.
    await sweep(1)
    house.wait(3 * 60_000)
    await sweep()
    expect(await heard()).toEqual([])
    house.goTo(7)
    await sweep()
    expect(await heard()).toHaveLength(2)
  })

  test('approved at night lives from the morning on', async () => {
    await house.people(2)
    house.goTo(22)
    const id = await house.approved({ ...NOTICE, lifeHours: 1 })
    await sweep()
    house.goTo(7)
    await sweep()
    expect([await heard(), await house.counts(id)]).toEqual([[expect.anything(), expect.anything()], { sent: 2 }])
  })

  test('whose hour went by while the server was down is too late', async () => {
    await house.people(2)
    const id = await house.approved({ ...NOTICE, sendAt: house.now() + HOUR_MS, lifeHours: 2 })
    await sweep(1)
    house.wait(4 * HOUR_MS)
    await sweep()
    expect([await heard(), await house.counts(id)]).toEqual([[], { expired: 2 }])
  })

  test('goes to nobody who said stop', async () => {
    const [first = ''] = await house.people(3)
    await house.says(first, 'NGUNG')
    const id = await house.approved()
    await sweep()
    expect((await heard()).map(({ to }) => to)).not.toContain(first)
    expect([await house.counts(id), await reasons(id)]).toEqual([{ sent: 2, skipped: 1 }, ['said_stop']])
  })

  test('as a promotion goes to who agreed to be told of the topic, where they agreed, and says so first', async () => {
    const [first = '', second = ''] = await house.people(3)
    for (const [number, topic] of [
      [first, 'credit'],
      [second, 'jobs'],
    ])
      await house.sql(`insert into subscriptions (id, contact_id, address_id, topic, wording, wording_version, language, door, inbound_id, at)
        select 'sub_' || a.id, a.contact_id, a.id, '${topic}', 'w', 'v', 'vi', 'simulator', m.id, 1 from addresses as a
        join inbound_messages as m on m.address_value = a.value where a.value = '${number}'`)
    const id = await house.approved({ ...NOTICE, class: 'promotion', audience: { topic: 'credit' } })
    await sweep()
    expect(await heard()).toMatchObject([{ to: first, text: expect.stringMatching(/^\[QC\] /) }])
    expect(await house.counts(id)).toEqual({ sent: 1 })
  })

  test('is the fourth of a day: it waits until the first is a day old', async () => {
    await house.people(1)
    for (let i = 0; i < 4; i++) {
      await house.approved()
      await sweep()
      house.wait(60_000)
    }
    expect(await heard()).toHaveLength(3)
    house.wait(23 * HOUR_MS)
    await sweep()
    expect(await heard()).toHaveLength(3)
    house.wait(HOUR_MS)
    await sweep()
    expect(await heard()).toHaveLength(4)
  })

  test('is the fourth of a day and would be too late then: it is told as left out', async () => {
    await house.people(1)
    for (let i = 0; i < 3; i++) {
      await house.approved()
      await sweep()
    }
    const id = await house.approved({ ...NOTICE, lifeHours: 5 })
    await sweep()
    expect([await house.counts(id), await reasons(id)]).toEqual([{ skipped: 1 }, ['three_a_day']])
    expect(await house.status(id)).toBe('done')
  })

  test('interrupts nobody in the middle of a report', async () => {
    const [first = ''] = await house.people(1)
    await house.says(first, 'nhà tôi sập rồi')
    await house.approved()
    await sweep()
    expect(await heard()).toEqual([])
    house.wait(31 * 60_000)
    await sweep()
    expect(await heard()).toHaveLength(1)
  })

  test('that nobody took by its end is over', async () => {
    await house.people(2)
    const id = await house.approved({ ...NOTICE, lifeHours: 1 })
    await sweep(2)
    house.wait(2 * HOUR_MS)
    await sweep()
    expect([await house.status(id), await house.counts(id)]).toEqual(['done', { expired: 2 }])
  })

  test('stands still while it is paused, goes on, and ends for good when it is called off', async () => {
    await house.people(3)
    const id = await house.approved()
    await sweep(2)
    done(await pauseBroadcast(house.ports, house.author, id))
    await sweep()
    expect([await heard(), await house.counts(id)]).toEqual([[], { waiting: 3 }])
    done(await resumeBroadcast(house.ports, house.author, id))
    await sweep()
    expect(await heard()).toHaveLength(3)
    const other = await house.approved()
    await sweep(2)
    done(await cancelBroadcast(house.ports, house.author, other))
    await sweep()
    expect([await heard(), await house.counts(other)]).toEqual([expect.anything(), { cancelled: 3 }])
    expect(await heard()).toHaveLength(3)
  })

  test('whose messages already wait at the door stops there too', async () => {
    await house.people(3)
    const id = await house.approved()
    await sweep(2)
    const { sending } = house.ports.store
    const [running] = await sending.running()
    const rows = await sending.due(running ?? expect.fail(), 'simulator', { now: house.now(), limit: 9, home: 'demo' })
    const handed = rows.map(({ number, contactId, ways }) => ({
      ...{
        number,
        contactId,
        deliveryId: `out_${number}`,
        addressId: ways[0]?.addressId ?? '',
        text: 'x',
        segments: 1,
      },
      ...{ door: 'simulator' as const, lane: 'bulk' as const },
    }))
    expect(await sending.hand(id, handed, house.now(), house.now() + HOUR_MS)).toBe(true)
    done(await pauseBroadcast(house.ports, house.author, id))
    await sweep()
    expect(await heard()).toEqual([])
    expect(await sending.hand(id, handed, house.now(), house.now() + HOUR_MS)).toBe(false)
    done(await cancelBroadcast(house.ports, house.author, id))
    await sweep()
    expect([await heard(), await house.counts(id)]).toEqual([[], { stopped: 3 }])
  })

  test('finds rows that were lost before it begins, and writes them', async () => {
    await house.people(5)
    const id = await house.approved({ ...NOTICE, sendAt: house.now() + HOUR_MS })
    await sweep()
    await house.sql(`delete from broadcast_recipients where number in (1, 3, 5)`)
    await house.sql(`update addresses set contact_id = (select contact_id from broadcast_recipients where number = 2)
      where contact_id = (select id from contacts order by id limit 1 offset 2)`)
    house.wait(HOUR_MS)
    await sweep()
    expect(await house.sql('select number from broadcast_recipients order by number')).toEqual(
      [1, 2, 3, 4, 5].map((n) => [n]),
    )
    expect([await house.counts(id), await reasons(id)]).toEqual([{ sent: 4, skipped: 1 }, ['missing']])
    expect(await house.sql("select count(*) from events where type = 'broadcast_rows_missing'")).toEqual([[3]])
  })
})

describe('what comes back', () => {
  test('stands with the broadcast for three days, and is answered as always', async () => {
    const [first = '', second = ''] = await house.people(3)
    const id = await house.approved()
    await sweep()
    expect(await house.says(first, 'Tôi ốm không đi được thì con tôi lĩnh thay được không?')).not.toBe('')
    await house.says(first, 'MENU')
    await house.says(first, '1')
    house.wait(73 * HOUR_MS)
    await house.says(second, 'Bao giờ có tiền tháng 12?')
    await house.says('+84999000111', 'Bao giờ có tiền tháng 12?')
    const replies = await broadcastReplies(house.ports, house.leader, id)
    expect(replies).toMatchObject({ total: 1, rows: [{ text: expect.stringContaining('lĩnh thay'), kind: 'sms' }] })
    expect(await broadcastReplies(house.ports, officialOf('commune_leader', ['03013']), id)).toBeNull()
  })

  test("as its check code is told to be ours, with hour, day and words; any other is told to be nobody's", async () => {
    const [first = ''] = await house.people(1)
    const id = await house.approved()
    const [[code] = []] = await house.sql(`select code from broadcasts where id = '${id}'`)
    expect(await house.says('+84999000111', `KT ${String(code)}`)).toContain('Chung toi khong gui tin nao co ma')
    await sweep()
    expect(await house.says('+84999000111', `KT ${String(code)}`)).toMatch(
      /Dung: tin nay cua .+, gui luc 09:\d\d ngay 24\/11\/2026, viet: "Tro cap thang 12 tra ngay 5 /,
    )
    expect(await house.says(first, `kt ${Number(code) === 111_111 ? 222_222 : 111_111}`)).toContain('tin gia')
    expect((await broadcastReplies(house.ports, house.leader, id))?.total).toBe(0)
  })
})

describe('a warning of danger', () => {
  const warn = async () => {
    const disasterId = await house.storm({ hazard: 'flood' })
    const words = { vi: 'Nước lên nhanh. Lên chỗ cao ngay, mang theo nước uống.' }
    return { disasterId, id: await house.approved({ ...NOTICE, class: 'life_safety', words, disasterId }) }
  }

  test('leaves at night too, also to who said stop, and offers no way to refuse it', async () => {
    const [first = ''] = await house.people(2)
    await house.says(first, 'NGUNG')
    house.goTo(23)
    const { id } = await warn()
    await sweep(8)
    const warned = (await heard()).filter(({ text }) => text.includes('Nuoc len nhanh'))
    expect(warned.map(({ to }) => to)).toContain(first)
    expect(warned[0]?.text).not.toContain('NGUNG')
    expect(await house.counts(id)).toEqual({ sent: 2 })
  })

  test('stops by itself when its event is closed', async () => {
    await house.people(2)
    const { id, disasterId } = await warn()
    await sweep(1)
    const event = await house.ports.store.disasters.active()
    await closeEvent(house.ports, officialOf('commune_leader'), disasterId, event[0]?.version ?? 0)
    await sweep()
    expect(await house.status(id)).toBe('paused')
    expect(await resumeBroadcast(house.ports, house.leader, id)).toEqual({ refused: 'event_closed' })
    expect((await house.ports.store.audit.verify()).ok).toBe(true)
  })
})
