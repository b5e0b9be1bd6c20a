/** Officials at work on offers of help: looked at, matched to needs that were seen to be true, and brought together by two consents. */

import { newId } from '../core/id.ts'
import { may, type Official } from '../core/official.ts'
import {
  GIVER_NAME,
  isPledgeKind,
  PLEDGE_TEXT,
  type PledgeCloseReason,
  type PledgeKind,
  withoutNumbers,
} from '../core/pledge.ts'
import type { CaseLine } from '../store/case-store.ts'
import type { PledgeFile, PledgeFilter, PledgeLine, PledgeOutcome } from '../store/pledge-store.ts'
import { newCaseCode } from './case-code.ts'
import { tell } from './case-notices.ts'
import { communeNamed, covers } from './desk-places.ts'
import { phoneIn } from './people-desk.ts'
import type { Ports } from './ports.ts'

export type {
  PledgeEntry,
  PledgeFile,
  PledgeFilter,
  PledgeLine,
  PledgeMatch,
  PledgeShare,
} from '../store/pledge-store.ts'

export const PLEDGES_PAGE = 30
/** Needs offered to choose from: the most urgent. */
const MOST_NEEDS = 30
/** A case that officials have seen to be true, and that is not over. */
const NEEDS = ['verified', 'decided', 'supported'] as const
const LONGEST_HOW = 200

/** `refused`: why, as a text key below `pledges:refused`. */
export type PledgeDone = PledgeOutcome | { readonly refused: string }

export interface OpenedPledge {
  readonly file: PledgeFile
  /** Verified needs of the scope that it is not matched to yet; empty where it may not be matched now. */
  readonly needs: readonly (CaseLine & { readonly name: string | null })[]
}

export interface PledgeForm {
  readonly kind: string
  readonly text: string
  readonly giver: string
  readonly phone: string
  readonly commune: string
  /** How the giver agreed that it is kept. */
  readonly how: string
}

/** One page, newest first, within the scope. */
export async function listPledges(
  { store }: Pick<Ports, 'store'>,
  { scope, role }: Official,
  filter: PledgeFilter,
  page = 1,
): Promise<{ readonly rows: readonly PledgeLine[]; readonly total: number }> {
  if (!may(role, 'work_cases')) return { rows: [], total: 0 }
  return store.pledges.list(scope, filter, { limit: PLEDGES_PAGE, offset: (page - 1) * PLEDGES_PAGE })
}

/** Null for an unknown code and for one outside the scope alike. Written into the audit log first, for it names people. */
export async function openPledge(
  ports: Pick<Ports, 'store' | 'now'>,
  official: Official,
  code: string,
): Promise<OpenedPledge | null> {
  if (!may(official.role, 'work_cases')) return null
  const file = await ports.store.pledges.get(official.scope, code)
  if (file === null) return null
  await ports.store.audit.append(official.id, 'pledge_opened', { code: file.line.code }, ports.now())
  if (file.line.status !== 'verified') return { file, needs: [] }
  const filter = { status: NEEDS, kind: 'hardship', order: 'score' } as const
  const { rows } = await ports.store.cases.list(official.scope, filter, { limit: MOST_NEEDS, offset: 0 })
  const under = new Set(file.matches.filter(isUnderWay).map(({ caseId }) => caseId))
  return { file, needs: rows.filter(({ id, mergedInto }) => mergedInto === null && !under.has(id)) }
}

export function isUnderWay({ status }: { readonly status: string }): boolean {
  return status === 'open' || status === 'introduced'
}

/** An official writes down what somebody offered at the desk; it stands as looked at. The code, or why not. */
export async function enterPledge(
  ports: Pick<Ports, 'store' | 'talk' | 'now'>,
  official: Official,
  form: PledgeForm,
): Promise<{ readonly code: string } | { readonly refused: string }> {
  if (!may(official.role, 'work_cases')) return { refused: 'not_allowed' }
  const read = readForm(ports, official, form)
  if ('refused' in read) return read
  const at = ports.now()
  for (;;) {
    const code = newCaseCode()
    await ports.store.audit.append(official.id, 'pledge_entered', { code }, at)
    const made = { ...read, id: newId('pledge', at), code, by: official.id, at }
    if (await ports.store.pledges.enter(made)) return { code }
  }
}

/** Checked by an official: from now on it may be matched, and whoever wrote is told. */
export async function verifyPledge(ports: Ports, official: Official, file: PledgeFile): Promise<PledgeDone> {
  if (file.line.status !== 'new') return { refused: 'not_now' }
  return setStatus(ports, official, file, { status: 'verified', closedReason: null, what: 'verified' })
}

/** Whatever was under way ends with it; whoever offered is told. */
export async function closePledge(
  ports: Ports,
  official: Official,
  file: PledgeFile,
  reason: PledgeCloseReason,
): Promise<PledgeDone> {
  if (file.line.status === 'closed') return { refused: 'not_now' }
  return setStatus(ports, official, file, { status: 'closed', closedReason: reason, what: 'closed' })
}

async function setStatus(
  ports: Ports,
  official: Official,
  file: PledgeFile,
  to: {
    readonly status: 'verified' | 'closed'
    readonly closedReason: PledgeCloseReason | null
    readonly what: 'verified' | 'closed'
  },
): Promise<PledgeDone> {
  if (!may(official.role, 'work_cases')) return { refused: 'not_allowed' }
  const at = ports.now()
  const { line, contact } = file
  const { code, id, version } = line
  const { deliveries } = await tell(ports, contact, [{ key: `pledge:notice.${to.what}`, values: { code } }], {
    lane: 'bulk',
    at,
  })
  await ports.store.audit.append(official.id, `pledge_${to.what}`, { code, reason: to.closedReason }, at)
  const data: Record<string, string> = to.closedReason === null ? {} : { reason: to.closedReason }
  return ports.store.pledges.setStatus(official.scope, id, {
    ...to,
    ...{ data, version, by: official.id, at, deliveries, endsMatches: to.status === 'closed' },
  })
}

type ReadForm = Omit<Parameters<Ports['store']['pledges']['enter']>[0], 'id' | 'code' | 'by' | 'at'>

function readForm(
  ports: Pick<Ports, 'talk'>,
  { scope }: Official,
  form: PledgeForm,
): ReadForm | { readonly refused: string } {
  const kind: PledgeKind | null = isPledgeKind(form.kind) ? form.kind : null
  const text = withoutNumbers(form.text.trim().slice(0, PLEDGE_TEXT))
  const giver = withoutNumbers(form.giver.trim().slice(0, GIVER_NAME))
  const how = form.how.trim().slice(0, LONGEST_HOW)
  const phone = form.phone.trim() === '' ? null : phoneIn(form.phone)
  if (kind === null || text === '' || giver === '') return { refused: 'incomplete' }
  if (how === '') return { refused: 'consent_needed' }
  if (phone === null && form.phone.trim() !== '') return { refused: 'phone' }
  const place = communeNamed(ports, form.commune)
  if (place === null || !covers(scope, place.commune, place.province)) return { refused: 'place' }
  return { kind, text, giver, how, phone, commune: place.commune, province: place.province }
}
