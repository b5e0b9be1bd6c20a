/** Officials at work on cases: the inbox, one case with all that belongs to it, and every act upon it. */
import type { CaseStatus } from '../core/case.ts'
import { vietnamDay } from '../core/day.ts'
import { may, type Official, type Scope } from '../core/official.ts'
import type { CaseFile, CaseFilter, CaseLine } from '../store/case-store.ts'
import type { PledgeOfCase } from '../store/pledge-store.ts'
import { type CaseAction, planOf, type Refused } from './case-actions.ts'
import { isWaitedFor, planAnswer, previewAnswer } from './case-answer.ts'
import { keep } from './case-keep.ts'
import { type Proposal, proposalsOf } from './case-law.ts'
import { mergeInto } from './case-merge.ts'
import { rescored } from './case-score.ts'
import { abilityFor, type Step, stepsFor } from './case-transitions.ts'
import { planUndo, undoable } from './case-undo.ts'
import type { Ports } from './ports.ts'

export type { CaseEntry, CaseFile, CaseFilter, CaseLine } from '../store/case-store.ts'

export const INBOX_PAGE = 30

export interface Inbox {
  readonly rows: readonly (CaseLine & { readonly name: string | null })[]
  readonly total: number
}

/** One page of the cases that a scope sees. */
export async function openInbox(
  ports: Pick<Ports, 'store'>,
  scope: Scope,
  filter: CaseFilter,
  page: { readonly limit: number; readonly offset: number } = { limit: INBOX_PAGE, offset: 0 },
): Promise<Inbox> {
  return ports.store.cases.list(scope, filter, page)
}

export interface OpenedCase {
  readonly file: CaseFile
  /** What this official may do next. */
  readonly steps: readonly Step[]
  /** The status that one's own last step may still be taken back to; null: there is none. */
  readonly undo: CaseStatus | null
  readonly proposals: readonly Proposal[]
  /** An answer now would leave at once. */
  readonly isWaitedFor: boolean
  /** Help that somebody offered and that is brought to this household. */
  readonly pledges: readonly PledgeOfCase[]
}

/** Null for an unknown code and for one outside the scope alike. Looking changes nothing: that it was seen is an act. */
export async function openCaseFile(ports: Ports, official: Official, code: string): Promise<OpenedCase | null> {
  const file = await ports.store.cases.get(official.scope, code)
  if (file === null) return null
  const now = ports.now()
  const { line, contact, messages } = file
  const sees = may(official.role, 'work_cases')
  return {
    file,
    pledges: sees ? await ports.store.pledges.ofCase(official.scope, line.id) : [],
    steps: line.mergedInto === null ? stepsFor(line.kind, line.status, official.role) : ['reopen'],
    undo: undoable(file, official, now)?.from ?? null,
    proposals: line.kind === 'hardship' ? proposalsOf(ports, line.report, vietnamDay(now)) : [],
    isWaitedFor: contact !== null && isWaitedFor(contact, messages, now, ports.texts),
  }
}

export type ActOutcome = 'done' | 'conflict' | 'missing' | Refused

/** Adds to a case and takes nothing away, so that a colleague who was faster does not matter. */
const ADDS: ReadonlySet<CaseAction['do']> = new Set(['note', 'assign'])
/** What a conflict means where nobody was faster: another open case of the matter, a notice that has left. */
const ALONE: Readonly<Partial<Record<CaseAction['do'], string>>> = { reopen: 'other_open', undo: 'undo_too_late' }
const MOST_TRIES = 4

/**
 * One act upon a case, as one unit with its entry, its audit row and its word to the person. `seen`: the version that the official
 * looked at; another one is a `conflict`, and nothing happens. `colleagues`: ids of those to whom a case may be given beside oneself.
 * @throws whatever the store throws
 */
export async function act(
  ports: Ports,
  official: Official,
  code: string,
  action: CaseAction,
  seen: { readonly version?: number; readonly colleagues?: readonly string[] } = {},
): Promise<ActOutcome> {
  if (!may(official.role, abilityOf(action))) return { refused: 'not_allowed' }
  if (action.do === 'assign' && action.to !== null && ![official.id, ...(seen.colleagues ?? [])].includes(action.to))
    return { refused: 'no_colleague' }
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const file = await ports.store.cases.get(official.scope, code)
    if (file === null) return 'missing'
    const adds = ADDS.has(action.do)
    if (!adds && seen.version !== undefined && seen.version !== file.line.version) return 'conflict'
    const outcome = await once(ports, official, file, action)
    const own = ALONE[action.do]
    if (outcome === 'conflict' && own !== undefined && (await isAsRead(ports, official, file))) return { refused: own }
    if (outcome !== 'conflict' || !adds) return outcome
  }
  return 'conflict'
}

/** Nobody was faster: then the database refused for the act's own reason. */
async function isAsRead(ports: Ports, { scope }: Official, { line }: CaseFile): Promise<boolean> {
  const again = await ports.store.cases.get(scope, line.code)
  return again?.line.version === line.version
}

function abilityOf(action: CaseAction) {
  return action.do === 'decide' ? abilityFor('decide') : 'work_cases'
}

async function once(ports: Ports, official: Official, file: CaseFile, action: CaseAction): Promise<ActOutcome> {
  const now = ports.now()
  if (action.do === 'merge') return mergeInto(ports, official, file, action.into)
  if (action.do === 'answer') {
    const preview = await previewAnswer(ports, file, action.text)
    if ('refused' in preview) return preview
    return keep(ports, official, file, planAnswer(file, preview.text, official.id, now))
  }
  const plan = action.do === 'undo' ? planUndo(file, official, now) : planOf(file, action, official, now)
  if ('refused' in plan) return plan
  const weighs = action.do === 'edit' || action.do === 'danger'
  const whole = weighs ? rescored(file, plan, official.scope) : plan
  return 'refused' in whole ? whole : keep(ports, official, file, whole)
}
