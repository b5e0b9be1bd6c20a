/** eSMS.vn result codes. https://developers.esms.vn/en/esms-api/table-of-error-codes */
import type { SendFailure } from '../../core/message.ts'

/** 100: taken. 124: this RequestId was taken before, so the message is on its way already. */
export const TAKEN: ReadonlySet<string> = new Set(['100', '124'])

export const ESMS_FAILURES: Readonly<Record<string, SendFailure>> = {
  // "The phone number is blocked in the system": the nearest thing eSMS has to a person's no.
  99: 'stopped',
  101: 'misconfigured', // keys
  102: 'misconfigured', // no price list
  103: 'misconfigured', // balance
  104: 'misconfigured', // brandname
  108: 'unreachable', // phone
  110: 'rejected', // data
  118: 'misconfigured', // kind of message not open to this account
  120: 'rejected', // too many numbers
  140: 'misconfigured', // our IP address is not on their list
  146: 'rejected', // text fits none of the templates registered with the telco
  177: 'misconfigured', // brandname not registered with that telco
  300: 'misconfigured',
  687: 'rejected', // too many numbers
}

/** An unlisted code is a plain no to this message. */
export function esmsFailure(code: string): SendFailure {
  return Object.hasOwn(ESMS_FAILURES, code) ? (ESMS_FAILURES[code] ?? 'rejected') : 'rejected'
}
