/** From facts that are open to questions that somebody can answer. */
import type { Question } from '../core/household.ts'
import { type Node, openSlots, type Slots } from './compile.ts'
import type { DayBook } from './day-book.ts'
import { ASKED_OF_PERSON } from './derived.ts'
import type { LawBook, OpenFact } from './law-book.ts'
import type { Sheet } from './sheet.ts'

/** What is still to be known of one condition. `first`: one is enough. */
export function openQuestions(
  book: LawBook,
  day: DayBook,
  node: Node,
  sheet: Sheet,
  row: Slots,
  person: number,
  first: boolean,
): Question[] {
  const out: Question[] = []
  openSlots(
    node,
    sheet.slots,
    row,
    day.figures,
    (slot) => book.facts[slot]?.ofPerson === true,
    (slot) => {
      const fact = book.facts[slot]
      const question = fact ? questionOf(day, fact, sheet, person) : null
      if (question && !out.includes(question)) out.push(question)
      return first && out.length > 0
    },
  )
  return out
}

/** What to ask to learn a fact, or null where nobody can be asked. */
export function questionOf(day: DayBook, fact: OpenFact, sheet: Sheet, person: number): Question | null {
  const instead = ASKED_OF_PERSON[fact.data.fact]?.(sheet.household)
  if (instead) return day.question(instead.fact, instead.person)
  if (!fact.askedData.askable) return null
  // Of which crop can be asked once it is known that crops were lost.
  if (fact.data.fact.startsWith('crop.')) {
    const crops = sheet.household.disaster?.crops
    if (crops === undefined) return day.question('disaster.crops', undefined)
    if (fact.data.fact !== 'crop.kind' && crops[person]?.kind === undefined) return null
  }
  // Answered already, and something else is lacking to work it out: how many live there, for the income of each.
  if (!fact.ofPerson && fact.askedSlot !== fact.slot && sheet.slots[fact.askedSlot] !== undefined) return null
  if (!fact.ofPerson && sheet.household.people_complete && ASKED_OF_PERSON[fact.data.fact]) return null
  return day.question(fact.asks, fact.ofPerson ? person : undefined)
}
