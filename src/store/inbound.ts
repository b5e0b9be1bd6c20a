/** The inbox: what reached us, durable before it is acknowledged, kept until its turn is done. */
import { and, asc, eq, lt, type SQL, sql } from 'drizzle-orm'
import { type Port, write } from './port.ts'
import { db, type Found, prepareRead, prepareWrite } from './prepare.ts'
import type { InboundRow, Store } from './store.ts'
import { inboundMessages as t } from './tables/inbound-messages.ts'

const fields = {
  id: t.id,
  door: t.door,
  addressKind: t.addressKind,
  addressValue: t.addressValue,
  externalId: t.externalId,
  content: t.content,
  sentAt: t.sentAt,
  receivedAt: t.receivedAt,
  automated: t.automated,
  today: t.today,
}

const insert = prepareWrite(
  db
    .insert(t)
    .values({
      id: sql.placeholder('id'),
      door: sql.placeholder('door'),
      addressKind: sql.placeholder('addressKind'),
      addressValue: sql.placeholder('addressValue'),
      externalId: sql.placeholder('externalId'),
      content: sql.placeholder('content'),
      sentAt: sql.placeholder('sentAt'),
      receivedAt: sql.placeholder('receivedAt'),
      automated: sql.placeholder('automated'),
      today: sql.placeholder('today'),
      status: 'waiting',
      tries: 0,
    })
    .onConflictDoNothing({ target: [t.door, t.externalId] }),
)

/** Written out, not a parameter, so that SQLite may use the index over waiting rows only. */
const isWaiting: SQL = sql`${t.status} = 'waiting'`
const oldestFirst = [asc(t.receivedAt), asc(t.id)]

const waiting = prepareRead(fields, (f) =>
  db
    .select(f)
    .from(t)
    .where(and(isWaiting, lt(t.receivedAt, sql.placeholder('before'))))
    .orderBy(...oldestFirst)
    .limit(sql.placeholder('limit')),
)
const waitingOf = prepareRead(fields, (f) =>
  db
    .select(f)
    .from(t)
    .where(and(eq(t.addressKind, sql.placeholder('kind')), eq(t.addressValue, sql.placeholder('value')), isWaiting))
    .orderBy(...oldestFirst),
)
const countTry = prepareWrite(
  db
    .update(t)
    .set({
      tries: sql`${t.tries} + 1`,
      status: sql`case when ${t.tries} + 1 >= ${sql.placeholder('maxTries')} then 'failed' else 'waiting' end`,
    })
    .where(and(eq(t.id, sql.placeholder('id')), isWaiting)),
)
const close = prepareWrite(
  db
    .update(t)
    .set({ status: 'ignored' })
    .where(and(eq(t.id, sql.placeholder('id')), isWaiting)),
)

export function inboundOver(port: Port): Store['inbound'] {
  return {
    async add(rows) {
      const statements = rows.map(({ address, ...row }) =>
        insert({ ...row, today: row.today, addressKind: address.kind, addressValue: address.value }),
      )
      return (await write(port, statements)).map((changes) => (changes === 1 ? 'new' : 'duplicate'))
    },
    async waiting(limit, receivedBefore) {
      return (await waiting(port, { limit, before: receivedBefore })).map(inboundRow)
    },
    async waitingOf({ kind, value }) {
      return (await waitingOf(port, { kind, value })).map(inboundRow)
    },
    async failed(inboundId, maxTries) {
      await write(port, [countTry({ id: inboundId, maxTries })])
    },
    async ignore(inboundId) {
      await write(port, [close({ id: inboundId })])
    },
  }
}

function inboundRow({ addressKind, addressValue, today, ...row }: Found<typeof fields>): InboundRow {
  return { ...row, address: { kind: addressKind, value: addressValue }, ...(today === null ? {} : { today }) }
}
