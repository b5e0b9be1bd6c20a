/** Where a case lies, and whose it is to work on. Pure. */
import type { Report } from '../core/report.ts'
import type { CaseTurn } from './case-turn.ts'

export interface CasePlace {
  readonly commune: string | null
  readonly province: string | null
}

/**
 * The commune of the report, else the one named before in the talk, else the one whose office answers here (the demo office is its own
 * commune; a province's office has none).
 */
export function placeOf(
  { organisation, commune: named, provinceOf }: Pick<CaseTurn, 'organisation' | 'commune' | 'provinceOf'>,
  report: Report,
): CasePlace {
  const own =
    organisation?.commune ?? (organisation && organisation.province === undefined ? organisation.code : undefined)
  const commune = report.commune ?? named ?? own ?? null
  const province =
    (commune === null ? undefined : provinceOf(commune)) ?? report.province ?? organisation?.province ?? null
  return { commune, province }
}
