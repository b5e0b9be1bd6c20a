/** Language packs: a row a language, changed by whoever has seen its last version, and a stamp that says when to look again. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { KeptPack } from '../../src/core/pack.ts'
import type { Open, Opened } from './contract.ts'
import { NOW } from './samples.ts'

const KM: KeptPack = {
  code: 'km',
  version: 1,
  translations: [{ key: 'common:yes', of: 'aa', text: 'ខ្មែរ "1"' }],
  mark: null,
}
const MARK = {
  state: 'reviewed',
  reader: 'A B',
  readOn: '2026-12-01',
  texts: 'h',
  by: 'o',
  byName: 'O',
  at: 1,
} as const

export function packsContract(open: Open): void {
  let db: Opened
  beforeEach(async () => {
    db = await open()
  })
  afterEach(() => db.close())

  describe('language packs', () => {
    it('come back as they were kept, and only the next version replaces one', async () => {
      const { packs } = db.store
      expect([await packs.stamp(), await packs.all()]).toEqual(['', []])
      expect(await packs.save(KM, NOW)).toBe(true)
      const first = await packs.stamp()
      // Two officials looked at the same version: the second is too late.
      expect(await packs.save({ ...KM, version: 2, mark: MARK }, NOW)).toBe(true)
      expect(await packs.save({ ...KM, version: 2, translations: [] }, NOW)).toBe(false)
      expect(await packs.save({ ...KM, version: 1, translations: [] }, NOW)).toBe(false)
      expect(await packs.all()).toEqual([{ ...KM, version: 2, mark: MARK }])
      expect(await packs.stamp()).not.toBe(first)
    })
  })
}
