/** What the console asks of accounts, whichever library keeps them (`src/accounts/`): who is signed in, and the sign-in itself. */
import type { Official, Role } from '../core/official.ts'

export interface SignedIn {
  readonly official: Official
  /** When the password, code or passkey was last given: some actions want it fresh. */
  readonly provedAt: number
  /** Bound to the session: every form carries it. */
  readonly formToken: string
}

/** Another official, as a page of cases names them. */
export interface Colleague {
  readonly id: string
  readonly name: string
  readonly role: Role
}

export interface Accounts {
  /** Null: nobody, an ended session, or a disabled official. */
  whoIs(request: Request): Promise<SignedIn | null>
  /** True when no official exists yet: the first one is made by the one-time link. */
  isEmpty(): Promise<boolean>
  /** Officials at work whose communes meet those of this one, themselves included: to whom a case may be given, and whose names stand in it. */
  colleagues?(of: Official): Promise<readonly Colleague[]>
}
