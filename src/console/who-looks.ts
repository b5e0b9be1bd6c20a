/** Before every page: who is signed in, if anybody, and how much is unread, so that pages open to all show the same navigation too. */
import type { MiddlewareHandler } from 'hono'
import { may } from '../core/official.ts'
import { type OverviewPorts, unreadCases } from '../service/overview.ts'
import type { ConsoleEnv } from './guard.ts'

/** What a browser loads beside a page. */
const BESIDES = /^\/console\/(?:style\.css|app\.js|font\/)/

export function whoLooks(ports: OverviewPorts): MiddlewareHandler<ConsoleEnv> {
  return async (c, next) => {
    const accounts = c.var.accounts ?? null
    if (accounts === null || BESIDES.test(c.req.path)) return next()
    const signedIn = await accounts.whoIs(c.req.raw)
    if (signedIn !== null) {
      c.set('signedIn', signedIn)
      if (may(signedIn.official.role, 'read_cases')) c.set('unread', await unreadCases(ports, signedIn.official))
    }
    return next()
  }
}
