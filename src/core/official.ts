/** Who acts for the state, and where: every look at citizens' data is made within a scope that only a sign-in or the program gives. */

export const ROLES = ['commune_officer', 'commune_leader', 'province_officer', 'policy_staff', 'administrator'] as const
export type Role = (typeof ROLES)[number]

declare const granted: unique symbol

/**
 * The communes whose citizens one may see. It cannot be written down by hand: `grantScope` makes it, from an official's row or for the
 * program's own work. A query without one does not compile.
 */
export interface Scope {
  readonly [granted]: true
  /** Official's id, or `system`. */
  readonly by: string
  /** 5-digit commune codes, and `demo`. */
  readonly communes: readonly string[]
  /** 2-digit province codes seen whole. */
  readonly provinces: readonly string[]
  /** Of this whole deployment, also people whose commune is not known. */
  readonly everywhere: boolean
}

export interface Official {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly scope: Scope
  /** A second factor (TOTP or passkey) stands. */
  readonly secondFactor: boolean
}

/** The scope of an official: what their row names, and nothing for roles without citizens. */
export function grantScope(from: {
  readonly by: string
  readonly communes?: readonly string[]
  readonly provinces?: readonly string[]
  readonly everywhere?: boolean
}): Scope {
  const { by, communes = [], provinces = [], everywhere = false } = from
  return { by, communes, provinces, everywhere } as unknown as Scope // the one place where a scope is made
}

/** The program's own work: sweeps, reminders, alerts. Never for a page. */
export function systemScope(): Scope {
  return grantScope({ by: 'system', everywhere: true })
}

/** What a role may do; pages and actions ask this, and a test walks every cell. */
export const ABILITIES = [
  'read_cases',
  'work_cases',
  'decide_cases',
  'open_disasters',
  'export',
  'manage_officials',
  'manage_organisation',
  'see_people',
  'write_broadcasts',
  'approve_broadcasts',
  'teach_words',
  'manage_packs',
] as const
export type Ability = (typeof ABILITIES)[number]

const MAY: Readonly<Record<Role, ReadonlySet<Ability>>> = {
  commune_officer: new Set(['read_cases', 'work_cases', 'export', 'see_people', 'write_broadcasts']),
  commune_leader: new Set([
    'read_cases',
    'work_cases',
    'decide_cases',
    'open_disasters',
    'export',
    'see_people',
    'manage_organisation',
    'write_broadcasts',
    'approve_broadcasts',
  ]),
  province_officer: new Set([
    'read_cases',
    'work_cases',
    'open_disasters',
    'export',
    'see_people',
    'write_broadcasts',
    'approve_broadcasts',
    'manage_packs',
  ]),
  policy_staff: new Set(['teach_words']),
  administrator: new Set(['manage_officials', 'manage_organisation', 'manage_packs']),
}

export function may(role: Role, ability: Ability): boolean {
  return MAY[role].has(ability)
}
