/** A broadcast on its way: rows written once, handed over once, counted as they stand, whoever else sweeps at the same moment. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { systemScope } from '../../src/core/official.ts'
import type { NewRecipient } from '../../src/store/sending-store.ts'
import type { TurnCommit } from '../../src/store/store.ts'
import { broadcastOf } from './broadcasts.contract.ts'
import type { Open, Opened } from './contract.ts'
import { claimOf, greeted, NOW } from './samples.ts'

const ID = 'bc_1'
const LIFE = NOW + 86_400_000

export function sendingContract(open: Open): void {
  let db: Opened
  let people: readonly TurnCommit[]
  beforeEach(async () => {
    db = await open()
    people = [
      await greeted(db.store, { deliveries: [] }),
      await greeted(db.store, { deliveries: [] }),
      await greeted(db.store, { deliveries: [] }),
    ]
    await db.store.broadcasts.save(systemScope(), broadcastOf({ places: ['demo'] }), 'draft')
    await db.sql(`update broadcasts set status = 'preparing', approved_at = 1`)
  })
  afterEach(() => db.close())

  const sending = () => db.store.sending
  const addressOf = async (who: TurnCommit) =>
    String((await db.sql(`select id from addresses where contact_id = '${who.contact.id}'`))[0]?.[0])
  const recipients = async (): Promise<readonly NewRecipient[]> =>
    Promise.all(
      people.map(async (who, i) => ({
        ...{ number: i + 1, contactId: who.contact.id, addressId: await addressOf(who) },
        ...{ door: 'twilio' as const, skipped: null },
      })),
    )
  const prepare = async (rows?: readonly NewRecipient[]) =>
    sending().prepare(ID, { after: '', until: 'con_z', total: 0 }, rows ?? (await recipients()))
  const prepared = async () => {
    await prepare()
    await sending().ready(ID, LIFE)
    await sending().start(ID, NOW)
  }
  const handed = async (numbers: readonly number[] = [1, 2, 3]) =>
    Promise.all(
      numbers.map(async (number) => ({
        ...{ number, deliveryId: `out_${number}`, addressId: await addressOf(people[number - 1] ?? expect.fail()) },
        ...{ door: 'twilio' as const, lane: 'bulk' as const, text: `Tin ${number}`, segments: 1 },
        contactId: people[number - 1]?.contact.id ?? '',
      })),
    )
  const hand = async (numbers?: readonly number[]) => sending().hand(ID, await handed(numbers), NOW, LIFE)
  const counts = () => db.store.broadcasts.counts(ID)
  const claim = () => claimOf(db.store)
  const due = () => sending().due(broadcastOf(), 'twilio', { now: NOW, limit: 9, home: 'demo' })

  describe('its people', () => {
    it('are written by one sweep of two, with the page they belong to', async () => {
      const both = await Promise.all([prepare(), prepare()])
      expect(both.filter(Boolean)).toHaveLength(1)
      expect(await counts()).toEqual({ waiting: 3 })
      expect(await sending().running()).toMatchObject([{ id: ID, total: 3, preparedTo: 'con_z' }])
    })
    it('are written no more once it was stopped', async () => {
      await sending().pause(ID, 'official')
      expect(await prepare()).toBe(false)
      expect(await counts()).toEqual({})
    })
    it('whom nobody writes to are there with the reason', async () => {
      const [first, ...others] = await recipients()
      await prepare([{ ...(first ?? expect.fail()), door: null, skipped: 'said_stop' }, ...others])
      expect(await counts()).toEqual({ waiting: 2, skipped: 1 })
      const rows = await db.store.broadcasts.rows(systemScope(), ID, { statuses: ['skipped'], after: 0, limit: 9 })
      expect(rows).toMatchObject([{ number: 1, status: 'skipped', reason: 'said_stop' }])
    })
    it('that were lost are missed, between whom, and written once', async () => {
      await prepare()
      expect(await sending().gaps(ID, 3)).toEqual([])
      await db.sql('delete from broadcast_recipients where number in (1, 2)')
      const last = people[2]?.contact.id
      expect(await sending().gaps(ID, 3)).toEqual([{ first: 1, last: 2, after: '', before: last }])
      const [one, two] = await recipients()
      const lost = { number: 2, contactId: null, addressId: null, door: null, skipped: 'missing' as const }
      await sending().fill(ID, [one ?? expect.fail(), lost])
      await sending().fill(ID, [two ?? expect.fail()])
      expect(await counts()).toEqual({ waiting: 2, skipped: 1 })
      await db.sql('delete from broadcast_recipients where number = 3')
      expect(await sending().gaps(ID, 3)).toEqual([{ first: 3, last: 3, after: '', before: null }])
    })
  })

  describe('its rows', () => {
    it('are due with all ways to their person, and are handed over once', async () => {
      await prepared()
      const rows = await due()
      expect(rows.map(({ number }) => number)).toEqual([1, 2, 3])
      expect(rows[0]).toMatchObject({
        again: false,
        paused: false,
        thirdAt: 0,
        ways: [{ address: people[0]?.address }],
      })
      expect(await hand([1, 2])).toBe(true)
      expect(await counts()).toEqual({ queued: 2, waiting: 1 })
      // Another sweep read all three before: only the one that still waits gets a message.
      expect(await hand([1, 2, 3])).toBe(true)
      expect(await counts()).toEqual({ queued: 3 })
      expect((await claim()).map(({ message }) => message.text).toSorted()).toEqual(['Tin 1', 'Tin 2', 'Tin 3'])
    })
    it('by an approved template take its data to the door, and may be given up before the others', async () => {
      await prepared()
      const [one = expect.fail(), two = expect.fail()] = await handed([1, 2])
      const template = { id: '374820', data: { noi_dung: 'Trả ngày 5.', ma: '482913' } }
      await sending().hand(ID, [{ ...one, template, until: NOW + 1_000 }, two], NOW, LIFE)
      const messages = (await claim()).map(({ message }) => message)
      expect(messages.find(({ id }) => id === 'out_1')).toMatchObject({ template, expiresAt: NOW + 1_000 })
      const plain = messages.find(({ id }) => id === 'out_2')
      expect([plain?.expiresAt, plain && 'template' in plain]).toEqual([LIFE, false])
    })
    it('remember when the last three began that a person was sent', async () => {
      await prepared()
      const [row = expect.fail()] = await handed([1])
      for (const at of [1, 2, 3, 4]) {
        await sending().hand(ID, [{ ...row, deliveryId: `out_${at}` }], at, LIFE)
        await db.sql(
          `update broadcast_recipients set status = 'waiting', delivery_id = null, due_at = 0 where number = 1`,
        )
      }
      expect(await db.sql('select last_at, second_at, third_at from announced')).toEqual([[4, 3, 2]])
      expect((await due())[0]?.thirdAt).toBe(2)
    })
    it('wait at the door while it is paused, and leave when it goes on', async () => {
      await prepared()
      await hand()
      expect(await sending().queued('twilio', 'bulk', 2)).toBe(2)
      await sending().pause(ID, 'failures')
      expect([await sending().queued('twilio', 'bulk', 9), await claim()]).toEqual([0, []])
      expect(await hand([1])).toBe(false)
      await db.sql(`update broadcasts set status = 'sending'`)
      expect(await claim()).toHaveLength(3)
    })
    it('are put aside for later, for another door, or for good', async () => {
      await prepared()
      await sending().putAside(ID, [
        { number: 1, dueAt: NOW + 5, door: 'twilio' },
        { number: 2, dueAt: 0, door: 'esms' },
        { number: 3, skipped: 'three_a_day' },
      ])
      expect([await due(), await counts()]).toEqual([[], { waiting: 2, skipped: 1 }])
    })
    it('come back with their outcome once, and again as SMS where that is decided', async () => {
      await prepared()
      await hand()
      expect(await sending().ended(ID, 9)).toEqual([])
      await db.sql(`update deliveries set status = 'sent' where id = 'out_1'`)
      await db.sql(
        `update deliveries set status = 'failed', failure = 'rejected', code = '400' where id in ('out_2', 'out_3')`,
      )
      const ended = await sending().ended(ID, 9)
      expect(ended.map(({ number, status }) => [number, status])).toEqual([
        [1, 'sent'],
        [2, 'failed'],
        [3, 'failed'],
      ])
      const settled = ended.map(({ number, deliveryId, was, status }) =>
        number === 3
          ? { number, deliveryId, was, status: 'waiting' as const, door: 'esms' as const }
          : { number, deliveryId, was, status, ...(number === 1 ? { dueAt: NOW + 9 } : {}) },
      )
      await Promise.all([sending().settle(ID, settled, NOW + 1), sending().settle(ID, settled, NOW + 1)])
      expect(await counts()).toEqual({ sent: 1, failed: 1, waiting: 1 })
      expect(await sending().failures(ID, NOW)).toEqual({ settled: 2, failed: 1 })
      expect(await sending().failures(ID, NOW + 1)).toEqual({ settled: 0, failed: 0 })
      const again = await sending().due(broadcastOf(), 'esms', { now: NOW, limit: 9, home: 'demo' })
      expect(again).toMatchObject([{ number: 3, again: true }])
      expect(await sending().unheard(ID, NOW + 8, 9)).toEqual([])
      expect(await sending().unheard(ID, NOW + 9, 9)).toMatchObject([{ number: 1, status: 'sent' }])
    })
    it('that a crash left in doubt are no failure of the provider', async () => {
      await prepared()
      await hand()
      await db.sql(`update deliveries set status = 'unknown', code = case id when 'out_1' then 'timeout' end`)
      const settled = (await sending().ended(ID, 9)).map(({ number, deliveryId, was, status }) => ({
        ...{ number, deliveryId, was, status },
      }))
      await sending().settle(ID, settled, NOW)
      expect([await counts(), await sending().failures(ID, 0)]).toEqual([{ unknown: 3 }, { settled: 3, failed: 1 }])
      // A late word lifts the doubt.
      await db.sql(`update deliveries set external_id = 'SM1' where id = 'out_1'`)
      await db.store.deliveries.receipt({ door: 'twilio', externalId: 'SM1', status: 'delivered' }, NOW)
      await db.store.deliveries.receipt({ door: 'twilio', externalId: 'SM1', status: 'delivered' }, NOW)
      expect(await counts()).toEqual({ unknown: 2, delivered: 1 })
    })
    it('are given up in pages, and those at the door are stopped', async () => {
      await prepared()
      await hand([1])
      await db.sql(`update broadcasts set status = 'cancelled'`)
      await sending().stopQueued(ID, NOW)
      expect([await sending().giveUp(ID, 'cancelled', 1), await sending().giveUp(ID, 'cancelled', 5)]).toEqual([1, 1])
      expect(await counts()).toEqual({ queued: 1, cancelled: 2 })
      const [{ number, deliveryId, was, status } = expect.fail()] = await sending().ended(ID, 9)
      await sending().settle(ID, [{ number, deliveryId, was, status }], NOW)
      expect([await counts(), await sending().running()]).toEqual([{ stopped: 1, cancelled: 2 }, []])
    })
  })

  it('is done only when nobody waits and nothing is on its way', async () => {
    await prepared()
    expect(await sending().finish(ID, NOW)).toBe(false)
    await sending().giveUp(ID, 'expired', 9)
    expect(await sending().finish(ID, NOW)).toBe(true)
    expect(await sending().pause(ID, 'failures')).toBe(false)
  })
}
