/** (f) Asking little: messages until nothing can change, against asking every open fact; and that the verdicts are the same. */
import type { Day } from '../src/core/day.ts'
import type { Household } from '../src/core/household.ts'
import { content } from '../src/generated/content.ts'
import { withAnswer } from '../src/rules/answer.ts'
import { candidatesOf } from '../src/rules/candidates.ts'
import { nextMessage } from '../src/rules/grouped.ts'
import { type LawBook, openLaw } from '../src/rules/law-book.ts'
import { rulesOf, screen } from '../src/rules/screen.ts'
import { readSheet } from '../src/rules/sheet.ts'
import { householdOf, randomOf, SHARES } from './households.ts'
import { factIn, interview } from './interview.ts'

const ON: Day = '2026-11-23'
const SEED = Number(process.env.BENCH_SEED ?? 20261123)
const HOUSEHOLDS = Number(process.env.BENCH_HOUSEHOLDS ?? 10_000)
/** One at a time is slow to measure and steady: the first of the same households are enough. */
const BASELINE = Math.min(HOUSEHOLDS, 1000)

export function askingBench(print: (text: string) => void): void {
  const book = openLaw(content.law)
  const whole = { programmes: book.everyProgramme }
  const random = randomOf(SEED)
  const truths = Array.from({ length: HOUSEHOLDS }, () => householdOf(random))
  print(`(f)  asking little: ${HOUSEHOLDS} households, seed ${SEED}, on ${ON}; shares:`)
  for (const [what, share] of Object.entries(SHARES)) print(`       ${what}: ${String(share)}`)

  const started = performance.now()
  const asked: Record<string, number> = {}
  let equal = 0
  const messages = truths.map((truth) => {
    const { household, asked: questions } = interview(book, truth, ON, whole)
    for (const { fact } of questions) asked[fact] = (asked[fact] ?? 0) + 1
    if (outcomes(book, household, book.everyProgramme) === outcomes(book, truth, book.everyProgramme)) equal++
    return questions.length
  })
  const seconds = (performance.now() - started) / 1000
  const open = truths.slice(0, BASELINE).map((truth) => oneByOne(book, truth))
  const every = truths.map((truth) => everyFact(book, truth))
  const share = (mean(messages.slice(0, BASELINE)) / mean(open)) * 100
  print(`     messages, lists closed by the person: ${spread(messages)} (aim mean 14)`)
  let equalUnclosed = 0
  const unclosed = truths.map((truth) => {
    const { household, asked: questions } = interview(book, truth, ON, whole, { closes: false })
    if (outcomes(book, household, book.everyProgramme) === outcomes(book, truth, book.everyProgramme)) equalUnclosed++
    return questions.length
  })
  print(`     messages, nobody types the closing number: ${spread(unclosed)}`)
  print(`     every open fact, one at a time in the order of facts.yaml (first ${BASELINE}): ${spread(open)}`)
  print(`     every fact that can be asked at all: ${spread(every)}`)
  print(`     share of asking every open fact: ${share.toFixed(1)} % (aim 40 %)`)
  print(
    `     the same verdicts, people and amounts as with everything answered: ${percent(equal)} of ${HOUSEHOLDS}, and ${percent(equalUnclosed)} where nobody closes a list (must be 100 %)`,
  )
  const common = Object.entries(asked).sort((a, b) => b[1] - a[1])
  print(
    `     asked, of 100 households: ${common.map(([fact, times]) => `${fact} ${((times / HOUSEHOLDS) * 100).toFixed(0)}`).join(', ')}`,
  )
  perProgramme(book, truths.slice(0, BASELINE), print)
  speed(book, truths, print, seconds, messages)
}

/** Verdict, people and amount of every rule. */
function outcomes(book: LawBook, household: Household, programmes: readonly string[]): string {
  const { verdicts } = screen(book, household, ON, { programmes, next: false })
  return JSON.stringify(
    verdicts.map(({ rule, verdict, people, amountVnd, riceKg }) => [rule, verdict, people, amountVnd, riceKg]),
  )
}

