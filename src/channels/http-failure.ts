/** What an HTTP status means when a provider said nothing more precise; each channel's failures.ts goes first. */
import type { SendFailure, SendOutcome } from '../core/message.ts'
import type { CallResult } from './http-call.ts'

const BY_STATUS: Readonly<Record<number, SendFailure>> = {
  400: 'rejected',
  401: 'misconfigured',
  403: 'misconfigured',
  404: 'misconfigured',
  408: 'temporary',
  413: 'rejected',
  422: 'rejected',
  425: 'temporary',
  429: 'throttled',
}

/**
 * The outcome for an answer whose body says nothing that we know.
 * 2xx: the provider took something we cannot name → unknown. 504: a gateway waited in vain, so it may have been sent → unknown.
 */
export function outcomeByStatus(answer: Extract<CallResult, { kind: 'answer' }>, failure?: SendFailure): SendOutcome {
  const code = `http_${answer.status}`
  if (failure === undefined && (isOk(answer.status) || answer.status === 504)) return { kind: 'unknown', code }
  const wait = retryAfterMs(answer.headers)
  return {
    kind: 'refused',
    failure: failure ?? failureByStatus(answer.status),
    code,
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
    ...(answer.status === 429 ? { wholeDoor: true } : {}),
  }
}

export function isOk(status: number): boolean {
  return status >= 200 && status < 300
}

/** `Retry-After` in milliseconds, from seconds or a date; undefined when it is missing or makes no sense. At most a day. */
export function retryAfterMs(headers: Headers): number | undefined {
  const value = headers.get('retry-after')?.trim()
  if (!value) return undefined
  const ms = /^\d+(\.\d+)?$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now()
  return Number.isFinite(ms) ? Math.min(Math.max(0, ms), 86_400_000) : undefined
}

function failureByStatus(status: number): SendFailure {
  if (status >= 500) return 'temporary'
  // A redirect is not followed: the address in the settings is wrong.
  if (status >= 300 && status < 400) return 'misconfigured'
  return BY_STATUS[status] ?? 'rejected'
}
