/** What stands around a page besides its own content: who is signed in, what waits for them, what happened just now. */
import type { Context } from 'hono'
import type { SignedIn } from '../service/accounts.ts'
import type { ConsoleEnv } from './guard.ts'
import type { Page } from './page.ts'

export interface Frame {
  readonly signedIn?: SignedIn
  /** Accounts exist here, so that somebody may sign in. */
  readonly canSignIn?: boolean
  /** Open cases with something new in them. */
  readonly unread?: number
  readonly notice?: Notice
  /** The fictional commune: said on every page, so that nobody takes it for the truth. */
  readonly isDemo?: boolean
}

export interface Notice {
  readonly kind: 'ok' | 'error'
  readonly key: string
  readonly text: string
}

export function frameOf(c: Context<ConsoleEnv>): Frame {
  const signedIn: SignedIn | undefined = c.var.signedIn
  const unread: number | undefined = c.var.unread
  const notice = noticeOf(c.var.page, c.req.query('done'), 'ok') ?? noticeOf(c.var.page, c.req.query('failed'), 'error')
  return {
    canSignIn: c.var.accounts !== null && c.var.accounts !== undefined,
    ...(signedIn === undefined ? {} : { signedIn }),
    ...(unread === undefined ? {} : { unread }),
    ...(notice === undefined ? {} : { notice }),
    ...(c.var.isDemo === undefined ? {} : { isDemo: c.var.isDemo }),
  }
}

/**
 * After a form: `?done=assigned` says `console:done.assigned`, `?done=desk:assigned` says `desk:done.assigned`; `?failed=` likewise under
 * `failed`. Only texts kept under these names can be shown, so that an address that somebody made up puts no words into the page.
 */
function noticeOf(page: Page, asked: string | undefined, kind: Notice['kind']): Notice | undefined {
  const [, space = 'console', name] = /^(?:([a-z-]{1,30}):)?([a-z_-]{1,40})$/.exec(asked ?? '') ?? []
  if (name === undefined) return undefined
  const text = page.sayFirst([`${space}:${kind === 'ok' ? 'done' : 'failed'}.${name}`], '')
  return text === '' ? undefined : { kind, key: name, text }
}
