/** What a corrected report means for its case: another place, another score. */

import type { Scope } from '../core/official.ts'
import { withPatch } from '../core/report.ts'
import type { CaseFile } from '../store/case-store.ts'
import type { Plan, Refused } from './case-actions.ts'
import { covers } from './desk-places.ts'
import { triage } from './triage.ts'

/** The plan with the columns that follow from the report; refused where the case would leave the official's communes. */
export function rescored(file: CaseFile, plan: Plan, scope: Scope): Plan | Refused {
  const report = withPatch(file.line.report, plan.report ?? {})
  const commune = report.commune ?? file.line.commune
  const province = report.province ?? file.line.province
  const moved = commune !== file.line.commune
  if (moved && !covers(scope, commune, province)) return { refused: 'outside' }
  return {
    ...plan,
    set: {
      ...triage(report, plan.set.danger ?? file.line.danger),
      ...(moved ? { commune, province } : {}),
      ...plan.set,
    },
  }
}
