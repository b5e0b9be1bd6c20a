/** Stories: written within a scope, read by all only once the household agreed to these very words. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { grantScope } from '../../src/core/official.ts'
import type { ModelWrite } from '../../src/store/model-store.ts'
import type { Open, Opened } from './contract.ts'
import { greeted, NOW, nextTurn, reply } from './samples.ts'

const TA_PHIN = grantScope({ by: 'off_1', communes: ['03013'] })
const ELSEWHERE = grantScope({ by: 'off_3', communes: ['00004'], provinces: ['01'] })
const HERE = { commune: '03013', province: '15' }

export function modelsContract(open: Open): void {
  let db: Opened
  beforeEach(async () => {
    db = await open()
  })
  afterEach(() => db.close())

  const act = (version: number) => ({ version, by: 'off_1', at: NOW })
  const begun = (id: string, more: Partial<Parameters<typeof db.store.models.begin>[0]> = {}) =>
    db.store.models.begin({ id, title: `Chuyện ${id}`, text: 'Nuôi dê.', ...HERE, by: 'off_1', at: NOW, ...more })
  const publish = (id: string, version: number, more: { at?: number } = {}) =>
    db.store.models.publish(TA_PHIN, id, { ...act(version), how: 'đọc tại nhà', deliveries: [], ...more })
  const read = async (commune: string | null, province: string | null) =>
    (await db.store.models.readable({ commune, province }, 9)).map(({ id }) => id)

  describe('a story', () => {
    it('is read by nobody before the household agreed to these very words', async () => {
      await begun('m1')
      expect(await read('03013', '15')).toEqual([])
      expect(await publish('m1', 1)).toBe('done')
      expect(await read('03013', '15')).toEqual(['m1'])
      expect(await db.store.models.write(TA_PHIN, 'm1', { ...act(2), title: 'Khác', text: 'Khác.' })).toBe('done')
      expect(await read('03013', '15')).toEqual([])
      expect((await db.store.models.get(TA_PHIN, 'm1'))?.line).toMatchObject({
        status: 'draft',
        how: null,
        consentBy: null,
      })
    })

    it('cannot stand as published without that, past the store either', async () => {
      await begun('m2')
      await expect(db.sql(`update models set status = 'published' where id = 'm2'`)).rejects.toThrow(/models_consent/)
    })

    it('is changed as it was looked at, and not from elsewhere', async () => {
      await begun('m3')
      expect(await publish('m3', 9)).toBe('conflict')
      expect(await db.store.models.withdraw(ELSEWHERE, 'm3', act(1))).toBe('missing')
      const words = { ...act(1), how: 'x', deliveries: [] }
      expect(await db.store.models.publish(ELSEWHERE, 'm3', words)).toBe('missing')
      expect(await db.store.models.get(ELSEWHERE, 'm3')).toBeNull()
      expect((await db.store.models.list(ELSEWHERE, null, { limit: 9, offset: 0 })).total).toBe(0)
      expect((await db.store.models.list(TA_PHIN, 'draft', { limit: 9, offset: 0 })).rows.map(({ id }) => id)).toEqual([
        'm3',
      ])
    })

    it('is read first in its own commune, then in its province, the newest first', async () => {
      const all = grantScope({ by: 'off_9', everywhere: true })
      const places = {
        near: HERE,
        next: { commune: '02647', province: '15' },
        far: { commune: '00004', province: '01' },
      }
      for (const [id, place] of Object.entries(places)) {
        await begun(id, place)
        await db.store.models.publish(all, id, { ...act(1), how: 'x', deliveries: [] })
      }
      await begun('newer')
      await publish('newer', 1, { at: NOW + 5 })
      expect(await read('03013', '15')).toEqual(['newer', 'near', 'next', 'far'])
      expect((await read('00004', '01'))[0]).toBe('far')
      expect(await read(null, null)).toHaveLength(4)
    })
  })

  it('a household that named itself takes its story back, and no other', async () => {
    const person = await greeted(db.store, { deliveries: [] })
    const named = (id: string, whose: 'self' | 'other'): ModelWrite => ({
      nominated: {
        id,
        whose,
        told: 'nuoi de',
        wording: whose === 'self' ? 'model:ask_agree' : null,
        organisation: null,
        ...HERE,
      },
    })
    const says = async (version: number, model: ModelWrite) => {
      const turn = await nextTurn(db.store, person, { version, deliveries: [], at: NOW, model })
      expect(await db.store.talk.commit(turn)).toBe('done')
    }
    await says(1, named('own', 'self'))
    await says(2, named('others', 'other'))
    const proof = await db.sql(`select whose, wording, inbound_id is not null from models order by whose`)
    expect(proof).toEqual([
      ['other', null, 0],
      ['self', 'model:ask_agree', 1],
    ])
    expect((await db.store.models.get(TA_PHIN, 'own'))?.contact?.id).toBe(person.contact.id)
    expect((await db.store.models.get(TA_PHIN, 'others'))?.contact).toBeNull()
    await db.store.models.write(TA_PHIN, 'own', { ...act(1), title: 'T', text: 'X.' })
    const words = [{ ...reply(person.address, 0), lane: 'bulk' as const }]
    const agreed = { ...act(2), how: 'x', deliveries: words }
    expect(await db.store.models.publish(TA_PHIN, 'own', agreed)).toBe('done')
    expect(await db.sql('select count(*) from deliveries')).toEqual([[1]])
    expect(await read('03013', '15')).toEqual(['own'])
    await says(3, { withdrawn: true })
    expect(await read('03013', '15')).toEqual([])
    expect(await db.sql(`select id, status from models order by id`)).toEqual([
      ['others', 'nominated'],
      ['own', 'withdrawn'],
    ])
  })
}
