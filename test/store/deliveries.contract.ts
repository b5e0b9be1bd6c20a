/** Leases, attempts and what happens when a sender dies. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Open, Opened } from './contract.ts'
import { claimOf, greeted, NOW, nextTurn, reply, settled, someone, statusOf } from './samples.ts'

export function deliveriesContract(open: Open): void {
  let db: Opened
  beforeEach(async () => {
    db = await open()
  })
  afterEach(() => db.close())
  const MINUTE = 60_000

  describe('claim', () => {
    it('writes the attempt before anything leaves, and gives each message to one sender', async () => {
      const turn = await greeted(db.store)
      const [mine, theirs] = await Promise.all([claimOf(db.store), claimOf(db.store)])
      expect([...mine, ...theirs]).toEqual([
        {
          attemptId: expect.any(String),
          deliveryId: turn.deliveries[0]?.message.id,
          door: 'twilio',
          lane: 'replies',
          message: turn.deliveries[0]?.message,
          segments: 1,
          attempt: 1,
          mayRepeat: false,
        },
      ])
      expect(await db.sql('select number, may_repeat, started_at, outcome from attempts')).toEqual([[1, 0, NOW, null]])
      expect(await statusOf(db.store, turn)).toBe('sending')
    })

    it('takes lanes in the order asked, then the order due, then the order said', async () => {
      const who = someone()
      const turn = await greeted(db.store, {
        address: who,
        deliveries: [
          reply(who, 0, { lane: 'bulk' }),
          reply(who, 1, { lane: 'bulk' }),
          reply(who, 2),
          reply(who, 3),
          reply(who, 4, { lane: 'life_safety' }),
        ],
      })
      const ordinals = async (more: Parameters<typeof claimOf>[1]) => {
        const ids = turn.deliveries.map(({ message }) => message.id)
        return (await claimOf(db.store, more)).map((one) => ids.indexOf(one.deliveryId))
      }
      expect(await ordinals({ limit: 2 })).toEqual([4, 2])
      expect(await ordinals({ lanes: ['bulk'], limit: 1 })).toEqual([0])
      expect(await ordinals({ lanes: ['bulk', 'replies'] })).toEqual([1, 3])
    })

    it('keeps buttons and leaves them out where there are none', async () => {
      const who = someone()
      const withButtons = reply(who, 0)
      const message = { ...withButtons.message, buttons: [{ label: 'Có', value: '1' }] }
      await greeted(db.store, { address: who, deliveries: [{ ...withButtons, message }, reply(who, 1)] })
      const claimed = await claimOf(db.store)
      expect(claimed[0]?.message).toEqual(message)
      expect(claimed[1]?.message).not.toHaveProperty('buttons')
    })

    it('takes nothing of another door, not yet due, or past its time', async () => {
      const turn = await greeted(db.store)
      expect(await claimOf(db.store, { door: 'zalo' })).toEqual([])
      expect(await claimOf(db.store, { now: NOW - 1 })).toEqual([])
      expect(await claimOf(db.store, { now: turn.deliveries[0]?.message.expiresAt ?? 0 })).toEqual([])
      expect(await claimOf(db.store, { lanes: ['bulk'] })).toEqual([])
    })

    it('can take one turn only', async () => {
      await greeted(db.store)
      const turn = await greeted(db.store)
      const claimed = await claimOf(db.store, { turnId: turn.turnId })
      expect(claimed.map((one) => one.deliveryId)).toEqual([turn.deliveries[0]?.message.id])
    })
  })

  describe('settle', () => {
    it('keeps the provider id, and a later claim finds nothing', async () => {
      const turn = await greeted(db.store)
      const [one] = await claimOf(db.store)
      await db.store.deliveries.settle([settled(one)])
      expect(await statusOf(db.store, turn)).toBe('sent')
      expect(await claimOf(db.store, { now: NOW + MINUTE })).toEqual([])
      expect(await db.sql('select outcome, finished_at from attempts')).toEqual([['accepted', NOW + 500]])
    })

    it('queues a refused message again for later, without marking a repeat', async () => {
      const turn = await greeted(db.store)
      const [one] = await claimOf(db.store)
      const outcome = { kind: 'refused', failure: 'throttled', code: '429' } as const
      await db.store.deliveries.settle([settled(one, { outcome, status: 'queued', retryAt: NOW + 5_000 })])
      expect(await statusOf(db.store, turn)).toBe('queued')
      expect(await db.store.deliveries.nextDueAt('twilio')).toBe(NOW + 5_000)
      expect(await claimOf(db.store, { now: NOW + 4_999 })).toEqual([])
      expect(await claimOf(db.store, { now: NOW + 5_000 })).toMatchObject([{ attempt: 2, mayRepeat: false }])
    })

    it('marks the next attempt when bytes left and no answer came', async () => {
      await greeted(db.store)
      const [one] = await claimOf(db.store)
      const outcome = { kind: 'unknown', code: 'timeout' } as const
      await db.store.deliveries.settle([settled(one, { outcome, status: 'queued', retryAt: NOW + 1 })])
      expect(await claimOf(db.store, { now: NOW + 1 })).toMatchObject([{ attempt: 2, mayRepeat: true }])
    })

    it('lets a late answer of an old attempt end nothing, but believes that the provider took it', async () => {
      const turn = await greeted(db.store)
      const [old] = await claimOf(db.store)
      await db.store.deliveries.recover(NOW + MINUTE, [])
      const [fresh] = await claimOf(db.store, { now: NOW + MINUTE })
      const refused = { kind: 'refused', failure: 'rejected', code: '400' } as const
      await db.store.deliveries.settle([settled(old, { outcome: refused, status: 'failed' })])
      expect(await statusOf(db.store, turn)).toBe('sending')
      await db.store.deliveries.settle([settled(old)])
      expect(await statusOf(db.store, turn)).toBe('sent')
      await db.store.deliveries.settle([settled(fresh, { outcome: refused, status: 'failed' })])
      expect(await statusOf(db.store, turn)).toBe('sent')
    })
  })

  describe('a sender that died', () => {
    it.for([
      { lane: 'replies', door: 'twilio', ends: 'queued', why: 'silence is worse than a repeat' },
      { lane: 'life_safety', door: 'twilio', ends: 'queued', why: 'silence is worse than a repeat' },
      { lane: 'bulk', door: 'twilio', ends: 'unknown', why: 'an announcement is never re-sent by itself' },
      { lane: 'bulk', door: 'sms-phone', ends: 'queued', why: 'the same id is the same message there' },
    ] as const)('leaves a message of lane $lane on $door $ends, because $why', async ({ lane, door, ends }) => {
      const who = someone()
      const turn = await greeted(db.store, { address: who, deliveries: [reply(who, 0, { lane, door })] })
      await claimOf(db.store, { door })
      expect(await db.store.deliveries.recover(NOW + MINUTE - 1, ['sms-phone', 'esms'])).toBe(0)
      expect(await db.store.deliveries.recover(NOW + MINUTE, ['sms-phone', 'esms'])).toBe(1)
      expect(await statusOf(db.store, turn)).toBe(ends)
      expect(await db.sql('select outcome, code from attempts')).toEqual([['unknown', 'lease_ended']])
    })

    it('has its reply sent again, marked, however often it dies, and gives up at the fifth attempt', async () => {
      const turn = await greeted(db.store)
      await claimOf(db.store)
      for (let attempt = 2; attempt <= 5; attempt++) {
        const now = NOW + (attempt - 1) * MINUTE
        await db.store.deliveries.recover(now, [])
        expect(await claimOf(db.store, { now })).toMatchObject([{ attempt, mayRepeat: true }])
      }
      await db.store.deliveries.recover(NOW + 5 * MINUTE, [])
      expect(await statusOf(db.store, turn)).toBe('unknown')
      expect(await claimOf(db.store, { now: NOW + 5 * MINUTE })).toEqual([])
    })
  })

  describe('time and consent', () => {
    it('never sends what is too late to be true', async () => {
      const turn = await greeted(db.store)
      const end = turn.deliveries[0]?.message.expiresAt ?? 0
      expect(await db.store.deliveries.expire(end - 1)).toBe(0)
      expect(await db.store.deliveries.expire(end)).toBe(1)
      expect(await statusOf(db.store, turn)).toBe('expired')
    })

    it('after a stop sends replies and alerts, and no announcement: not the waiting, not the retried, not a new one', async () => {
      const who = someone()
      const lanes = ['bulk', 'bulk', 'replies', 'life_safety'] as const
      const turn = await greeted(db.store, {
        address: who,
        deliveries: lanes.map((lane, i) => reply(who, i, { lane })),
      })
      const [inFlight] = await claimOf(db.store, { lanes: ['bulk'], limit: 1 })
      const stop = await nextTurn(db.store, turn, { events: [{ type: 'opted_out' }], deliveries: [] })
      expect(await db.store.talk.commit(stop)).toBe('done')
      expect((await db.store.talk.load(who))?.stoppedAt).toBe(NOW)
      const outcome = { kind: 'refused', failure: 'throttled', code: '429' } as const
      await db.store.deliveries.settle([settled(inFlight, { outcome, status: 'queued', retryAt: NOW })])
      const late = await nextTurn(db.store, turn, { version: 2, deliveries: [reply(who, 0, { lane: 'bulk' })] })
      expect(await db.store.talk.commit(late)).toBe('done')
      expect((await claimOf(db.store)).map((one) => one.lane)).toEqual(['life_safety', 'replies'])
      const stand = (await db.store.deliveries.ofTurn(turn.turnId)).map((one) => one.status)
      expect(stand).toEqual(['stopped', 'stopped', 'sending', 'sending'])
      expect(await db.store.deliveries.nextDueAt('twilio')).toBeNull()
    })

    it('lifts the stop when the person asks for it', async () => {
      const turn = await greeted(db.store, { events: [{ type: 'opted_out' }] })
      await db.store.talk.commit(await nextTurn(db.store, turn, { events: [{ type: 'opted_in' }] }))
      expect((await db.store.talk.load(turn.address))?.stoppedAt).toBeNull()
      await db.store.contacts.setStopped(turn.address, NOW + 9)
      expect((await db.store.talk.load(turn.address))?.stoppedAt).toBe(NOW + 9)
    })

    it('knows when the next message is due, and what left through a door', async () => {
      expect(await db.store.deliveries.nextDueAt('twilio')).toBeNull()
      await greeted(db.store)
      await greeted(db.store)
      expect(await db.store.deliveries.nextDueAt('twilio')).toBe(NOW)
      expect(await db.store.deliveries.sentSince('twilio', 0)).toEqual([])
      const [one, two] = await claimOf(db.store)
      const outcome = { kind: 'refused', failure: 'rejected', code: '400' } as const
      await db.store.deliveries.settle([settled(one, { outcome, status: 'failed' })])
      expect(await db.store.deliveries.sentSince('twilio', NOW)).toEqual([{ at: NOW, segments: 1 }])
      await db.store.deliveries.settle([settled(two)])
      expect(await db.store.deliveries.sentSince('twilio', NOW)).toEqual([{ at: NOW, segments: 1 }])
      expect(await db.store.deliveries.sentSince('twilio', NOW + 1)).toEqual([])
      expect(await db.store.deliveries.sentSince('zalo', 0)).toEqual([])
    })
  })
}
