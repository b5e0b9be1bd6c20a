/** Who may open a page and whose forms are believed: every console route that shows or changes a citizen's data goes through here. */
import type { Context, MiddlewareHandler } from 'hono'
import { type Ability, may } from '../core/official.ts'
import type { Accounts, SignedIn } from '../service/accounts.ts'
import type { Page } from './page.ts'
import { missing, refused } from './show.tsx'

/** What every console route finds in `c.var`. */
export interface ConsoleEnv {
  Variables: {
    /** Language, day and words of this request. */
    page: Page
    /** Hash of the content. */
    version: string
    /** Null where nobody can sign in (Workers). */
    accounts: Accounts | null
    /** Set by `signedInOnly`; undefined on pages open to all. */
    signedIn: SignedIn
    /** Open cases with something new, for the navigation. */
    unread?: number
    /** The fictional commune: what stands here is invented. */
    isDemo?: boolean
  }
}

export const SIGN_IN = '/console/sign-in'
/** Name of the hidden field that every form of a signed-in official carries. */
export const FORM_TOKEN = 'form_token'
/** Some actions want the password, code or passkey given this recently (ASVS 7.5.3). */
export const FRESH_MS = 5 * 60 * 1000

/** Not signed in → the sign-in page, and back; lacking the ability → the page of an address that does not exist. */
export function signedInOnly(ability?: Ability): MiddlewareHandler<ConsoleEnv> {
  return async (c, next) => {
    const signedIn = (await c.var.accounts?.whoIs(c.req.raw)) ?? null
    c.header('Cache-Control', 'no-store')
    if (signedIn === null) return c.redirect(signInAddress(c), 303)
    c.set('signedIn', signedIn)
    if (ability !== undefined && !may(signedIn.official.role, ability)) return missing(c)
    return next()
  }
}

/**
 * For every POST of a signed-in official: sent by a page of ours (Origin, Sec-Fetch-Site) and holding the session's own token; else 403
 * and nothing is changed. Comes after `signedInOnly`.
 */
export const formGuard: MiddlewareHandler<ConsoleEnv> = async (c, next) => {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
  if (!fromOurPage(c.req.raw) || !isForm(c.req.raw)) return refused(c)
  const given = (await c.req.formData()).get(FORM_TOKEN)
  const wanted = c.var.signedIn?.formToken
  if (wanted === undefined || typeof given !== 'string' || !sameText(given, wanted)) return refused(c)
  return next()
}

/** Only a page of ours sent it: for forms of people who are not signed in yet, too. */
export const samePageOnly: MiddlewareHandler<ConsoleEnv> = (c, next) =>
  c.req.method === 'GET' || c.req.method === 'HEAD' || (fromOurPage(c.req.raw) && isForm(c.req.raw))
    ? next()
    : Promise.resolve(refused(c))

/** The value of the hidden field: `<input type="hidden" name="form_token" value={formToken(c)} />`. */
export function formToken(c: Context<ConsoleEnv>): string {
  return c.var.signedIn.formToken
}

/** The password, code or passkey was given within the last five minutes. */
export function isFresh(c: Context<ConsoleEnv>, now: number): boolean {
  return now - c.var.signedIn.provedAt <= FRESH_MS
}

/** Where to prove again who one is, and then go on. */
export function proveAgainAddress(c: Context<ConsoleEnv>): string {
  return c.var.page.href('/console/prove', { next: backTo(c) })
}

function signInAddress(c: Context<ConsoleEnv>): string {
  return c.var.page.href(SIGN_IN, { next: backTo(c) })
}

/** Only what was looked at is looked at again; a form is not sent twice. */
function backTo(c: Context<ConsoleEnv>): string {
  const url = new URL(c.req.url)
  return c.req.method === 'GET' ? `${url.pathname}${url.search}` : '/console'
}

/** Browsers tell where a form stood; a missing Origin is a program, or a browser too old to be protected. */
function fromOurPage(request: Request): boolean {
  const origin = request.headers.get('origin')
  const host = request.headers.get('host') ?? new URL(request.url).host
  const site = request.headers.get('sec-fetch-site')
  if (site !== null && site !== 'same-origin') return false
  return origin !== null && URL.canParse(origin) && new URL(origin).host === host
}

function isForm(request: Request): boolean {
  const type = request.headers.get('content-type') ?? ''
  return /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type)
}

/** Takes as long whatever is wrong with it. */
function sameText(a: string, b: string): boolean {
  let difference = a.length ^ b.length
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i % Math.max(1, b.length))
  return difference === 0
}
