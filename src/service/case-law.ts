/** What the law lets the commune consider for one report: the verdicts of the engine, as proposals that an official may take over. */
import type { Day } from '../core/day.ts'
import type { Report } from '../core/report.ts'
import type { Citation, VerdictKind, VerdictValue } from '../core/verdict.ts'
import { householdOf } from '../flows/report-household.ts'
import { screen } from '../rules/screen.ts'
import type { Ports } from './ports.ts'

/** The programmes that a disaster touches. */
const PROGRAMMES = ['emergency-aid', 'emergency-housing', 'crop-loss-support'] as const

export interface Proposal {
  readonly rule: string
  readonly programme: string
  readonly kind: VerdictKind
  /** `unknown`: something is not said yet; the household has not been found outside the rule. */
  readonly verdict: VerdictValue
  /** At least so much, where the law names a sum. */
  readonly amountVnd: number | null
  /** A month. */
  readonly riceKg: number | null
  readonly people: number | null
  readonly law: readonly Citation[]
  /** Keys below `programmes:notes`. */
  readonly notes: readonly string[]
  /** Facts that are still open, as ids. */
  readonly open: readonly string[]
}

/** One or two answers away: worth asking. What the law does not let us work out at all has no open question. */
const isNear = (open: number) => open === 1 || open === 2

/** Rules that may apply, those that are met first; those that do not apply are left out. */
export function proposalsOf({ talk }: Pick<Ports, 'talk'>, report: Report, on: Day): readonly Proposal[] {
  const household = householdOf(report)
  const { verdicts } = screen(talk.law, household, on, { programmes: PROGRAMMES, next: false })
  const rank: readonly VerdictValue[] = ['eligible', 'possible', 'unknown']
  return verdicts
    .filter(
      ({ verdict, open }) =>
        verdict === 'eligible' || verdict === 'possible' || (verdict === 'unknown' && isNear(open.length)),
    )
    .map((one) => ({
      rule: one.rule,
      programme: one.programme,
      kind: one.kind,
      verdict: one.verdict,
      amountVnd: one.amountVnd ?? null,
      riceKg: one.riceKg ?? null,
      people: one.people > 0 ? one.people : null,
      law: one.law,
      notes: one.notes.map(({ key }) => key),
      open: one.open.map(({ fact }) => fact),
    }))
    .sort((a, b) => rank.indexOf(a.verdict) - rank.indexOf(b.verdict))
}
