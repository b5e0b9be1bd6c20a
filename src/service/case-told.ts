/** What a report's event says: parts of the report, and the person's own words. Pure. */
import type { Report, ReportPatch } from '../core/report.ts'
import type { AnswerValue } from '../core/session.ts'
import type { Reported } from './case-report.ts'

/** Answers that are a person's own words and belong into the story. */
const WORDS: ReadonlySet<string> = new Set(['what', 'more', 'place', 'told'])

/** What the talk worked out; of a flow that works nothing out, what its answers say. */
export function patchOf({ patch, details }: Reported): ReportPatch {
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

export function wordsOf(reported: readonly Reported[]): readonly string[] {
  const all = reported.flatMap(({ details }) =>
    Object.entries(details).flatMap(([name, value]) => (WORDS.has(name) && typeof value === 'string' ? [value] : [])),
  )
  return [...new Set(all)].filter((one) => one.trim() !== '')
}

function pointOf(value: AnswerValue | undefined): Report['location'] | undefined {
  if (typeof value !== 'string') return undefined
  const [lat, lon] = value.split(',').map(Number)
  return lat !== undefined && lon !== undefined && Number.isFinite(lat + lon) ? { lat, lon } : undefined
}
