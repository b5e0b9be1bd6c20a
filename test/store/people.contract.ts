/** People as officials may look at them: by organisation, by the commune they named, by a case; and pauses nobody uses. Also notices held and taken back. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { grantScope, type Scope } from '../../src/core/official.ts'
import type { CaseChange, CaseWrite } from '../../src/store/case-store.ts'
import type { Open, Opened } from './contract.ts'
import { claimOf, greeted, NOW, nextTurn, reply, session, someone } from './samples.ts'

const TA_PHIN = grantScope({ by: 'off_1', communes: ['03013'] })
const LAO_CAI = grantScope({ by: 'off_2', provinces: ['15'] })
const ELSEWHERE = grantScope({ by: 'off_3', communes: ['00004'], provinces: ['01'] })
const ALL = grantScope({ by: 'off_5', everywhere: true })

export function peopleContract(open: Open): void {
  let db: Opened
  beforeEach(async () => {
    db = await open()
  })
  afterEach(() => db.close())

  const opening = (code: string): CaseWrite => ({
    id: `case_${code}`,
    open: {
      ...{ code, kind: 'hardship', matter: '|self', danger: false, organisation: null, disasterId: null },
      ...{ commune: '03013', province: '15', report: {}, score: 10, reasons: [], dueAt: null },
    },
    ...{ entries: [], links: [], photos: [] },
  })
  async function reported(code: string): Promise<{ id: string; value: string }> {
    const address = someone()
    const before = await greeted(db.store, { address, deliveries: [] })
    const turn = await nextTurn(db.store, before, { cases: [opening(code)], deliveries: [] })
    expect(await db.store.talk.commit(turn)).toBe('done')
    return { id: turn.contact.id, value: address.value }
  }
  const sees = async (scope: Scope, id: string) => (await db.store.people.get(scope, id, 9))?.id === id

  describe('a person', () => {
    it('is seen through a case, and by nobody whose place it is not', async () => {
      const { id, value } = await reported('P7Q1')
      for (const [scope, expected] of [
        ...[[TA_PHIN, true] as const, [LAO_CAI, true] as const, [ALL, true] as const],
        [ELSEWHERE, false] as const,
      ]) {
        expect(await sees(scope, id)).toBe(expected)
        expect((await db.store.people.lines(scope, { phone: value })).map((one) => one.id)).toEqual(
          expected ? [id] : [],
        )
        expect((await db.store.people.lines(scope, { ids: [id, 'con_nobody'] })).length).toBe(expected ? 1 : 0)
      }
      expect(await db.store.people.get(ALL, 'con_nobody', 9)).toBeNull()
    })

    it('is seen through the organisation that answers them, and through the commune they named', async () => {
      await db.store.organisations.seed({ code: '03013', name: 'UBND xã A', commune: '03013', dutyOfficers: [] })
      const { contact: stranger } = await greeted(db.store)
      const { contact: theirs } = await greeted(db.store)
      const { contact: named } = await greeted(db.store)
      await db.sql(`update contacts set organisation = '03013' where id = '${theirs.id}'`)
      const data = JSON.stringify(session({ commune: '03013' }))
      await db.sql(`update sessions set data = '${data}' where contact_id = '${named.id}'`)
      for (const id of [theirs.id, named.id]) {
        expect(await sees(TA_PHIN, id)).toBe(true)
        expect(await sees(ELSEWHERE, id)).toBe(false)
      }
      expect([await sees(TA_PHIN, stranger.id), await sees(ALL, stranger.id)]).toEqual([false, true])
    })

    it('has a name to be found by, and brings their cases of the scope, talk and facts', async () => {
      const { id } = await reported('P7Q2')
      await db.sql(`update contacts set name = 'Giàng A Páo' where id = '${id}'`)
      expect(await db.store.people.named(TA_PHIN, 9)).toEqual([{ id, name: 'Giàng A Páo' }])
      expect(await db.store.people.named(ELSEWHERE, 9)).toEqual([])
      expect((await db.store.people.lines(TA_PHIN, { ids: [id] }))[0]).toMatchObject({ openCases: 1, stopped: false })
      const file = await db.store.people.get(TA_PHIN, id, 9)
      expect(file?.cases).toMatchObject([{ code: 'P7Q2', status: 'new' }])
      expect(file?.messages.map(({ direction }) => direction)).toEqual(['in', 'in'])
      await db.sql("update cases set commune = '00004', province = '01'")
      expect(await sees(TA_PHIN, id)).toBe(false)
    })

    it('with whom an official has been silent for long is found with their newest open case', async () => {
      const { id } = await reported('P7Q3')
      await db.sql(`update contacts set paused_at = ${NOW}, paused_by = 'off_1' where id = '${id}'`)
      expect(await db.store.people.pausedSince(NOW - 1, 9)).toEqual([])
      expect(await db.store.people.pausedSince(NOW, 9)).toEqual([{ contactId: id, code: 'P7Q3' }])
    })
  })

  describe('a notice of a case', () => {
    it('waits as long as it is held, and one taken back never leaves', async () => {
      const { value } = await reported('P7Q4')
      const owed = { ...reply({ kind: 'sms', value }, 0), lane: 'bulk' as const }
      const change = (version: number, more: Partial<CaseChange>): CaseChange => ({
        ...{ caseId: 'case_P7Q4', version, set: {}, entries: [], deliveries: [], by: 'off_1', at: NOW },
        ...more,
      })
      const held = change(1, { deliveries: [owed], deliverAt: NOW + 120_000 })
      expect(await db.store.cases.change(TA_PHIN, held)).toBe('done')
      expect(await claimOf(db.store, { now: NOW + 119_000 })).toEqual([])
      expect(await db.store.cases.change(TA_PHIN, change(2, { takesBack: [owed.message.id] }))).toBe('done')
      expect(await claimOf(db.store, { now: NOW + 600_000 })).toEqual([])
    })

    it('that has left cannot be taken back, and then nothing of the change is kept', async () => {
      const { value } = await reported('P7Q5')
      const owed = { ...reply({ kind: 'sms', value }, 0), lane: 'bulk' as const }
      const base = { caseId: 'case_P7Q5', set: {}, entries: [], deliveries: [], by: 'off_1', at: NOW }
      expect(await db.store.cases.change(TA_PHIN, { ...base, version: 1, deliveries: [owed] })).toBe('done')
      expect(await claimOf(db.store)).toHaveLength(1)
      const back = { ...base, version: 2, set: { status: 'seen' as const }, takesBack: [owed.message.id] }
      expect(await db.store.cases.change(TA_PHIN, back)).toBe('conflict')
      expect((await db.store.cases.get(TA_PHIN, 'P7Q5'))?.line).toMatchObject({ status: 'new', version: 2 })
    })
  })
}
