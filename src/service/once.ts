/** What is asked twice under one key is done once: the first answer is kept and given again (Stripe's semantics, for our own API). */
import { newId } from '../core/id.ts'
import type { KeptAnswer } from '../store/api-store.ts'
import type { Ports } from './ports.ts'

/** Longer than any answer of ours takes; then it has broken off. */
const LEASE_MS = 30_000
const KEPT_MS = 48 * 3_600_000
const FORGET_EVERY_MS = 10 * 60_000

export interface AskedOnce {
  readonly tokenId: string
  readonly key: string
  /** Of all that makes the request what it is. */
  readonly hash: string
  /** What is made: the kind of its id. */
  readonly kind: string
}

export type OnceOutcome =
  | { readonly kind: 'answer'; readonly answer: KeptAnswer; readonly again: boolean }
  | { readonly kind: 'other' }
  | { readonly kind: 'busy' }

/**
 * `make` is given the id under which to make it, the same at every try: whoever comes again after a crash meets the row that was made.
 * What it throws is not kept, because nothing was accepted then; the same key may be tried again at once.
 */
export async function once(
  ports: Pick<Ports, 'store' | 'now'>,
  { kind, ...asked }: AskedOnce,
  make: (id: string) => Promise<KeptAnswer>,
): Promise<OnceOutcome> {
  const { api } = ports.store
  const at = ports.now()
  const begun = await api.begin({ ...asked, resource: newId(kind, at), at, leaseUntil: at + LEASE_MS })
  if (begun.kind === 'answered') return { kind: 'answer', answer: begun.answer, again: true }
  if (begun.kind !== 'mine') return begun
  try {
    const answer = await make(begun.resource)
    await api.end(asked.tokenId, asked.key, answer)
    return { kind: 'answer', answer, again: false }
  } catch (error) {
    await api.breakOff(asked.tokenId, asked.key).catch(() => undefined) // its lease ends it all the same
    throw error
  }
}

/** For the sweep: answers older than two days are nobody's any more. */
export function forgetting(ports: Pick<Ports, 'store' | 'now'>): () => Promise<void> {
  let forgotAt = Number.NEGATIVE_INFINITY
  return async () => {
    const now = ports.now()
    if (now - forgotAt < FORGET_EVERY_MS) return
    forgotAt = now
    await ports.store.api.forget(now - KEPT_MS)
  }
}
