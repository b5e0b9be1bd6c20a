/** Which question to ask next: the one whose answers, tried one by one, settle most rules. */
import type { Question } from '../core/household.ts'
import type { Slots } from './compile.ts'
import { openSlots } from './compile.ts'
import type { DayBook, RuleDay } from './day-book.ts'
import { truthOf } from './judge.ts'
import type { LawBook, OpenFact } from './law-book.ts'
import { questionOf } from './questions.ts'
import { presume, rowsOf, type Sheet } from './sheet.ts'
import { isSettled } from './truth.ts'

/** One rule on one person, still open. */
interface Unit {
  readonly ruleDay: RuleDay
  readonly person: Slots
}

interface Candidate {
  readonly question: Question
  readonly fact: OpenFact
  readonly person: Slots
  readonly units: Unit[]
}

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
    // Settled rules over all answers, as a share; whole numbers keep ties exact.
    const score = Math.round(settledBy(book, day, sheet, candidate) * 1000)
    const cheaper = best !== null && candidate.fact.askedData.cost < best.fact.askedData.cost
    if (score > bestScore || (score === bestScore && cheaper)) {
      best = candidate
      bestScore = score
    }
  }
  return best?.question ?? null
}

function candidatesOf(
  book: LawBook,
  day: DayBook,
  rules: readonly RuleDay[],
  sheet: Sheet,
  skipped: readonly string[],
): Candidate[] {
  const found = new Map<string, Candidate>()
  const isPerson = (slot: number): boolean => book.facts[slot]?.ofPerson === true
  for (const ruleDay of rules) {
    if (ruleDay.state !== 'in_force') continue
    const rows = rowsOf(ruleDay.rule.data.scope, sheet)
    rows.forEach((row, index) => {
      if (isSettled(truthOf(ruleDay, day, sheet.slots, row))) return
      const unit = { ruleDay, person: row }
      openSlots(ruleDay.rule.whole, sheet.slots, row, day.figures, isPerson, (slot) => {
        const fact = book.facts[slot]
        const question = fact ? questionOf(day, fact, sheet, index) : null
        if (!fact || !question || isSkipped(question, skipped)) return
        const key = `${question.fact}@${question.person ?? ''}`
        const known = found.get(key)
        if (!known) found.set(key, { question, fact, person: row, units: [unit] })
        else if (!known.units.includes(unit)) known.units.push(unit)
      })
    })
  }
  return [...found.values()].sort((a, b) => a.fact.slot - b.fact.slot)
}

function settledBy(book: LawBook, day: DayBook, sheet: Sheet, { fact, person, units }: Candidate): number {
  const { slot, ofPerson, classes } = fact
  if (classes.length === 0) return 0
  const holder = ofPerson ? person : sheet.slots
  const talking = sheet.household.people_complete !== true
  let settled = 0
  for (const answer of classes) {
    holder[slot] = answer
    for (const unit of units) {
      // An answer may let other things go without saying (at 76 nobody is at school).
      const tried = talking && ofPerson ? [...unit.person] : unit.person
      if (tried !== unit.person) presume(book, sheet.slots, tried, day)
      if (isSettled(truthOf(unit.ruleDay, day, sheet.slots, tried))) settled++
    }
  }
  holder[slot] = undefined
  return settled / classes.length
}

function isSkipped({ fact, person }: Question, skipped: readonly string[]): boolean {
  return skipped.length > 0 && (skipped.includes(fact) || skipped.includes(`${fact}@${person ?? 0}`))
}
