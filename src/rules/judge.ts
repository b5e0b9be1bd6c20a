/** One rule on one household: the verdict, its reasons, its amount, what is open and what was nearly enough. */
import type { Day } from '../core/day.ts'
import type { Question } from '../core/household.ts'
import type { TextPart } from '../core/reply.ts'
import type { ConditionOutcome, Verdict, VerdictValue } from '../core/verdict.ts'
import { AMOUNTS } from './amounts.ts'
import { openSlots, type Slots } from './compile.ts'
import type { DayBook, RuleDay } from './day-book.ts'
import { ASKED_OF_PERSON, childrenCounted } from './derived.ts'
import type { LawBook, OpenFact } from './law-book.ts'
import { noPerson, type Sheet } from './sheet.ts'
import { cap, FALSE, high, isSettled, low, type Truth } from './truth.ts'

/** A rule on one person (or on the household), its cap and doubts counted in. */
export function truthOf({ rule }: RuleDay, day: DayBook, household: Slots, person: Slots): Truth {
  const truth = rule.whole.evaluate(household, person, day.figures)
  if (rule.data.cap) return cap(truth)
  for (const { when } of rule.doubts) if (low(when.evaluate(household, person, day.figures)) > 0) return cap(truth)
  return truth
}

export function judge(book: LawBook, day: DayBook, ruleDay: RuleDay, sheet: Sheet, on: Day): Verdict {
  const { rule } = ruleDay
  if (ruleDay.state !== 'in_force')
    return {
      ...frame(ruleDay, on, ruleDay.state === 'unknown' ? 'unknown' : 'not_eligible'),
      conditions: [],
      notes: ruleDay.stateNotes,
    }
  const rows = rule.ofPerson ? sheet.people : [noPerson]
  const truths = rows.map((row) => truthOf(ruleDay, day, sheet.slots, row))
  let lowest = 0
  let highest = 0
  for (const truth of truths) {
    lowest = Math.max(lowest, low(truth))
    highest = Math.max(highest, high(truth))
  }
  const verdict: VerdictValue =
    lowest === 2 ? 'eligible' : lowest === 1 ? 'possible' : highest > 0 ? 'unknown' : 'not_eligible'
  const persons: number[] = []
  if (lowest > 0 && rule.ofPerson)
    for (let i = 0; i < truths.length; i++) if (low(truths[i] ?? FALSE) === lowest) persons.push(i)
  const shown = rows.length > 1 ? representative(ruleDay, day, sheet, truths) : 0
  const row = rows[shown] ?? noPerson
  const conditions = rule.conditions.map((node, i): ConditionOutcome => {
    const truth = node.evaluate(sheet.slots, row, day.figures)
    const made = ruleDay.outcomes[i]
    if (!made) throw new Error(`rule ${rule.data.rule} has no sentence for condition ${i}`)
    if (low(truth) > 0) return made[1]
    if (high(truth) === 0) return made[0]
    const [question] = openQuestions(book, day, node, sheet, row, shown, true)
    return question ? { ...made[2], question } : made[2]
  })
  return {
    ...frame(ruleDay, on, verdict),
    ...counted(ruleDay, day, sheet, persons, lowest),
    persons,
    conditions,
    notes: lowest > 0 ? notesOf(ruleDay, day, sheet, row, lowest) : [],
    open: rows.some((_, i) => !isSettled(truths[i] ?? FALSE))
      ? rows.flatMap((each, i) => openQuestions(book, day, rule.whole, sheet, each, i, false))
      : NOTHING,
    ...(verdict === 'not_eligible' ? nearMiss(ruleDay, day, conditions, shown) : {}),
  }
}

const NOTHING: readonly never[] = []

function frame(ruleDay: RuleDay, on: Day, verdict: VerdictValue): Verdict {
  const { data, programme } = ruleDay.rule
  return {
    rule: data.rule,
    programme,
    kind: data.kind,
    verdict,
    on,
    people: 0,
    persons: NOTHING,
    law: ruleDay.law,
    conditions: NOTHING,
    figures: ruleDay.figures,
    apply: ruleDay.apply,
    notes: NOTHING,
    open: NOTHING,
  }
}

