/** The store over one SQLite file: a commune's or a province's own disk. */
import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { makeDurable } from './durability.ts'
import { groupCommit } from './group-commit.ts'
import { migrate } from './migrate.ts'
import { storeOver } from './repositories.ts'
import type { Store } from './store.ts'
import { StoreError } from './store-error.ts'

export interface SqliteSettings {
  /** Path of the database file; folders are made as needed. */
  readonly file: string
  /** Folder of the numbered migrations: `drizzle`. */
  readonly migrations: string
  /** Called once when the file can no longer be trusted. Without it the process ends with an uncaught StoreError. */
  readonly broken?: (error: StoreError) => void
}

/** Opens or creates the file (mode 0600), migrates it, and serves it with synchronous=FULL. @throws StoreError in a sentence for the operator */
export function openSqliteStore(settings: SqliteSettings): Store {
  const connection = openFile(settings.file)
  try {
    makeDurable(connection)
    migrate(connection, settings.migrations)
    return storeOver(groupCommit(connection, settings.broken ?? endProcess))
  } catch (thrown) {
    connection.close()
    throw thrown
  }
}

function openFile(file: string): Database.Database {
  const folder = dirname(file)
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    closeSync(openSync(file, 'a+', 0o600)) // before SQLite makes it with the world's umask; -wal and -shm take its mode
    chmodSync(file, 0o600)
    return new Database(file)
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'unknown'
    throw new StoreError(
      'unsafe',
      `Cannot write the database ${file} (${code}). Give this account the right to write in ${folder}, or point DATABASE_URL at another folder.`,
    )
  }
}

function endProcess(error: StoreError): void {
  process.nextTick(() => {
    throw error
  })
}
