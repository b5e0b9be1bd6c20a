/** Words that were not understood: three people are three, and what was decided on is not shown again. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Open, Opened } from './contract.ts'
import { greeted, NOW, nextTurn } from './samples.ts'

export function wordsContract(open: Open): void {
  let db: Opened
  beforeEach(async () => {
    db = await open()
  })
  afterEach(() => db.close())

  const sent = async (unknownWords: readonly string[], times = 1) => {
    let turn = await greeted(db.store, { deliveries: [] })
    for (let version = 1; version <= times; version++) {
      turn = await nextTurn(db.store, turn, { version, at: NOW + version, unknownWords, deliveries: [] })
      expect(await db.store.talk.commit(turn)).toBe('done')
    }
    return turn
  }

  describe('words that were not understood', () => {
    it('are counted by people and not by messages, most people first', async () => {
      await sent(['lang nhang'], 9)
      await sent(['vay nong', 'xe lu'])
      await sent(['vay nong', 'xe lu'], 3)
      await sent(['vay nong'])
      expect(await db.store.words.frequent(2, 10)).toEqual([
        { word: 'vay nong', people: 3, times: 5, lastAt: NOW + 3 },
        { word: 'xe lu', people: 2, times: 4, lastAt: NOW + 3 },
      ])
      expect((await db.store.words.frequent(3, 10)).map(({ word }) => word)).toEqual(['vay nong'])
      expect(await db.store.words.frequent(1, 1)).toHaveLength(1)
    })

    it('of a message that came twice count once', async () => {
      const turn = await sent(['xe lu'])
      expect(await db.store.talk.commit(turn)).not.toBe('done')
      expect((await db.store.words.frequent(1, 10)).map(({ times }) => times)).toEqual([1])
    })

    it('are not shown once decided on, come back when that is undone, and the last decision counts', async () => {
      await sent(['xe lu'])
      const made = { word: 'xe lu', intent: null, text: null, by: 'off_1', at: NOW } as const
      await db.store.words.propose({ ...made, kind: 'ignored' })
      expect(await db.store.words.frequent(1, 10)).toEqual([])
      const example = { ...made, kind: 'example', intent: 'jobs', text: 'lái xe lu', at: NOW + 1 } as const
      await db.store.words.propose(example)
      expect(await db.store.words.proposals()).toEqual([example])
      await db.store.words.reopen('xe lu')
      expect(await db.store.words.proposals()).toEqual([])
      expect((await db.store.words.frequent(1, 10)).map(({ word }) => word)).toEqual(['xe lu'])
    })
  })
}
