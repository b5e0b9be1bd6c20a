import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { steady } from '../../src/store/steady.ts'

test('every parameter is wrapped, and no question mark of a text', () => {
  expect(steady(`select 'a?''?' from "t?" where x = ? and y in (?, ?)`)).toBe(
    `select 'a?''?' from "t?" where x = ifnull(?, null) and y in (ifnull(?, null), ifnull(?, null))`,
  )
})

test('a statement runs without being planned again, gives the same rows and still finds its index', () => {
  const db = new Database(':memory:')
  db.exec(`create table people (id integer primary key, place text, born int);
    create table words (person int references people (id), said text, at int);
    create index words_at on words (said, at);
    with recursive n(i) as (select 1 union all select i + 1 from n where i < 300) insert into people select i, i % 7, i from n;
    insert into words select id, 'w' || (id % 5), id from people`)
  const lane =
    'select * from (select w.person as id, w.at as at from words as w where w.said = ? and w.at > ? order by w.at limit ?)'
  const sql = `select p.id, p.place from people as p join (${lane} union all ${lane}) as x on x.id = p.id where p.born > ? order by x.at limit ?`
  const values = ['w1', 290, 5, 'w2', 290, 5, 10, 9]
  const bare = db.prepare(sql).raw()
  const kept = db.prepare(steady(sql)).raw()
  expect(kept.all(values)).toEqual(bare.all(values))
  expect(kept.all(values).length).toBeGreaterThan(0)

  const plan = db
    .prepare(`explain query plan ${steady(sql)}`)
    .raw()
    .all(values)
  expect(JSON.stringify(plan)).toContain('words_at (said=? AND at>?)')

  const least = (statement: Database.Statement) =>
    Math.min(
      ...Array.from({ length: 20 }, () => {
        const started = performance.now()
        for (let i = 0; i < 50; i++) statement.all(values)
        return performance.now() - started
      }),
    )
  expect(least(kept)).toBeLessThan(least(bare) / 2)
  db.close()
})
