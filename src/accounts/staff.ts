/** Who may work here: invited by a one-time link, changed, disabled, reset. Roles are never taken from a form of their own. */
import { and, eq, gt, isNull } from 'drizzle-orm'
import { newId } from '../core/id.ts'
import { may, type Official } from '../core/official.ts'
import type { AccountsDesk, Post } from '../service/accounts.ts'
import type { Store } from '../store/store.ts'
import {
  officialVerifications as links,
  officialPasskeys,
  officialSessions,
  officials,
  officialTwoFactors,
} from '../store/tables/officials.ts'
import type { OfficialsDb } from './database.ts'
import type { Library } from './library.ts'
import { passwordFault } from './password-rules.ts'

const LINK_LIFE_MS = 24 * 3_600_000
const SECRET_BYTES = 24

interface Kept {
  readonly post: Post | null
  /** Of somebody who is here already and sets a new password. */
  readonly official?: string
}

export interface StaffParts {
  readonly db: OfficialsDb
  readonly library: Library
  readonly keyedHash: (text: string) => Promise<string>
  readonly now: () => number
  readonly audit: Store['audit']
}

type Staff = Pick<
  AccountsDesk,
  'invite' | 'firstLink' | 'invitation' | 'accept' | 'list' | 'change' | 'disable' | 'reset'
>

