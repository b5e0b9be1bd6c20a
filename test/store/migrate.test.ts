/** Migrations: all or nothing, once, also when two processes start at the same moment. */
import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeDurable } from '../../src/store/durability.ts'
import { migrate } from '../../src/store/migrate.ts'
import { MIGRATIONS, temporaryFolder } from './temporary-store.ts'

describe('migrations', () => {
  let folder: ReturnType<typeof temporaryFolder>
  let file: string
  let own: string
  const open: Database.Database[] = []
  const connect = () => {
    const connection = new Database(file)
    makeDurable(connection)
    open.push(connection)
    return connection
  }
  beforeEach(() => {
    folder = temporaryFolder()
    file = join(folder.path, 'la-lanh.db')
    own = join(folder.path, 'drizzle')
    mkdirSync(own)
  })
  afterEach(() => {
    for (const connection of open.splice(0)) connection.close()
    folder.remove()
  })
  const add = (name: string, sql: string) => writeFileSync(join(own, name), sql)
  const tables = (connection: Database.Database) =>
    connection.prepare("select name from sqlite_master where type = 'table' order by name").pluck().all()

  it('run once; the second time does no harm', () => {
    const connection = connect()
    const all = readdirSync(MIGRATIONS).filter((name) => name.endsWith('.sql'))
    expect(migrate(connection, MIGRATIONS)).toEqual(all.toSorted())
    expect(migrate(connection, MIGRATIONS)).toEqual([])
  })

  it('run once when four processes start at the same moment', async () => {
    const program = `
      import Database from 'better-sqlite3'
      import { makeDurable } from './src/store/durability.ts'
      import { migrate } from './src/store/migrate.ts'
      const connection = new Database(process.argv[1])
      makeDurable(connection)
      process.stdout.write(String(migrate(connection, 'drizzle').length))`
    const run = () =>
      new Promise<string>((resolve, reject) => {
        const child = spawn(process.execPath, ['--input-type=module', '-e', program, file])
        let said = ''
        child.stdout.on('data', (bytes) => (said += bytes))
        child.stderr.on('data', (bytes) => (said += bytes))
        child.on('error', reject)
        child.on('exit', () => resolve(said))
      })
    const count = readdirSync(MIGRATIONS).filter((name) => name.endsWith('.sql')).length
    const said = await Promise.all([run(), run(), run(), run()])
    expect(said.toSorted()).toEqual(['0', '0', '0', String(count)])
  })

  it('leave the old schema when any of them fails', () => {
    add('0000_first.sql', 'create table first (id text)')
    const connection = connect()
    migrate(connection, own)
    add('0001_second.sql', 'create table second (id text)')
    add('0002_third.sql', 'create table third (id text);\n--> statement-breakpoint\ncreate table first (id text)')
    expect(() => migrate(connection, own)).toThrow()
    expect(tables(connection)).toEqual(['first', 'migrations'])
    expect(connection.pragma('foreign_keys', { simple: true })).toBe(1)
  })

  it('keep the children when a parent table is rebuilt', () => {
    add(
      '0000_first.sql',
      'create table parent (id text primary key); create table child (id text references parent(id) on delete cascade)',
    )
    const connection = connect()
    migrate(connection, own)
    connection.exec("insert into parent values ('p'); insert into child values ('p')")
    add(
      '0001_rebuild.sql',
      `PRAGMA foreign_keys=OFF;--> statement-breakpoint
      create table __new_parent (id text primary key, more text);--> statement-breakpoint
      insert into __new_parent (id) select id from parent;--> statement-breakpoint
      drop table parent;--> statement-breakpoint
      alter table __new_parent rename to parent;--> statement-breakpoint
      PRAGMA foreign_keys=ON;`,
    )
    migrate(connection, own)
    expect(connection.prepare('select count(*) from child').pluck().get()).toBe(1)
    expect(connection.pragma('foreign_key_check')).toEqual([])
  })

  it('refuse to leave rows that point at nothing', () => {
    add(
      '0000_first.sql',
      'create table parent (id text primary key); create table child (id text references parent(id))',
    )
    const connection = connect()
    migrate(connection, own)
    connection.exec("insert into parent values ('p'); insert into child values ('p')")
    add('0001_careless.sql', 'delete from parent')
    expect(() => migrate(connection, own)).toThrow(/point at nothing/)
    expect(connection.prepare('select count(*) from parent').pluck().get()).toBe(1)
  })

  it('refuse a file made by a newer program, and a migration edited after it ran', () => {
    add('0000_first.sql', 'create table first (id text)')
    add('0001_second.sql', 'create table second (id text)')
    const connection = connect()
    migrate(connection, own)
    const older = join(folder.path, 'older')
    mkdirSync(older)
    cpSync(join(own, '0000_first.sql'), join(older, '0000_first.sql'))
    expect(() => migrate(connection, older)).toThrow(/newer than this program/)
    add('0000_first.sql', 'create table first (id integer)')
    expect(() => migrate(connection, own)).toThrow(/changed after it was applied/)
  })

  it('never delete rows because another row went: no cascades in the schema', () => {
    for (const name of readdirSync(MIGRATIONS).filter((one) => one.endsWith('.sql'))) {
      expect(readFileSync(join(MIGRATIONS, name), 'utf8')).not.toMatch(/ON (DELETE|UPDATE) (CASCADE|SET)/i)
    }
  })
})
