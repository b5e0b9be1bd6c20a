/**
 * Officials' own telephones: tied to an account by a code that only the signed-in official sees. The sender of a message is easily forged
 * (reliability.md B.2), so that a number alone opens nothing: each order from a telephone carries a code of the authenticator app.
 */
import { createOTP } from '@better-auth/utils/otp'
import { symmetricDecrypt } from 'better-auth/crypto'
import { and, eq, gt, lt } from 'drizzle-orm'
import { type Address, addressKey } from '../core/address.ts'
import { newId } from '../core/id.ts'
import type { OfficialPhones } from '../service/official-phones.ts'
import type { Store } from '../store/store.ts'
import { officialPhones as phones, officialSpentCodes as spent } from '../store/tables/official-phones.ts'
import { officialVerifications as links, officials, officialTwoFactors } from '../store/tables/officials.ts'
import { officialOf } from './accounts.ts'
import { openOfficialsDb } from './database.ts'
import { codesOf } from './staff.ts'
import { countTry, forgive, waitOf } from './tries.ts'

const LINK_LIFE_MS = 10 * 60_000
const LINK_DIGITS = 8
const STEP_MS = 30_000
/** An SMS may be minutes on its way; the app's clock may be a little ahead. */
const STEPS_BACK = 8
const STEPS_AHEAD = 1
const SPENT_KEPT_MS = 24 * 3_600_000

export interface PhonesParts {
  readonly store: Pick<Store, 'officials' | 'audit'>
  /** The key that the accounts library was given: it keeps the app's secrets encrypted with it. */
  readonly secret: string
  readonly keyedHash: (text: string) => Promise<string>
  readonly now: () => number
}

export function openOfficialPhones({ store, secret, keyedHash, now }: PhonesParts): OfficialPhones {
  const db = openOfficialsDb(store.officials)
  const identifierOf = async (code: string) => `phone:${await keyedHash(`phone:${code}`)}`
  const triesOf = async (what: string, address: Address) => keyedHash(`tries:${what}:${addressKey(address)}`)

  async function phoneAt({ kind, value }: Address) {
    const [row] = await db
      .select()
      .from(phones)
      .where(and(eq(phones.kind, kind), eq(phones.value, value)))
    return row
  }

  return {
    async linkCode(by) {
      const [high = 0] = crypto.getRandomValues(new Uint32Array(1))
      const code = String(high % 10 ** LINK_DIGITS).padStart(LINK_DIGITS, '0')
      const at = new Date(now())
      await db
        .delete(links)
        .where(and(eq(links.value, by.id), gt(links.identifier, 'phone:'), lt(links.identifier, 'phone;')))
      await db.insert(links).values({
        ...{ id: newId('link', now()), identifier: await identifierOf(code), value: by.id },
        ...{ expiresAt: new Date(now() + LINK_LIFE_MS), createdAt: at, updatedAt: at },
      })
      return code
    },
    async list(by) {
      const rows = await db.select().from(phones).where(eq(phones.officialId, by.id)).orderBy(phones.linkedAt)
      return rows.map(({ id, kind, value, linkedAt }) => ({ id, kind, end: value.slice(-3), linkedAt }))
    },
    async unlink(by, id) {
      const gone = await db
        .delete(phones)
        .where(and(eq(phones.id, id), eq(phones.officialId, by.id)))
        .returning({ id: phones.id })
      if (gone.length > 0) await store.audit.append(by.id, 'phone_unlinked', {}, now())
    },
    async link(address, code) {
      const key = await triesOf('link', address)
      if ((await waitOf(db, [key], now())) > 0) return 'wait'
      const identifier = await identifierOf(code)
      const [row] = await db
        .select()
        .from(links)
        .where(and(eq(links.identifier, identifier), gt(links.expiresAt, new Date(now()))))
      const known = await phoneAt(address)
      // The same message told again: it is linked already.
      if (row === undefined && known?.id === `phone_${identifier.slice(-24)}`) return 'linked'
      const used = row && (await db.delete(links).where(eq(links.id, row.id)).returning({ id: links.id })).length === 1
      if (!row || !used) {
        await countTry(db, [key], now())
        return 'wrong'
      }
      await forgive(db, key)
      if (known) await db.delete(phones).where(eq(phones.id, known.id))
      await db.insert(phones).values({
        ...{ id: `phone_${identifier.slice(-24)}`, officialId: row.value, linkedAt: now() },
        ...{ kind: address.kind, value: address.value },
      })
      await store.audit.append(row.value, 'phone_linked', { kind: address.kind }, now())
      return 'linked'
    },
    async officialAt(address) {
      const phone = await phoneAt(address)
      if (phone === undefined) return null
      const [row] = await db.select().from(officials).where(eq(officials.id, phone.officialId))
      return row === undefined || row.disabledAt !== null ? null : officialOf({ ...row, ...codesOf(row) })
    },
    async spendCode(official, code, message) {
      const key = await keyedHash(`tries:phone-code:${official.id}`)
      if ((await waitOf(db, [key], now())) > 0) return 'wait'
      const [factor] = await db.select().from(officialTwoFactors).where(eq(officialTwoFactors.userId, official.id))
      if (!factor || !official.secondFactor) return 'no_app'
      const otp = createOTP(await symmetricDecrypt({ key: secret, data: factor.secret }))
      const step = Math.floor(now() / STEP_MS)
      let found: number | null = null
      for (let at = step - STEPS_BACK; at <= step + STEPS_AHEAD; at++) if ((await otp.hotp(at)) === code) found = at
      if (found === null) {
        await countTry(db, [key], now())
        return 'wrong'
      }
      await db.delete(spent).where(lt(spent.at, now() - SPENT_KEPT_MS))
      const row = { key: `${official.id}:${found}`, message, at: now() }
      const added = await db.insert(spent).values(row).onConflictDoNothing().returning({ key: spent.key })
      if (added.length === 1) return { since: row.at }
      const [before] = await db.select().from(spent).where(eq(spent.key, row.key))
      return before?.message === message ? { since: before.at } : 'wrong'
    },
  }
}
