/** A SQLite store in its own folder, with the real migrations, and a second connection to look at what is really there. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import type { Opened } from './contract.ts'

export const MIGRATIONS = 'drizzle'

export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'la-lanh-store-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

export async function temporaryStore(): Promise<Opened> {
  const folder = temporaryFolder()
  const file = join(folder.path, 'la-lanh.db')
  const store = openSqliteStore({ file, migrations: MIGRATIONS })
  const other = new Database(file)
  return {
    store,
    async sql(query) {
      const statement = other.prepare(query)
      if (statement.reader) return statement.raw().all() as unknown[][]
      statement.run()
      return []
    },
    async close() {
      other.close()
      await store.close()
      folder.remove()
    },
  }
}
