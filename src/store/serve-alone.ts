/**
 * One server per database file: at its start a server takes up what the last one left in mid-send, which would be a second sending if
 * the last one were still alive. The lock is the operating system's, so that a killed server leaves none behind.
 */
import Database from 'better-sqlite3'
import { StoreError } from './store-error.ts'

/** A server that is just being killed gets this long to be gone. */
const WAIT_MS = 5_000

/**
 * Holds `<file>.lock` until `release` is called or the process ends, however it ends.
 * @throws StoreError `unsafe` when another server holds it
 */
export function serveAlone(file: string): { release(): void } {
  const lock = new Database(`${file}.lock`, { timeout: WAIT_MS })
  try {
    lock.pragma('locking_mode = EXCLUSIVE')
    lock.exec('BEGIN EXCLUSIVE')
  } catch {
    lock.close()
    throw new StoreError(
      'unsafe',
      `Another Lá Lành is serving ${file}. Stop it first, or give this one a DATABASE_URL of its own.`,
    )
  }
  return {
    release() {
      lock.close()
    },
  }
}
