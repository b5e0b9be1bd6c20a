/** Why an Android phone could not send, in our words. https://developer.android.com/reference/android/telephony/SmsManager */
import type { SendFailure } from '../../core/message.ts'

const FAILURES: Readonly<Record<string, SendFailure>> = {
  RESULT_ERROR_NO_SERVICE: 'temporary',
  RESULT_ERROR_RADIO_OFF: 'temporary',
  RESULT_ERROR_GENERIC_FAILURE: 'temporary',
  RESULT_NETWORK_ERROR: 'temporary',
  RESULT_MODEM_ERROR: 'temporary',
  RESULT_ERROR_LIMIT_EXCEEDED: 'throttled',
  RESULT_ERROR_NULL_PDU: 'rejected',
  RESULT_INVALID_ARGUMENTS: 'rejected',
  RESULT_ENCODING_ERROR: 'rejected',
  RESULT_ERROR_SHORT_CODE_NOT_ALLOWED: 'unreachable',
  RESULT_ERROR_SHORT_CODE_NEVER_ALLOWED: 'unreachable',
  RESULT_ERROR_FDN_CHECK_FAILURE: 'misconfigured',
}

/** The class and code of a failed text. A reason in free words is not passed on: it may quote a number. */
export function failureOfReason(reason = ''): { readonly failure: SendFailure; readonly code: string } {
  const code = /RESULT_[A-Z_]{1,60}/.exec(reason)?.[0] ?? 'failed'
  return { failure: FAILURES[code] ?? 'temporary', code }
}
