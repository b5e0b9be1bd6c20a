/** Classes and jobs: published by id, seats never given twice, and every word to enrolled people written once. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Offer } from '../../src/core/offer.ts'
import type { TurnCommit } from '../../src/store/store.ts'
import type { Open, Opened } from './contract.ts'
import { claimOf, greeted, NOW, nextTurn, reply, someone } from './samples.ts'

const TODAY = '2026-11-23'
const SEWING: Offer = { id: 'may-01', kind: 'class', title: 'May công nghiệp', startsOn: '2026-12-01', place: 'Thôn 3' }

export function offersContract(open: Open): void {
  // A describe of its own, so that its offices stand before no other contract's tests.
  describe('classes and jobs', () => {
    let db: Opened
    beforeEach(async () => {
      db = await open()
      for (const code of ['demo', 'other']) await db.store.organisations.seed({ code, name: code, dutyOfficers: [] })
    })
    afterEach(() => db.close())

    const publish = (...offers: readonly Offer[]) => db.store.offers.publish('demo', offers, 'test', NOW)
    const openNow = (contact = 'nobody') => db.store.offers.openFor('demo', contact, TODAY)
    const enrols = async (who: TurnCommit, offer = 'demo/may-01', version = 1) =>
      db.store.talk.commit(await nextTurn(db.store, who, { version, events: [{ type: 'enrolled', offer }] }))
    const due = async (now = NOW) => db.store.enrolments.due(now, 10)
    const words = (who: TurnCommit) => reply(who.address, 0, { lane: 'bulk' })

    describe('offers', () => {
      it('are added, changed or the same, by the id their publisher gave', async () => {
        expect(await publish(SEWING, { ...SEWING, id: 'may-02' })).toEqual({
          added: 2,
          changed: 0,
          same: 0,
          cancelled: [],
        })
        const again = [SEWING, { ...SEWING, id: 'may-02', seats: 5 }, { ...SEWING, id: 'may-03' }]
        expect(await publish(...again)).toEqual({ added: 1, changed: 1, same: 1, cancelled: [] })
        expect(await db.store.offers.publish('other', [SEWING], 'test', NOW)).toMatchObject({ added: 1 })
        expect((await openNow()).map(({ id }) => id)).toEqual(['demo/may-01', 'demo/may-02', 'demo/may-03'])
      })

      it('are shown soonest first while one can still enrol, and never of another commune', async () => {
        await publish(
          { id: 'undated', kind: 'job', title: 'Phụ hồ' },
          { ...SEWING, id: 'later', startsOn: '2027-01-05' },
          SEWING,
          { ...SEWING, id: 'begun', startsOn: '2026-11-22' },
          { ...SEWING, id: 'begun-yet-open', startsOn: '2026-11-20', closesOn: TODAY },
          { ...SEWING, id: 'closed', closesOn: '2026-11-22' },
          { ...SEWING, id: 'gone' },
        )
        await db.store.offers.cancel('demo', 'gone', NOW)
        await db.store.offers.publish('other', [{ ...SEWING, id: 'theirs' }], 'test', NOW)
        const shown = (await openNow()).map(({ id }) => id)
        expect(shown).toEqual(['demo/begun-yet-open', 'demo/may-01', 'demo/later', 'demo/undated'])
      })

      it('stay cancelled when the same list is published again', async () => {
        await publish(SEWING)
        expect(await db.store.offers.cancel('demo', 'may-01', NOW)).toBe(0)
        expect(await db.store.offers.cancel('demo', 'may-01', NOW)).toBeNull()
        expect(await db.store.offers.cancel('demo', 'may-09', NOW)).toBeNull()
        expect(await publish(SEWING)).toEqual({ added: 0, changed: 0, same: 0, cancelled: ['may-01'] })
        expect(await openNow()).toEqual([])
      })
    })

    describe('enrolling', () => {
      it('counts seats, and knows who enrolled', async () => {
        await publish({ ...SEWING, seats: 2 })
        const who = await greeted(db.store)
        expect(await enrols(who)).toBe('done')
        expect(await openNow()).toEqual([{ ...SEWING, id: 'demo/may-01', seats: 2, seatsLeft: 1 }])
        expect(await openNow(who.contact.id)).toMatchObject([{ seatsLeft: 1, enrolled: true }])
        expect(await db.store.enrolments.of('demo/may-01')).toEqual([{ address: who.address, at: NOW }])
      })

      it('never gives a seat twice, though ten people take the last two at once', async () => {
        await publish({ ...SEWING, seats: 2 })
        const people = await Promise.all(Array.from({ length: 10 }, () => greeted(db.store)))
        const outcomes = await Promise.all(people.map((who) => enrols(who)))
        expect(outcomes.filter((one) => one === 'done')).toHaveLength(2)
        expect(outcomes.filter((one) => one === 'conflict')).toHaveLength(8)
        expect(await db.sql("select count(*) from enrolments where status = 'enrolled'")).toEqual([[2]])
        expect(await db.sql('select count(*) from sessions where version > 1')).toEqual([[2]])
      })

      it('said twice takes one seat, and a seat given up is free again', async () => {
        await publish({ ...SEWING, seats: 1 })
        const [first, second] = [await greeted(db.store), await greeted(db.store)]
        expect(await enrols(first)).toBe('done')
        expect(await enrols(first, 'demo/may-01', 2)).toBe('done')
        expect(await enrols(second)).toBe('conflict')
        const cancels = [{ type: 'enrolment_cancelled', offer: 'demo/may-01' }] as const
        await db.store.talk.commit(await nextTurn(db.store, first, { version: 3, events: cancels }))
        expect(await enrols(second)).toBe('done')
        expect(await enrols(first, 'demo/may-01', 4)).toBe('conflict')
      })

      it('is refused for what is not there, and for what was cancelled a moment ago', async () => {
        await publish(SEWING)
        await db.store.offers.cancel('demo', 'may-01', NOW)
        const who = await greeted(db.store)
        expect(await enrols(who)).toBe('conflict')
        expect(await enrols(who, 'demo/never')).toBe('conflict')
      })
    })

    describe('words to enrolled people', () => {
      it('are written by one of two sweeps, with their delivery, or not at all', async () => {
        await publish(SEWING)
        const who = await greeted(db.store)
        await enrols(who)
        const [notice] = await due()
        if (!notice) throw new Error('nothing is due')
        expect(notice).toMatchObject({ title: SEWING.title, startsOn: '2026-12-01', cancelled: false, stopped: false })
        expect(notice.told).toBe(notice.current)
        const both = await Promise.all(
          [0, 1].map(() => db.store.enrolments.tell(notice, { delivery: words(who), next: null, at: NOW })),
        )
        expect(both.filter(Boolean)).toHaveLength(1)
        expect(await db.sql("select count(*) from deliveries where lane = 'bulk'")).toEqual([[1]])
        expect(await due(NOW * 2)).toEqual([])
        expect((await claimOf(db.store, { lanes: ['bulk'] }))[0]?.message.address).toEqual(who.address)
      })

      it('wait for their time, and are not written once the enrolment was given up meanwhile', async () => {
        await publish(SEWING)
        const who = await greeted(db.store)
        await enrols(who)
        const [first] = await due()
        if (!first) throw new Error('nothing is due')
        expect(await db.store.enrolments.tell(first, { delivery: null, next: NOW + 500, at: NOW })).toBe(true)
        expect(await due(NOW + 499)).toEqual([])
        const [second] = await due(NOW + 500)
        if (!second) throw new Error('nothing is due')
        const cancels = [{ type: 'enrolment_cancelled', offer: 'demo/may-01' }] as const
        await db.store.talk.commit(await nextTurn(db.store, who, { version: 2, events: cancels }))
        expect(await db.store.enrolments.tell(second, { delivery: words(who), next: null, at: NOW })).toBe(false)
        expect(await db.sql("select count(*) from deliveries where lane = 'bulk'")).toEqual([[0]])
        expect(await due(NOW * 2)).toEqual([])
      })

      it.for([
        { why: 'another day', change: { startsOn: '2026-12-05' }, owed: 1 },
        { why: 'another place', change: { place: 'Thôn 4' }, owed: 1 },
        { why: 'more seats only', change: { seats: 40 }, owed: 0 },
      ])('are owed again after $why: $owed', async ({ change, owed }) => {
        await publish(SEWING)
        const who = await greeted(db.store)
        await enrols(who)
        const [notice] = await due()
        if (!notice) throw new Error('nothing is due')
        await db.store.enrolments.tell(notice, { delivery: words(who), next: null, at: NOW })
        await publish({ ...SEWING, ...change })
        const again = await due()
        expect(again).toHaveLength(owed)
        for (const one of again) expect(one.told).not.toBe(one.current)
      })

      it('are owed to everybody enrolled when it is cancelled', async () => {
        await publish(SEWING)
        const who = await greeted(db.store)
        await enrols(who)
        await enrols(await greeted(db.store))
        expect(await db.store.offers.cancel('demo', 'may-01', NOW)).toBe(2)
        expect((await due()).map(({ cancelled }) => cancelled)).toEqual([true, true])
      })
    })

    describe('leads', () => {
      it('are listed for their commune, and those of nobody yet for the home organisation', async () => {
        const address = someone()
        const events = [
          {
            type: 'lead_registered',
            lead: 'training',
            about: '',
            details: { trade: 'sua xe' },
            consent: 'training:ask_consent',
          },
        ] as const
        await greeted(db.store, { address, events: [...events] })
        const line = { kind: 'training', about: '', details: { trade: 'sua xe' }, status: 'new', at: NOW }
        expect(await db.store.leads.ofOrganisation('demo', true)).toEqual([
          { ...line, address: `sms:${address.value}` },
        ])
        expect(await db.store.leads.ofOrganisation('demo', false)).toEqual([])
      })
    })
  })
}
