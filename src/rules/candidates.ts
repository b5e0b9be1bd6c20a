/** What is open on a household: facts that can be asked, with the rules that each of them keeps open. */
import type { Question } from '../core/household.ts'
import type { Slots } from './compile.ts'
import { openSlots } from './compile.ts'
import type { DayBook, RuleDay } from './day-book.ts'
import { childrenCounted } from './derived.ts'
import { truthOf } from './judge.ts'
import type { LawBook, OpenFact } from './law-book.ts'
import { questionOf } from './questions.ts'
import { presume, rowsOf, type Sheet } from './sheet.ts'
import { isSettled, low } from './truth.ts'

/** One rule on one person, still open. */
interface Unit {
  readonly ruleDay: RuleDay
  readonly person: Slots
}

export interface Candidate {
  readonly question: Question
  readonly fact: OpenFact
  readonly person: Slots
  readonly units: Unit[]
}

/** Everything that is open, can be asked and could change a verdict or its amount; in the order of `facts.yaml`. */
export function candidatesOf(
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
      const unit = { ruleDay, person: row }
      const opens = (slot: number): false => {
        const fact = book.facts[slot]
        const question = fact ? questionOf(day, fact, sheet, index) : null
        if (!fact || !question || isSkipped(question, skipped)) return false
        const key = `${question.fact}@${question.person ?? ''}`
        const known = found.get(key)
        if (!known) found.set(key, { question, fact, person: row, units: [unit] })
        else if (!known.units.includes(unit)) known.units.push(unit)
        return false
      }
      const truth = truthOf(ruleDay, day, sheet.slots, row)
      if (!isSettled(truth)) openSlots(ruleDay.rule.whole, sheet.slots, row, day.figures, isPerson, opens)
      else if (low(truth) > 0) for (const slot of amountSlots(book, ruleDay, sheet, row)) opens(slot)
    })
  }
  return [...found.values()].sort((a, b) => a.fact.slot - b.fact.slot)
}

/** Rules settled over all answers, as a share in thousandths; whole numbers keep ties exact. */
export function settledBy(book: LawBook, day: DayBook, sheet: Sheet, { fact, person, units }: Candidate): number {
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
  return Math.round((settled / classes.length) * 1000)
}

/** What only the amount of a settled rule still depends on: the area of a crop, the children of a single parent. */
function amountSlots(book: LawBook, { rule }: RuleDay, sheet: Sheet, row: Slots): number[] {
  const { amount } = rule.data.gives
  const slot = (fact: string): number[] => {
    const found = book.data.facts.findIndex((one) => one.fact === fact)
    return found < 0 ? [] : [found]
  }
  if (amount === 'hectares') return slot('crop.area_ha').filter((area) => row[area] === undefined)
  if (amount !== 'each_child' || !sheet.household.people_complete) return []
  const { sure, possible } = childrenCounted(sheet.household)
  return sure === possible ? [] : slot('has_child_counted')
}

function isSkipped({ fact, person }: Question, skipped: readonly string[]): boolean {
  return skipped.length > 0 && (skipped.includes(fact) || skipped.includes(`${fact}@${person ?? 0}`))
}
