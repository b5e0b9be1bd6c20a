/** What Zalo's error codes mean for a message of ours. An answer with an error is still HTTP 200. Read in three tables that agree; -1xx and -1xxx are of templates. */
import type { SendFailure } from '../../core/message.ts'

/** The access token is bad or over: renew it once, try once more. */
export const TOKEN_CODES: ReadonlySet<string> = new Set(['-216', '-220', '-124'])

interface FailureRow {
  readonly codes: readonly string[]
  readonly failure: SendFailure
  /** Only when Zalo's sentence says so; for codes with two meanings. */
  readonly says?: RegExp
  /** How long a second try would be in vain. */
  readonly waitMs?: number
  /** The app as a whole is too fast, not this one message. */
  readonly wholeDoor?: true
}

/** First row that fits wins. Older tables that call -201 a bad token describe an API that is gone. */
export const ZALO_FAILURES: readonly FailureRow[] = [
  // -32 and -223 each have two meanings in the tables; the sentence decides. Unverified against a real account.
  { codes: ['-32'], says: /permission|quyền|unsupported|not support/i, failure: 'misconfigured' },
  { codes: ['-32'], failure: 'throttled', waitMs: 60_000, wholeDoor: true },
  { codes: ['-223'], says: /quota|limit|exceed|hạn mức|giới hạn/i, failure: 'throttled', waitMs: 3_600_000 },
  { codes: ['-223'], failure: 'misconfigured' },
  { codes: ['-230', '-232', '-213'], failure: 'window_closed' },
  // The last two: refused templates of this kind, or of this OA.
  { codes: ['-244', '-139', '-141'], failure: 'stopped' },
  // Of templates: no such number, no account there, one that takes none, an app too old.
  { codes: ['-217', '-227', '-114', '-118', '-119', '-140'], failure: 'unreachable' },
  // Quota of the OA, quota of one person, night hours.
  {
    codes: ['-211', '-218', '-234', '-133', '-115', '-144', '-147', '-1441', '-1472'],
    failure: 'throttled',
    waitMs: 3_600_000,
  },
  { codes: ['-200'], failure: 'temporary' },
  // Account, package, billing; a bad token only arrives here after it was renewed in vain.
  {
    codes: ['-204', '-205', '-209', '-212', '-216', '-219', '-220', '-221', '-224', '-235', '-242', '-320', '-321'],
    failure: 'misconfigured',
  },
  // The same of templates: app, key, payment, an OA without the right to send them.
  {
    codes: [
      '-101',
      '-102',
      '-103',
      '-104',
      '-105',
      '-117',
      '-120',
      '-124',
      '-135',
      '-1351',
      '-136',
      '-137',
      '-138',
      '-1381',
    ],
    failure: 'misconfigured',
  },
  // An attachment that is over in a consultation; of a template it says nothing, and may be tried again.
  { codes: ['-100'], says: /attachment|tệp/i, failure: 'rejected' },
  { codes: ['-100'], failure: 'temporary' },
  { codes: ['-201', '-210', '-233', '-240', '-248', '-249'], failure: 'rejected' },
  // A template that is not approved (any more), or data that is not as it was approved.
  {
    codes: ['-108', '-109', '-111', '-112', '-1121', '-1122', '-1124', '-131', '-132'],
    failure: 'rejected',
  },
]

/** An unlisted code is a plain no to this message. */
export function zaloFailure(code: string, message: string): Pick<FailureRow, 'failure' | 'waitMs' | 'wholeDoor'> {
  const row = ZALO_FAILURES.find((row) => row.codes.includes(code) && (row.says?.test(message) ?? true))
  return row ?? { failure: 'rejected' }
}
