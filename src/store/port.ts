/** All that the repositories ask of a database: read rows, and write a list of statements that happens whole or not at all. */
import { type Refusal, StoreError } from './store-error.ts'

/** One statement, decided: values are parameters, never part of the text, so the text can be prepared once. */
export interface Statement {
  readonly sql: string
  readonly params: readonly unknown[]
}

/** Column values in the order selected. */
export type Row = readonly unknown[]

/** `changes`: rows touched by each statement, in order. */
export type AtomicResult = { readonly kind: 'ok'; readonly changes: readonly number[] } | Refusal

export interface Port {
  /** @throws StoreError when the database does not answer */
  rows(statement: Statement): Promise<readonly Row[]>
  /**
   * Everything decided beforehand, as D1 has no interactive transaction. Durable once it resolves with `ok`.
   * @throws StoreError for all but a taken unique key or a stale version; nothing of the list is kept then
   */
  atomic(statements: readonly Statement[]): Promise<AtomicResult>
  close(): Promise<void>
}

/** For writes that no other can forestall. @throws StoreError also when a unique key or version refused them */
export async function write(port: Port, statements: readonly Statement[]): Promise<readonly number[]> {
  const result = await port.atomic(statements)
  if (result.kind === 'ok') return result.changes
  throw new StoreError('constraint', `The database refused: ${result.kind}${'on' in result ? ` on ${result.on}` : ''}.`)
}
