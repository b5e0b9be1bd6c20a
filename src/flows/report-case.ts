/** Which case a report belongs to, and what is known of it now: the case itself holds it, the session only its code. */
import type { OpenCase } from '../core/case.ts'
import { type Report, type ReportPatch, withPatch } from '../core/report.ts'
import { fold } from '../language/fold.ts'
import { type Draft, keepAnswer } from './draft.ts'

/** The code of the report that is being told. */
const CASE = '_case'

/** The code this report has or will have; undefined where none can be given (a talk without cases). */
export function codeOf(draft: Draft): string | undefined {
  const kept = draft.answers[CASE]
  if (typeof kept !== 'string') return undefined
  const { newCaseCode } = draft.input
  // Closed by an official in the meantime: what is told now is another case.
  if (newCaseCode === undefined || kept === newCaseCode || caseOf(draft, kept)) return kept
  return undefined
}

/** Keeps the code under which this story goes on: an open case of the same household and event, or a new one. */
export function chooseCase(draft: Draft, told: ReportPatch): void {
  const own = openCaseFor(draft, told)
  keepAnswer(draft, CASE, own?.code ?? draft.input.newCaseCode)
}

/** Names the case of a report that began without a story (by a keyword, by "cần giúp"): the person's own, or a new one. */
export function caseNow(draft: Draft): string | undefined {
  if (codeOf(draft) === undefined) chooseCase(draft, {})
  return codeOf(draft)
}

/** The person's open reports of damage, newest first. */
export function openReports({ input }: Draft): readonly OpenCase[] {
  return (input.openCases ?? []).filter(({ kind }) => kind === 'hardship')
}

/** The open report of this household and event, if any. A neighbour's is found by name; without a name, only where there is one alone. */
export function openCaseFor(draft: Draft, told: ReportPatch): OpenCase | undefined {
  const open = openReports(draft)
  if (told.forWhom === 'neighbour') {
    const neighbours = open.filter(({ report }) => report.forWhom === 'neighbour')
    if (typeof told.name !== 'string') return undefined
    const name = fold(told.name)
    return neighbours.find(({ report }) => report.name !== undefined && fold(report.name) === name)
  }
  const event = draft.input.disaster?.id
  const own = open.filter(({ report }) => report.forWhom !== 'neighbour')
  // Another event than the one that the open case belongs to is another matter.
  return event === undefined ? own[0] : own.find(({ disaster }) => disaster === event)
}

/** The case of this code among the open ones. */
export function caseOf(draft: Draft, code: string | undefined): OpenCase | undefined {
  return code === undefined ? undefined : openReports(draft).find((one) => one.code === code)
}

/** All that is known of the report under way, with what this very turn added. */
export function reportNow(draft: Draft): Report {
  const code = codeOf(draft)
  let report: Report = caseOf(draft, code)?.report ?? {}
  for (const event of draft.events)
    if (event.type === 'hardship_reported' && event.code === code && event.patch)
      report = withPatch(report, event.patch)
  return report
}

/** The report before this turn. */
export function reportBefore(draft: Draft): Report {
  return caseOf(draft, codeOf(draft))?.report ?? {}
}

/** For texts that may name the case. */
export function codeValues(draft: Draft): { code: string } {
  return { code: codeOf(draft) ?? '' }
}
