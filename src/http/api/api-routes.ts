/** `/api/v1`: for programs of other agencies. Every route is described in OpenAPI by the very schemas that check it. */
import { OpenAPIHono } from '@hono/zod-openapi'
import type { z } from 'zod'
import type { Ports } from '../../service/ports.ts'
import { broadcastApi } from './broadcast-api.ts'
import { caseApi } from './case-api.ts'
import { feedbackApi } from './feedback-api.ts'
import { figuresApi } from './figures-api.ts'
import type { ApiEnv } from './guarded.ts'
import { lawApi } from './law-api.ts'
import { answerProblem, problem } from './problem.ts'

export const API = '/api/v1'

/** What the document says of itself. */
export const ABOUT = {
  openapi: '3.1.0',
  info: {
    title: 'Lá Lành',
    version: '1',
    description:
      'Cases, the law, opinions and figures for programs of other agencies. Names, phone numbers and words of people are given only to tokens with the scope people:read.',
  },
  servers: [{ url: API }],
}

/** To be mounted at `API`. */
export function apiRoutes(ports: Ports): OpenAPIHono<ApiEnv> {
  const api = new OpenAPIHono<ApiEnv>({
    defaultHook: (result) => (result.success ? undefined : problem(400, 'bad_value', sentence(result.error.issues[0]))),
  })
  api.onError((error, c) =>
    answerProblem(error, c, (status, what) => ports.log.error('api_failed', { route: c.req.routePath, status, what })),
  )
  api.use(async (c, next) => {
    await next()
    c.header('X-Content-Type-Options', 'nosniff')
  })
  api.openAPIRegistry.registerComponent('securitySchemes', 'token', {
    type: 'http',
    scheme: 'bearer',
    description: 'Made by an administrator at /console/api; shown once; for some communes and some scopes.',
  })
  caseApi(api, ports)
  broadcastApi(api, ports)
  feedbackApi(api, ports)
  figuresApi(api, ports)
  lawApi(api, ports)
  api.doc31('/openapi.json', ABOUT)
  api.all('*', () => problem(404, 'no_route', 'There is nothing at this address; see /api/v1/openapi.json.'))
  return api
}

function sentence(issue: z.core.$ZodIssue | undefined): string {
  if (issue === undefined) return 'A value is not right.'
  const at = issue.path.map(String).join('.')
  if (issue.code === 'unrecognized_keys') return `${[...issue.path, issue.keys[0]].join('.')}: no such key is known.`
  return `${at === '' ? 'body' : at}: ${issue.message}.`
}
