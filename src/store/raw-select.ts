/** Selects written out as SQL: Drizzle's builder knows no join on a chosen row, and leaves out table names where they matter. */
import { type SQL, sql } from 'drizzle-orm'
import { SQLiteSyncDialect } from 'drizzle-orm/sqlite-core'

const dialect = new SQLiteSyncDialect()

/** For `prepareRead`: values are placeholders all the same. */
export function asIs(text: SQL): { toSQL(): { sql: string; params: unknown[] } } {
  return { toSQL: () => dialect.sqlToQuery(text) }
}

/** The columns in the order in which `prepareRead` reads them. */
export function columns(fields: Readonly<Record<string, SQL>>): SQL {
  return sql.join(Object.values(fields), sql`, `)
}
