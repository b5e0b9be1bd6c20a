/** eSMS delivery reports: an unsigned GET, so a secret stands in its path. Repeated up to five times when we are slow. */
import type { RawRequest, Reading } from '../../core/channel.ts'
import type { Receipt } from '../../core/message.ts'
import { sameSecret } from '../constant-time.ts'
import { accepted, malformed, refused } from '../readings.ts'

export const STATUS_PATH = '/webhooks/esms/status/'

/** One report, for one number. `RequestId` is our own message id. */
export function readStatus(request: RawRequest, secret: string): Reading {
  if (!sameSecret(decoded(request.path.slice(STATUS_PATH.length)), secret)) return refused('secret missing or wrong')
  const query = new URLSearchParams(request.query)
  const messageId = query.get('RequestId')
  const externalId = query.get('SMSID')
  if (!messageId && !externalId) return malformed('a report without RequestId and SMSID')
  const ids = { ...(messageId ? { messageId } : {}), ...(externalId ? { externalId } : {}) }
  const result = resultOf(query)
  if (result === null) return accepted({ ignored: [`SendStatus ${query.get('SendStatus') === '1' ? '1' : 'other'}`] })
  return accepted({ receipts: [{ door: 'esms', ...ids, ...result }] })
}

/** SendStatus: 1 pending, 4 refused, 5 done; done says in two counts how it went. null: nothing settled yet. */
function resultOf(query: URLSearchParams): Pick<Receipt, 'status' | 'failure' | 'code'> | null {
  const status = query.get('SendStatus')
  const count = (name: string) => Number(query.get(name) ?? 0)
  if (status === '4') return { status: 'failed', failure: 'rejected', code: 'SendStatus 4' }
  if (status !== '5') return null
  if (count('SendSuccess') > 0) return { status: 'delivered' }
  if (count('SendFailed') > 0) return { status: 'failed', failure: 'unreachable', code: 'SendFailed' }
  return null
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return ''
  }
}
