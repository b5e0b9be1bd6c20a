/** Photos: wanted with a case, tried again later, kept byte for byte, and shown to nobody whose case it is not. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { grantScope } from '../../src/core/official.ts'
import type { Open, Opened } from './contract.ts'
import { greeted, NOW, nextTurn } from './samples.ts'

const TA_PHIN = grantScope({ by: 'off_1', communes: ['03013'] })
const ELSEWHERE = grantScope({ by: 'off_2', communes: ['00004'] })
/** Every byte there is, so that no engine may take it for text. */
const BYTES = Uint8Array.from({ length: 256 }, (_, i) => i)

export function mediaContract(open: Open): void {
  let db: Opened
  beforeEach(async () => {
    db = await open()
    const before = await greeted(db.store)
    const report = {
      ...{
        code: '7Q2F',
        kind: 'hardship' as const,
        matter: '|self',
        danger: false,
        organisation: null,
        disasterId: null,
      },
      ...{ commune: '03013', province: '15', report: {}, score: 1, reasons: [], dueAt: null },
    }
    const photos = ['photo_1', 'photo_2'].map((id) => ({ id, ref: `file_${id}`, door: 'twilio' as const }))
    const turn = await nextTurn(db.store, before, {
      cases: [{ id: 'case_1', open: report, entries: [], links: [], photos }],
    })
    expect(await db.store.talk.commit(turn)).toBe('done')
  })
  afterEach(() => db.close())
  const wanted = async (now: number) => (await db.store.media.wanted(now, 10)).map(({ id, tries }) => [id, tries])

  describe('photos', () => {
    it('are wanted until they are kept, refused or put off', async () => {
      const later = NOW + 3_600_000
      expect((await db.store.media.wanted(later, 1)).map(({ ref, caseCode }) => [ref, caseCode])).toEqual([
        ['file_photo_1', '7Q2F'],
      ])
      await db.store.media.retry('photo_1', later + 2_000)
      expect(await wanted(later)).toEqual([['photo_2', 0]])
      expect(await wanted(later + 2_000)).toEqual([
        ['photo_2', 0],
        ['photo_1', 1],
      ])
      await db.store.media.refuse('photo_2', 'refused', 'too_large')
      await db.store.media.keep('photo_1', { bytes: BYTES, mime: 'image/png', sha256: 'ab', at: later })
      expect(await wanted(later + 2_000)).toEqual([])
      const photos = (await db.store.cases.get(TA_PHIN, '7Q2F'))?.photos
      expect(photos?.map(({ status, why, size }) => [status, why, size])).toEqual([
        ['kept', null, 256],
        ['refused', 'too_large', null],
      ])
    })

    it('are read byte for byte within the commune of their case, and are nothing elsewhere or before they came', async () => {
      expect(await db.store.media.read(TA_PHIN, 'photo_1')).toBeNull()
      await db.store.media.keep('photo_1', { bytes: BYTES, mime: 'image/png', sha256: 'ab', at: NOW })
      expect(await db.store.media.read(TA_PHIN, 'photo_1')).toEqual({ bytes: BYTES, mime: 'image/png' })
      expect(await db.store.media.read(ELSEWHERE, 'photo_1')).toBeNull()
      expect(await db.store.media.read(TA_PHIN, 'photo_none')).toBeNull()
    })
  })
}
