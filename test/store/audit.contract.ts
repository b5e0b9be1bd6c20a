/** The audit log: appended in order, also by several at once; any change shows. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Open, Opened } from './contract.ts'
import { NOW } from './samples.ts'

export function auditContract(open: Open): void {
  let db: Opened
  beforeEach(async () => {
    db = await open()
    const append = (n: number) => db.store.audit.append('official_1', 'viewed_contact', { n }, NOW + n)
    await Promise.all(Array.from({ length: 6 }, (_, n) => append(n)))
  })
  afterEach(() => db.close())

  describe('audit', () => {
    it('holds every row in one chain, though several were appended at once', async () => {
      expect(await db.store.audit.verify()).toEqual({ ok: true, rows: 6 })
      expect(await db.sql('select seq, data from audit order by seq')).toEqual(
        [0, 1, 2, 3, 4, 5].map((n) => [n + 1, JSON.stringify({ n })]),
      )
    })

    it.for([
      { sql: `update audit set data = '{"n":99}' where seq = 3`, badRow: 3, why: 'a changed row' },
      { sql: "update audit set actor = 'someone' where seq = 1", badRow: 1, why: 'another name put in' },
      { sql: 'update audit set at = at + 1 where seq = 6', badRow: 6, why: 'another time, in the last row' },
      { sql: 'delete from audit where seq = 2', badRow: 3, why: 'a row taken out' },
      { sql: 'delete from audit where seq = 1', badRow: 2, why: 'the first row taken out' },
    ])('names row $badRow for $why', async ({ sql, badRow }) => {
      await db.sql(sql)
      expect(await db.store.audit.verify()).toEqual({ ok: false, badRow })
    })
  })
}