/** How many live there, and then each open fact by itself. */
function oneByOne(book: LawBook, truth: Household): number {
  let household: Household = { people: (truth.people ?? []).map(() => ({})), people_complete: true }
  let asked = 1
  for (;;) {
    const day = book.day(ON, undefined)
    const [first] = candidatesOf(
      book,
      day,
      rulesOf(book, day, book.everyProgramme),
      readSheet(book, household, ON, day),
      [],
    )
    if (!first) return asked
    asked++
    const { question } = first
    household = withAnswer(household, question, factIn(truth, household, question))
    if (question.fact === 'disaster.crops' && (truth.disaster?.crops?.length ?? 0) > 0)
      household = {
        ...household,
        disaster: { ...household.disaster, crops: (truth.disaster?.crops ?? []).map(() => ({})) },
      }
  }
}

function everyFact(book: LawBook, { people = [], disaster }: Household): number {
  const facts = book.data.facts.filter(
    ({ askable, asks, fact }) => askable && asks === undefined && !/^(children_under_16|anyone_on)/.test(fact),
  )
  const of = (prefix: string): number => facts.filter(({ fact }) => fact.startsWith(prefix)).length
  const crops = disaster?.crops?.length ?? 0
  return 1 + facts.length - of('person.') - of('crop.') + people.length * of('person.') + crops * of('crop.')
}

function perProgramme(book: LawBook, truths: readonly Household[], print: (text: string) => void): void {
  print(
    '     with one programme in mind: single questions about one person, as the talk asks; messages for a whole household',
  )
  const [ones, wholes]: [number[], number[]] = [[], []]
  for (const programme of book.everyProgramme) {
    const one = truths.map((truth) => aboutOne(book, truth, programme))
    const whole = truths.map((truth) => interview(book, truth, ON, { programmes: [programme] }).asked.length)
    ones.push(mean(one))
    wholes.push(mean(whole))
    const each = (of: readonly number[]): string => `mean ${mean(of).toFixed(1)}, most ${Math.max(...of)}`
    print(`       ${programme.padEnd(30)} ${each(one).padEnd(22)} ${each(whole)}`)
  }
  print(`       all programmes: mean ${mean(ones).toFixed(2)} and ${mean(wholes).toFixed(2)} (aim 4)`)
}

/** The person who came asks for one programme; nobody else of the household is spoken of. */
function aboutOne(book: LawBook, truth: Household, programme: string): number {
  const [first] = truth.people ?? []
  let household: Household = {}
  for (let asked = 0; ; asked++) {
    const { next } = screen(book, household, ON, { programmes: [programme] })
    if (!next) return asked
    const hidden = next.fact.startsWith('person.') ? { ...truth, people: first ? [first] : [] } : truth
    household = withAnswer(household, next, factIn(hidden, household, next))
  }
}

function speed(
  book: LawBook,
  truths: readonly Household[],
  print: (text: string) => void,
  seconds: number,
  messages: readonly number[],
): void {
  const whole = { programmes: book.everyProgramme }
  const started = performance.now()
  for (const truth of truths) screen(book, truth, ON, { ...whole, next: false })
  const screened = truths.length / ((performance.now() - started) / 1000)
  const half = truths
    .slice(0, 500)
    .map(({ people }) => ({ people: (people ?? []).map(({ age }) => ({ age: age ?? 0 })), people_complete: true }))
  const from = performance.now()
  for (const household of half) nextMessage(book, household, ON, whole)
  const chosen = half.length / ((performance.now() - from) / 1000)
  const turns = messages.reduce((sum, one) => sum + one, 0)
  print(
    `     whole-book screenings without a question: ${screened.toFixed(0)} households/s (aim 2,000); next message where only ages are known: ${chosen.toFixed(0)}/s; interviews: ${(turns / seconds).toFixed(0)} messages/s`,
  )
}

function percent(of: number): string {
  return `${((of / HOUSEHOLDS) * 100).toFixed(2)} %`
}

function mean(of: readonly number[]): number {
  return of.reduce((sum, one) => sum + one, 0) / of.length
}

function spread(of: readonly number[]): string {
  const sorted = [...of].sort((a, b) => a - b)
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return `mean ${mean(of).toFixed(2)}, p50 ${at(0.5)}, p95 ${at(0.95)}, most ${at(1)}`
}
