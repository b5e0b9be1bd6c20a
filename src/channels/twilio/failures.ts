/** What Twilio's error codes mean, on sending and in status callbacks alike. https://www.twilio.com/docs/api/errors */
import type { SendFailure } from '../../core/message.ts'

const FAILURES: Readonly<Record<number, SendFailure>> = {
  20003: 'misconfigured', // credentials
  20404: 'misconfigured', // no such account
  20429: 'throttled',
  21211: 'unreachable', // not a number
  21408: 'misconfigured', // the country is not switched on
  21606: 'misconfigured', // sender cannot write there
  21610: 'stopped',
  21611: 'throttled', // queue full
  21612: 'misconfigured', // no way from this sender to that country
  21614: 'unreachable', // not a mobile
  21617: 'rejected', // too long
  21635: 'unreachable', // landline
  21705: 'misconfigured', // Messaging Service
  30001: 'throttled',
  30002: 'misconfigured', // account suspended
  30003: 'temporary', // handset off or out of reach
  30004: 'rejected', // blocked
  30005: 'unreachable', // unknown handset
  30006: 'unreachable', // landline or operator
  30007: 'rejected', // filtered: the wording needs a look
  30008: 'temporary', // unknown
  30018: 'misconfigured', // Vietnam: sender name must be registered first
  30022: 'throttled',
  30023: 'throttled',
  30024: 'misconfigured', // Vietnam: numeric sender
  30032: 'misconfigured',
  30034: 'misconfigured',
}

/** The class of a code; undefined for a code we do not know, where the HTTP status decides. */
export function failureOfCode(code: number): SendFailure | undefined {
  return FAILURES[code]
}
