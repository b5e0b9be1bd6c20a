/** The audit log as a hash chain: a changed, removed or inserted row breaks every hash after it (not: rows cut off at the end). */
import { asc, desc, gt, sql } from 'drizzle-orm'
import type { Port } from './port.ts'
import { db, prepareRead, prepareWrite } from './prepare.ts'
import type { Store } from './store.ts'
import { StoreError } from './store-error.ts'
import { audit as t } from './tables/audit.ts'

const START = ''
const PAGE = 500
/** Other processes may append too; each time one was faster we read the end again. */
const MOST_RACES = 100

const fields = {
  seq: t.seq,
  at: t.at,
  actor: t.actor,
  action: t.action,
  data: t.data,
  previousHash: t.previousHash,
  hash: t.hash,
}
type AuditRow = { seq: number; at: number; actor: string; action: string; data: string; previousHash: string }

const last = prepareRead({ seq: t.seq, hash: t.hash }, (f) => db.select(f).from(t).orderBy(desc(t.seq)).limit(1))
const page = prepareRead(fields, (f) =>
  db
    .select(f)
    .from(t)
    .where(gt(t.seq, sql.placeholder('after')))
    .orderBy(asc(t.seq))
    .limit(PAGE),
)
const insert = prepareWrite(
  db.insert(t).values({
    seq: sql.placeholder('seq'),
    at: sql.placeholder('at'),
    actor: sql.placeholder('actor'),
    action: sql.placeholder('action'),
    data: sql.placeholder('data'),
    previousHash: sql.placeholder('previousHash'),
    hash: sql.placeholder('hash'),
  }),
)

export function auditOver(port: Port): Store['audit'] {
  const appendOnce = async (actor: string, action: string, data: string, at: number): Promise<boolean> => {
    const [end] = await last(port, {})
    const row = { seq: (end?.seq ?? 0) + 1, at, actor, action, data, previousHash: end?.hash ?? START }
    const result = await port.atomic([insert({ ...row, hash: await hashOf(row) })])
    return result.kind === 'ok' // else another append took this place
  }
  let turn: Promise<unknown> = Promise.resolve()
  return {
    append(actor, action, data, at) {
      const text = JSON.stringify(data ?? null)
      const mine = turn.then(async () => {
        for (let i = 0; i < MOST_RACES; i++) if (await appendOnce(actor, action, text, at)) return
        throw new StoreError('busy', `The audit row "${action}" found no place in the chain.`)
      })
      turn = mine.catch(() => undefined) // the caller hears of it; the next append must not
      return mine
    },
    async verify() {
      let rows = 0
      let previousHash = START
      for (;;) {
        const found = await page(port, { after: rows })
        for (const row of found) {
          const whole = row.seq === rows + 1 && row.previousHash === previousHash && row.hash === (await hashOf(row))
          if (!whole) return { ok: false, badRow: row.seq }
          rows = row.seq
          previousHash = row.hash
        }
        if (found.length < PAGE) return { ok: true, rows }
      }
    },
  }
}

async function hashOf(row: AuditRow): Promise<string> {
  const text = JSON.stringify([row.seq, row.at, row.actor, row.action, row.data, row.previousHash])
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