export function staffDesk({ db, library, keyedHash, now, audit }: StaffParts): Staff {
  const identifierOf = async (secret: string) => `link:${await keyedHash(`link:${secret}`)}`
  const isEmpty = async () => (await db.select({ id: officials.id }).from(officials).limit(1)).length === 0
  const byId = async (id: string) => (await db.select().from(officials).where(eq(officials.id, id)))[0]
  const isTaken = async (email: string) =>
    (await db.select({ id: officials.id }).from(officials).where(eq(officials.email, email))).length > 0

  async function link(kept: Kept): Promise<string> {
    const secret = Buffer.from(crypto.getRandomValues(new Uint8Array(SECRET_BYTES))).toString('base64url')
    const at = new Date(now())
    await db.insert(links).values({
      ...{ id: newId('link', now()), identifier: await identifierOf(secret), value: JSON.stringify(kept) },
      ...{ expiresAt: new Date(now() + LINK_LIFE_MS), createdAt: at, updatedAt: at },
    })
    return secret
  }

  async function opened(secret: string): Promise<{ id: string; kept: Kept } | null> {
    const [row] = await db
      .select()
      .from(links)
      .where(and(eq(links.identifier, await identifierOf(secret)), gt(links.expiresAt, new Date(now()))))
    return row === undefined ? null : { id: row.id, kept: JSON.parse(row.value) as Kept }
  }

  /** One use: of two who open it at once only one deletes the row. */
  async function used(id: string): Promise<boolean> {
    return (await db.delete(links).where(eq(links.id, id)).returning({ id: links.id })).length === 1
  }

  async function isLastAdministrator(id: string): Promise<boolean> {
    const rows = await db
      .select({ id: officials.id })
      .from(officials)
      .where(and(eq(officials.role, 'administrator'), isNull(officials.disabledAt)))
    return rows.length === 1 && rows[0]?.id === id
  }

  return {
    async invite(by, post) {
      allowed(by)
      const email = post.email.trim().toLowerCase()
      if (await isTaken(email)) return { refused: 'taken' }
      const secret = await link({ post: { ...post, email } })
      const { role, communes, provinces } = post
      await audit.append(by.id, 'official_invited', { role, communes, provinces }, now())
      return secret
    },
    async firstLink() {
      return (await isEmpty()) ? link({ post: null }) : null
    },
    async invitation(secret) {
      const found = await opened(secret)
      if (found === null) return null
      const first = found.kept.post === null && found.kept.official === undefined
      if (first && !(await isEmpty())) return null
      const own = found.kept.official === undefined ? undefined : await byId(found.kept.official)
      return { first, post: own ? { ...own, ...codesOf(own) } : found.kept.post }
    },
    async accept(secret, { name, email, password }) {
      const found = await opened(secret)
      if (found === null) return 'gone'
      const { post, official } = found.kept
      const first = post === null && official === undefined
      if (first && !(await isEmpty())) return 'gone'
      const own = official === undefined ? undefined : await byId(official)
      const known = {
        name: own?.name ?? (name.trim() || (post?.name ?? '')),
        email: own?.email ?? post?.email ?? email,
      }
      const fault = passwordFault(password, [known.name, known.email])
      if (fault) return fault
      const mail = known.email.trim().toLowerCase()
      if (!own && (await isTaken(mail))) return 'taken'
      if (!(await used(found.id))) return 'gone'
      const { internalAdapter, password: hashing } = await library.$context
      const hash = await hashing.hash(password)
      if (own) {
        await internalAdapter.updatePassword(own.id, hash)
        await audit.append(own.id, 'password_set', { by: 'link' }, now())
        return 'done'
      }
      const user = await internalAdapter.createUser(
        {
          ...{ name: known.name, email: mail, emailVerified: true },
          ...{ role: post?.role ?? 'administrator', communes: post?.communes ?? [], provinces: post?.provinces ?? [] },
        },
        { method: 'admin' },
      )
      await internalAdapter.linkAccount({
        ...{ userId: user.id, accountId: user.id, providerId: 'credential', password: hash },
      })
      await audit.append(user.id, 'official_joined', { role: post?.role ?? 'administrator' }, now())
      return 'done'
    },
    async list(by) {
      allowed(by)
      const [rows, keys] = await Promise.all([
        db.select().from(officials).orderBy(officials.name),
        db.select({ userId: officialPasskeys.userId }).from(officialPasskeys),
      ])
      return rows.map(({ id, name, email, role, disabledAt, twoFactorEnabled, ...places }) => ({
        ...{ id, name, email, role, ...codesOf(places) },
        disabledAt: disabledAt?.getTime() ?? null,
        secondFactor: twoFactorEnabled === true,
        passkeys: keys.filter(({ userId }) => userId === id).length,
      }))
    },
    async change(by, id, { name, role, communes, provinces }) {
      allowed(by)
      if ((await byId(id)) === undefined) return 'missing'
      if (role !== 'administrator' && (await isLastAdministrator(id))) return 'last_administrator'
      await db
        .update(officials)
        .set({ name, role, ...asText({ communes, provinces }), updatedAt: new Date(now()) })
        .where(eq(officials.id, id))
      // What they may do changed: the next page asks anew who they are.
      await db.delete(officialSessions).where(eq(officialSessions.userId, id))
      await audit.append(by.id, 'official_changed', { official: id, role, communes, provinces }, now())
      return 'done'
    },
    async disable(by, id, disabled) {
      allowed(by)
      if ((await byId(id)) === undefined) return 'missing'
      if (disabled && (await isLastAdministrator(id))) return 'last_administrator'
      await db
        .update(officials)
        .set({ disabledAt: disabled ? new Date(now()) : null, updatedAt: new Date(now()) })
        .where(eq(officials.id, id))
      if (disabled) await db.delete(officialSessions).where(eq(officialSessions.userId, id))
      await audit.append(by.id, disabled ? 'official_disabled' : 'official_enabled', { official: id }, now())
      return 'done'
    },
    async reset(by, id) {
      allowed(by)
      if ((await byId(id)) === undefined) return null
      await db.delete(officialTwoFactors).where(eq(officialTwoFactors.userId, id))
      await db.delete(officialPasskeys).where(eq(officialPasskeys.userId, id))
      await db.delete(officialSessions).where(eq(officialSessions.userId, id))
      await db.update(officials).set({ twoFactorEnabled: false }).where(eq(officials.id, id))
      await audit.append(by.id, 'official_reset', { official: id }, now())
      return link({ post: null, official: id })
    },
  }
}

/** The pages ask too; this is the last door. */
function allowed(by: Official): void {
  if (!may(by.role, 'manage_officials')) throw new Error('Only an administrator changes officials.')
}

interface Places<T> {
  readonly communes: T
  readonly provinces: T
}

/** The codes of an official's row. */
export function codesOf({ communes, provinces }: Places<string>): Places<readonly string[]> {
  return { communes: listIn(communes), provinces: listIn(provinces) }
}

function asText({ communes, provinces }: Places<readonly string[]>): Places<string> {
  return { communes: JSON.stringify(communes), provinces: JSON.stringify(provinces) }
}

function listIn(text: string): readonly string[] {
  const read: unknown = JSON.parse(text)
  return Array.isArray(read) ? read.filter((one): one is string => typeof one === 'string') : []
}
