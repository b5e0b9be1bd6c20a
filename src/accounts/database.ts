/** Drizzle over the store's own port: accounts live in the same file and are as durable as everything else. */
import { drizzle } from 'drizzle-orm/sqlite-proxy'
import type { OfficialsQuery } from '../store/officials-database.ts'

export type OfficialsDb = ReturnType<typeof openOfficialsDb>

export function openOfficialsDb(query: OfficialsQuery) {
  return drizzle((sql, params, method) => query(sql, params, method))
}
