/** Group commit: nothing is promised before the disk has it, and one bad unit does not sink its neighbours. */
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeDurable } from '../../src/store/durability.ts'
import { groupCommit } from '../../src/store/group-commit.ts'
import type { Port } from '../../src/store/port.ts'
import type { StoreError } from '../../src/store/store-error.ts'
import { temporaryFolder } from './temporary-store.ts'

const put = (key: string, more = 'fine') => ({ sql: 'insert into notes values (?, ?)', params: [key, more] })
const all = { sql: 'select key from notes order by key', params: [] }

describe('group commit', () => {
  let folder: ReturnType<typeof temporaryFolder>
  let connection: Database.Database
  let other: Database.Database
  let port: Port
  let faults: StoreError[]
  beforeEach(() => {
    folder = temporaryFolder()
    const file = join(folder.path, 'notes.db')
    connection = new Database(file)
    makeDurable(connection)
    connection.exec(`create table notes (key text primary key, word text not null check (word <> 'bad')) strict`)
    other = new Database(file)
    faults = []
    port = groupCommit(connection, (error) => faults.push(error))
  })
  afterEach(() => {
    other.close()
    connection.close()
    folder.remove()
  })

  it.for([
    { pragma: 'synchronous = NORMAL', says: /synchronous is not FULL/ },
    { pragma: 'synchronous = OFF', says: /synchronous is not FULL/ },
    { pragma: 'journal_mode = DELETE', says: /journal_mode is not WAL/ },
    { pragma: 'foreign_keys = OFF', says: /foreign_keys is off/ },
  ])('refuses a connection with $pragma', ({ pragma, says }) => {
    const careless = new Database(join(folder.path, 'careless.db'))
    makeDurable(careless)
    careless.pragma(pragma)
    expect(() => groupCommit(careless, () => {})).toThrow(says)
    careless.close()
  })

  it('would notice the driver as it comes, which is not durable', () => {
    const careless = new Database(join(folder.path, 'careless.db'))
    careless.pragma('journal_mode = WAL')
    careless.exec('create table first (id text)') // only now does the driver fall back to NORMAL
    expect(() => groupCommit(careless, () => {})).toThrow(/synchronous is not FULL/)
    careless.close()
  })

  it('answers only when another connection can read it', async () => {
    const seen: unknown[] = []
    const asked = port.atomic([put('a')]).then(() => seen.push(other.prepare('select key from notes').pluck().all()))
    await Promise.resolve()
    expect(other.prepare('select key from notes').pluck().all()).toEqual([])
    await asked
    expect(seen).toEqual([['a']])
  })

  it('shares one commit among units that arrive together', async () => {
    let commits = 0
    const before = other.pragma('data_version', { simple: true })
    const results = await Promise.all(Array.from({ length: 40 }, (_, i) => port.atomic([put(`k${i}`)])))
    if (other.pragma('data_version', { simple: true }) !== before) commits++
    expect(results.every((result) => result.kind === 'ok')).toBe(true)
    expect(commits).toBe(1)
  })

  it('undoes a bad unit whole and keeps its neighbours', async () => {
    const results = await Promise.allSettled([
      port.atomic([put('a')]),
      port.atomic([put('b'), put('c', 'bad')]),
      port.atomic([put('d'), put('a')]),
      port.atomic([put('e')]),
    ])
    expect(results[0]).toMatchObject({ value: { kind: 'ok' } })
    expect(results[1]).toMatchObject({ status: 'rejected', reason: { name: 'StoreError', kind: 'constraint' } })
    expect(results[2]).toMatchObject({ value: { kind: 'duplicate', on: 'notes.key' } })
    expect(results[3]).toMatchObject({ value: { kind: 'ok' } })
    expect(await port.rows(all)).toEqual([['a'], ['e']])
    expect(faults).toEqual([])
  })

  it('rejects the whole group when the commit fails, and nothing of it is there', async () => {
    connection.exec(
      'create table child (id text, key text references notes(key) deferrable initially deferred); pragma foreign_keys = on',
    )
    const orphan = { sql: 'insert into child values (?, ?)', params: ['x', 'nobody'] }
    const results = await Promise.allSettled([port.atomic([put('a')]), port.atomic([orphan])])
    expect(results.map((result) => result.status)).toEqual(['rejected', 'rejected'])
    expect(await port.rows(all)).toEqual([])
    expect(await port.atomic([put('b')])).toMatchObject({ kind: 'ok' })
  })

  it('goes on by itself after the disk was full', async () => {
    const pages = connection.pragma('page_count', { simple: true })
    connection.pragma(`max_page_count = ${Number(pages)}`)
    const big = put('big', 'x'.repeat(50_000))
    const results = await Promise.allSettled([port.atomic([big]), port.atomic([put('small'), big])])
    for (const result of results) expect(result).toMatchObject({ status: 'rejected', reason: { kind: 'full' } })
    connection.pragma('max_page_count = 100000')
    expect(await port.atomic([big])).toMatchObject({ kind: 'ok' })
    expect(faults).toEqual([])
  })

  it('trusts nothing any more once the file is damaged, and says so once', async () => {
    connection.pragma('wal_checkpoint(TRUNCATE)')
    connection.unsafeMode(true)
    connection.pragma('writable_schema = ON')
    connection.exec("update sqlite_schema set rootpage = 9999 where name = 'notes'")
    connection.pragma('writable_schema = RESET')
    await expect(port.atomic([put('a')])).rejects.toMatchObject({ kind: 'broken' })
    await expect(port.atomic([put('b')])).rejects.toMatchObject({ kind: 'broken' })
    await expect(port.rows(all)).rejects.toMatchObject({ kind: 'broken' })
    expect(faults).toHaveLength(1)
  })
})
