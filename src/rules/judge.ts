/** One rule on one household: the verdict, its reasons, its amount, what is open and what was nearly enough. */
import type { Day } from '../core/day.ts'
import type { Question } from '../core/household.ts'
import type { TextPart } from '../core/reply.ts'
import type { ConditionOutcome, Per, Verdict, VerdictValue } from '../core/verdict.ts'
import { AMOUNTS, PEOPLE } from './amounts.ts'
import type { Slots } from './compile.ts'
import type { DayBook, RuleDay } from './day-book.ts'
import type { LawBook } from './law-book.ts'
import { openQuestions } from './questions.ts'
import { HOUSEHOLD_ROWS, noPerson, rowsOf, type Sheet } from './sheet.ts'
import { cap, FALSE, high, isSettled, low, type Truth } from './truth.ts'

/** A rule on one person (or on the household), its cap and doubts counted in. */
export function truthOf({ rule }: RuleDay, day: DayBook, household: Slots, person: Slots): Truth {
  const truth = rule.whole.evaluate(household, person, day.figures)
  if (rule.data.cap) return cap(truth)
  for (const { when } of rule.doubts) if (low(when.evaluate(household, person, day.figures)) > 0) return cap(truth)
  return truth
}

/** All of one rule on one household. Runs thousands of times a second: what repeats is made once, in `day-book.ts`. */
export function judge(book: LawBook, day: DayBook, ruleDay: RuleDay, sheet: Sheet, on: Day): Verdict {
  const { rule } = ruleDay
  if (ruleDay.state !== 'in_force')
    return verdictOf(ruleDay, on, ruleDay.state === 'unknown' ? 'unknown' : 'not_eligible', {
      ...NOT_COUNTED,
      notes: ruleDay.stateNotes,
    })
  const rows = rowsOf(rule.data.scope, sheet)
  const truths: Truth[] = []
  let lowest = 0
  let highest = 0
  let settled = true
  for (const row of rows) {
    const truth = truthOf(ruleDay, day, sheet.slots, row)
    truths.push(truth)
    if (low(truth) > lowest) lowest = low(truth)
    if (high(truth) > highest) highest = high(truth)
    settled &&= isSettled(truth)
  }
  const verdict = lowest === 2 ? 'eligible' : lowest === 1 ? 'possible' : highest > 0 ? 'unknown' : 'not_eligible'
  const shown = rows.length > 1 ? representative(ruleDay, day, sheet, rows, truths) : 0
  const conditions = outcomesOf(book, day, ruleDay, sheet, rows[shown] ?? noPerson, shown)
  if (lowest === 0 && settled)
    return verdictOf(ruleDay, on, verdict, {
      ...NOT_COUNTED,
      conditions,
      nearMiss: nearMiss(ruleDay, day, conditions, sheet, rows[shown] ?? noPerson, shown),
    })
  const found: number[] = []
  if (lowest > 0 && rows !== HOUSEHOLD_ROWS)
    for (let i = 0; i < truths.length; i++) if (low(truths[i] ?? FALSE) === lowest) found.push(i)
  return verdictOf(ruleDay, on, verdict, {
    ...counted(ruleDay, day, sheet, rows, found, lowest),
    persons: rule.ofPerson ? found : NOTHING,
    conditions,
    notes: lowest > 0 ? notesOf(ruleDay, day, sheet, rows[shown] ?? noPerson, lowest) : NOTHING,
    open: settled ? NOTHING : rows.flatMap((row, i) => openQuestions(book, day, rule.whole, sheet, row, i, false)),
  })
}

function outcomesOf(
  book: LawBook,
  day: DayBook,
  ruleDay: RuleDay,
  sheet: Sheet,
  row: Slots,
  person: number,
): ConditionOutcome[] {
  const nodes = ruleDay.rule.conditions
  const outcomes: ConditionOutcome[] = []
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i]
    const made = ruleDay.outcomes[i]
    if (!node || !made) throw new Error(`rule ${ruleDay.rule.data.rule} has no sentence for condition ${i}`)
    const truth = node.evaluate(sheet.slots, row, day.figures)
    if (low(truth) > 0) outcomes.push(made[1])
    else if (high(truth) === 0) outcomes.push(made[0])
    else {
      const [question] = openQuestions(book, day, node, sheet, row, person, true)
      outcomes.push(question ? { ...made[2], question } : made[2])
    }
  }
  return outcomes
}

interface Found {
  readonly people: number
  readonly amountVnd?: number | undefined
  readonly riceKg?: number | undefined
  readonly per?: Per | undefined
  readonly persons?: readonly number[]
  readonly conditions?: readonly ConditionOutcome[]
  readonly notes?: readonly TextPart[]
  readonly open?: readonly Question[]
  readonly nearMiss?: Verdict['nearMiss'] | undefined
}
const NOT_COUNTED: Found = { people: 0 }

