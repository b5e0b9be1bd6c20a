/** Guessing made slow: each wrong try of an account, and of an address, makes the next one wait longer. Nobody is locked out for good. */
import { eq, lt, sql } from 'drizzle-orm'
import { officialTries as t } from '../store/tables/officials.ts'
import type { OfficialsDb } from './database.ts'

const FREE_TRIES = 5
const FIRST_WAIT_MS = 15_000
const LONGEST_WAIT_MS = 15 * 60_000
/** After so long without a try all is forgotten. */
const FORGET_MS = 24 * 3_600_000

/** 0: may try now; else milliseconds to wait. 15 s after the fifth wrong try, twice as long after each further one. */
export async function waitOf(db: OfficialsDb, keys: readonly string[], now: number): Promise<number> {
  const rows = await Promise.all(keys.map((key) => db.select().from(t).where(eq(t.key, key))))
  const waits = rows.flat().map(({ count, lastAt }) => {
    if (count < FREE_TRIES || now - lastAt > FORGET_MS) return 0
    return Math.max(0, lastAt + Math.min(FIRST_WAIT_MS * 2 ** (count - FREE_TRIES), LONGEST_WAIT_MS) - now)
  })
  return Math.max(0, ...waits)
}

export async function countTry(db: OfficialsDb, keys: readonly string[], now: number): Promise<void> {
  await db.delete(t).where(lt(t.lastAt, now - FORGET_MS))
  for (const key of keys)
    await db
      .insert(t)
      .values({ key, count: 1, lastAt: now })
      .onConflictDoUpdate({ target: t.key, set: { count: sql`${t.count} + 1`, lastAt: now } })
}

export async function forgive(db: OfficialsDb, key: string): Promise<void> {
  await db.delete(t).where(eq(t.key, key))
}
