/** Officials' accounts as the console asks for them: who is signed in, signing in and out; over a maintained library (ADR 008). */
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { grantScope, type Official, type Role } from '../core/official.ts'
import type { Accounts, AccountsDesk, Colleague, SignedIn } from '../service/accounts.ts'
import type { Store } from '../store/store.ts'
import { officials } from '../store/tables/officials.ts'
import { openOfficialsDb } from './database.ts'
import { ABSOLUTE_MS, AUTH_PATH, openLibrary } from './library.ts'
import { passwordFault } from './password-rules.ts'
import { codesOf, staffDesk } from './staff.ts'
import { countTry, forgive, waitOf } from './tries.ts'

export interface AccountsSettings {
  readonly store: Pick<Store, 'officials' | 'audit'>
  readonly secret: string
  readonly origin: string
  readonly keyedHash: (text: string) => Promise<string>
  readonly now: () => number
}

/** Passkeys speak with these; every other address of the library stays shut, sign-up first of all. */
const OPEN_ADDRESSES: ReadonlySet<string> = new Set(
  ['generate-register-options', 'verify-registration', 'generate-authenticate-options', 'verify-authentication'].map(
    (name) => `${AUTH_PATH}/passkey/${name}`,
  ),
)

/** What the audit log says of a passkey's address that answered well. */
const NOTED: ReadonlyMap<string, string> = new Map([
  ['verify-registration', 'passkey_added'],
  ['verify-authentication', 'signed_in'],
])
const passkeyAnswer = z.object({ userId: z.string().optional(), session: z.object({ userId: z.string() }).optional() })

export interface OfficialAccounts extends Accounts {
  readonly desk: AccountsDesk
}

