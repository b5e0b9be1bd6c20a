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

/** `Set-Cookie` lines that the answer must carry. */
export type Cookies = readonly string[]

export type SignInOutcome =
  | { readonly kind: 'in'; readonly cookies: Cookies }
  /** The password is right; a code is asked next. */
  | { readonly kind: 'code'; readonly cookies: Cookies }
  | { readonly kind: 'wrong' }
  /** Too many wrong tries: nothing was looked at. */
  | { readonly kind: 'wait'; readonly ms: number }

/** What an administrator gives an official: where they work and as what. */
export interface Post {
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly communes: readonly string[]
  readonly provinces: readonly string[]
}

export interface OfficialLine extends Post {
  readonly id: string
  readonly disabledAt: number | null
  readonly secondFactor: boolean
  readonly passkeys: number
}

/** Behind a one-time link; `first`: nobody is here yet. */
export interface Invitation {
  readonly post: Post | null
  readonly first: boolean
}

/** Why a password is refused: a text key below `sign-in:password.`. */
export type PasswordFault = 'short' | 'long' | 'common' | 'about_you' | 'wrong'

export interface Passkey {
  readonly id: string
  readonly name: string
  readonly createdAt: number | null
}

export interface Accounts {
  /** Null: nobody, an ended session, or a disabled official. */
  whoIs(request: Request): Promise<SignedIn | null>
  /** True when no official exists yet: the first one is made by the one-time link. */
  isEmpty(): Promise<boolean>
  /** Officials at work whose communes meet those of this one, themselves included: to whom a case may be given, and whose names stand in it. */
  colleagues?(of: Official): Promise<readonly Colleague[]>
  /** Everything below is there where the accounts are kept (not in tests of other rooms). */
  readonly desk?: AccountsDesk
}

/** Signing in and out, and who may. Every change is in the audit log. */
export interface AccountsDesk {
  signIn(request: Request, email: string, password: string): Promise<SignInOutcome>
  /** A code of the second factor, or one of the paper codes. */
  giveCode(request: Request, code: string): Promise<SignInOutcome>
  signOut(request: Request): Promise<Cookies>
  /** The password once more, before what matters most. */
  prove(request: Request, password: string): Promise<boolean>
  changePassword(request: Request, before: string, next: string): Promise<PasswordFault | { readonly cookies: Cookies }>
  /** The address of an authenticator app and ten paper codes; null when the password is wrong. It counts once a code was given. */
  beginCodes(
    request: Request,
    password: string,
  ): Promise<{ readonly uri: string; readonly paper: readonly string[] } | null>
  confirmCodes(request: Request, code: string): Promise<{ readonly cookies: Cookies } | null>
  endCodes(request: Request, password: string): Promise<{ readonly cookies: Cookies } | null>
  passkeys(request: Request): Promise<readonly Passkey[]>
  removePasskey(request: Request, id: string): Promise<void>
  /** The few addresses that a browser's passkey speaks with; null for any other. */
  handle(request: Request): Promise<Response | null>

  /** The secret of a one-time link; the link is `/console/welcome/<secret>`. Kept as a hash, for one use within 24 hours. */
  invite(by: Official, post: Post): Promise<string | { readonly refused: 'taken' }>
  /** The link of the first administrator; null once somebody is here. */
  firstLink(): Promise<string | null>
  invitation(secret: string): Promise<Invitation | null>
  accept(
    secret: string,
    given: { readonly name: string; readonly email: string; readonly password: string },
  ): Promise<'done' | 'gone' | 'taken' | PasswordFault>
  list(by: Official): Promise<readonly OfficialLine[]>
  change(by: Official, id: string, post: Omit<Post, 'email'>): Promise<'done' | 'missing' | 'last_administrator'>
  disable(by: Official, id: string, disabled: boolean): Promise<'done' | 'missing' | 'last_administrator'>
  /** For whoever lost their phone, after proof in person: codes and passkeys go, sessions end, a new link sets a password. */
  reset(by: Official, id: string): Promise<string | null>
}