function counted(
  { rule, one }: RuleDay,
  day: DayBook,
  sheet: Sheet,
  persons: readonly number[],
  lowest: number,
): { people: number; amountVnd?: number; per?: NonNullable<Verdict['per']> } {
  if (lowest === 0) return { people: 0 }
  const { amount, per } = rule.data.gives
  const people =
    amount === 'each_child'
      ? childrenCounted(sheet.household).sure
      : rule.ofPerson
        ? persons.length
        : Math.max(1, sheet.household.people?.length ?? 0)
  const withheld = rule.withheld
  const held =
    withheld && persons.some((i) => high(withheld.evaluate(sheet.slots, sheet.people[i] ?? noPerson, day.figures)) > 0)
  if (amount === undefined || one === undefined || held) return { people }
  const amountVnd = AMOUNTS[amount]?.(one, people, sheet.household)
  if (amountVnd === undefined) return { people }
  return per === undefined ? { people, amountVnd } : { people, amountVnd, per }
}

/** Whose reasons are shown: the best off, then the one with most conditions met. */
function representative(ruleDay: RuleDay, day: DayBook, sheet: Sheet, truths: readonly Truth[]): number {
  let best = 0
  let bestScore = -1
  for (let i = 0; i < truths.length; i++) {
    const truth = truths[i] ?? FALSE
    let score = low(truth) * 10_000 + high(truth) * 1000
    if (truth === FALSE)
      for (const node of ruleDay.rule.conditions) {
        const part = node.evaluate(sheet.slots, sheet.people[i] ?? noPerson, day.figures)
        score += low(part) > 0 ? 10 : high(part) > 0 ? 1 : 0
      }
    if (score > bestScore) {
      best = i
      bestScore = score
    }
  }
  return best
}

function notesOf(ruleDay: RuleDay, day: DayBook, sheet: Sheet, row: Slots, lowest: number): TextPart[] {
  const { rule, anyLikely } = ruleDay
  const notes: TextPart[] = []
  if (rule.data.cap) notes.push(note(rule.data.cap.note))
  for (const doubt of rule.doubts)
    if (low(doubt.when.evaluate(sheet.slots, row, day.figures)) > 0) notes.push(note(doubt.note))
  if (lowest === 1 && notes.length === 0) notes.push(note('unconfirmed'))
  if (rule.withheld && rule.data.gives.withheld && high(rule.withheld.evaluate(sheet.slots, row, day.figures)) > 0)
    notes.push(note(rule.data.gives.withheld.note))
  for (const id of rule.data.notes) notes.push(note(id))
  if (ruleDay.said) notes.push(ruleDay.said)
  if (anyLikely) notes.push(note('likely'))
  return notes
}

const NOTES = new Map<string, TextPart>()
function note(id: string): TextPart {
  const known = NOTES.get(id)
  if (known) return known
  const made = { key: `programmes:notes.${id}` }
  NOTES.set(id, made)
  return made
}

/** What is still to be known of one condition. `first`: one is enough. */
function openQuestions(
  book: LawBook,
  day: DayBook,
  node: RuleDay['rule']['whole'],
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
      if (first && out.length > 0) return
      const fact = book.facts[slot]
      if (!fact) return
      const question = questionOf(day, fact, sheet, person)
      if (question && !out.includes(question)) out.push(question)
    },
  )
  return out
}

/** What to ask to learn a fact, or null where nobody can be asked. */
export function questionOf(day: DayBook, fact: OpenFact, sheet: Sheet, person: number): Question | null {
  const instead = ASKED_OF_PERSON[fact.data.fact]?.(sheet.household)
  if (instead) return day.question(instead.fact, instead.person)
  if (!fact.askedData.askable) return null
  if (!fact.ofPerson && sheet.household.people_complete && ASKED_OF_PERSON[fact.data.fact]) return null
  return day.question(fact.asks, fact.ofPerson ? person : undefined)
}

/** Exactly one condition fails and all others are met: that one would change the verdict. */
function nearMiss(
  ruleDay: RuleDay,
  day: DayBook,
  conditions: readonly ConditionOutcome[],
  person: number,
): Pick<Verdict, 'nearMiss'> {
  let failed = -1
  for (let i = 0; i < conditions.length; i++) {
    const outcome = conditions[i]?.outcome
    if (outcome === true) continue
    if (outcome === 'unknown' || failed >= 0) return {}
    failed = i
  }
  const fact = ruleDay.factOf[failed]
  const text = ruleDay.texts[failed]
  if (fact === undefined || !text) return {}
  return { nearMiss: { question: day.question(fact, fact.startsWith('person.') ? person : undefined), text } }
}
