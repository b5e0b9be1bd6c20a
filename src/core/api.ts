/** What a program of another agency may do here: each token names some of these, and its communes beside them. */

/** people:read: names and phone numbers of citizens, besides `cases:read`; every look is in the audit log. */
export const API_SCOPES = [
  'cases:read',
  'cases:write',
  'people:read',
  'broadcasts:read',
  'broadcasts:write',
  'feedback:read',
  'figures:read',
  'law:read',
] as const
export type ApiScope = (typeof API_SCOPES)[number]

/** An agency's program, as it was let in. The secret itself is nowhere: only its hash is kept. */
export interface ApiToken {
  readonly id: string
  /** Whose program it is, as officials read it. */
  readonly agency: string
  readonly scopes: readonly ApiScope[]
  readonly communes: readonly string[]
  readonly provinces: readonly string[]
  readonly createdBy: string
  readonly createdAt: number
  readonly expiresAt: number
  readonly revokedAt: number | null
  readonly lastUsedAt: number | null
}
