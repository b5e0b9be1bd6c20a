/** Two cases of one matter become one: the duplicate is closed and points to the case that goes on, and its person hears the code. */
import { type Official, systemScope } from '../core/official.ts'
import { type Report, type ReportPatch, withPatch } from '../core/report.ts'
import type { CaseFile } from '../store/case-store.ts'
import { arrived, endOfPause, entry, type Refused } from './case-actions.ts'
import { keep } from './case-keep.ts'
import type { Ports } from './ports.ts'
import { triage } from './triage.ts'

const MOST_TRIES = 4
/** These say whose report it is, and stay as they are. */
const WHOSE: ReadonlySet<string> = new Set(['forWhom', 'name'])

/** Closes `file` in favour of `into`. What only the duplicate told is added to the other; what both told stays as the other has it. */
export async function mergeInto(
  ports: Ports,
  official: Official,
  file: CaseFile,
  into: string,
): Promise<'done' | 'conflict' | 'missing' | Refused> {
  const { line } = file
  if (into === line.code) return { refused: 'merge_itself' }
  if (line.mergedInto !== null || line.status === 'closed' || line.status === 'confirmed') return { refused: 'not_now' }
  const other = await ports.store.cases.get(official.scope, into)
  // Unknown and foreign codes are one answer.
  if (other === null) return { refused: 'no_such_code' }
  if (other.line.mergedInto !== null || other.line.kind !== line.kind) return { refused: 'merge_with_that' }
  const now = ports.now()
  const outcome = await keep(ports, official, file, {
    set: { ...arrived(file, 'closed', now), closedReason: 'duplicate', mergedInto: other.line.code },
    entries: [entry('merged', { into: other.line.code })],
    links: file.links.some((one) => one.other === other.line.id) ? [{ other: other.line.id, status: 'same' }] : [],
    ...endOfPause(file),
    tells: { key: 'case:merged', values: { code: line.code, into: other.line.code } },
  })
  if (outcome !== 'done') return outcome
  await addTo(ports, official, other, file)
  return 'done'
}

/** The one that goes on learns of it: additive, so whoever was faster does not matter. */
async function addTo(ports: Ports, official: Official, first: CaseFile, from: CaseFile): Promise<void> {
  let other: CaseFile | null = first
  for (let tries = 0; other !== null && tries < MOST_TRIES; tries++) {
    const report = missingIn(other.line.report, from.line.report)
    const danger = other.line.danger || from.line.danger
    const { score, reasons } = triage(withPatch(other.line.report, report), danger)
    const outcome = await keep(ports, official, other, {
      set: {
        ...{ danger, reasons, unread: true },
        // What time has added to either stays.
        score: Math.max(score, other.line.score, from.line.score),
      },
      ...(Object.keys(report).length > 0 ? { report } : {}),
      entries: [entry('merged', { from: from.line.code, added: report })],
    })
    if (outcome !== 'conflict') return
    other = await ports.store.cases.get(systemScope(), first.line.code)
  }
  ports.log.warn('merge_not_noted', { case: first.line.id })
}

function missingIn(report: Report, other: Report): ReportPatch {
  return Object.fromEntries(
    Object.entries(other).filter(([key]) => !WHOSE.has(key) && Reflect.get(report, key) === undefined),
  )
}