function verdictOf(ruleDay: RuleDay, on: Day, verdict: VerdictValue, found: Found): Verdict {
  const { data, programme } = ruleDay.rule
  const { amountVnd, riceKg, per, nearMiss } = found
  const out: Writable<Verdict> = {
    rule: data.rule,
    programme,
    kind: data.kind,
    verdict,
    on,
    people: found.people,
    persons: found.persons ?? NOTHING,
    law: ruleDay.law,
    conditions: found.conditions ?? NOTHING,
    figures: ruleDay.figures,
    apply: ruleDay.apply,
    notes: found.notes ?? NOTHING,
    open: found.open ?? NOTHING,
  }
  if (amountVnd !== undefined) out.amountVnd = amountVnd
  if (riceKg !== undefined) out.riceKg = riceKg
  if (per !== undefined) out.per = per
  if (nearMiss !== undefined) out.nearMiss = nearMiss
  return out
}

type Writable<T> = { -readonly [K in keyof T]: T[K] }

const NOTHING: readonly never[] = []

function counted(
  { rule, paid, riceKg }: RuleDay,
  day: DayBook,
  sheet: Sheet,
  rows: readonly Slots[],
  found: readonly number[],
  lowest: number,
): Found {
  if (lowest === 0) return NOT_COUNTED
  const { household } = sheet
  const { amount, per } = rule.data.gives
  const counts = amount === undefined ? undefined : PEOPLE[amount]
  const living = household.people_complete ? household.people?.length : undefined
  const people = counts ? (counts(household) ?? 0) : rule.ofPerson ? found.length : Math.max(1, living ?? 1)
  // Rice is for every person: of a household whose members are not known, no weight is said.
  const rice = riceKg === undefined || !(rule.ofPerson || living) ? undefined : riceKg * people
  const withheld = rule.withheld
  const held = withheld && found.some((i) => high(withheld.evaluate(sheet.slots, rows[i] ?? noPerson, day.figures)) > 0)
  const crops = found.flatMap((i) => (rule.data.scope === 'crop' ? (household.disaster?.crops?.[i] ?? []) : []))
  const amountVnd =
    amount === undefined || paid === undefined || held
      ? undefined
      : AMOUNTS[amount]?.({ figures: paid, people, household, crops })
  if (amountVnd === undefined && rice === undefined) return { people }
  return { people, amountVnd, riceKg: rice, per }
}

/** Whose reasons are shown: the best off, then the one with most conditions met. */
function representative(
  ruleDay: RuleDay,
  day: DayBook,
  sheet: Sheet,
  rows: readonly Slots[],
  truths: readonly Truth[],
): number {
  let best = 0
  let bestScore = -1
  for (let i = 0; i < truths.length; i++) {
    const truth = truths[i] ?? FALSE
    let score = low(truth) * 10_000 + high(truth) * 1000
    if (truth === FALSE)
      for (const node of ruleDay.rule.conditions) {
        const part = node.evaluate(sheet.slots, rows[i] ?? noPerson, day.figures)
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

/**
 * Exactly one condition fails and all others are met, and one of its facts alone, were it otherwise, would change the verdict: a rice
 * field misses the days since sowing and not the kind of crop. Where two facts would have to change, nothing is nearly enough.
 */
function nearMiss(
  ruleDay: RuleDay,
  day: DayBook,
  conditions: readonly ConditionOutcome[],
  sheet: Sheet,
  row: Slots,
  person: number,
): Verdict['nearMiss'] | undefined {
  let failed = -1
  for (let i = 0; i < conditions.length; i++) {
    const outcome = conditions[i]?.outcome
    if (outcome === true) continue
    if (outcome === 'unknown' || failed >= 0) return undefined
    failed = i
  }
  const text = ruleDay.texts[failed]
  const found = ruleDay.factsOf[failed]?.find(({ slot }) => wouldGive(ruleDay, day, sheet, row, slot))
  if (!found || !text) return undefined
  const { asks } = found
  return { question: day.question(asks, /^(person|crop)\./.test(asks) ? person : undefined), text }
}

/** Whether some other value of this fact would give the verdict: with the fact taken back, for a moment, the rule is open again. */
function wouldGive(ruleDay: RuleDay, day: DayBook, { slots }: Sheet, row: Slots, slot: number): boolean {
  const [ofHousehold, ofRow] = [slots[slot], row[slot]]
  slots[slot] = undefined
  if (row.length > slot) row[slot] = undefined
  const truth = truthOf(ruleDay, day, slots, row)
  slots[slot] = ofHousehold
  if (row.length > slot) row[slot] = ofRow
  return high(truth) > 0
}
