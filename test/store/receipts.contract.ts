/** The provider's later word: forward only, in any order, also before our own note. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Open, Opened } from './contract.ts'
import { claimOf, greeted, NOW, settled, statusOf } from './samples.ts'

type Word = 'sent' | 'delivered' | 'failed'

export function receiptsContract(open: Open): void {
  let db: Opened
  beforeEach(async () => {
    db = await open()
  })
  afterEach(() => db.close())
  const hear = (externalId: string, status: Word) =>
    db.store.deliveries.receipt({ door: 'twilio', externalId, status }, NOW + 900)

  describe('receipt', () => {
    it.for([
      { words: ['delivered'], ends: 'delivered', why: 'that is the proof' },
      { words: ['delivered', 'sent', 'delivered'], ends: 'delivered', why: 'late and repeated words change nothing' },
      { words: ['sent', 'delivered'], ends: 'delivered', why: 'it moves forward' },
      { words: ['failed'], ends: 'failed', why: 'accepted is not delivered' },
      { words: ['failed', 'delivered'], ends: 'failed', why: 'an end is an end' },
      { words: ['delivered', 'failed'], ends: 'delivered', why: 'an end is an end' },
    ] as const)('$words after a send ends as $ends: $why', async ({ words, ends }) => {
      const turn = await greeted(db.store)
      const [one] = await claimOf(db.store)
      await db.store.deliveries.settle([settled(one, { outcome: { kind: 'accepted', externalId: 'SM-1' } })])
      for (const word of words) expect(await hear('SM-1', word)).toBe(true)
      expect(await statusOf(db.store, turn)).toBe(ends)
    })

    it('by our own id may come before the send has settled, and the send does not move it back', async () => {
      const turn = await greeted(db.store)
      const [one] = await claimOf(db.store)
      const receipt = { door: 'twilio', messageId: one?.deliveryId ?? '', status: 'delivered' } as const
      expect(await db.store.deliveries.receipt(receipt, NOW)).toBe(true)
      await db.store.deliveries.settle([settled(one)])
      expect(await statusOf(db.store, turn)).toBe('delivered')
      expect(await db.store.deliveries.recover(NOW + 999_999, [])).toBe(0)
    })

    it.for(['delivered', 'failed'] as const)(
      '%s that overtakes our note of the id is kept and applied',
      async (word) => {
        const turn = await greeted(db.store)
        const [one] = await claimOf(db.store)
        expect(await hear('SM-2', 'sent')).toBe(false)
        expect(await hear('SM-2', word)).toBe(false)
        expect(await statusOf(db.store, turn)).toBe('sending')
        await db.store.deliveries.settle([settled(one, { outcome: { kind: 'accepted', externalId: 'SM-2' } })])
        expect(await statusOf(db.store, turn)).toBe(word)
      },
    )

    it('racing the settlement is never lost', async () => {
      const turn = await greeted(db.store)
      const [one] = await claimOf(db.store)
      await Promise.all([
        hear('SM-3', 'delivered'),
        db.store.deliveries.settle([settled(one, { outcome: { kind: 'accepted', externalId: 'SM-3' } })]),
      ])
      expect(await statusOf(db.store, turn)).toBe('delivered')
    })

    it('lifts a doubt', async () => {
      const turn = await greeted(db.store)
      const [one] = await claimOf(db.store)
      const outcome = { kind: 'unknown', code: 'timeout' } as const
      await db.store.deliveries.settle([settled(one, { outcome, status: 'unknown' })])
      expect(await statusOf(db.store, turn)).toBe('unknown')
      await db.store.deliveries.receipt({ door: 'twilio', messageId: one?.deliveryId ?? '', status: 'delivered' }, NOW)
      expect(await statusOf(db.store, turn)).toBe('delivered')
    })

    it('of nobody here is said to be unknown, kept a day, and forgotten', async () => {
      expect(await hear('SM-stranger', 'delivered')).toBe(false)
      expect(await db.store.deliveries.receipt({ door: 'zalo', messageId: 'out_none', status: 'sent' }, NOW)).toBe(
        false,
      )
      expect(await db.sql('select count(*) from early_receipts')).toEqual([[1]])
      await db.store.deliveries.expire(NOW + 900 + 24 * 3_600_000)
      expect(await db.sql('select count(*) from early_receipts')).toEqual([[0]])
    })

    it('that the carrier was told to stop is kept as the person’s stop, and the first such time stays', async () => {
      await greeted(db.store)
      const [one] = await claimOf(db.store)
      await db.store.deliveries.settle([settled(one, { outcome: { kind: 'accepted', externalId: 'SM-1' } })])
      const stop = { door: 'twilio', externalId: 'SM-1', status: 'failed', failure: 'stopped', code: '21610' } as const
      await db.store.deliveries.receipt(stop, NOW + 900)
      await db.store.deliveries.receipt(stop, NOW + 5_000)
      expect(await db.sql('select stopped_at from addresses')).toEqual([[NOW + 900]])
    })

    it('of another door moves nothing, though the id is the same', async () => {
      const turn = await greeted(db.store)
      const [one] = await claimOf(db.store)
      await db.store.deliveries.settle([settled(one, { outcome: { kind: 'accepted', externalId: '17' } })])
      expect(await db.store.deliveries.receipt({ door: 'esms', externalId: '17', status: 'failed' }, NOW)).toBe(false)
      expect(await statusOf(db.store, turn)).toBe('sent')
    })
  })
}
