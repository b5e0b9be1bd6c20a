/** A promise of the store that broke. Its message names a constraint or a code, never a row, a parameter or a person. */

/**
 * constraint: our code tried to write what the schema forbids · full: no space left, may pass by itself · busy: another process holds
 * the database · broken: the disk or file can no longer be trusted, the process must end · unsafe: refused at start · failed: the rest.
 */
export type StoreErrorKind = 'constraint' | 'full' | 'busy' | 'broken' | 'unsafe' | 'failed'

/** No `cause` on purpose: what a driver throws may hold a phone number or a person's words, and loggers print causes. */
export class StoreError extends Error {
  override readonly name = 'StoreError'
  readonly kind: StoreErrorKind
  constructor(kind: StoreErrorKind, message: string) {
    super(message)
    this.kind = kind
  }
}

/** What a refused statement means to a repository: another was there first, or was faster. */
export type Refusal =
  /** `on`: the columns of the unique key, `turns.inbound_id` or `deliveries.turn_id, deliveries.ordinal`. */
  { readonly kind: 'duplicate'; readonly on: string } | { readonly kind: 'conflict' }

const UNIQUE = /UNIQUE constraint failed: ([a-z_]+\.[a-z_]+(?:, [a-z_]+\.[a-z_]+)*)/
/**
 * The version compare: `case when version = ? then version + 1 else null end` breaks NOT NULL for whoever lost. An enrolment without a
 * seat, a word to an enrolled person that another sweep wrote, a question of an event that is over, and a page of a broadcast that was
 * stopped or written by another break it the same way.
 */
const STALE_VERSION =
  /NOT NULL constraint failed: (?:[a-z_]+\.version|enrolments\.at|check_ins\.status|broadcasts\.(?:total|prepared_to))/
/** Parts of SQLite's messages that depend on our schema and SQL text only. */
const HARMLESS =
  /(?:CHECK|NOT NULL) constraint failed: [a-z_.]+|FOREIGN KEY constraint failed|no such (?:table|column): [\w.]+|database is locked|database or disk is full/

/** Reads what SQLite or D1 said. A refusal is an ordinary answer; anything else becomes a scrubbed StoreError. */
export function classify(thrown: unknown): Refusal | StoreError {
  if (thrown instanceof StoreError) return thrown
  const { text, code } = words(thrown)
  const unique = UNIQUE.exec(text)?.[1]
  if (unique !== undefined) return { kind: 'duplicate', on: unique }
  if (STALE_VERSION.test(text)) return { kind: 'conflict' }
  const detail = HARMLESS.exec(text)?.[0] ?? (code === '' ? 'cause withheld, it may hold personal data' : code)
  return new StoreError(kindOf(code, text), `The database refused: ${detail}.`)
}

function kindOf(code: string, text: string): StoreErrorKind {
  const is = (name: string) => code.startsWith(name) || text.includes(`: ${name}`)
  if (is('SQLITE_CONSTRAINT') || text.includes('constraint failed')) return 'constraint'
  if (is('SQLITE_FULL') || text.includes('database or disk is full')) return 'full'
  if (is('SQLITE_BUSY') || is('SQLITE_LOCKED')) return 'busy'
  const fatal = [
    'SQLITE_IOERR',
    'SQLITE_CORRUPT',
    'SQLITE_NOTADB',
    'SQLITE_READONLY',
    'SQLITE_CANTOPEN',
    'SQLITE_PROTOCOL',
  ]
  return fatal.some(is) ? 'broken' : 'failed'
}

function words(thrown: unknown): { text: string; code: string } {
  if (!(thrown instanceof Error)) return { text: '', code: '' }
  const cause = thrown.cause instanceof Error ? ` ${thrown.cause.message}` : ''
  const code = 'code' in thrown && typeof thrown.code === 'string' && /^[A-Z_]+$/.test(thrown.code) ? thrown.code : ''
  return { text: thrown.message + cause, code }
}
