/** Inbox and turns: kept once, handled once, in one unit. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Open, Opened } from './contract.ts'
import { greeted, NOW, nextTurn, reply, session, someone, turnOf, wrote } from './samples.ts'

export function talkContract(open: Open): void {
  let db: Opened
  beforeEach(async () => {
    db = await open()
  })
  afterEach(() => db.close())

  describe('inbox', () => {
    it('keeps a message once, however often it is delivered', async () => {
      const row = wrote(someone())
      const first = await db.store.inbound.add([row, { ...row, id: 'in_again' }])
      expect(first).toEqual(['new', 'duplicate'])
      const fifty = await Promise.all(
        Array.from({ length: 50 }, (_, i) => db.store.inbound.add([{ ...row, id: `in_again_${i}` }])),
      )
      expect(fifty.flat()).toEqual(Array(50).fill('duplicate'))
      expect(await db.sql('select count(*) from inbound_messages')).toEqual([[1]])
    })

    it('tells the same id of two doors apart', async () => {
      const row = wrote(someone())
      expect(await db.store.inbound.add([row, { ...row, id: 'in_other', door: 'esms' }])).toEqual(['new', 'new'])
    })

    it('gives back exactly what came in, oldest first', async () => {
      const who = someone()
      const late = wrote(who, {
        receivedAt: NOW + 5,
        today: '2026-12-31',
        content: { kind: 'location', lat: 21.1, lon: 105.2 },
      })
      const early = wrote(who, { receivedAt: NOW + 1, automated: true })
      const other = wrote(someone(), { receivedAt: NOW + 3 })
      await db.store.inbound.add([late, other, early])
      expect(await db.store.inbound.waiting(10, NOW + 100)).toEqual([early, other, late])
      expect(await db.store.inbound.waiting(1, NOW + 100)).toEqual([early])
      expect(await db.store.inbound.waiting(10, NOW + 3)).toEqual([early])
      expect(await db.store.inbound.waitingOf(who)).toEqual([early, late])
    })

    it('leaves a message that throws again and again to people', async () => {
      const row = wrote(someone())
      await db.store.inbound.add([row])
      await db.store.inbound.failed(row.id, 2)
      expect(await db.store.inbound.waitingOf(row.address)).toHaveLength(1)
      await db.store.inbound.failed(row.id, 2)
      expect(await db.store.inbound.waitingOf(row.address)).toHaveLength(0)
      expect(await db.sql('select status, tries from inbound_messages')).toEqual([['failed', 2]])
    })

    it('closes a message that is owed no turn', async () => {
      const row = wrote(someone(), { automated: true })
      await db.store.inbound.add([row])
      await db.store.inbound.ignore(row.id)
      expect(await db.store.inbound.waiting(10, NOW + 100)).toEqual([])
    })
  })

  describe('turn', () => {
    it('knows nobody who never wrote', async () => {
      expect(await db.store.talk.load(someone())).toBeNull()
    })

    it('makes the contact, the session and the replies as one unit', async () => {
      const turn = await greeted(db.store)
      expect(await db.store.talk.load(turn.address)).toEqual({
        contact: turn.contact,
        session: turn.session,
        version: 1,
        paused: false,
        hasCase: false,
        stoppedAt: null,
      })
      expect(await db.store.deliveries.ofTurn(turn.turnId)).toEqual([
        { message: turn.deliveries[0]?.message, status: 'queued', segments: 1 },
      ])
      expect(await db.store.inbound.waitingOf(turn.address)).toEqual([])
    })

    it('says duplicate for a message that had its turn, and changes nothing', async () => {
      const turn = await greeted(db.store)
      const again = { ...turn, turnId: 'turn_again', isNew: false, version: 1, deliveries: [reply(turn.address, 0)] }
      expect(await db.store.talk.commit(again)).toBe('duplicate')
      expect(await db.store.talk.commit({ ...again, version: 99 })).toBe('duplicate')
      expect((await db.store.talk.load(turn.address))?.version).toBe(1)
      expect(await db.sql('select count(*) from deliveries')).toEqual([[1]])
    })

    it('lets exactly one of eight racing turns of one session win', async () => {
      const before = await greeted(db.store)
      const turns = await Promise.all(Array.from({ length: 8 }, () => nextTurn(db.store, before)))
      const outcomes = await Promise.all(turns.map((turn) => db.store.talk.commit(turn)))
      expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1)
      expect(outcomes.filter((outcome) => outcome === 'conflict')).toHaveLength(7)
      expect(await db.sql('select count(*) from turns')).toEqual([[2]])
      expect(await db.sql('select count(*) from deliveries')).toEqual([[2]])
      expect((await db.store.talk.load(before.address))?.version).toBe(2)
    })

    it('lets one of two first messages make the contact; the other loads again', async () => {
      const who = someone()
      const [a, b] = [wrote(who), wrote(who)]
      await db.store.inbound.add([a, b])
      const outcomes = await Promise.all([db.store.talk.commit(turnOf(a)), db.store.talk.commit(turnOf(b))])
      expect(outcomes.toSorted()).toEqual(['conflict', 'done'])
      expect(await db.sql('select count(*) from contacts')).toEqual([[1]])
    })

    it('remembers language, office and session of the latest turn', async () => {
      await db.store.organisations.seed({ code: 'demo', name: 'UBND xã Lá Lành', dutyOfficers: [] })
      const before = await greeted(db.store)
      const contact = { ...before.contact, language: 'en', organisation: 'demo' } as const
      const said = session({ household: { class: 'poor', people: [{ age: 76 }] }, language: 'en' })
      expect(await db.store.talk.commit(await nextTurn(db.store, before, { contact, session: said }))).toBe('done')
      expect(await db.store.talk.load(before.address)).toMatchObject({ contact, session: said, version: 2 })
    })

    it('takes nothing of a turn that breaks a promise of the schema, and names no person in the error', async () => {
      const before = await greeted(db.store)
      const broken = { ...reply(before.address, 0), lane: 'express' as 'bulk' }
      const turn = await nextTurn(db.store, before, { deliveries: [reply(before.address, 1), broken] })
      const error = await db.store.talk.commit(turn).then(
        () => null,
        (thrown: unknown) => thrown,
      )
      expect(error).toMatchObject({ name: 'StoreError', kind: 'constraint' })
      expect(String(error) + JSON.stringify(error)).toContain('deliveries_lane')
      expect(String(error) + JSON.stringify(error)).not.toContain(before.address.value)
      expect(error).not.toHaveProperty('cause')
      expect((await db.store.talk.load(before.address))?.version).toBe(1)
      expect(await db.sql('select count(*) from deliveries')).toEqual([[1]])
    })

    it('refuses a turn of a message that was never stored', async () => {
      const turn = turnOf(wrote(someone()))
      await expect(db.store.talk.commit(turn)).rejects.toMatchObject({ name: 'StoreError', kind: 'constraint' })
      expect(await db.store.talk.load(turn.address)).toBeNull()
    })
  })
}
