/** Verdicts of one household on one day, each with its reasons, and the question worth asking next. */
import type { Day } from '../core/day.ts'
import type { Household } from '../core/household.ts'
import type { Screening, Verdict } from '../core/verdict.ts'
import type { DayBook, RuleDay } from './day-book.ts'
import { skippedFacts } from './grouped-answer.ts'
import { highestOnly } from './highest-only.ts'
import { judge } from './judge.ts'
import type { LawBook } from './law-book.ts'
import { nextQuestion } from './next-question.ts'
import { readSheet } from './sheet.ts'

export interface ScreenOptions {
  /** Only these; those of the talk when left out. `book.everyProgramme` is the whole law book. */
  readonly programmes?: readonly string[]
  /** `fact` or `fact@person`: not asked again, unknown for good. */
  readonly skipped?: readonly string[]
  /** False leaves out the search for the next question; `next` is then null. */
  readonly next?: boolean
}

/**
 * Screens the people listed in the household; absent facts are unknown, never "no". Pure: the same input gives the same verdicts.
 * A rule of one person is `eligible` once any listed person is, and `not_eligible` once all listed fail; `people_complete` says
 * that nobody else lives there (see `readSheet`).
 */
export function screen(book: LawBook, household: Household, on: Day, options: ScreenOptions = {}): Screening {
  const { programmes, skipped = [], next = true } = options
  const day = book.day(on, household.province)
  const sheet = readSheet(book, household, on, day)
  const rules = rulesOf(book, day, programmes)
  const verdicts: Verdict[] = []
  for (const rule of rules) verdicts.push(judge(book, day, rule, sheet, on))
  return {
    on,
    verdicts,
    highestOnly: highestOnly(book.highestOnly, verdicts),
    next: next ? nextQuestion(book, day, rules, sheet, skippedFacts(book, skipped)) : null,
  }
}

/** The rules of these programmes; of those of the talk when none are named. */
export function rulesOf(book: LawBook, day: DayBook, programmes: readonly string[] | undefined): readonly RuleDay[] {
  if (programmes === undefined) return day.talkRules
  if (programmes === book.everyProgramme) return day.rules
  return day.rules.filter(({ rule }) => programmes.includes(rule.programme))
}
