/** `Idempotency-Key` on what makes something: at most 255 characters, the first answer is given again for two days. */
import type { Context } from 'hono'
import { z } from 'zod'
import { sha256 } from '../../service/api-tokens.ts'
import { once } from '../../service/once.ts'
import type { Ports } from '../../service/ports.ts'
import type { ApiEnv } from './guarded.ts'
import { Problem } from './problem.ts'

/** Optional to the schema, so that its absence has a sentence of its own. */
export const OnceHeader = z.object({
  'idempotency-key': z.string().max(255, 'must be at most 255 characters').optional().meta({
    description: 'Chosen by you, new for each thing to be made; the same key with the same body is done once.',
    example: 'b7f1c2d4-2026-12-01-0001',
  }),
})

interface Made<T> {
  readonly body: T
  readonly headers: Readonly<Record<string, string>>
}

/**
 * The answer, made now or given again. `make` is given the id to make it under; refusals that it throws are not kept: nothing was made.
 * @throws Problem for a missing key, one that belongs to another request, and a request that is under way
 */
export async function onceOnly<S extends z.ZodType>(
  c: Context<ApiEnv>,
  ports: Ports,
  { kind, shape }: { readonly kind: string; readonly shape: S },
  make: (id: string) => Promise<Made<z.input<S>>>,
): Promise<z.output<S>> {
  const key = c.req.header('idempotency-key')?.trim() ?? ''
  if (key === '')
    throw new Problem(428, 'key_needed', 'Send a header "Idempotency-Key" with a text of your own, new for each thing.')
  const hash = await sha256(`${c.req.method} ${c.req.path}\n${await c.req.text()}`)
  const asked = { tokenId: c.var.caller.token.id, key, hash, kind }
  const outcome = await once(ports, asked, async (id) => {
    const { body, headers } = await make(id)
    return { status: 201, headers, body: JSON.stringify(body) }
  })
  if (outcome.kind === 'other')
    throw new Problem(422, 'key_reused', 'This Idempotency-Key was sent before with another request; choose a new one.')
  if (outcome.kind === 'busy')
    throw new Problem(409, 'under_way', 'The same request is under way; ask again in a moment.', { 'Retry-After': '2' })
  for (const [name, value] of Object.entries(outcome.answer.headers)) c.header(name, value)
  if (outcome.again) c.header('Idempotent-Replayed', 'true')
  return shape.parse(JSON.parse(outcome.answer.body))
}
