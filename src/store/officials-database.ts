/** The database as the accounts library needs it: statements of its own, run through the same port and its durable commits. */
import type { Port } from './port.ts'

/** `run` writes; the others read, or write and return rows. Rows are values in the order selected. */
export type OfficialsQuery = (
  sql: string,
  params: readonly unknown[],
  method: 'run' | 'all' | 'values' | 'get',
) => Promise<{ rows: unknown[] }>

export function officialsOver(port: Port): OfficialsQuery {
  return async (sql, params, method) => {
    if (method === 'run') {
      const result = await port.atomic([{ sql, params }])
      if (result.kind !== 'ok') throw new Error(`The accounts met another write: ${result.kind}.`)
      return { rows: [] }
    }
    const rows = await port.rows({ sql, params })
    // `get` wants one row, the others all.
    return { rows: method === 'get' ? ((rows[0] ?? undefined) as unknown as unknown[]) : rows.map((row) => [...row]) }
  }
}
