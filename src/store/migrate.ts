/** Brings a SQLite file to this program's schema: all missing migrations in one exclusive transaction, so a kill leaves old or new. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { StoreError } from './store-error.ts'

interface Migration {
  readonly name: string
  readonly hash: string
  readonly sql: string
}

const LEDGER =
  'CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, hash TEXT NOT NULL, applied_at INTEGER NOT NULL)'

/**
 * Safe to run from two processes at once: the second waits, then finds nothing to do. Returns the names applied now.
 * @throws StoreError `unsafe` when an applied migration was edited since, or the file was made by a newer program
 */
export function migrate(connection: Database.Database, folder: string): readonly string[] {
  const known = readMigrations(folder)
  if (missing(connection, known).length === 0) return []
  // A table rebuild drops the old table; with foreign keys on, that would delete its children. The pragma does nothing inside a
  // transaction, so it goes around it, and the check inside proves that no child was left behind.
  connection.pragma('foreign_keys = OFF')
  try {
    connection.exec('BEGIN EXCLUSIVE')
    connection.exec(LEDGER)
    const todo = missing(connection, known)
    for (const migration of todo) apply(connection, migration)
    if (todo.length > 0 && rowsOf(connection, 'PRAGMA foreign_key_check').length > 0) {
      throw new StoreError('failed', 'A migration would leave rows that point at nothing; nothing was changed.')
    }
    connection.exec('COMMIT')
    return todo.map((migration) => migration.name)
  } catch (thrown) {
    if (connection.inTransaction) connection.exec('ROLLBACK')
    throw thrown
  } finally {
    connection.pragma('foreign_keys = ON')
  }
}

function readMigrations(folder: string): readonly Migration[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
  if (names.length === 0) throw new StoreError('unsafe', `No migrations (*.sql) in ${folder}.`)
  return names.map((name) => {
    const sql = readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n')
    return { name, sql, hash: createHash('sha256').update(sql).digest('hex') }
  })
}

function missing(connection: Database.Database, known: readonly Migration[]): readonly Migration[] {
  const applied = appliedBefore(connection)
  for (const name of applied.keys()) {
    if (known.some((migration) => migration.name === name)) continue
    throw new StoreError(
      'unsafe',
      `The database is newer than this program (migration ${name}). Start the newer program.`,
    )
  }
  return known.filter(({ name, hash }) => {
    const before = applied.get(name)
    if (before !== undefined && before !== hash) {
      throw new StoreError(
        'unsafe',
        `Migration ${name} was changed after it was applied. Restore the file; add a new one instead.`,
      )
    }
    return before === undefined
  })
}

function appliedBefore(connection: Database.Database): ReadonlyMap<string, string> {
  const ledger = rowsOf(connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'migrations'")
  if (ledger.length === 0) return new Map()
  return new Map(rowsOf(connection, 'SELECT name, hash FROM migrations').map((row) => [String(row[0]), String(row[1])]))
}

function apply(connection: Database.Database, { name, hash, sql }: Migration): void {
  for (const part of sql.split('--> statement-breakpoint')) connection.exec(part)
  connection.prepare("INSERT INTO migrations VALUES (?, ?, unixepoch('subsec') * 1000)").run(name, hash)
}

function rowsOf(connection: Database.Database, query: string): readonly (readonly unknown[])[] {
  return connection.prepare(query).raw().all() as unknown[][] // raw mode gives arrays
}
