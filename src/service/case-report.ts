/** What a turn told of damage, as one write: the case opened at the first word, or added to. Pure. */
import { newId } from '../core/id.ts'
import { type Report, type ReportPatch, withPatch } from '../core/report.ts'
import type { TurnEvent } from '../core/session.ts'
import type { CaseWrite, KeptOpenCase } from '../store/case-store.ts'
import { freeMatter, householdOf, matterOf, openCaseFor } from './case-matter.ts'
import { placeOf } from './case-place.ts'
import { patchOf, wordsOf } from './case-told.ts'
import { type Beside, type CaseTurn, type CaseWork, photoEntries, photosOf } from './case-turn.ts'
import { likelySame } from './duplicates.ts'
import { firstLookDue, triage } from './triage.ts'

export type Reported = Extract<TurnEvent, { type: 'hardship_reported' }>

/** Beyond these an officer has heard it; the case stays on top of the inbox. */
const MOST_ALERTS = 6

export function reportWork(turn: CaseTurn, reported: readonly Reported[], beside: Beside): CaseWork {
  const patch: ReportPatch = Object.assign({}, ...reported.map(patchOf))
  const code = reported.findLast((event) => event.code !== undefined)?.code
  const before = openCaseFor(turn, code, patch)
  const told = { patch, words: wordsOf(reported), danger: reported.some(({ danger }) => danger) }
  const report = withPatch(before?.report ?? {}, patch)
  const { forWhom, name } = report
  const known = forWhom === 'neighbour' || name === undefined || name === before?.report.name
  return {
    ...(before ? added(turn, before, told, report, beside) : opened(turn, told, report, beside)),
    ...(known ? {} : { name }),
  }
}

interface Told {
  readonly patch: ReportPatch
  readonly words: readonly string[]
  readonly danger: boolean
}

function opened(turn: CaseTurn, told: Told, report: Report, { lookalikes, earlier }: Beside): CaseWork {
  const { newCode: code, at } = turn
  const { danger } = told
  const matter = freeMatter(turn.open, matterOf(turn.disaster, report), code)
  const judged = triage(report, danger)
  const photos = photosOf(turn)
  const again = earlier.find((one) => householdOf(one.matter) === householdOf(matter))
  const write: CaseWrite = {
    id: newId('case', at),
    open: {
      ...{ code, kind: 'hardship', matter, danger, ...placeOf(turn, report), report, ...judged },
      ...{ organisation: turn.organisation?.code ?? null, disasterId: turn.disaster ?? null },
      dueAt: firstLookDue(judged, danger, at),
    },
    entries: [{ kind: 'opened', data: dataOf(told) }, ...photoEntries(photos)],
    links: [
      ...(again ? [{ other: again.id, why: ['earlier'] }] : []),
      ...likelySame(report, turn.contactId, lookalikes),
    ],
    photos,
  }
  const touched = { code, kind: 'hardship' as const, status: 'new' as const, isNew: true }
  return { writes: [write], touched, ...(danger ? { alarm: { code, report } } : {}) }
}

function added(turn: CaseTurn, before: KeptOpenCase, told: Told, report: Report, { lookalikes }: Beside): CaseWork {
  const { id, code, kind, status } = before
  const danger = told.danger || before.danger
  const fresh = told.danger && !before.danger
  const judged = triage(report, danger)
  const photos = photosOf(turn)
  const data = dataOf(told)
  const due = dueOf(before, firstLookDue(judged, danger, turn.at), fresh)
  const matter = matterOf(before.disaster, report)
  const isFree = turn.open.every((one) => one.id === id || one.matter !== matter)
  const write: CaseWrite = {
    id,
    add: {
      ...{ patch: told.patch, danger, ...placeOf(turn, report), ...judged, dueAt: due },
      ...(isFree && matter !== before.matter ? { matter } : {}),
      ...{ organisation: turn.organisation?.code ?? null },
      ...(due === before.dueAt ? {} : { escalatedAt: null }),
    },
    entries: [...(Object.keys(data).length > 0 ? [{ kind: 'added', data }] : []), ...photoEntries(photos)],
    links: likelySame(
      report,
      turn.contactId,
      lookalikes.filter((one) => one.id !== id),
    ),
    photos,
  }
  const worse = danger && before.alerts < MOST_ALERTS && saysMore(before.report, report)
  const touched = { code, kind, status, isNew: false }
  return { writes: [write], touched, ...(fresh || worse ? { alarm: { code, report } } : {}) }
}

function dataOf({ words, patch }: Told): Readonly<Record<string, unknown>> {
  return { ...(words.length > 0 ? { words } : {}), ...(Object.keys(patch).length > 0 ? { patch } : {}) }
}

/** A case that nobody has looked at may only become more urgent; with one under way only new danger hurries. */
function dueOf({ status, dueAt }: KeptOpenCase, due: number, fresh: boolean): number | null {
  if (fresh) return due
  if (status !== 'new' || dueAt === null) return dueAt
  return Math.min(dueAt, due)
}

const HARM = ['missing', 'dead', 'hurt'] as const
const WHERE = ['commune', 'village', 'location'] as const

/** More people in need than before, or at last where they are: the officer on the way must hear it. */
function saysMore(before: Report, after: Report): boolean {
  if (HARM.some((name) => (after[name] ?? 0) > (before[name] ?? 0))) return true
  if (before.people !== undefined && (after.people ?? 0) > before.people) return true
  return WHERE.some((name) => before[name] === undefined && after[name] !== undefined)
}
