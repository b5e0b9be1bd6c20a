/** Several open things in one message: who lives there, which of these apply, who of the people, one fact of each in turn. */
import type { Day } from '../core/day.ts'
import type { Household, Question } from '../core/household.ts'
import { type Candidate, candidatesOf, settledBy } from './candidates.ts'
import type { DayBook, RuleDay } from './day-book.ts'
import { skippedFacts } from './grouped-answer.ts'
import { truthOf } from './judge.ts'
import type { LawBook } from './law-book.ts'
import type { GroupData, ItemData } from './law-data.ts'
import { rulesOf, type ScreenOptions } from './screen.ts'
import { noPerson, readSheet, type Sheet } from './sheet.ts'
import { isSettled } from './truth.ts'

/** A message that could be sent now, and what it is worth. */
interface Message {
  readonly question: Question
  readonly score: number
  readonly cost: number
}

/**
 * The message whose answers settle most, or null when nothing open could change a verdict or its amount. Ties go to the cheaper,
 * then to the upper in `questions.yaml`, single questions last. Delicate things come once nothing else is open. `skipped` also
 * holds the ids of lists that were answered (`which:place`): they are not shown again, what is left of them is asked by itself.
 */
export function nextMessage(
  book: LawBook,
  household: Household,
  on: Day,
  options: ScreenOptions = {},
): Question | null {
  const skipped = options.skipped ?? []
  const day = book.day(on, household.province)
  const sheet = readSheet(book, household, on, day)
  const rules = rulesOf(book, day, options.programmes)
  const all = candidatesOf(book, day, rules, sheet, skippedFacts(book, skipped))
  const plain = all.filter(({ fact }) => !fact.askedData.sensitive)
  const open = plain.length > 0 ? plain : all
  const scores = new Map(open.map((one) => [one, settledBy(book, day, sheet, one)]))
  let best: Message | null = null
  const waits = incomeWaits(book, day, rules, sheet)
  for (const [question, covered, cost] of messages(book, household, open, skipped, waits)) {
    let score = 0
    for (const one of covered) score += scores.get(one) ?? 0
    if (best === null || score > best.score || (score === best.score && cost < best.cost))
      best = { question, score, cost }
  }
  return best?.question ?? null
}

/** The income is known, and only how many live there is lacking to work out what each has. */
function incomeWaits(book: LawBook, day: DayBook, rules: readonly RuleDay[], { household, slots }: Sheet): boolean {
  if (household.people_complete || household.income_month_vnd === undefined) return false
  const each = book.facts.find(({ data }) => data.fact === 'income_per_person')?.slot ?? -1
  const open = rules.filter(({ state, rule }) => state === 'in_force' && rule.slots.has(each))
  return open.some((rule) => !isSettled(truthOf(rule, day, slots, noPerson)))
}

type Offered = readonly [question: Question, covered: readonly Candidate[], cost: number]

/** Every message that could be sent; each open fact stands in one of them only. */
function messages(
  book: LawBook,
  household: Household,
  open: readonly Candidate[],
  skipped: readonly string[],
  incomeWaits: boolean,
): Offered[] {
  const out: Offered[] = []
  const taken = new Set<Candidate>()
  const put = (question: Question, covered: readonly Candidate[], cost: number): void => {
    out.push([question, covered, cost])
    for (const one of covered) taken.add(one)
  }
  const { people = [], people_complete: complete = false } = household
  for (const group of book.data.questions) {
    const free = open.filter((one) => !taken.has(one))
    if (group.ask === 'people') {
      const wants = free.filter(({ fact: { ofPerson, data } }) =>
        ofPerson ? !data.fact.startsWith('crop.') : data.fact === 'income_per_person',
      )
      // Somebody known without an age cannot be told from those that would be listed now.
      const known = people.every((person) => person.age !== undefined || person.born_on !== undefined)
      if (complete || !known || skipped.includes('people') || (wants.length === 0 && !incomeWaits)) continue
      out.push([{ fact: 'people', items: [String(people.length)] }, wants, group.cost])
      for (const one of wants) if (one.question.fact === 'person.age' || !one.fact.ofPerson) taken.add(one)
    } else if (group.ask === 'which') forList(group, people.length, free, skipped, put)
    else if (group.ask === 'crops') forCrops(group, household, free, skipped, put)
    else forEach(group, free, put)
  }
  for (const one of open) if (!taken.has(one)) out.push([one.question, [one], one.fact.askedData.cost])
  return out
}

type Put = (question: Question, covered: readonly Candidate[], cost: number) => void

/** The list while it was not answered and two things on it are open; else "who?" for what is open of several people. */
function forList(
  group: GroupData,
  people: number,
  free: readonly Candidate[],
  skipped: readonly string[],
  put: Put,
): void {
  const id = `which:${group.question}`
  const open = group.items
    .map((item) => ({ item, covered: free.filter(({ question }) => factsOf(item).includes(question.fact)) }))
    .filter(({ item, covered }) => covered.length > 0 || belongsToNone(group, item, free))
  const asked = open.filter(({ covered }) => covered.length > 0)
  if (asked.length > 1 && !skipped.includes(id)) {
    const items = open.map(({ item }) => item.item)
    const none = free.filter(({ question }) => question.fact in group.none)
    put({ fact: id, items }, [...asked.flatMap(({ covered }) => covered), ...none], group.cost)
    return
  }
  for (const { item, covered } of asked) {
    const mine = covered.filter(({ question }) => question.person !== undefined)
    const whom = new Set(mine.map(({ question }) => question.person))
    const who = `who:${item.item}`
    if (whom.size < 2 || people < 2 || skipped.includes(who)) continue
    put({ fact: who, items: Array.from({ length: people }, (_, i) => String(i)) }, mine, group.cost)
  }
}

function forCrops(
  group: GroupData,
  { disaster }: Household,
  free: readonly Candidate[],
  skipped: readonly string[],
  put: Put,
): void {
  const kinds = free.filter(({ question }) => question.fact === 'crop.kind')
  const [kind] = kinds
  if (!kind || disaster?.crops?.length !== 1 || skipped.includes('crops')) return
  put({ fact: 'crops', items: kind.fact.data.options ?? [] }, kinds, group.cost)
}

function forEach(group: GroupData, free: readonly Candidate[], put: Put): void {
  const mine = free.filter(({ question }) => question.fact === group.fact)
  if (mine.length < 2) return
  put(
    { fact: `each:${group.fact ?? ''}`, items: mine.map(({ question }) => String(question.person ?? 0)) },
    mine,
    group.cost,
  )
}

/** An item that sets nothing itself stands on the list as long as what "none of these" would settle is open. */
function belongsToNone(group: GroupData, item: ItemData, free: readonly Candidate[]): boolean {
  return factsOf(item).length === 0 && free.some(({ question }) => question.fact in group.none)
}

function factsOf({ chosen, otherwise }: ItemData): string[] {
  return [...Object.keys(chosen), ...Object.keys(otherwise)]
}
