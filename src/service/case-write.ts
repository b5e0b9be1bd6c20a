/** What a turn's events mean for cases: which case, opened or added to, with its score and due time, who is alerted. No database in it. */
import type { OpenCase } from '../core/case.ts'
import { newId } from '../core/id.ts'
import type { InboundContent } from '../core/message.ts'
import { type Report, type ReportPatch, withPatch } from '../core/report.ts'
import type { AnswerValue, TurnEvent } from '../core/session.ts'
import { fold } from '../language/fold.ts'
import type { CaseWrite, KeptOpenCase, Lookalike } from '../store/case-store.ts'
import type { InboundRow, Organisation } from '../store/store.ts'
import { likelySame } from './duplicates.ts'
import { firstLookDue, triage } from './triage.ts'

/** What was read before the turn and what it decided. */
export interface CaseTurn {
  readonly row: InboundRow
  readonly contactId: string
  readonly events: readonly TurnEvent[]
  readonly open: readonly KeptOpenCase[]
  readonly newCode: string
  readonly organisation: Organisation | null
  /** Commune the person named in the talk. */
  readonly commune: string | undefined
  readonly disaster: string | undefined
  readonly provinceOf: (commune: string) => string | undefined
  readonly at: number
}

export interface CaseWork {
  readonly writes: readonly CaseWrite[]
  readonly name?: string
  /** A case in danger for the first time, or in which it has become worse: duty officers must hear. */
  readonly alarm?: { readonly code: string; readonly report: Report }
  /** The case of this turn, as the simulator shows it. */
  readonly touched?: { readonly code: string; readonly isNew: boolean }
}

/** Words of a report that are a person's own and belong into the story. */
const WORDS: ReadonlySet<string> = new Set(['what', 'more', 'place', 'told'])
/** Reasons of handing over that are part of a report and no question of their own. */
const REPORTS: ReadonlySet<string> = new Set(['hardship', 'danger', 'despair', 'case'])
const WORKING_DAYS_MS = 2 * 24 * 3_600_000
const QUESTION_SCORE = 10

/** True when a turn's events have anything to do with cases: most have not, and cost nothing more. */
export function concernsCases(events: readonly TurnEvent[]): boolean {
  return events.some(({ type }) => CONCERNING.has(type))
}
const CONCERNING: ReadonlySet<TurnEvent['type']> = new Set([
  'hardship_reported',
  'handed_over',
  'case_told',
  'case_withdrawn',
])

/** `lookalikes`: older cases of the commune, needed only when a case is opened. */
export function caseWork(turn: CaseTurn, lookalikes: readonly Lookalike[]): CaseWork {
  const reported = turn.events.filter((event) => event.type === 'hardship_reported')
  const writes: CaseWrite[] = []
  let work: CaseWork = { writes }
  if (reported.length > 0) work = { ...work, ...reportWork(turn, reported, lookalikes, writes) }
  for (const event of turn.events) {
    if (event.type === 'case_told') told(turn, event, writes)
    if (event.type === 'case_withdrawn') withdrawn(turn, event.code, writes)
    if (event.type === 'handed_over' && !REPORTS.has(event.why)) question(turn, event.why, writes)
  }
  return work
}

type Reported = Extract<TurnEvent, { type: 'hardship_reported' }>

function reportWork(
  turn: CaseTurn,
  reported: readonly Reported[],
  lookalikes: readonly Lookalike[],
  writes: CaseWrite[],
): Omit<CaseWork, 'writes'> {
  const patch: ReportPatch = Object.assign({}, ...reported.map(patchOf))
  const danger = reported.some((event) => event.danger)
  const code = reported.findLast((event) => event.code !== undefined)?.code
  const before = openCaseFor(turn, code, patch)
  const report = withPatch(before?.report ?? {}, patch)
  const words = wordsOf(reported)
  const { commune, province } = placeOf(turn, report)
  const inDanger = danger || before?.danger === true
  const judged = triage(report, inDanger)
  const fresh = danger && before?.danger !== true
  const worse = inDanger && isWorse(before?.report ?? {}, report)
  const data = { ...(words.length > 0 ? { words } : {}), ...(Object.keys(patch).length > 0 ? { patch } : {}) }
  const photos = photosOf(turn)
  const name = report.forWhom === 'neighbour' ? undefined : report.name
  const result = {
    ...(name === undefined || name === before?.report.name ? {} : { name }),
    touched: { code: before?.code ?? turn.newCode, isNew: before === undefined },
    ...(fresh || worse ? { alarm: { code: before?.code ?? turn.newCode, report } } : {}),
  }
  if (before) {
    writes.push({
      id: before.id,
      add: {
        ...{ patch, danger, commune, province, score: judged.score, reasons: judged.reasons },
        dueAt: fresh ? firstLookDue(judged, true, turn.at) : before.dueAt,
        ...(fresh ? { escalatedAt: null } : {}),
      },
      entries: Object.keys(data).length > 0 ? [{ kind: 'added', data }] : [],
      ...{ links: [], photos },
    })
    return result
  }
  writes.push({
    id: newId('case', turn.at),
    open: {
      ...{ code: turn.newCode, kind: 'hardship', matter: matterOf(turn, report), danger, commune, province, report },
      ...{ organisation: turn.organisation?.code ?? null, disasterId: turn.disaster ?? null },
      ...{ score: judged.score, reasons: judged.reasons, dueAt: firstLookDue(judged, danger, turn.at) },
    },
    entries: [{ kind: 'opened', data }],
    links: likelySame(report, turn.contactId, lookalikes),
    photos,
  })
  return result
}

