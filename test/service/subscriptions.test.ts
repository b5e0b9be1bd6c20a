/** Consent to be told: recorded with its wording, language, door and message; ended by a word, by a stop, and by the provider. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type EventHouse, openEventHouse } from './event-house.ts'

const HOA = '+84912000001'
let house: EventHouse
beforeEach(async () => {
  house = await openEventHouse()
})
afterEach(() => house.close())

const address = { kind: 'sms' as const, value: HOA }
const now = async () => (await house.ports.store.subscriptions.of(address)).filter(({ endedAt }) => endedAt === null)
const topics = async () => (await now()).map(({ topic }) => topic).sort()

describe('DK', () => {
  it('alone lists the topics, and a number or several subscribe', async () => {
    const list = await house.says(HOA, 'DK')
    for (const topic of ['Vay von', 'Hoc nghe', 'Viec lam', 'Thien tai', 'Chinh sach']) expect(list).toContain(topic)
    expect(await topics()).toEqual([])
    await house.says(HOA, '1, 4')
    expect(await topics()).toEqual(['credit', 'disaster'])
  })

  it.for(['0', 'khong', 'bo qua'])('answered with %s subscribes to nothing', async (no) => {
    await house.says(HOA, 'DK')
    await house.says(HOA, no)
    expect(await topics()).toEqual([])
  })

  it.for([
    ['DK VAY VON', 'credit'],
    ['đăng ký học nghề', 'training'],
    ['Dang ki viec lam', 'jobs'],
    ['dk thien tai', 'disaster'],
    ['ĐK CHÍNH SÁCH', 'policy'],
  ])('%s subscribes at once', async ([says = '', topic]) => {
    expect(await house.says(HOA, says)).toContain('NGUNG')
    expect(await topics()).toEqual([topic])
  })

  it('keeps the consent: wording, its version, language, door, the very message', async () => {
    await house.says(HOA, 'DK VAY VON')
    const [consent] = await now()
    const [[inbound]] = (await house.sql('select id from inbound_messages')) as [[string]]
    expect(consent).toEqual({
      ...{ topic: 'credit', wording: 'subscribe:agreed', wordingVersion: house.ports.contentVersion },
      ...{ language: 'vi', door: 'simulator', inboundId: inbound, at: house.now(), endedAt: null, endedBy: null },
    })
  })

  it('said twice is one consent', async () => {
    await house.says(HOA, 'DK VAY VON')
    await house.says(HOA, 'DK VAY VON')
    expect(await topics()).toEqual(['credit'])
  })

  it('after a stop takes the stop back', async () => {
    await house.says(HOA, 'STOP')
    await house.says(HOA, 'DK VAY VON')
    expect(await house.sql('select stopped_at from addresses')).toEqual([[null]])
  })
})

describe('an end', () => {
  beforeEach(async () => {
    await house.says(HOA, 'DK VAY VON')
    await house.says(HOA, 'DK HOC NGHE')
  })

  it.for(['NGUNG VAY VON', 'ngừng vay vốn', 'stop vay von', 'TC vay von'])(
    'by %s is of that topic alone',
    async (says) => {
      await house.says(HOA, says)
      expect(await topics()).toEqual(['training'])
      expect(await house.sql('select stopped_at from addresses')).toEqual([[null]])
      const [ended] = await house.sql(
        "select ended_by, ended_inbound_id is not null from subscriptions where topic = 'credit'",
      )
      expect(ended).toEqual(['person', 1])
    },
  )

  it.for(['NGUNG', 'TC', 'STOP', 'hủy', 'ngưng', 'Từ chối', 'huy dk'])('by %s is of everything', async (says) => {
    await house.says(HOA, says)
    expect(await topics()).toEqual([])
    expect((await house.sql('select stopped_at is not null from addresses'))[0]).toEqual([1])
  })

  it('by leaving us at the provider (Zalo unfollow, Telegram my_chat_member) is of everything', async () => {
    const content = { kind: 'tie' as const, tie: 'stopped' as const }
    const message = { door: 'simulator' as const, address, externalId: 'tie_1', content, sentAt: house.now() }
    const reading = { kind: 'accepted' as const, messages: [message], receipts: [], ignored: [] }
    await Promise.all((await house.work.accept('simulator', reading)).turns)
    expect(await topics()).toEqual([])
  })

  it('by a refused message (Twilio 21610, Zalo -244, Telegram 403) is of everything, and says who ended it', async () => {
    await house.ports.store.contacts.setStopped(address, house.now())
    expect(await topics()).toEqual([])
    expect(await house.sql('select distinct ended_by, ended_inbound_id from subscriptions')).toEqual([
      ['provider', null],
    ])
  })

  it('leaves the record of what was agreed to', async () => {
    await house.says(HOA, 'NGUNG')
    expect(await house.ports.store.subscriptions.of(address)).toHaveLength(2)
    expect(await house.ports.store.subscriptions.subscribed('credit', '', 10)).toEqual([])
  })
})

it('who is subscribed to a topic is found for an announcement', async () => {
  await house.says(HOA, 'DK VAY VON')
  await house.says('+84912000002', 'DK HOC NGHE')
  const found = await house.ports.store.subscriptions.subscribed('credit', '', 10)
  expect(found.map((one) => one.address.value)).toEqual([HOA])
})
