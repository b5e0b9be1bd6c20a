/** Polls: asked once a person of the audience, one answer each, while it is open. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Open, Opened } from './contract.ts'
import { greeted, NOW, nextTurn, reply } from './samples.ts'

const POLL = {
  ...{ id: 'poll_1', question: 'Họp ngày nào?', options: ['Thứ bảy', 'Chủ nhật'], communes: ['03013'], topic: null },
  ...{ by: 'off_1', at: NOW + 1, closesAt: NOW + 1_000 },
}
const WHERE = { after: '', until: 'con_~', home: '', askedSince: NOW }

export function pollsContract(open: Open): void {
  let db: Opened
  beforeEach(async () => {
    db = await open()
  })
  afterEach(() => db.close())

  it('asks who lives there, once, and counts the first answer while it is open', async () => {
    const turn = await greeted(db.store, { deliveries: [] })
    const { contact, address } = turn
    await db.sql(`update sessions set data = json_set(data, '$.commune', '03013') where contact_id = '${contact.id}'`)
    await greeted(db.store, { deliveries: [] })
    await db.store.polls.make(POLL)
    const members = await db.store.polls.members(POLL, WHERE)
    expect(members.map(({ contactId }) => contactId)).toEqual([contact.id])
    expect(await db.store.polls.members({ ...POLL, topic: 'credit' }, WHERE)).toEqual([])
    const ask = (id: string, at: number) =>
      db.store.polls.ask(id, contact.id, { deliveries: [reply(address, 0, { lane: 'bulk' })], at })
    expect(await ask('poll_1', NOW + 5)).toBe(true)
    expect(await ask('poll_1', NOW + 6)).toBe(false)
    expect(await db.store.polls.members(POLL, WHERE)).toEqual([])
    expect(await db.store.polls.waitingOf(contact.id, NOW + 8)).toEqual({ id: 'poll_1', options: 2, fresh: true })
    const says = (version: number, answer: number, at: number) =>
      nextTurn(db.store, turn, {
        version,
        at,
        events: [{ type: 'poll_answered', poll: 'poll_1', answer }],
        deliveries: [],
      })
    expect(await db.store.talk.commit(await says(1, 2, NOW + 20))).toBe('done')
    expect(await db.store.talk.commit(await says(2, 1, NOW + 30))).toBe('done')
    expect(await db.store.polls.counts('poll_1')).toEqual([{ answer: 2, count: 1 }])
    expect(await db.store.polls.waitingOf(contact.id, NOW + 40)).toBeNull()
  })

  it('is closed at once, and goes on from where the sweep was', async () => {
    await db.store.polls.make(POLL)
    await db.store.polls.lookedAt('poll_1', { from: '', until: 'con_5', passedBy: 0 })
    expect((await db.store.polls.toAsk(NOW + 2)).map(({ askedTo }) => askedTo)).toEqual(['con_5'])
    await db.store.polls.close('poll_1', NOW + 3)
    expect(await db.store.polls.toAsk(NOW + 4)).toEqual([])
    expect(await db.store.polls.get('poll_1')).toMatchObject({ closesAt: NOW + 3, communes: ['03013'], asked: 0 })
  })

  it('counts whom a round passed by, and looks at them again when the next round begins', async () => {
    const { contact } = await greeted(db.store, { deliveries: [] })
    await db.sql(`update sessions set data = json_set(data, '$.commune', '03013') where contact_id = '${contact.id}'`)
    await db.store.polls.make(POLL)
    expect(await db.store.polls.passedBy(POLL, WHERE)).toBe(0)
    await db.sql(`update contacts set paused_at = 1 where id = '${contact.id}'`)
    expect(await db.store.polls.members(POLL, WHERE)).toEqual([])
    expect(await db.store.polls.passedBy(POLL, WHERE)).toBe(1)
    await db.store.polls.lookedAt('poll_1', { from: '', until: 'con_5', passedBy: 1 })
    // Another sweep that looked at the same people counts them no second time.
    await db.store.polls.lookedAt('poll_1', { from: '', until: 'con_5', passedBy: 1 })
    await db.store.polls.lookedAt('poll_1', { from: 'con_5', until: 'con_9', passedBy: 2 })
    expect(await db.store.polls.get('poll_1')).toMatchObject({ passedBy: 3, askedTo: 'con_9' })
    await db.store.polls.endRound('poll_1', NOW + 50)
    expect(await db.store.polls.toAsk(NOW + 49)).toEqual([])
    expect(await db.store.polls.toAsk(NOW + 50)).toMatchObject([{ askedTo: '', passedBy: 3 }])
    await db.store.polls.lookedAt('poll_1', { from: '', until: 'con_5', passedBy: 0 })
    await db.store.polls.endRound('poll_1', NOW + 90)
    expect(await db.store.polls.toAsk(NOW + 95)).toEqual([])
    expect(await db.store.polls.get('poll_1')).toMatchObject({ passedBy: 0, askedAll: true })
  })
}
