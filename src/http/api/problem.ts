/** What went wrong, as RFC 9457 says it: a plain sentence for who reads it, a word for the program that does. */
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { z } from 'zod'

const TITLES = {
  400: 'The request cannot be read',
  401: 'No valid token',
  403: 'Not allowed with this token',
  404: 'There is nothing here',
  409: 'Not possible now',
  412: 'Somebody was faster',
  413: 'The body is too large',
  422: 'The request is not right',
  428: 'A header is missing',
  429: 'Too many requests',
  500: 'Something of ours broke',
  503: 'Not just now',
} as const
export type ProblemStatus = keyof typeof TITLES

export const ProblemBody = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
  })
  .meta({
    id: 'Problem',
    description: 'RFC 9457 problem details. `code` stays the same while the sentences may be reworded.',
    example: {
      type: 'about:blank',
      title: 'There is nothing here',
      status: 404,
      detail: 'There is no such thing within the communes of this token.',
      code: 'missing',
    },
  })

/** Thrown by handlers; the one answer that any of them may give instead of its own. */
export class Problem extends HTTPException {
  constructor(status: ProblemStatus, code: string, detail: string, headers: Readonly<Record<string, string>> = {}) {
    super(status, { res: problem(status, code, detail, headers) })
  }
}

export function problem(
  status: ProblemStatus,
  code: string,
  detail: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const body: z.infer<typeof ProblemBody> = { type: 'about:blank', title: TITLES[status], status, detail, code }
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store', ...headers },
  })
}

/** Unknown and foreign are one and the same answer, so that nobody learns what exists. */
export function missing(): Problem {
  return new Problem(404, 'missing', 'There is no such thing within the communes of this token.')
}

/** For the API's own `onError`. */
export function answerProblem(error: Error, c: Context, log: (status: number, name: string) => void): Response {
  if (error instanceof Problem) return error.getResponse()
  if (error instanceof HTTPException && error.status === 400) return problem(400, 'not_json', 'The body is not JSON.')
  log(error.name === 'StoreError' ? 503 : 500, `${c.req.method} ${error.name}`)
  if (error.name === 'StoreError')
    return problem(
      503,
      'not_stored',
      'This cannot be stored just now; nothing was accepted, so please send it again.',
      {
        'Retry-After': '5',
      },
    )
  return problem(500, 'broken', 'Something of ours broke; nothing was accepted, so please send it again.')
}
