/** Light or dark by a reader's own choice, kept in this browser by a cookie that says nothing else. Without one the system's wish holds. */
import type { Context, Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { type ConsoleEnv, samePageOnly } from './guard.ts'

/** What the foot of every page offers. */
export const LOOKS = ['system', 'light', 'dark'] as const
export type Look = 'light' | 'dark'

const COOKIE = 'look'
const YEAR_S = 365 * 24 * 3600

/** Undefined: nothing was chosen. */
export function lookOf(c: Context): Look | undefined {
  const kept = getCookie(c, COOKIE)
  return kept === 'light' || kept === 'dark' ? kept : undefined
}

export function lookRoutes(app: Hono<ConsoleEnv>): void {
  app.post('/console/look', samePageOnly, async (c) => {
    const form = await c.req.formData()
    const look = form.get('look')
    const back = form.get('back')
    if (look === 'light' || look === 'dark')
      setCookie(c, COOKIE, look, { path: '/console', maxAge: YEAR_S, httpOnly: true, sameSite: 'Lax' })
    else setCookie(c, COOKIE, '', { path: '/console', maxAge: 0, httpOnly: true, sameSite: 'Lax' })
    // Back only to a page of the console, never to an address that somebody else wrote.
    const isOurs = typeof back === 'string' && /^\/console(?:[/?]|$)/.test(back) && !back.includes('\\')
    return c.redirect(isOurs ? back : '/console', 303)
  })
}
