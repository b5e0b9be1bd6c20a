/** The store on a SQLite file: the contract, and what only a file can break. */
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeDurable } from '../../src/store/durability.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import { storeContract } from './contract.ts'
import { greeted } from './samples.ts'
import { MIGRATIONS, temporaryFolder, temporaryStore } from './temporary-store.ts'

storeContract('SQLite', temporaryStore)

describe('a SQLite file', () => {
  let folder: ReturnType<typeof temporaryFolder>
  beforeEach(() => {
    folder = temporaryFolder()
  })
  afterEach(() => folder.remove())

  it('can be read by its owner only, with its write-ahead log', async () => {
    const file = join(folder.path, 'data', 'la-lanh.db')
    const store = openSqliteStore({ file, migrations: MIGRATIONS })
    await greeted(store)
    for (const name of [file, `${file}-wal`, `${file}-shm`]) expect(statSync(name).mode & 0o777).toBe(0o600)
    await store.close()
  })

  it('keeps everything over a close and an open', async () => {
    const file = join(folder.path, 'la-lanh.db')
    const before = openSqliteStore({ file, migrations: MIGRATIONS })
    const turn = await greeted(before)
    await before.close()
    const after = openSqliteStore({ file, migrations: MIGRATIONS })
    expect(await after.talk.load(turn.address)).toMatchObject({ contact: turn.contact, version: 1 })
    await after.close()
  })

  it('commits what was asked before the close', async () => {
    const file = join(folder.path, 'la-lanh.db')
    const store = openSqliteStore({ file, migrations: MIGRATIONS })
    const asked = Array.from({ length: 100 }, (_, n) => store.events.add('asked', { n }, n))
    await store.close()
    await Promise.all(asked)
    const other = new Database(file, { readonly: true })
    expect(other.prepare('select count(*) from events').pluck().get()).toBe(100)
    other.close()
  })

  it('is refused with a sentence where it cannot be written', () => {
    const blocked = join(folder.path, 'not-a-folder')
    writeFileSync(blocked, '')
    const open = () => openSqliteStore({ file: join(blocked, 'la-lanh.db'), migrations: MIGRATIONS })
    expect(open).toThrow(/Cannot write the database .*la-lanh\.db \((ENOTDIR|EEXIST)\).*DATABASE_URL/)
  })

  it('is still flushed at every commit after its first writes', async () => {
    const connection = new Database(join(folder.path, 'la-lanh.db'))
    makeDurable(connection)
    connection.exec('create table first (id text)')
    expect(connection.pragma('synchronous', { simple: true })).toBe(2)
    connection.close()
  })

  it('holds nothing of erased words', async () => {
    const file = join(folder.path, 'la-lanh.db')
    const connection = new Database(file)
    makeDurable(connection)
    connection.exec(
      "create table notes (word text); insert into notes values ('canary-of-a-citizen'); delete from notes",
    )
    connection.pragma('wal_checkpoint(TRUNCATE)')
    connection.close()
    expect(readFileSync(file).includes('canary-of-a-citizen')).toBe(false)
  })
})
