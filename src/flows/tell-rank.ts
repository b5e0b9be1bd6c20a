/** Which verdict is the better news: of one programme's rules, and of a list. */
import type { Screening, Verdict, VerdictKind, VerdictValue } from '../core/verdict.ts'

const RANK: Readonly<Record<VerdictValue, number>> = { eligible: 3, possible: 2, unknown: 1, not_eligible: 0 }
/** What the law gives comes before what the commune may grant, and that before a right to apply. */
const KIND: Readonly<Record<VerdictKind, number>> = { entitlement: 2, considered: 1, apply: 0 }
/** Sums of different terms compare by what a year brings; a loan's ceiling is no income. */
const TIMES_A_YEAR = { month: 12, year: 1, once: 1, course: 1, loan: 0 } as const
/** Help that cannot wait; ids as in the law book. */
const URGENT = /^EM-/

/** Certain or possible: worth a line in the summary. */
export function positive({ verdict }: Verdict): boolean {
  return verdict === 'eligible' || verdict === 'possible'
}

/** The verdict that speaks for a programme: its best rule. */
export function bestOf({ verdicts }: Screening, programme: string): Verdict | undefined {
  return verdicts.filter((verdict) => verdict.programme === programme).sort(better)[0]
}

/** Rules of one programme: the better verdict, then more money, then the nearer miss, then fewer questions. */
export function better(a: Verdict, b: Verdict): number {
  return (
    RANK[b.verdict] - RANK[a.verdict] ||
    (b.amountVnd ?? 0) - (a.amountVnd ?? 0) ||
    nearness(b) - nearness(a) ||
    a.open.length - b.open.length
  )
}

/** Lines of a list: certain before possible, urgent first, then what the law gives, then more money. */
export function bestFirst(a: Verdict, b: Verdict): number {
  return (
    RANK[b.verdict] - RANK[a.verdict] ||
    Number(URGENT.test(b.rule)) - Number(URGENT.test(a.rule)) ||
    KIND[b.kind] - KIND[a.kind] ||
    worth(b) - worth(a) ||
    (b.amountVnd ?? 0) - (a.amountVnd ?? 0)
  )
}

/** Still to be asked: what something known speaks for comes first, then what needs the fewest answers. */
export function nearestFirst(a: Verdict, b: Verdict): number {
  return Number(pointed(b)) - Number(pointed(a)) || a.open.length - b.open.length
}

/** The condition's id behind a near miss: `age_75`. */
export function missId({ nearMiss }: Verdict): string | undefined {
  return nearMiss?.text.key.split(':conditions.')[1]
}

function pointed({ conditions }: Verdict): boolean {
  return conditions.some(({ outcome }) => outcome === true)
}

function worth({ amountVnd, per }: Verdict): number {
  return (amountVnd ?? 0) * TIMES_A_YEAR[per ?? 'once']
}

/**
 * A near miss that something could still change is better news than waiting for a birthday; without one, the rule of which most is
 * met says most: a woman of 71 misses the household class, not the age of 75. Of two degrees of disability the nearer one.
 */
function nearness(verdict: Verdict): number {
  const { nearMiss, conditions } = verdict
  if (nearMiss === undefined) {
    return conditions.filter(({ outcome }) => outcome === true).length / (conditions.length + 1)
  }
  if (missId(verdict) === 'extremely_severe_disability') return 1.5
  return nearMiss.question.fact === 'person.age' ? 1 : 2
}
