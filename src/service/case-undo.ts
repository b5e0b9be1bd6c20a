/** A wrong button is taken back within five minutes, as long as the person has not been told: their notice waits two minutes for that. */
import { CASE_STATUSES, type CaseStatus } from '../core/case.ts'
import type { Official } from '../core/official.ts'
import type { CaseEntry, CaseFile, CaseSupport } from '../store/case-store.ts'
import { entry, type Plan, type Refused } from './case-actions.ts'
import { nextDueAt } from './case-transitions.ts'

/** By night and in a long queue a notice waits longer; then the step can be taken back for longer too, but not for ever. */
const UNDO_WITHIN_MS = 5 * 60_000
/** Kinds of entries that move a case. */
const MOVES: ReadonlySet<string> = new Set(['status', 'reopened', 'merged'])

export interface Undoable {
  readonly from: CaseStatus
  readonly to: CaseStatus
  readonly entry: CaseEntry
}

/** The step that this official took last and may take back, or null. */
export function undoable({ line, entries }: CaseFile, by: Pick<Official, 'id'>, now: number): Undoable | null {
  const last = entries.findLast(({ kind }) => MOVES.has(kind))
  if (last?.kind !== 'status' || last.actor !== by.id || now - last.at > UNDO_WITHIN_MS) return null
  const [from, to] = [last.data.from, last.data.to].map((said) => CASE_STATUSES.find((status) => status === said))
  // What came along with another act is not taken back without it.
  const isOwnAct = last.data.undone !== true && last.data.besides !== true
  if (from === undefined || to === undefined || !isOwnAct || line.status !== to) return null
  return { from, to, entry: last }
}

/** The change back, with the notice that must not leave any more. */
export function planUndo(
  file: CaseFile,
  by: Pick<Official, 'id'>,
  now: number,
): (Plan & { readonly takesBack: readonly string[] }) | Refused {
  const step = undoable(file, by, now)
  if (step === null) return { refused: 'undo_too_late' }
  const { from, to, entry: taken } = step
  const supports = supportsBefore(to, from, file.supports)
  return {
    set: { status: from, closedReason: null, dueAt: nextDueAt(from, file.line.danger, now), escalatedAt: null },
    entries: [entry('status', { from: to, to: from, undone: true })],
    ...(supports.length > 0 ? { supports } : {}),
    takesBack: taken.deliveryId === null ? [] : [taken.deliveryId],
  }
}

/** What was given is decided again, and what was decided is proposed. */
function supportsBefore(
  to: CaseStatus,
  from: CaseStatus,
  supports: readonly CaseSupport[],
): readonly Omit<CaseSupport, 'by' | 'at'>[] {
  const back = (was: CaseSupport['status'], is: CaseSupport['status']) =>
    supports.filter(({ status }) => status === was).map(({ by: _by, at: _at, ...row }) => ({ ...row, status: is }))
  if (to === 'supported') return back('given', 'decided')
  return to === 'decided' && from === 'verified' ? back('decided', 'proposed') : []
}
