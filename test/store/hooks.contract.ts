/** Hooks and their calls, whichever engine keeps them. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Hook } from '../../src/core/hook.ts'
import { grantScope } from '../../src/core/official.ts'
import type { Open, Opened } from './contract.ts'
import { NOW } from './samples.ts'

const HOOK: Hook = {
  ...{ id: 'hook_1', agency: 'Sở Nông nghiệp', url: 'https://so.example.vn/', topics: ['case.opened'] },
  ...{ communes: ['03013'], provinces: [], on: true, createdBy: 'off_1', createdAt: NOW },
}
const scope = grantScope({ by: 'hook_1', communes: ['03013'] })
const CLAIM = { now: NOW, leaseMs: 10, ofEach: 2, limit: 5 }

export function hooksContract(open: Open): void {
  let db: Opened
  beforeEach(async () => {
    db = await open()
  })
  afterEach(() => db.close())

  const addCase = async (id: string, commune: string) => {
    const where = grantScope({ by: 'off_1', communes: [commune] })
    const made = { id, code: id.toUpperCase(), kind: 'hardship' as const, danger: false, commune, province: null }
    await db.store.cases.open(where, {
      ...made,
      report: {},
      score: 1,
      reasons: [],
      dueAt: null,
      disasterId: null,
      at: NOW,
    })
  }
  const call = (eventId: string) => ({ eventId, body: '{}' })

  describe('news of cases', () => {
    it('begin with the hook, keep to its scope, and go on where it was looked to', async () => {
      await addCase('a', '03013')
      await db.store.hooks.add(HOOK)
      expect(await db.store.hooks.caseNews(HOOK, scope, 10)).toBeNull()
      await addCase('b', '03013')
      await addCase('c', '02647')
      await addCase('d', '03013')
      const first = await db.store.hooks.caseNews(HOOK, scope, 2)
      expect(first?.news).toMatchObject([{ code: 'B', what: 'opened', danger: false, commune: '03013' }])
      await db.store.hooks.owe('hook_1', [call('e1')], { to: first?.to ?? 0 }, NOW)
      const second = await db.store.hooks.caseNews(HOOK, scope, 2)
      expect(second?.news).toMatchObject([{ code: 'D' }])
      // A slower sweep looks back no further than the faster one.
      await db.store.hooks.owe('hook_1', [call('e2')], { to: second?.to ?? 0 }, NOW)
      await db.store.hooks.owe('hook_1', [call('e1'), call('e2')], { to: first?.to ?? 0 }, NOW)
      expect(await db.store.hooks.caseNews(HOOK, scope, 2)).toBeNull()
      expect(await db.sql('select count(*) from hook_calls')).toEqual([[2]])
    })
  })

  describe('calls', () => {
    beforeEach(async () => {
      await db.store.hooks.add(HOOK)
      await db.store.hooks.add({ ...HOOK, id: 'hook_2' })
      for (const id of ['hook_1', 'hook_2']) await db.store.hooks.owe(id, [call('a'), call('b'), call('c')], {}, NOW)
    })

    it('are taken once, a few of each, though two sweeps ask at once', async () => {
      const both = await Promise.all([db.store.hooks.claim(CLAIM), db.store.hooks.claim(CLAIM)])
      const taken = both.flat().map(({ hookId, eventId }) => `${hookId} ${eventId}`)
      expect(new Set(taken).size).toBe(taken.length)
      expect(taken).toHaveLength(6)
      expect(both[0]?.map(({ hookId }) => hookId).toSorted()).toEqual(['hook_1', 'hook_1', 'hook_2', 'hook_2'])
    })

    it('left by a crash are taken again, and the slower word on them changes nothing', async () => {
      const first = await db.store.hooks.claim(CLAIM)
      const again = await db.store.hooks.claim({ ...CLAIM, now: NOW + 10, ofEach: 9, limit: 9 })
      expect(again.filter(({ attempt }) => attempt === 2)).toHaveLength(first.length)
      for (const slow of first) await db.store.hooks.settle(slow, { done: false, code: '500', at: NOW + 11 })
      expect((await db.store.hooks.states()).map(({ failed }) => failed)).toEqual([0, 0])
      for (const one of again) await db.store.hooks.settle(one, { done: true, code: '204', at: NOW + 12 })
      expect(await db.store.hooks.states()).toEqual([
        { hookId: 'hook_1', queued: 0, failed: 0, done: 3, code: '204' },
        { hookId: 'hook_2', queued: 0, failed: 0, done: 3, code: '204' },
      ])
      expect([await db.store.hooks.forget(NOW + 12), await db.store.hooks.forget(NOW + 13)]).toEqual([0, 6])
    })

    it('rest while their hook is off, wait for their time, and go with it', async () => {
      await db.store.hooks.turn('hook_1', false)
      const [one, other] = await db.store.hooks.claim(CLAIM)
      if (one === undefined || other === undefined) throw new Error('nothing was taken')
      expect([one.hookId, other.hookId]).toEqual(['hook_2', 'hook_2'])
      await db.store.hooks.settle(one, { done: false, code: '500', retryAt: NOW + 100, at: NOW })
      await db.store.hooks.settle(other, { done: false, code: '500', at: NOW })
      const later = { ...CLAIM, ofEach: 9 }
      expect(await db.store.hooks.claim({ ...later, now: NOW + 99 })).toMatchObject([{ eventId: 'c' }])
      expect(await db.store.hooks.claim({ ...later, now: NOW + 100 })).toMatchObject([{ eventId: 'a', attempt: 2 }])
      expect(await db.store.hooks.again('hook_2', NOW)).toBe(1)
      expect([await db.store.hooks.remove('hook_1', NOW), await db.store.hooks.remove('hook_1', NOW)]).toEqual([
        true,
        false,
      ])
      expect((await db.store.hooks.list()).map(({ id }) => id)).toEqual(['hook_2'])
      expect(await db.sql("select count(*) from hook_calls where hook_id = 'hook_1'")).toEqual([[0]])
    })
  })
}
