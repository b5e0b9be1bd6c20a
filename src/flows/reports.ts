/** Reports of danger and hardship: kept the moment they are said, so that a person who stops in the middle has been heard. */
import type { InboundContent } from '../core/message.ts'
import type { Report, ReportPatch } from '../core/report.ts'
import type { AnswerValue } from '../core/session.ts'
import { type Draft, note } from './draft.ts'
import { caseNow, reportNow } from './report-case.ts'

/** A report keeps what was written; no message is longer than this in practice. */
export const STORY = 1000

/** Keeps what this flow knows so far as an event; `extra` holds words that stay out of the session, `told` what they say of the report. */
export function report(
  draft: Draft,
  flow: string,
  extra: Readonly<Record<string, AnswerValue>> = {},
  told: ReportPatch = {},
): void {
  const kind = draft.talk.flows.flow(flow)?.report
  if (kind === undefined) return
  const known = Object.entries(draft.answers).filter(([name]) => !name.startsWith('_'))
  const details: Record<string, AnswerValue> = Object.fromEntries(known)
  for (const [name, value] of Object.entries(extra))
    details[name] = typeof value === 'string' ? value.slice(0, STORY) : value
  const code = caseNow(draft)
  const patch = changes(reportNow(draft), { ...placeTold(draft), ...told })
  note(draft, {
    type: 'hardship_reported',
    // Somebody missing may still be alive.
    danger: kind === 'danger' || (typeof patch.missing === 'number' && patch.missing > 0),
    details,
    patch,
    ...(code === undefined ? {} : { code }),
  })
}

/** A photo alone, or a place on the map: no words, but it belongs to the report. */
export function attached(content: InboundContent): Readonly<Record<string, string>> {
  if (content.kind === 'photo') return { photo: content.ref }
  if (content.kind === 'location') return { location: `${content.lat},${content.lon}` }
  return {}
}

/** The place on the map that came with the message. */
export function pointOf(content: InboundContent): ReportPatch {
  return content.kind === 'location' ? { location: { lat: content.lat, lon: content.lon } } : {}
}

/** True while a report is being told. */
export function isInReport({ waiting, talk }: Pick<Draft, 'waiting' | 'talk'>): boolean {
  return waiting !== undefined && talk.flows.flow(waiting.flow)?.report !== undefined
}

function placeTold({ answers }: Draft): ReportPatch {
  const { commune_code: commune, province, village } = answers
  return {
    ...(typeof commune === 'string' ? { commune } : {}),
    ...(typeof province === 'string' ? { province } : {}),
    ...(typeof village === 'string' ? { village } : {}),
  }
}

/** Only what is new: a change that changes nothing is none, so that an official's edit stands. */
function changes(report: Report, told: ReportPatch): ReportPatch {
  const before = new Map<string, unknown>(Object.entries(report))
  return Object.fromEntries(
    Object.entries(told).filter(([part, value]) => JSON.stringify(before.get(part)) !== JSON.stringify(value)),
  )
}
