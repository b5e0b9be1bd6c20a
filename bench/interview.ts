/** Somebody who answers from a household of which everything is true that it says, and from nothing else. */
import type { Day } from '../src/core/day.ts'
import type { Household, Question } from '../src/core/household.ts'
import { withAnswer } from '../src/rules/answer.ts'
import { childrenCounted } from '../src/rules/derived.ts'
import { nextMessage } from '../src/rules/grouped.ts'
import { isGrouped, withChosen, withEach, withPeople, withRest } from '../src/rules/grouped-answer.ts'
import type { LawBook } from '../src/rules/law-book.ts'
import type { ItemData } from '../src/rules/law-data.ts'
import type { ScreenOptions } from '../src/rules/screen.ts'

export interface Interview {
  readonly household: Household
  /** In the order asked, each one message. */
  readonly asked: readonly Question[]
  readonly skipped: readonly string[]
}

export interface Manner {
  /** Types the number that closes a list; else it is asked whether that was all. */
  readonly closes: boolean
  /** Stops after so many messages. */
  readonly most?: number
}

/** More messages than any household can need: it would be asked in circles. */
const CIRCLES = 200

/** Asks in grouped messages until nothing open could change a verdict. */
export function interview(
  book: LawBook,
  truth: Household,
  on: Day,
  options: ScreenOptions = {},
  manner: Manner = { closes: true },
  start: Household = {},
): Interview {
  let household = start
  let skipped = options.skipped ?? []
  const asked: Question[] = []
  for (;;) {
    const next = nextMessage(book, household, on, { ...options, skipped })
    if (!next || asked.length >= (manner.most ?? Number.POSITIVE_INFINITY)) return { household, asked, skipped }
    if (asked.length > CIRCLES) throw new Error(`asked in circles: ${next.fact}`)
    asked.push(next)
    if (!isGrouped(next)) {
      household = withAnswer(household, next, factIn(truth, household, next))
      continue
    }
    if (next.fact.startsWith('each:')) {
      const fact = next.fact.slice('each:'.length)
      const values = (next.items ?? []).map((person) => factIn(truth, household, { fact, person: Number(person) }))
      household = withEach(household, next, values)
      continue
    }
    const told =
      next.fact === 'people'
        ? withPeople(
            household,
            next,
            (truth.people ?? []).map(({ age = 0 }) => age),
          )
        : withChosen(book, household, next, chosenIn(book, truth, next, manner))
    household = told.household
    if (told.done !== undefined) skipped = [...skipped, told.done]
    if (told.rest) {
      asked.push(told.rest)
      household = withRest(book, household, told.rest)
    }
  }
}

/** What is chosen of a list: all that holds of the household; "không có" closes a list by itself. */
export function chosenIn(book: LawBook, truth: Household, { fact, items = [] }: Question, { closes }: Manner) {
  const [kind, name = ''] = fact.split(':')
  if (fact === 'crops') {
    const kinds = new Set((truth.disaster?.crops ?? []).flatMap((crop) => crop.kind ?? []))
    const chosen = items.filter((item) => [...kinds].some((one) => one === item))
    return { chosen, closed: closes || chosen.length === 0 }
  }
  const all = book.data.questions.flatMap((group) => group.items)
  if (kind === 'who') {
    const item = all.find((one) => one.item === name)
    const chosen = items.filter((person) => item && holdsOf(truth, item, Number(person)))
    return { chosen, closed: closes || chosen.length === 0 }
  }
  const group = book.data.questions.find(({ question }) => question === name)
  const plain = items.filter((id) => all.some((item) => item.item === id && holds(truth, item)))
  // "Something else happened": what none of the other items says.
  const other = Object.entries(group?.none ?? {}).some(([one, value]) => factIn(truth, truth, { fact: one }) !== value)
  const bare = items.filter((id) => all.some((item) => item.item === id && Object.keys(item.otherwise).length === 0))
  const chosen = [...plain, ...(plain.length === 0 && other ? bare : [])]
  return { chosen, closed: closes || chosen.length === 0 }
}

function holds(truth: Household, item: ItemData): boolean {
  const people = truth.people?.length ?? 0
  return Object.entries(item.otherwise).some(([fact, value]) =>
    fact.startsWith('person.')
      ? Array.from({ length: people }, (_, person) => person).some((person) => holdsOf(truth, item, person))
      : !same(factIn(truth, truth, { fact }), fact === 'disaster.crops' ? [] : value),
  )
}

function holdsOf(truth: Household, item: ItemData, person: number): boolean {
  return Object.entries(item.otherwise).some(([fact, value]) => !same(factIn(truth, truth, { fact, person }), value))
}

/** @throws Error when the household does not say */
export function factIn(truth: Household, known: Household, { fact, person = 0 }: Question): unknown {
  const [head, key = head ?? ''] = fact.split('.')
  // Crops are told in the order asked, which need not be that of the truth.
  const kind = known.disaster?.crops?.[person]?.kind
  const crop = truth.disaster?.crops?.find((one) => one.kind === kind) ?? truth.disaster?.crops?.[person]
  const holder: object | undefined =
    head === 'person' ? truth.people?.[person] : head === 'disaster' ? truth.disaster : head === 'crop' ? crop : truth
  const told: unknown = holder && Reflect.get(holder, key)
  const value = told === undefined ? counted(truth, fact) : told
  if (value === undefined) throw new Error(`the hidden household does not say ${fact}`)
  return fact === 'disaster.crops' && known !== truth && Array.isArray(value) ? value.length > 0 : value
}

/** What is asked of the whole household while its people are not all known. */
function counted(truth: Household, fact: string): unknown {
  if (fact === 'children_under_16') return childrenCounted(truth).sure
  if (fact === 'anyone_on_social_assistance')
    return (truth.people ?? []).some(({ receives }) => receives?.includes('social_assistance'))
  return undefined
}

function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}
