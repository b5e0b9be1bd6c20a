/** What an official asks of the inbox, as the store understands it. */
import { CASE_KINDS, CASE_STATUSES, type CaseStatus, DONE_STATUSES } from '../core/case.ts'
import type { Official } from '../core/official.ts'
import { fold } from '../language/fold.ts'
import type { CaseFilter } from '../store/case-store.ts'
import { codeIn } from './case-code.ts'
import { phoneIn } from './people-desk.ts'
import type { Ports } from './ports.ts'

export const OPEN_STATUSES: readonly CaseStatus[] = CASE_STATUSES.filter((status) => !DONE_STATUSES.has(status))

/** As an address says it; unknown values mean: whatever. */
export interface AskedFilter {
  readonly status: string
  readonly kind: string
  readonly commune: string
  readonly disaster: string
  readonly assignee: string
  readonly danger: boolean
  readonly unread: boolean
  readonly overdue: boolean
  readonly q: string
  readonly order: string
}

const ORDERS = ['score', 'newest', 'due'] as const

/** `me`: whose cases `assignee=me` are. */
export function inboxFilter(asked: AskedFilter, me: string, now: number): CaseFilter {
  const { status, kind, commune, disaster, assignee, danger, unread, overdue, q, order } = asked
  const one = CASE_STATUSES.find((value) => value === status)
  const statuses = one ? [one] : status === 'all' ? undefined : OPEN_STATUSES
  const known = CASE_KINDS.find((value) => value === kind)
  return {
    ...(statuses === undefined ? {} : { status: statuses }),
    ...(known === undefined ? {} : { kind: known }),
    ...(commune === '' ? {} : { commune }),
    ...(disaster === '' ? {} : { disaster }),
    // To the store an empty text means: nobody's.
    ...(assignee === 'me' ? { assignee: me } : assignee === 'none' ? { assignee: '' } : {}),
    ...(danger ? { danger } : {}),
    ...(unread ? { unread } : {}),
    ...(overdue ? { overdueAt: now } : {}),
    ...(q === '' ? {} : { search: searchOf(q) }),
    order: ORDERS.find((value) => value === order) ?? 'score',
  }
}

/** A code, a phone number, or else a part of a name. */
export function searchOf(q: string): NonNullable<CaseFilter['search']> {
  const phone = phoneIn(q)
  if (phone !== null) return { phone }
  const code = codeIn(q)
  return code === null ? { name: fold(q) } : { code }
}

/** How many open cases wait in each of the ways that matter at once. */
export async function narrowCounts(
  { store }: Pick<Ports, 'store'>,
  { scope, id }: Official,
  now: number,
): Promise<Readonly<Record<'danger' | 'unread' | 'overdue' | 'mine', number>>> {
  const count = async (filter: CaseFilter): Promise<number> => {
    const { total } = await store.cases.list(scope, { status: OPEN_STATUSES, ...filter }, { limit: 1, offset: 0 })
    return total
  }
  const [danger, unread, overdue, mine] = await Promise.all([
    count({ danger: true }),
    count({ unread: true }),
    count({ overdueAt: now }),
    count({ assignee: id }),
  ])
  return { danger, unread, overdue, mine }
}
