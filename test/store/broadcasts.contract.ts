/** Messages to many: who sees and changes them, two approvals at once, and whom an audience is. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { grantScope, systemScope } from '../../src/core/official.ts'
import type { Broadcast } from '../../src/store/broadcast-store.ts'
import type { TurnCommit } from '../../src/store/store.ts'
import type { Open, Opened } from './contract.ts'
import { greeted, NOW } from './samples.ts'

const TA_PHIN = '02692'
const MUONG_HOA = '02695'

/** A draft of Tả Phìn. */
export function broadcastOf(more: Partial<Broadcast> = {}): Broadcast {
  return {
    ...{ id: 'bc_1', code: '482913', title: 'Lịch chi trả', class: 'service_notice', status: 'draft' },
    ...{ words: { vi: 'Trả ngày 5.' }, audience: { communes: [] }, places: [TA_PHIN], organisation: TA_PHIN },
    ...{
      disasterId: null,
      modelId: null,
      template: null,
      sendAt: null,
      lifeMs: 86_400_000,
      authorId: 'off_1',
      createdAt: NOW,
      hash: null,
    },
    ...{ sameHash: null, submittedAt: null, refusedWhy: null, approvedAt: null, preparedTo: '', total: 0 },
    ...{ startedAt: null, expiresAt: null, pausedWhy: null, resumedAt: null, finishedAt: null, version: 0 },
    ...more,
  }
}

