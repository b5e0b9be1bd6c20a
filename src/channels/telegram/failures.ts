/** What Telegram's refusals mean, first row that fits. https://core.telegram.org/bots/api#making-requests */
import { GrammyError } from 'grammy/web'
import type { SendFailure, SendOutcome } from '../../core/message.ts'
import { type CallResult, withoutAnswer } from '../http-call.ts'
import { outcomeByStatus, retryAfterMs } from '../http-failure.ts'

interface Row {
  readonly code: number
  readonly says?: RegExp
  readonly failure: SendFailure
}

const FAILURES: readonly Row[] = [
  // Blocked, account deleted, or never started: in each case the person has not let us write.
  { code: 403, failure: 'stopped' },
  { code: 400, says: /chat not found|user not found|peer_id_invalid|user is deactivated/i, failure: 'unreachable' },
  { code: 400, failure: 'rejected' },
  { code: 413, failure: 'rejected' },
  { code: 401, failure: 'misconfigured' },
  // A token that is not even shaped like one.
  { code: 404, failure: 'misconfigured' },
  // Somebody else polls with the same token.
  { code: 409, failure: 'misconfigured' },
  { code: 429, failure: 'throttled' },
]

/** The outcome of a send that grammY ended with an error. Its messages are not passed on: they carry what we sent. */
export function failedSend(error: unknown, result: CallResult): SendOutcome {
  if (result.kind !== 'answer') return withoutAnswer(result)
  if (!(error instanceof GrammyError) || !Number.isInteger(error.error_code)) return outcomeByStatus(result)
  const { error_code: code, description } = error
  // A gateway of Telegram's waited in vain: it may have been sent.
  if (code === 504) return { kind: 'unknown', code: '504' }
  const row = FAILURES.find((one) => one.code === code && (one.says?.test(description) ?? true))
  const wait = error.parameters.retry_after
  const retry = Number.isFinite(wait) && wait !== undefined ? wait * 1000 : retryAfterMs(result.headers)
  return {
    kind: 'refused',
    failure: row?.failure ?? (code >= 500 ? 'temporary' : 'rejected'),
    code: String(code),
    ...(retry === undefined ? {} : { retryAfterMs: retry }),
    ...(code === 429 ? { wholeDoor: true } : {}),
  }
}
