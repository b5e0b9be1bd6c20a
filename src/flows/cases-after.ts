/** Open cases kept in memory from turn to turn, where there is no database: dialogues, and whoever plays a talk alone. */
import type { OpenCase } from '../core/case.ts'
import { withPatch } from '../core/report.ts'
import type { TurnEvent } from '../core/session.ts'

/** This person's open cases after a turn, newest first, as the service would keep them. `disaster`: the event open where they are. */
export function casesAfter(
  cases: readonly OpenCase[],
  events: readonly TurnEvent[],
  disaster?: string,
): readonly OpenCase[] {
  let open = cases
  for (const event of events) {
    if (event.type === 'case_withdrawn') open = open.filter(({ code }) => code !== event.code)
    if (event.type !== 'hardship_reported' || event.code === undefined) continue
    const { code, patch = {} } = event
    if (open.some((one) => one.code === code))
      open = open.map((one) => (one.code === code ? { ...one, report: withPatch(one.report, patch) } : one))
    else
      open = [
        { code, kind: 'hardship', status: 'new', report: withPatch({}, patch), ...(disaster ? { disaster } : {}) },
        ...open,
      ]
  }
  return open
}