export function broadcastsContract(open: Open): void {
  let db: Opened
  beforeEach(async () => {
    db = await open()
    for (const [code, province] of [
      [TA_PHIN, '15'],
      [MUONG_HOA, '15'],
    ])
      await db.store.organisations.seed({
        ...{ code: code ?? '', name: `Xã ${code}`, commune: code ?? '', province: province ?? '', dutyOfficers: [] },
      })
  })
  afterEach(() => db.close())

  const everything = systemScope()
  const here = grantScope({ by: 'off_1', communes: [TA_PHIN] })
  const there = grantScope({ by: 'off_2', communes: [MUONG_HOA] })
  const save = (more: Partial<Broadcast> = {}, scope = everything, was: Broadcast['status'] = 'draft') =>
    db.store.broadcasts.save(scope, broadcastOf(more), was)
  const get = (scope = everything) => db.store.broadcasts.get(scope, 'bc_1')
  const lives = async (commune: string): Promise<TurnCommit> => {
    const who = await greeted(db.store)
    await db.sql(
      `update sessions set data = json_set(data, '$.commune', '${commune}') where contact_id = '${who.contact.id}'`,
    )
    return who
  }
  const members = async (audience: Partial<Broadcast['audience']> = {}, places = [TA_PHIN]) => {
    const wish = { id: 'bc_1', audience: { communes: [], ...audience }, places }
    return (await db.store.broadcasts.members(wish, { after: '', until: '~', knownBy: NOW, home: '15' })).map(
      (one) => one.contactId,
    )
  }
  const learned = (who: TurnCommit, fact: string, value: unknown) =>
    db.sql(`insert into facts (household_id, fact, person, value, learned_at)
      select id, '${fact}', 0, '${JSON.stringify(value)}', 1 from households where contact_id = '${who.contact.id}'`)

  describe('are kept within the communes of an official', () => {
    it('whole, as written', async () => {
      expect(await save({}, here)).toBe('done')
      expect(await get(here)).toEqual(broadcastOf({ version: 1 }))
    })
    it('and neither seen nor written elsewhere', async () => {
      expect(await save({}, there)).toBe('missing')
      await save({}, here)
      expect(await get(there)).toBeNull()
      expect(await save({ version: 1, title: 'Khác' }, there)).toBe('missing')
      expect((await db.store.broadcasts.list(there, {}, { limit: 9, offset: 0 })).total).toBe(0)
    })
    it('seen where one touches, changed only where all of it lies', async () => {
      await save({ places: [TA_PHIN, MUONG_HOA] })
      expect((await get(here))?.places).toEqual([TA_PHIN, MUONG_HOA])
      expect(await save({ version: 1, places: [TA_PHIN] }, here)).toBe('missing')
      expect(await db.store.broadcasts.rows(here, 'bc_1', { statuses: [], after: 0, limit: 9 })).toEqual([])
    })
  })

  it('refuse a stale version, another status and a check code that is taken', async () => {
    await save()
    expect(await save({ version: 1, title: 'Một' })).toBe('done')
    expect(await save({ version: 1, title: 'Hai' })).toBe('conflict')
    expect(await save({ version: 2, title: 'Ba' }, everything, 'submitted')).toBe('conflict')
    expect((await get())?.title).toBe('Một')
    expect(await save({ id: 'bc_2' })).toBe('code_taken')
  })

  describe('are approved', () => {
    const approve = (officialId: string, more: { readonly hash?: string; readonly needed?: number } = {}) =>
      db.store.broadcasts.approve(everything, 'bc_1', { officialId, hash: 'h1', needed: 1, at: NOW + 1, ...more })
    beforeEach(async () => {
      await save()
      await save({ version: 1, status: 'submitted', hash: 'h1', sameHash: 's1', submittedAt: NOW })
    })

    it('by another than the author, of this very text', async () => {
      expect(await approve('off_1')).toBe('conflict')
      expect(await approve('off_2', { hash: 'h0' })).toBe('conflict')
      expect((await get())?.version).toBe(2)
      expect(await approve('off_2')).toBe('done')
      expect(await get()).toMatchObject({ status: 'preparing', approvedAt: NOW + 1 })
      expect(await approve('off_3')).toBe('conflict')
    })
    it('by two where two are needed, and once by each', async () => {
      expect(await approve('off_2', { needed: 2 })).toBe('done')
      expect(await approve('off_2', { needed: 2 })).toBe('conflict')
      expect((await get())?.status).toBe('submitted')
      expect(await approve('off_3', { needed: 2 })).toBe('done')
      expect((await get())?.status).toBe('preparing')
      expect(await db.store.broadcasts.approvals('bc_1')).toHaveLength(2)
    })
    it('not any more once it was changed', async () => {
      await approve('off_2', { needed: 2 })
      await save({ version: 3, status: 'draft', hash: null }, everything, 'submitted')
      await save({ version: 4, status: 'submitted', hash: 'h2' })
      expect(await db.store.broadcasts.approvals('bc_1')).toEqual([])
      expect(await approve('off_3', { needed: 2, hash: 'h2' })).toBe('done')
      expect((await get())?.status).toBe('submitted')
    })
    it('and found again by their text and audience', async () => {
      expect(await db.store.broadcasts.sameSince('s1', 'bc_2', NOW)).toEqual({ id: 'bc_1', at: NOW })
      expect(await db.store.broadcasts.sameSince('s1', 'bc_2', NOW + 1)).toBeNull()
      expect(await db.store.broadcasts.sameSince('s1', 'bc_1', NOW)).toBeNull()
    })
  })

  describe('have an audience', () => {
    it('of its communes only, whatever else was wished', async () => {
      const [mine, other] = [await lives(TA_PHIN), await lives(MUONG_HOA)]
      expect(await members()).toEqual([mine.contact.id])
      expect(new Set(await members({}, [TA_PHIN, MUONG_HOA]))).toEqual(new Set([mine.contact.id, other.contact.id]))
      await learned(other, 'class', 'poor')
      expect(await members({ classes: ['poor'] })).toEqual([])
    })
    it('of people known when it was approved', async () => {
      const mine = await lives(TA_PHIN)
      await db.sql(`update contacts set created_at = ${NOW + 1} where id = '${mine.contact.id}'`)
      expect(await members()).toEqual([])
    })
    it('by class, vulnerability, language, kind of address and event', async () => {
      const [poor, old, foreign] = [await lives(TA_PHIN), await lives(TA_PHIN), await lives(TA_PHIN)]
      await learned(poor, 'class', 'poor')
      await learned(old, 'person.age', 76)
      await learned(foreign, 'person.disability', 'none')
      await db.sql(`update contacts set language = 'en' where id = '${foreign.contact.id}'`)
      expect(await members({ classes: ['poor', 'near_poor'] })).toEqual([poor.contact.id])
      expect(await members({ vulnerable: ['elderly', 'disabled'] })).toEqual([old.contact.id])
      expect(await members({ language: 'en' })).toEqual([foreign.contact.id])
      expect(await members({ kinds: ['zalo'] })).toEqual([])
      expect(await members({ kinds: ['sms'], classes: ['poor'], vulnerable: ['elderly'] })).toEqual([])
    })
    it('by what they were told they may have and have not asked for', async () => {
      const [may, not] = [await lives(TA_PHIN), await lives(TA_PHIN)]
      const told = (who: TurnCommit, verdict: string) =>
        db.sql(`insert into verdicts (turn_id, rule, programme, kind, verdict, "on", people, inputs, citations, content_version, at)
          values ('${who.turnId}', 'SP-75', 'social-pension', 'entitlement', '${verdict}', '2026-11-01', 1, '{}', '[]', 'c', 1)`)
      await told(may, 'eligible')
      await told(not, 'eligible')
      await told(not, 'not_eligible')
      const wish = { verdict: { programme: 'social-pension', may: true } } as const
      expect(await members(wish)).toEqual([may.contact.id])
      await db.sql(`insert into leads (id, contact_id, turn_id, kind, about, details, consent, status, at)
        values ('lead_1', '${may.contact.id}', '${may.turnId}', 'credit', 'SP-75', '{}', 'x', 'new', 1)`)
      expect(await members(wish)).toEqual([])
      expect(await members({ interest: 'credit' })).toEqual([may.contact.id])
    })
    it('of an uploaded list, of known people of the scope', async () => {
      const [mine, other] = [await lives(TA_PHIN), await lives(MUONG_HOA)]
      await save()
      const asked = [{ phone: mine.address.value }, { contactId: other.contact.id }, { phone: '+84999999999' }]
      expect(await db.store.broadcasts.known(here, asked, '15')).toEqual([mine.contact.id, null, null])
      await db.store.broadcasts.putList('bc_1', [mine.contact.id, other.contact.id])
      expect(await members({ list: { rows: 2, sha256: 'x' } })).toEqual([mine.contact.id])
      await db.store.broadcasts.putList('bc_1', [other.contact.id])
      expect(await members({ list: { rows: 1, sha256: 'x' } })).toEqual([])
    })
    it('with all ways to each person, and which of them agreed to a topic', async () => {
      const who = await lives(TA_PHIN)
      const id = who.contact.id
      await db.sql(`insert into addresses (id, kind, value, contact_id, created_at, stopped_at)
        values ('addr_z_${id}', 'zalo', 'z1', '${id}', 5, 7)`)
      await db.sql(`insert into subscriptions (id, contact_id, address_id, topic, wording, wording_version, language, door, inbound_id, at)
        select 'sub_${id}', '${id}', id, 'credit', 'w', 'v', 'vi', 'twilio', '${who.inboundId}', 1
        from addresses where contact_id = '${id}' and kind = 'sms'`)
      const wish = { id: 'bc_1', audience: { communes: [], topic: 'credit' as const }, places: [TA_PHIN] }
      const [found] = await db.store.broadcasts.members(wish, { after: '', until: '~', knownBy: NOW, home: '15' })
      expect(found).toMatchObject({ contactId: id, commune: TA_PHIN, language: 'vi', accents: false })
      expect(found?.ways.map(({ address, stopped, consented }) => [address.kind, stopped, consented])).toEqual([
        ['sms', false, true],
        ['zalo', true, false],
      ])
    })
  })
}
