/** The store over Cloudflare D1: the same repositories and migrations; `batch` is its only transaction. */
import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types'
import type { AtomicResult, Port, Row, Statement } from './port.ts'
import { storeOver } from './repositories.ts'
import type { Store } from './store.ts'
import { classify } from './store-error.ts'

/** Migrations are applied beforehand: `wrangler d1 migrations apply`. D1 keeps foreign keys on and acknowledges only durable writes. */
export function openD1Store(database: D1Database): Store {
  return storeOver(d1Port(database))
}

function d1Port(database: D1Database): Port {
  const prepared = new Map<string, D1PreparedStatement>()
  const bound = ({ sql, params }: Statement): D1PreparedStatement => {
    let statement = prepared.get(sql)
    if (statement === undefined) {
      statement = database.prepare(sql)
      prepared.set(sql, statement)
    }
    return statement.bind(...params)
  }
  return {
    async rows(statement): Promise<readonly Row[]> {
      try {
        return await bound(statement).raw()
      } catch (thrown) {
        throw scrubbed(thrown)
      }
    },
    async atomic(statements): Promise<AtomicResult> {
      if (statements.length === 0) return { kind: 'ok', changes: [] }
      try {
        const results = await database.batch(statements.map(bound))
        return { kind: 'ok', changes: results.map((result) => result.meta.changes) }
      } catch (thrown) {
        const read = classify(thrown)
        if (read instanceof Error) throw read
        return read
      }
    },
    async close() {},
  }
}

/** A read has no key to clash with. */
function scrubbed(thrown: unknown): Error {
  const read = classify(thrown)
  return read instanceof Error ? read : new Error('D1 refused a read.')
}
