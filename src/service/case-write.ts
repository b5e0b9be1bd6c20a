/** What a turn's events mean for cases: which case, opened or added to, with its score and due time, who is alerted. No database in it. */
import type { CaseStatus, OpenCase } from '../core/case.ts'
import { newId } from '../core/id.ts'
import type { TurnEvent } from '../core/session.ts'
import type { CaseWrite, KeptOpenCase } from '../store/case-store.ts'
import { placeOf } from './case-place.ts'
import { reportWork } from './case-report.ts'
import { type Beside, type CaseTurn, type CaseWork, photoEntries, photosOf, spoken } from './case-turn.ts'
import { differs, discrepancyWork, isDiscrepancy } from './support-differs.ts'
import { questionDue } from './triage.ts'

/** Reasons of handing over that are part of a report and no question of their own. */
const REPORTS: ReadonlySet<string> = new Set(['hardship', 'danger', 'despair', 'case'])
const QUESTION_SCORE = 10
/** What is decided is not undone by a message. */
const TAKEN_BACK: ReadonlySet<CaseStatus> = new Set<CaseStatus>(['new', 'seen', 'verified'])

const CONCERNING: ReadonlySet<TurnEvent['type']> = new Set([
  'hardship_reported',
  'handed_over',
  'case_told',
  'case_withdrawn',
  'help_answered',
])

/** True when a turn's events have anything to do with cases: most have not, and cost nothing more. */
export function concernsCases(events: readonly TurnEvent[]): boolean {
  return events.some(({ type }) => CONCERNING.has(type))
}

/** At most one case is opened by a turn, for there is one new code. */
export function caseWork(turn: CaseTurn, beside: Beside): CaseWork {
  const differing = turn.events.find(differs)
  if (differing) return discrepancyWork(turn, differing)
  const reported = turn.events.filter((event) => event.type === 'hardship_reported')
  // What is told in the same breath is in the report already.
  if (reported.length > 0) {
    const work = reportWork(turn, reported, beside)
    return { ...work, writes: [...work.writes, ...withdrawals(turn)] }
  }
  const told = turn.events.filter((event) => event.type === 'case_told').flatMap((event) => toldWork(turn, event))
  const wish = turn.events.find((event) => event.type === 'handed_over' && isQuestion(turn, event.why))
  // Words for an official with whom no case is open any more: somebody must read them.
  const unheard = told.length === 0 && turn.events.some(({ type }) => type === 'case_told')
  const why = wish?.type === 'handed_over' ? wish.why : unheard ? 'told' : undefined
  const asked = why === undefined ? undefined : questionWork(turn, why)
  const writes = [...told, ...(asked?.writes ?? []), ...withdrawals(turn)]
  return { writes, ...(asked?.touched ? { touched: asked.touched } : {}) }
}

/** Whoever asks how their own report stands has been told by the talk. */
function isQuestion({ open }: CaseTurn, why: string): boolean {
  if (REPORTS.has(why)) return false
  return why !== 'status' || !open.some(({ kind }) => kind === 'hardship')
}

function toldWork(turn: CaseTurn, event: Extract<TurnEvent, { type: 'case_told' }>): readonly CaseWrite[] {
  const found = turn.open.find(({ code }) => code === event.code) ?? turn.open[0]
  if (!found) return []
  const text = event.text ?? spoken(turn.row.content)
  const photos = photosOf(turn)
  const said = text === undefined ? [] : [{ kind: 'said', data: { text } }]
  return [{ id: found.id, entries: [...said, ...photoEntries(photos)], links: [], photos }]
}

function withdrawals(turn: CaseTurn): readonly CaseWrite[] {
  return turn.events.flatMap((event) => (event.type === 'case_withdrawn' ? withdrawal(turn, event.code) : []))
}

function withdrawal(turn: CaseTurn, code: string): readonly CaseWrite[] {
  const found = turn.open.find((one) => one.code === code)
  if (!found) return []
  const { id, status } = found
  const text = spoken(turn.row.content)
  const said = text === undefined ? {} : { text }
  if (!TAKEN_BACK.has(status)) return [{ id, entries: [{ kind: 'said', data: said }], links: [], photos: [] }]
  const data = { from: status, to: 'closed', reason: 'withdrawn' }
  return [{ id, withdraw: true, entries: [{ kind: 'status', data }], links: [], photos: [] }]
}

/** Somebody wants a person: one open case of that kind, in which every further wish is read. */
function questionWork(turn: CaseTurn, why: string): CaseWork {
  const text = spoken(turn.row.content)
  const data = { why, ...(text === undefined ? {} : { words: [text] }) }
  const before = turn.open.find(({ kind, matter }) => kind === 'question' && !isDiscrepancy(matter))
  const photos = photosOf(turn)
  const more = { links: [], photos }
  if (before) {
    const { id, code, status } = before
    const touched = { code, kind: 'question' as const, status, isNew: false }
    return { writes: [{ id, entries: [{ kind: 'said', data }, ...photoEntries(photos)], ...more }], touched }
  }
  const { commune, province } = placeOf(turn, {})
  const open = {
    ...{ code: turn.newCode, kind: 'question' as const, matter: '|question', danger: false, commune, province },
    ...{ report: {}, organisation: turn.organisation?.code ?? null, disasterId: null },
    ...{ score: QUESTION_SCORE, reasons: ['asked_person'], dueAt: questionDue(turn.at) },
  }
  const entries = [{ kind: 'opened', data }, ...photoEntries(photos)]
  const touched = { code: turn.newCode, kind: 'question' as const, status: 'new' as const, isNew: true }
  return { writes: [{ id: newId('case', turn.at), open, entries, ...more }], touched }
}

/** What the talk may know of them. */
export function toldOf(open: readonly KeptOpenCase[]): readonly OpenCase[] {
  return open.map(({ code, kind, status, report, disaster }) => ({
    ...{ code, kind, status, report },
    ...(disaster === undefined ? {} : { disaster }),
  }))
}
