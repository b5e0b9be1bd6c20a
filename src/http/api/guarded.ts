/** Who may call a route: a bearer token that holds the route's scope, within its communes, so many times a minute. */
import type { MiddlewareHandler } from 'hono'
import type { ApiScope } from '../../core/api.ts'
import { type Caller, MOST_A_MINUTE, whoCalls } from '../../service/api-tokens.ts'
import type { Ports } from '../../service/ports.ts'
import { Problem, ProblemBody } from './problem.ts'

/** What every guarded route finds in `c.var`. */
export interface ApiEnv {
  Variables: { caller: Caller }
}

const content = { 'application/problem+json': { schema: ProblemBody } }

/** What any guarded route may answer instead. */
export const TROUBLES = {
  400: { description: 'The request cannot be read.', content },
  401: { description: 'No token, or one that counts no more.', content },
  403: { description: 'The token lacks a scope.', content },
  404: { description: 'Unknown, or outside the communes of the token: one and the same answer.', content },
  429: { description: `More than ${MOST_A_MINUTE} requests in a minute; see Retry-After.`, content },
} as const

/** What a route that changes something may answer besides. */
export const CHANGE_TROUBLES = {
  ...TROUBLES,
  409: { description: 'Not possible as things stand, or the same request is under way.', content },
  412: { description: 'The case has changed since it was read.', content },
  422: { description: 'A value is not right, or the idempotency key belongs to another request.', content },
  428: { description: 'If-Match or Idempotency-Key is missing.', content },
} as const

/** To be spread into a route. */
export function guarded(ports: Ports, scope: ApiScope) {
  return { security: [{ token: [scope] }], middleware: callerOnly(ports, scope) }
}

function callerOnly(ports: Ports, scope: ApiScope): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const who = await whoCalls(ports, c.req.header('authorization'))
    if (who.kind === 'unknown')
      throw new Problem(401, 'no_token', 'Send the token of your agency as "Authorization: Bearer …".', {
        'WWW-Authenticate': 'Bearer realm="la-lanh"',
      })
    if (who.kind === 'wait')
      throw new Problem(429, 'too_many', `At most ${MOST_A_MINUTE} requests a minute; please wait.`, {
        'Retry-After': String(who.seconds),
      })
    needScope(who.caller, scope)
    c.set('caller', who.caller)
    await next()
    c.header('Cache-Control', 'no-store')
  }
}

/** For parts of an answer that need more than the route itself. */
export function needScope({ token }: Caller, scope: ApiScope): void {
  if (!token.scopes.includes(scope)) throw new Problem(403, 'no_scope', `This token has no scope "${scope}".`)
}
