/** Which question to ask next: the one whose answers, tried one by one, settle most rules. */
import type { Question } from '../core/household.ts'
import { type Candidate, candidatesOf, settledBy } from './candidates.ts'
import type { DayBook, RuleDay } from './day-book.ts'
import type { LawBook } from './law-book.ts'
import type { Sheet } from './sheet.ts'

/**
 * Null when nothing open could change a verdict. Ties go to the cheaper question, then to the order of `facts.yaml`. A sensitive
 * fact (disability, ethnicity, HIV, prison) is asked only once nothing else is left to ask: when it alone decides.
 */
export function nextQuestion(
  book: LawBook,
  day: DayBook,
  rules: readonly RuleDay[],
  sheet: Sheet,
  skipped: readonly string[],
): Question | null {
  const candidates = candidatesOf(book, day, rules, sheet, skipped)
  const open = candidates.filter(({ fact }) => !fact.askedData.sensitive)
  let best: Candidate | null = null
  let bestScore = -1
  for (const candidate of open.length > 0 ? open : candidates) {
    const score = settledBy(book, day, sheet, candidate)
    const cheaper = best !== null && candidate.fact.askedData.cost < best.fact.askedData.cost
    if (score > bestScore || (score === bestScore && cheaper)) {
      best = candidate
      bestScore = score
    }
  }
  return best?.question ?? null
}
