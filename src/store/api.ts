/** Tokens of agencies, and answers kept under an idempotency key. */
import { and, desc, eq, isNull, lt, lte, sql } from 'drizzle-orm'
import type { ApiStore, Begun } from './api-store.ts'
import { type Port, write } from './port.ts'
import { db, given, prepareRead, prepareWrite } from './prepare.ts'
import { StoreError } from './store-error.ts'
import { apiRequests as r, apiTokens as t } from './tables/api.ts'

const token = {
  id: t.id,
  agency: t.agency,
  scopes: t.scopes,
  communes: t.communes,
  provinces: t.provinces,
  createdBy: t.createdBy,
  createdAt: t.createdAt,
  expiresAt: t.expiresAt,
  revokedAt: t.revokedAt,
  lastUsedAt: t.lastUsedAt,
}
const insertToken = prepareWrite(
  db.insert(t).values({
    id: sql.placeholder('id'),
    agency: sql.placeholder('agency'),
    hash: sql.placeholder('hash'),
    scopes: sql.placeholder('scopes'),
    communes: sql.placeholder('communes'),
    provinces: sql.placeholder('provinces'),
    createdBy: sql.placeholder('createdBy'),
    createdAt: sql.placeholder('createdAt'),
    expiresAt: sql.placeholder('expiresAt'),
  }),
)
const byHash = prepareRead(token, (f) =>
  db
    .select(f)
    .from(t)
    .where(eq(t.hash, given('hash'))),
)
const all = prepareRead(token, (f) => db.select(f).from(t).orderBy(desc(t.createdAt), desc(t.id)))
/** Refused by its own condition, so that two requests at once cannot both be the last. */
const use = prepareWrite(
  db
    .update(t)
    .set({
      used: sql`case when ${t.windowAt} = ${given('windowAt')} then ${t.used} + 1 else 1 end`,
      windowAt: given('windowAt'),
      lastUsedAt: given('at'),
    })
    .where(and(eq(t.id, given('id')), sql`(${t.windowAt} <> ${given('windowAt')} or ${t.used} < ${given('most')})`)),
)
const revoke = prepareWrite(
  db
    .update(t)
    .set({ revokedAt: given('at') })
    .where(and(eq(t.id, given('id')), isNull(t.revokedAt))),
)

const insertRequest = prepareWrite(
  db.insert(r).values({
    tokenId: sql.placeholder('tokenId'),
    key: sql.placeholder('key'),
    hash: sql.placeholder('hash'),
    resource: sql.placeholder('resource'),
    at: sql.placeholder('at'),
    leaseUntil: sql.placeholder('leaseUntil'),
  }),
)
const isRequest = and(eq(r.tokenId, given('tokenId')), eq(r.key, given('key')))
const request = prepareRead(
  { hash: r.hash, resource: r.resource, status: r.status, headers: r.headers, body: r.body },
  (f) => db.select(f).from(r).where(isRequest),
)
const takeUp = prepareWrite(
  db
    .update(r)
    .set({ leaseUntil: given('leaseUntil') })
    .where(and(isRequest, isNull(r.status), lte(r.leaseUntil, given('at')))),
)
const end = prepareWrite(
  db
    .update(r)
    .set({ status: given('status'), headers: given('headers', r.headers), body: given('body') })
    .where(and(isRequest, isNull(r.status))),
)
const breakOff = prepareWrite(
  db
    .update(r)
    .set({ leaseUntil: 0 })
    .where(and(isRequest, isNull(r.status))),
)
const breakOffAll = prepareWrite(db.update(r).set({ leaseUntil: 0 }).where(isNull(r.status)))
const forget = prepareWrite(db.delete(r).where(lt(r.at, given('before'))))

export function apiOver(port: Port): ApiStore {
  return {
    async addToken(made) {
      await write(port, [insertToken({ ...made })])
    },
    byHash: async (hash) => (await byHash(port, { hash }))[0] ?? null,
    async use(id, window) {
      const [counted] = await write(port, [use({ id, ...window })])
      return counted === 1
    },
    tokens: () => all(port, {}),
    async revoke(id, at) {
      const [revoked] = await write(port, [revoke({ id, at })])
      return revoked === 1
    },
    async begin(asked): Promise<Begun> {
      const result = await port.atomic([insertRequest(asked)])
      if (result.kind === 'ok') return { kind: 'mine', resource: asked.resource }
      if (result.kind !== 'duplicate') throw new StoreError('constraint', 'A request was not kept.')
      const [before] = await request(port, asked)
      if (before === undefined) return { kind: 'busy' } // forgotten this very moment
      if (before.hash !== asked.hash) return { kind: 'other' }
      const { status, headers, body, resource } = before
      if (status !== null) return { kind: 'answered', answer: { status, headers: headers ?? {}, body: body ?? '' } }
      const [taken] = await write(port, [takeUp(asked)])
      return taken === 1 ? { kind: 'mine', resource } : { kind: 'busy' }
    },
    async end(tokenId, key, answer) {
      await write(port, [end({ tokenId, key, ...answer })])
    },
    async breakOff(tokenId, key) {
      await write(port, [breakOff({ tokenId, key })])
    },
    async breakOffAll() {
      await write(port, [breakOffAll({})])
    },
    async forget(before) {
      const [forgotten] = await write(port, [forget({ before })])
      return forgotten ?? 0
    },
  }
}
