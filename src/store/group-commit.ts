/** Group commit: units that arrive before the next turn of the event loop share one durable commit, each in its own savepoint. */
import type Database from 'better-sqlite3'
import { assertDurable } from './durability.ts'
import type { AtomicResult, Port, Row, Statement } from './port.ts'
import { steady } from './steady.ts'
import { classify, type Refusal, StoreError } from './store-error.ts'

/** More units than this wait for the next commit, so that no one waits long behind others. */
const MOST_UNITS = 64

interface Unit {
  readonly statements: readonly Statement[]
  readonly resolve: (result: AtomicResult) => void
  readonly reject: (error: StoreError) => void
}
type Done = { readonly kind: 'ok'; readonly changes: readonly number[] } | Refusal | StoreError

/**
 * A port over one better-sqlite3 connection; a promise of `atomic` settles only after COMMIT reached the disk.
 * `broken` is called once when disk or file can no longer be trusted: after a failed fsync the kernel may call lost pages clean,
 * so every later call is refused and the process must end.
 * @throws StoreError `unsafe` when the connection would not survive a power cut
 */
export function groupCommit(connection: Database.Database, broken: (error: StoreError) => void): Port {
  assertDurable(connection)
  const prepared = new Map<string, Database.Statement>()
  const begin = connection.prepare('BEGIN IMMEDIATE')
  const commit = connection.prepare('COMMIT')
  const rollback = connection.prepare('ROLLBACK')
  const savepoint = connection.prepare('SAVEPOINT unit')
  const release = connection.prepare('RELEASE unit')
  const undo = connection.prepare('ROLLBACK TO unit')
  let waiting: Unit[] = []
  let fault: StoreError | null = null

  const statementFor = (sql: string): Database.Statement => {
    let statement = prepared.get(sql)
    if (statement === undefined) {
      statement = connection.prepare(steady(sql))
      if (statement.reader) statement.raw()
      prepared.set(sql, statement)
    }
    return statement
  }

  const failed = (thrown: unknown): StoreError => {
    const read = classify(thrown)
    const error = read instanceof StoreError ? read : new StoreError('failed', 'The database refused a commit.')
    if (error.kind === 'broken' && fault === null) {
      fault = error
      broken(error)
    }
    return error
  }

  const runUnit = (unit: Unit): Done => {
    const changes: number[] = []
    const alone = unit.statements.length === 1 // one statement undoes itself
    if (!alone) savepoint.run()
    try {
      for (const { sql, params } of unit.statements) changes.push(statementFor(sql).run(params).changes)
      if (!alone) release.run()
      return { kind: 'ok', changes }
    } catch (thrown) {
      if (!connection.inTransaction) throw thrown // SQLite gave up the whole group (disk full, I/O)
      if (!alone) {
        undo.run()
        release.run()
      }
      const read = classify(thrown)
      if (read instanceof StoreError && read.kind !== 'constraint' && read.kind !== 'failed') throw thrown
      return read
    }
  }

  const flush = (): void => {
    const units = waiting.slice(0, MOST_UNITS)
    waiting = waiting.slice(MOST_UNITS)
    if (units.length === 0) return
    if (waiting.length > 0) setImmediate(flush)
    if (fault !== null) {
      refuseAll(units, fault)
      return
    }
    try {
      begin.run()
      const done = units.map(runUnit)
      commit.run()
      units.forEach((unit, i) => {
        settle(unit, done[i])
      })
    } catch (thrown) {
      const error = failed(thrown)
      try {
        if (connection.inTransaction) rollback.run()
      } catch (again) {
        failed(again)
      }
      refuseAll(units, error)
    }
  }

  return {
    async rows(statement): Promise<readonly Row[]> {
      if (fault !== null) throw fault
      try {
        return statementFor(statement.sql).all(statement.params) as Row[] // raw mode gives arrays
      } catch (thrown) {
        throw failed(thrown)
      }
    },
    atomic(statements) {
      if (statements.length === 0) return Promise.resolve({ kind: 'ok', changes: [] })
      return new Promise((resolve, reject) => {
        if (waiting.length === 0) setImmediate(flush)
        waiting.push({ statements, resolve, reject })
      })
    },
    async close() {
      while (waiting.length > 0) flush()
      connection.close()
    },
  }
}

function settle(unit: Unit, done: Done | undefined): void {
  if (done === undefined) unit.reject(new StoreError('failed', 'A unit of work had no result.'))
  else if (done instanceof StoreError) unit.reject(done)
  else unit.resolve(done)
}

function refuseAll(units: readonly Unit[], error: StoreError): void {
  for (const unit of units) unit.reject(error)
}