/** By the code the talk named, else the open one of the same matter; a report that turns out to be another household's is another case. */
function openCaseFor(turn: CaseTurn, code: string | undefined, patch: ReportPatch): KeptOpenCase | undefined {
  const own = turn.open.filter(({ kind }) => kind === 'hardship')
  const named = own.find((one) => one.code === code)
  if (named) return named
  if (code !== undefined && code === turn.newCode && own.length === 0) return undefined
  const matter = matterOf(turn, withPatch({}, patch))
  return own.find((one) => one.matter === matter) ?? (code === undefined ? own[0] : undefined)
}

/** One case a person, household and event: the key that the database keeps unique among open cases. */
function matterOf(turn: CaseTurn, { forWhom, name, village }: Report): string {
  const who = forWhom === 'neighbour' ? `neighbour:${fold(`${name ?? ''} ${village ?? ''}`).trim()}` : 'self'
  return `${turn.disaster ?? ''}|${who}`
}

/** What the talk worked out; from an older flow, what its answers say. */
function patchOf({ patch, details }: Reported): ReportPatch {
  if (patch) return patch
  const text = (name: string) => (typeof details[name] === 'string' ? details[name] : undefined)
  const commune = text('commune_code')
  const province = text('province')
  const village = text('village')
  const location = pointOf(details.location)
  return {
    ...(commune === undefined ? {} : { commune }),
    ...(province === undefined ? {} : { province }),
    ...(village === undefined ? {} : { village }),
    ...(location === undefined ? {} : { location }),
    ...(typeof details.people === 'number' ? { people: details.people } : {}),
  }
}

function pointOf(value: AnswerValue | undefined): Report['location'] | undefined {
  if (typeof value !== 'string') return undefined
  const [lat, lon] = value.split(',').map(Number)
  return lat !== undefined && lon !== undefined && Number.isFinite(lat + lon) ? { lat, lon } : undefined
}

function wordsOf(reported: readonly Reported[]): readonly string[] {
  const all = reported.flatMap(({ details }) =>
    Object.entries(details).flatMap(([name, value]) => (WORDS.has(name) && typeof value === 'string' ? [value] : [])),
  )
  return [...new Set(all)].filter((one) => one.trim() !== '')
}

/** The commune of the report, else the one named before, else the one whose office this is; a province's office has no commune. */
function placeOf(turn: CaseTurn, report: Report): { commune: string | null; province: string | null } {
  const { organisation } = turn
  const own =
    organisation?.commune ?? (organisation && organisation.province === undefined ? organisation.code : undefined)
  const commune = report.commune ?? turn.commune ?? own ?? null
  const province =
    (commune === null ? undefined : turn.provinceOf(commune)) ?? report.province ?? organisation?.province ?? null
  return { commune, province }
}

function photosOf({ row, at }: CaseTurn): CaseWrite['photos'] {
  const { content, door } = row
  return content.kind === 'photo' ? [{ id: newId('photo', at), ref: content.ref, door }] : []
}

const COUNTED = ['missing', 'dead', 'hurt', 'people'] as const

function isWorse(before: Report, after: Report): boolean {
  return COUNTED.some((name) => before[name] !== undefined && (after[name] ?? 0) > (before[name] ?? 0))
}

function told(turn: CaseTurn, event: Extract<TurnEvent, { type: 'case_told' }>, writes: CaseWrite[]): void {
  const found = turn.open.find(({ code }) => code === event.code) ?? turn.open[0]
  if (!found) return
  const text = event.text ?? spoken(turn.row.content)
  const data = text === undefined ? {} : { text }
  writes.push({ id: found.id, entries: [{ kind: 'said', data }], links: [], photos: photosOf(turn) })
}

function withdrawn(turn: CaseTurn, code: string, writes: CaseWrite[]): void {
  const found = turn.open.find((one) => one.code === code)
  if (!found) return
  const data = { from: found.status, to: 'closed', reason: 'withdrawn' }
  writes.push({ id: found.id, withdraw: true, entries: [{ kind: 'status', data }], links: [], photos: [] })
}

/** Somebody wants a person: one open case of that kind, in which every further wish is read. */
function question(turn: CaseTurn, why: string, writes: CaseWrite[]): void {
  const text = spoken(turn.row.content)
  const data = { why, ...(text === undefined ? {} : { words: [text] }) }
  const before = turn.open.find(({ kind }) => kind === 'question')
  if (before) {
    writes.push({ id: before.id, entries: [{ kind: 'said', data }], links: [], photos: [] })
    return
  }
  const { commune, province } = placeOf(turn, {})
  writes.push({
    id: newId('case', turn.at),
    open: {
      ...{ code: turn.newCode, kind: 'question', matter: '|question', danger: false, commune, province, report: {} },
      ...{ organisation: turn.organisation?.code ?? null, disasterId: null },
      ...{ score: QUESTION_SCORE, reasons: ['asked_person'], dueAt: turn.at + WORKING_DAYS_MS },
    },
    ...{ entries: [{ kind: 'opened', data }], links: [], photos: [] },
  })
}

function spoken(content: InboundContent): string | undefined {
  if (content.kind === 'text') return content.text
  return content.kind === 'photo' ? content.text : undefined
}

/** What the talk may know of them. */
export function toldOf(open: readonly KeptOpenCase[]): readonly OpenCase[] {
  return open.map(({ code, kind, status, report, disaster }) => ({
    ...{ code, kind, status, report },
    ...(disaster === undefined ? {} : { disaster }),
  }))
}