export function openAccounts(settings: AccountsSettings): OfficialAccounts {
  const { store, keyedHash, now } = settings
  const db = openOfficialsDb(store.officials)
  const library = openLibrary({ ...settings, db })

  async function current(request: Request) {
    const found = await library.api.getSession({ headers: request.headers })
    if (found === null) return null
    const { session, user } = found
    const tooOld = now() - session.createdAt.getTime() > ABSOLUTE_MS
    if (tooOld || user.disabledAt) {
      const { internalAdapter } = await library.$context
      await internalAdapter.deleteSession(session.token)
      return null
    }
    return found
  }

  /** Whoever reads the same answer twice must not learn whether the account exists: both ways cost one hash and say the same. */
  async function signIn(request: Request, email: string, password: string) {
    const name = email.trim().toLowerCase().slice(0, 254)
    const keys = await keysOf(request, name)
    const ms = await waitOf(db, keys, now())
    if (ms > 0) return { kind: 'wait' as const, ms }
    const answer = await library.api.signInEmail({
      body: { email: name.includes('@') ? name : 'nobody@nowhere.invalid', password: password.slice(0, 512) },
      headers: request.headers,
      asResponse: true,
    })
    if (!answer.ok) {
      await countTry(db, keys, now())
      return { kind: 'wrong' as const }
    }
    const body: unknown = await answer.json()
    const cookies = answer.headers.getSetCookie()
    const wantsCode = typeof body === 'object' && body !== null && 'twoFactorRedirect' in body
    if (wantsCode) return { kind: 'code' as const, cookies }
    if (await isDisabled(name)) {
      await countTry(db, keys, now())
      return { kind: 'wrong' as const }
    }
    await forgive(db, keys[0])
    await store.audit.append(await idOf(name), 'signed_in', { with: 'password' }, now())
    return { kind: 'in' as const, cookies }
  }

  async function keysOf(request: Request, name: string): Promise<[string, string]> {
    const from = request.headers.get('x-real-ip') ?? 'here'
    return [await keyedHash(`tries:${name}`), await keyedHash(`tries-from:${from}`)]
  }

  async function rowOf(email: string) {
    const [row] = await db.select().from(officials).where(eq(officials.email, email))
    return row
  }
  const isDisabled = async (email: string) => (await rowOf(email))?.disabledAt != null
  const idOf = async (email: string) => (await rowOf(email))?.id ?? 'unknown'

  const desk: AccountsDesk = {
    signIn,
    async giveCode(request, code) {
      const typed = code.trim()
      const keys = await keysOf(request, `code:${request.headers.get('cookie') ?? ''}`)
      const ms = await waitOf(db, [keys[0]], now())
      if (ms > 0) return { kind: 'wait', ms }
      const given = { headers: request.headers, asResponse: true as const }
      const answer = /^\d{6}$/.test(typed.replace(/\s/g, ''))
        ? await library.api.verifyTOTP({ ...given, body: { code: typed.replace(/\s/g, '') } })
        : await library.api.verifyBackupCode({ ...given, body: { code: typed } })
      if (!answer.ok) {
        await countTry(db, [keys[0]], now())
        return { kind: 'wrong' }
      }
      const body: unknown = await answer.json()
      const id = userIdIn(body)
      if (id !== null) await store.audit.append(id, 'signed_in', { with: 'code' }, now())
      return { kind: 'in', cookies: answer.headers.getSetCookie() }
    },
    async signOut(request) {
      const answer = await library.api.signOut({ headers: request.headers, asResponse: true })
      return answer.headers.getSetCookie()
    },
    async prove(request, password) {
      const found = await current(request)
      if (found === null) return false
      const keys = await keysOf(request, found.user.email)
      if ((await waitOf(db, keys, now())) > 0) return false
      const right = await hasPassword(found.user.id, password)
      if (!right) {
        await countTry(db, keys, now())
        return false
      }
      const { internalAdapter } = await library.$context
      await internalAdapter.updateSession(found.session.token, { provedAt: new Date(now()) })
      return true
    },
    async changePassword(request, before, next) {
      const found = await current(request)
      if (found === null) return 'wrong'
      const fault = passwordFault(next, [found.user.name, found.user.email])
      if (fault) return fault
      const answer = await library.api.changePassword({
        body: { currentPassword: before, newPassword: next, revokeOtherSessions: true },
        headers: request.headers,
        asResponse: true,
      })
      if (!answer.ok) return 'wrong'
      await store.audit.append(found.user.id, 'password_changed', {}, now())
      return { cookies: answer.headers.getSetCookie() }
    },
    async beginCodes(request, password) {
      const found = await current(request)
      if (found === null || !(await hasPassword(found.user.id, password))) return null
      const made = await library.api.enableTwoFactor({ body: { password }, headers: request.headers })
      return 'totpURI' in made && made.totpURI ? { uri: made.totpURI, paper: made.backupCodes } : null
    },
    async confirmCodes(request, code) {
      const found = await current(request)
      const answer = await library.api.verifyTOTP({
        body: { code: code.replace(/\s/g, '') },
        headers: request.headers,
        asResponse: true,
      })
      if (!answer.ok || found === null) return null
      await store.audit.append(found.user.id, 'codes_set_up', {}, now())
      return { cookies: answer.headers.getSetCookie() }
    },
    async endCodes(request, password) {
      const found = await current(request)
      const answer = await library.api.disableTwoFactor({
        body: { password },
        headers: request.headers,
        asResponse: true,
      })
      if (!answer.ok || found === null) return null
      await store.audit.append(found.user.id, 'codes_ended', {}, now())
      return { cookies: answer.headers.getSetCookie() }
    },
    async passkeys(request) {
      const rows = await library.api.listPasskeys({ headers: request.headers })
      return rows.map(({ id, name, createdAt }) => ({ id, name: name ?? '', createdAt: createdAt?.getTime() ?? null }))
    },
    async removePasskey(request, id) {
      const found = await current(request)
      await library.api.deletePasskey({ body: { id }, headers: request.headers })
      if (found !== null) await store.audit.append(found.user.id, 'passkey_removed', {}, now())
    },
    async handle(request) {
      const { pathname } = new URL(request.url)
      if (!OPEN_ADDRESSES.has(pathname)) return null
      const answer = await library.handler(request)
      const noted = answer.ok ? NOTED.get(pathname.split('/').at(-1) ?? '') : undefined
      if (noted !== undefined) {
        const said = passkeyAnswer.parse(await answer.clone().json())
        const who = said.session?.userId ?? said.userId
        if (who !== undefined) await store.audit.append(who, noted, { with: 'passkey' }, now())
      }
      return answer
    },
    ...staffDesk({ db, library, keyedHash, now, audit: store.audit }),
  }

  async function hasPassword(userId: string, password: string): Promise<boolean> {
    const { internalAdapter, password: hashing } = await library.$context
    const account = (await internalAdapter.findAccounts(userId)).find(({ providerId }) => providerId === 'credential')
    return account?.password ? hashing.verify({ hash: account.password, password: password.slice(0, 512) }) : false
  }

  return {
    async whoIs(request) {
      const found = await current(request)
      if (found === null) return null
      const { session, user } = found
      const signedIn: SignedIn = {
        official: officialOf(user),
        provedAt: (session.provedAt ?? session.createdAt).getTime(),
        formToken: await keyedHash(`form:${session.id}`),
      }
      return signedIn
    },
    async isEmpty() {
      return (await db.select({ id: officials.id }).from(officials).limit(1)).length === 0
    },
    async colleagues(of) {
      const rows = await db.select().from(officials)
      return rows
        .filter(({ disabledAt }) => disabledAt === null)
        .filter((one) => of.scope.everywhere || meets(of, { id: one.id, ...codesOf(one) }))
        .map(({ id, name, role }): Colleague => ({ id, name, role }))
    },
    desk,
  }
}

function meets(of: Official, one: { communes: readonly string[]; provinces: readonly string[]; id: string }): boolean {
  if (one.id === of.id) return true
  return (
    one.communes.some((code) => of.scope.communes.includes(code)) ||
    one.provinces.some((code) => of.scope.provinces.includes(code))
  )
}

interface UserRow {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: string
  readonly communes: unknown
  readonly provinces: unknown
  readonly twoFactorEnabled?: boolean | null | undefined
}

/** As the services see an official: with a scope that only this can grant. */
export function officialOf({ id, name, email, role, communes, provinces, twoFactorEnabled }: UserRow): Official {
  const scope = grantScope({ by: id, communes: texts(communes), provinces: texts(provinces) })
  return { id, name, email, role: role as Role, scope, secondFactor: twoFactorEnabled === true }
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
}

function userIdIn(body: unknown): string | null {
  const user: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'user') : null
  const id: unknown = typeof user === 'object' && user !== null ? Reflect.get(user, 'id') : null
  return typeof id === 'string' ? id : null
}
