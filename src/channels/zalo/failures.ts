/** What Zalo's error codes mean for a message of ours. An answer with an error is still HTTP 200. Read in three tables that agree. */
import type { SendFailure } from '../../core/message.ts'

/** The access token is bad or over: renew it once, try once more. */
export const TOKEN_CODES: ReadonlySet<string> = new Set(['-216', '-220'])

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
  { codes: ['-244'], failure: 'stopped' },
  { codes: ['-217', '-227'], failure: 'unreachable' },
  // Quota of the OA, quota of one person, night hours.
  { codes: ['-211', '-218', '-234', '-133'], failure: 'throttled', waitMs: 3_600_000 },
  { codes: ['-200'], failure: 'temporary' },
  // Account, package, billing; a bad token only arrives here after it was renewed in vain.
  {
    codes: ['-204', '-205', '-209', '-212', '-216', '-219', '-220', '-221', '-224', '-235', '-242', '-320', '-321'],
    failure: 'misconfigured',
  },
  { codes: ['-100', '-201', '-210', '-233', '-240', '-248', '-249'], failure: 'rejected' },
]

/** An unlisted code is a plain no to this message. */
export function zaloFailure(code: string, message: string): Pick<FailureRow, 'failure' | 'waitMs' | 'wholeDoor'> {
  const row = ZALO_FAILURES.find((row) => row.codes.includes(code) && (row.says?.test(message) ?? true))
  return row ?? { failure: 'rejected' }
}
