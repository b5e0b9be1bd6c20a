/** The accounts library as this house uses it: officials' own tables, nothing open that is not needed, no word to anybody outside. */
import { passkey } from '@better-auth/passkey'
import { type BetterAuthOptions, betterAuth } from 'better-auth'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { twoFactor } from 'better-auth/plugins/two-factor'
import * as tables from '../store/tables/officials.ts'
import type { OfficialsDb } from './database.ts'
import { withHiddenTokens } from './hidden-tokens.ts'
import { hashPassword, verifyPassword } from './password.ts'
import { LONGEST, SHORTEST } from './password-rules.ts'

export const AUTH_PATH = '/console/auth'
const SECOND = 1
const IDLE_SECONDS = 30 * 60 * SECOND
const REFRESH_SECONDS = 60 * SECOND
/** A session ends after so long however busy it was (ASVS 7.3). */
export const ABSOLUTE_MS = 12 * 3_600_000

export interface LibrarySettings {
  readonly db: OfficialsDb
  /** Keys cookies, hashes and the encryption of second factors. */
  readonly secret: string
  /** Where officials' browsers see this server: `https://xa.example.vn`. */
  readonly origin: string
  readonly keyedHash: (text: string) => Promise<string>
}

export type Library = ReturnType<typeof openLibrary>

export function openLibrary({ db, secret, origin, keyedHash }: LibrarySettings) {
  const secure = origin.startsWith('https://')
  // Browsers know no passkeys for bare numbers: on this machine itself the name is localhost.
  const { hostname } = new URL(origin)
  const isLoopback = ['127.0.0.1', '[::1]', 'localhost'].includes(hostname)
  const origins = isLoopback ? [origin, origin.replace(hostname, 'localhost')] : [origin]
  const adapter = drizzleAdapter(db, {
    provider: 'sqlite',
    schema: {
      user: tables.officials,
      session: tables.officialSessions,
      account: tables.officialAccounts,
      verification: tables.officialVerifications,
      twoFactor: tables.officialTwoFactors,
      passkey: tables.officialPasskeys,
    },
  })
  return betterAuth({
    appName: 'Lá Lành',
    baseURL: origin,
    basePath: AUTH_PATH,
    secret,
    trustedOrigins: origins,
    database: (options: BetterAuthOptions) =>
      withHiddenTokens(adapter(options), (token) => keyedHash(`session:${token}`)),
    telemetry: { enabled: false },
    logger: { disabled: true },
    emailAndPassword: {
      enabled: true,
      // Officials are invited; nobody makes an account from outside.
      disableSignUp: true,
      minPasswordLength: SHORTEST,
      maxPasswordLength: LONGEST,
      revokeSessionsOnPasswordReset: true,
      password: { hash: hashPassword, verify: verifyPassword },
    },
    session: {
      expiresIn: IDLE_SECONDS,
      updateAge: REFRESH_SECONDS,
      additionalFields: { provedAt: { type: 'date', required: false, input: false, defaultValue: () => new Date() } },
    },
    user: {
      additionalFields: {
        role: { type: 'string', required: true, input: false },
        communes: { type: 'json', required: true, input: false },
        provinces: { type: 'json', required: true, input: false },
        disabledAt: { type: 'date', required: false, input: false },
      },
    },
    // Tries are counted by `tries.ts`, which also stands before the calls that this server makes itself.
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'la-lanh',
      useSecureCookies: secure,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'strict', secure, path: '/' },
      ipAddress: { disableIpTracking: true },
    },
    plugins: [
      twoFactor({ issuer: 'Lá Lành', totpOptions: { period: 30, digits: 6 } }),
      passkey({
        rpName: 'Lá Lành',
        rpID: isLoopback ? 'localhost' : hostname,
        origin: origins,
        authenticatorSelection: { userVerification: 'required', residentKey: 'preferred' },
      }),
    ],
  })
}
