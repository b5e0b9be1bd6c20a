/** All that one person wrote and was written, a page at a time: opened with a reason, and every page of it is in the audit log. */
import { may, type Official } from '../core/official.ts'
import type { LogLine } from '../store/people-store.ts'
import type { Ports } from './ports.ts'

export type { LogLine } from '../store/people-store.ts'

export const LOG_PAGE = 40
const LONGEST_REASON = 200

export interface MessageLog {
  readonly lines: readonly LogLine[]
  readonly total: number
  /** From 1 on. */
  readonly page: number
  readonly reason: string
}

/**
 * Null for an unknown id and for one outside the scope alike; `reason_needed` without a reason, and then nothing was read. Written into
 * the audit log first: when that cannot be written, nothing is shown.
 */
export async function openMessageLog(
  ports: Pick<Ports, 'store' | 'now'>,
  official: Official,
  id: string,
  asked: { readonly reason: string; readonly page: number },
): Promise<MessageLog | 'reason_needed' | null> {
  if (!may(official.role, 'see_people')) return null
  const page = Number.isInteger(asked.page) && asked.page > 0 ? asked.page : 1
  const reason = asked.reason.trim().slice(0, LONGEST_REASON)
  if (reason === '') {
    const known = await ports.store.people.messages(official.scope, id, { limit: 0, offset: 0 })
    return known === null ? null : 'reason_needed'
  }
  const found = await ports.store.people.messages(official.scope, id, {
    limit: LOG_PAGE,
    offset: (page - 1) * LOG_PAGE,
  })
  if (found === null) return null
  await ports.store.audit.append(official.id, 'messages_shown', { contact: id, page, why: reason }, ports.now())
  return { ...found, page, reason }
}
