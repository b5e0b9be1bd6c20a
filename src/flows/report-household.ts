/** A report as the law looks at it: what was not told stays unknown, and what the person said of the household elsewhere counts too. */
import type { Household } from '../core/household.ts'
import type { Report } from '../core/report.ts'

type Cause = NonNullable<NonNullable<Household['disaster']>['cause']>

/** Everything else is a natural disaster. An accident may be one of traffic, of work or neither: the law's words are not the person's. */
const CAUSES: Readonly<Record<string, Cause>> = {
  fire: 'fire',
  epidemic: 'epidemic',
  accident: 'other',
  other: 'other',
}

/**
 * `known`: what the talk knows of this person's own household; never of a neighbour's. Wet or hurt, yet still a house (`flooded`,
 * `damaged`): the law knows no help for it.
 */
export function householdOf(report: Report, known: Household = {}): Household {
  const {
    hazard,
    house,
    nowhereToLive: nowhere,
    food,
    hurt,
    dead,
    missing,
    crops,
    people,
    province,
    difficult,
  } = report
  const own = report.forWhom === 'neighbour' ? {} : known
  const lost = dead === undefined && missing === undefined ? undefined : (dead ?? 0) + (missing ?? 0)
  const count = people ?? (own.people_complete ? own.people?.length : undefined)
  return {
    ...given('province', province ?? own.province),
    ...given('class', report.class ?? own.class),
    ...given('difficult', difficult ?? own.difficult),
    ...(count === undefined ? {} : { people: Array.from({ length: count }, () => ({})), people_complete: true }),
    disaster: {
      ...given('cause', hazard === undefined ? undefined : (CAUSES[hazard] ?? 'disaster')),
      ...given('house', house === 'damaged' || house === 'flooded' ? 'none' : house),
      ...(nowhere === undefined ? {} : { nowhere_to_live: nowhere, not_habitable: nowhere }),
      ...given('short_of_food', food === undefined ? undefined : food !== 'enough'),
      ...given('seriously_injured', hurt),
      ...given('dead_or_missing', lost),
      ...given('crops', crops),
    },
  }
}

function given<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  const part: { [P in K]?: V } = {}
  if (value !== undefined) part[key] = value
  return part
}
