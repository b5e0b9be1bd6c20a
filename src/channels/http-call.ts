/** One HTTP call to a provider: a deadline, a cap on the answer, and the difference between "never left" and "left, no answer". */
import type { Fetch } from '../core/channel.ts'
import type { SendOutcome } from '../core/message.ts'

/** A provider that has not answered by then is not waited for. */
export const DEADLINE_MS = 10_000
/** No provider's answer to one message comes near it; a longer one is not read. */
export const ANSWER_CAP_BYTES = 1_048_576

/**
 * answer: the provider spoke; `text` is empty when its body was too long or broke off · not_sent: nothing left this machine ·
 * no_answer: bytes may have left and no answer came.
 */
export type CallResult =
  | { readonly kind: 'answer'; readonly status: number; readonly headers: Headers; readonly text: string }
  | { readonly kind: 'not_sent'; readonly code: string }
  | { readonly kind: 'no_answer'; readonly code: string }

/** Calls once, follows no redirect (credentials would travel along), never throws. `signal` ends it early. */
export async function callProvider(
  fetch: Fetch,
  url: string,
  init: RequestInit,
  signal?: AbortSignal,
): Promise<CallResult> {
  if (signal?.aborted) return { kind: 'not_sent', code: 'aborted' }
  const controller = new AbortController()
  const ended = Promise.withResolvers<never>()
  ended.promise.catch(() => {}) // Only raced against; when nobody races it any more, its end is nobody's business.
  const end = (code: string) => () => {
    ended.reject(new CallEnded(code))
    controller.abort()
  }
  const timer = setTimeout(end('timeout'), DEADLINE_MS)
  const onAbort = end('aborted')
  signal?.addEventListener('abort', onAbort)
  try {
    const call = fetch(url, { ...init, redirect: 'manual', signal: controller.signal })
    const response = await Promise.race([call, ended.promise])
    const text = await Promise.race([cappedText(response), ended.promise]).catch(() => '')
    return { kind: 'answer', status: response.status, headers: response.headers, text }
  } catch (error) {
    const code = error instanceof CallEnded ? error.code : networkCode(error)
    return { kind: NEVER_LEFT.has(code) ? 'not_sent' : 'no_answer', code }
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', onAbort)
    controller.abort()
  }
}

/** What a call without an answer means for the message: refused for now, or unknown (design §6.3). */
export function withoutAnswer(result: Exclude<CallResult, { kind: 'answer' }>): SendOutcome {
  if (result.kind === 'not_sent') return { kind: 'refused', failure: 'temporary', code: result.code }
  return { kind: 'unknown', code: result.code }
}

class CallEnded extends Error {
  readonly code: string
  constructor(code: string) {
    super(code)
    this.code = code
  }
}

/** Codes of Node's network errors that are raised before the first byte of the request is written. */
const NEVER_LEFT: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  'ERR_INVALID_URL',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'ERR_TLS_CERT_ALTNAME_INVALID',
])

/** The machine's word for what went wrong, never its message: messages carry addresses with tokens in them. */
function networkCode(error: unknown): string {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; depth++) {
    if ('code' in at && typeof at.code === 'string') return at.code
    const first: unknown = at instanceof AggregateError ? at.errors[0] : undefined
    at = first ?? at.cause
  }
  return 'network'
}

async function cappedText(response: Response): Promise<string> {
  const reader = response.body?.getReader()
  if (!reader) return ''
  const decoder = new TextDecoder()
  let text = ''
  for (let size = 0; ; ) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    size += value.byteLength
    if (size > ANSWER_CAP_BYTES) return ''
    text += decoder.decode(value, { stream: true })
  }
}
