/** Words on the state's work and the changes that came of them: within a scope, tied once, told once. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { grantScope } from '../../src/core/official.ts'
import type { FeedbackWrite } from '../../src/store/feedback-store.ts'
import type { Open, Opened } from './contract.ts'
import { greeted, NOW, nextTurn, reply, someone } from './samples.ts'

const HERE = grantScope({ by: 'off_1', communes: ['03013'] })
const PROVINCE = grantScope({ by: 'off_2', provinces: ['15'] })
const PAGE = { limit: 10, offset: 0, now: NOW }
const CHANGE = {
  ...{ id: 'chg_1', organisation: null, commune: '03013', province: '15', programme: null },
  ...{ said: 'Bình xét chưa công khai', did: 'Niêm yết danh sách', by: 'off_1', at: NOW },
}

export function feedbackContract(open: Open): void {
  let db: Opened
  beforeEach(async () => {
    db = await open()
  })
  afterEach(() => db.close())

  type Given = NonNullable<FeedbackWrite['given']>
  const tells = async (id: number, more: Partial<Given> = {}) => {
    const address = someone()
    const first = await greeted(db.store, { address, deliveries: [] })
    const told = { id, text: `viec ${id}`, programme: null, organisation: null, commune: '03013', province: '15' }
    const usual = { kind: 'delivery' as const, rating: 3, wish: 'answer' as const, level: 'commune' as const }
    const given = { ...usual, code: `G${id}`, since: NOW, day: NOW, ...more }
    const turn = await nextTurn(db.store, first, { feedback: { told, given }, deliveries: [] })
    expect(await db.store.talk.commit(turn)).toBe('done')
    return { id, contactId: turn.contact.id, address }
  }
  const listed = async (scope = HERE, filter = {}) =>
    (await db.store.feedback.list(scope, filter, PAGE)).rows.map(({ id }) => id).sort((a, b) => a - b)

  describe('reading', () => {
    it('gives a commune its own without what is above it, and a province all of its own', async () => {
      await tells(1)
      await tells(2, { kind: 'conduct', level: 'province' })
      expect(await listed()).toEqual([1])
      expect(await listed(PROVINCE)).toEqual([1, 2])
      expect(await listed(PROVINCE, { rating: 5 })).toEqual([])
      expect(await db.store.feedback.get(HERE, 2)).toBeNull()
    })

    it('counts by month for everybody', async () => {
      await tells(1, { rating: 2 })
      await tells(2, { rating: 4 })
      expect(await db.store.feedback.publicMonths(0)).toEqual([{ month: '2026-11', count: 2, rated: 2, stars: 6 }])
      expect(await db.store.feedback.publicMonths(NOW + 1)).toEqual([])
    })
  })

  describe('a change', () => {
    it('ties what is in the scope and not tied yet', async () => {
      await tells(1)
      await tells(2, { kind: 'conduct', level: 'province' })
      expect(await db.store.changes.make(HERE, CHANGE, [1, 2])).toBe(1)
      expect(await db.store.changes.make(PROVINCE, { ...CHANGE, id: 'chg_2' }, [1, 2])).toBe(1)
      expect(await db.sql('select change_id from feedback order by id')).toEqual([['chg_1'], ['chg_2']])
    })

    it('is told once: the mark and the message are one unit', async () => {
      const { contactId, address } = await tells(1)
      await tells(2, { wish: 'quiet' })
      await db.store.changes.make(HERE, CHANGE, [1, 2])
      const [one, ...others] = await db.store.changes.toTell(0, 10)
      expect([one?.change.said, one?.person.contactId, others]).toEqual([CHANGE.said, contactId, []])
      expect(await db.store.changes.toTell(NOW + 1, 10)).toEqual([])
      const delivery = () => [reply(address, 0, { lane: 'bulk' })]
      const told = { delivery: delivery(), at: NOW + 5 }
      expect(await db.store.changes.tell('chg_1', contactId, told)).toBe(true)
      expect(await db.store.changes.tell('chg_1', contactId, { delivery: delivery(), at: NOW + 6 })).toBe(false)
      expect(await db.sql("select count(*) from deliveries where lane = 'bulk'")).toEqual([[1]])
      expect(await db.store.changes.list(5)).toEqual([{ ...CHANGE, raised: 2, told: 1, waiting: 0 }])
    })
  })
}
