/** Tokens of agencies and answers kept under a key, whichever engine keeps them. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ApiToken } from '../../src/core/api.ts'
import type { Open, Opened } from './contract.ts'
import { NOW } from './samples.ts'

const TOKEN: ApiToken = {
  ...{ id: 'api_1', agency: 'Sở Nông nghiệp', scopes: ['cases:read'], communes: ['03013'], provinces: ['15'] },
  ...{ createdBy: 'off_1', createdAt: NOW, expiresAt: NOW + 1_000, revokedAt: null, lastUsedAt: null },
}
const ASKED = { tokenId: 'api_1', key: 'k', hash: 'h', resource: 'case_1', at: NOW, leaseUntil: NOW + 10 }

export function apiContract(open: Open): void {
  let db: Opened
  beforeEach(async () => {
    db = await open()
    await db.store.api.addToken({ ...TOKEN, hash: 'hash-1' })
  })
  afterEach(() => db.close())

  describe('a token', () => {
    it('is found by its hash alone, and ends once', async () => {
      const { api } = db.store
      expect(await api.byHash('hash-1')).toEqual(TOKEN)
      expect(await api.byHash('hash-2')).toBeNull()
      expect([await api.revoke('api_1', NOW), await api.revoke('api_1', NOW), await api.revoke('x', NOW)]).toEqual([
        ...[true, false, false],
      ])
      expect(await api.tokens()).toEqual([{ ...TOKEN, revokedAt: NOW }])
    })

    it('is counted in windows, exactly, also when many come at once', async () => {
      const use = (windowAt: number) => db.store.api.use('api_1', { windowAt, most: 3, at: NOW })
      const first = await Promise.all(Array.from({ length: 8 }, () => use(60_000)))
      expect(first.filter(Boolean)).toHaveLength(3)
      expect(await use(120_000)).toBe(true)
      expect((await db.store.api.tokens())[0]?.lastUsedAt).toBe(NOW)
    })
  })

  describe('an answer under a key', () => {
    const answer = { status: 201, headers: { ETag: '"1"' }, body: '{}' }

    it('is given again, to the same request alone', async () => {
      const { api } = db.store
      expect(await api.begin(ASKED)).toEqual({ kind: 'mine', resource: 'case_1' })
      expect(await api.begin({ ...ASKED, resource: 'case_2' })).toEqual({ kind: 'busy' })
      expect(await api.begin({ ...ASKED, hash: 'other' })).toEqual({ kind: 'other' })
      await api.end('api_1', 'k', answer)
      expect(await api.begin({ ...ASKED, at: NOW + 99 })).toEqual({ kind: 'answered', answer })
    })

    it('that never came lets the next try go on under the same id: one of them', async () => {
      const { api } = db.store
      await api.begin(ASKED)
      const later = { ...ASKED, resource: 'case_2', at: NOW + 10, leaseUntil: NOW + 20 }
      const both = await Promise.all([api.begin(later), api.begin(later)])
      expect(both).toEqual(expect.arrayContaining([{ kind: 'mine', resource: 'case_1' }, { kind: 'busy' }]))
      await api.breakOff('api_1', 'k')
      expect(await api.begin({ ...later, at: NOW + 11 })).toEqual({ kind: 'mine', resource: 'case_1' })
    })

    it('that the last life of the program left open is free at its next start', async () => {
      const { api } = db.store
      await api.begin(ASKED)
      await api.begin({ ...ASKED, key: 'done' })
      await api.end('api_1', 'done', answer)
      await api.breakOffAll()
      expect(await api.begin({ ...ASKED, resource: 'case_2' })).toEqual({ kind: 'mine', resource: 'case_1' })
      expect(await api.begin({ ...ASKED, key: 'done' })).toEqual({ kind: 'answered', answer })
    })

    it('is forgotten when it is old', async () => {
      const { api } = db.store
      await api.begin(ASKED)
      await api.end('api_1', 'k', answer)
      expect([await api.forget(NOW), await api.forget(NOW + 1)]).toEqual([0, 1])
      expect(await api.begin({ ...ASKED, hash: 'other' })).toEqual({ kind: 'mine', resource: 'case_1' })
    })
  })
}
