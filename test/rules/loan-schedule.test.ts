/** Example schedules against numbers worked out by hand, and what holds for every loan. */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import type { Household } from '../../src/core/household.ts'
import { type Instalment, type Loan, loanSchedule } from '../../src/rules/loan-schedule.ts'
import { loanTerms } from '../../src/rules/loans.ts'
import { law } from './policy-book.ts'

interface Case {
  name: string
  loan: Loan
  count: number
  first: Instalment
  second: Instalment
  last: Instalment
  interestVnd?: number
  totalVnd?: number
}
interface TermsCase {
  rule: string
  on: string
  household?: Household
  ceiling?: number
  rate?: number
  share?: number
  from?: string
  months?: number
  overdue?: number
  low?: number
}
const cases: Case[] = parse(readFileSync('test/rules/loans/schedules.yaml', 'utf8'))

describe('the example of paying back', () => {
  it.for(cases)('$name', ({ loan, count, first, second, last, interestVnd, totalVnd }) => {
    const schedule = loanSchedule(loan)
    expect(schedule.instalments).toHaveLength(count)
    expect(schedule.instalments[0]).toEqual(first)
    expect(schedule.instalments[1]).toEqual(second)
    expect(schedule.instalments.at(-1)).toEqual(last)
    if (interestVnd !== undefined) expect(schedule.interestVnd).toBe(interestVnd)
    if (totalVnd !== undefined) expect(schedule.totalVnd).toBe(totalVnd)
  })

  const loans = fc.record({
    amountVnd: fc.integer({ min: 1, max: 10_000_000_000 }),
    percentPerYear: fc.integer({ min: 0, max: 20_000 }).map((thousandths) => thousandths / 1000),
    months: fc.integer({ min: 1, max: 360 }),
    everyMonths: fc.constantFrom(1, 3, 6),
  })

  it('pays back exactly what was borrowed, in whole đồng, in parts that differ by less than their number', () => {
    fc.assert(
      fc.property(loans, (loan) => {
        const { instalments } = loanSchedule(loan)
        const parts = instalments.map(({ principalVnd }) => principalVnd)
        expect(parts.reduce((sum, one) => sum + one, 0)).toBe(loan.amountVnd)
        expect(parts.every((one) => Number.isSafeInteger(one) && one >= 0)).toBe(true)
        expect(Math.max(...parts) - Math.min(...parts)).toBeLessThan(parts.length)
        expect(parts.at(-1)).toBe(Math.max(...parts))
      }),
      { numRuns: 2000 },
    )
  })

  it('never asks more interest than in the instalment before, and its totals are the sums of its lines', () => {
    fc.assert(
      fc.property(loans, (loan) => {
        const { instalments, interestVnd, totalVnd } = loanSchedule(loan)
        const interests = instalments.map((one) => one.interestVnd)
        interests.forEach((one, i) => {
          expect(Number.isSafeInteger(one) && one >= 0).toBe(true)
          if (i > 0) expect(one).toBeLessThanOrEqual(interests[i - 1] ?? 0)
        })
        expect(interests.reduce((sum, one) => sum + one, 0)).toBe(interestVnd)
        expect(totalVnd).toBe(loan.amountVnd + interestVnd)
      }),
      { numRuns: 2000 },
    )
  })

  it('rounds each interest to the nearest đồng', () => {
    fc.assert(
      fc.property(loans, (loan) => {
        let owed = loan.amountVnd
        let before = 0
        for (const { month, principalVnd, interestVnd } of loanSchedule(loan).instalments) {
          const exact = (owed * loan.percentPerYear * (month - before)) / 1200
          expect(Math.abs(interestVnd - exact)).toBeLessThanOrEqual(0.5 + 1e-4)
          owed -= principalVnd
          before = month
        }
        expect(before).toBe(loan.months)
        expect(owed).toBe(0)
      }),
      { numRuns: 1000 },
    )
  })

  it.for([
    { amountVnd: 0, percentPerYear: 6.6, months: 12, everyMonths: 1 },
    { amountVnd: 1.5, percentPerYear: 6.6, months: 12, everyMonths: 1 },
    { amountVnd: 1000, percentPerYear: Number.NaN, months: 12, everyMonths: 1 },
    { amountVnd: 1000, percentPerYear: 6.6, months: 0, everyMonths: 1 },
  ])('refuses what is no loan: %o', (loan) => {
    expect(() => loanSchedule(loan)).toThrow(RangeError)
  })
})

describe('the terms of a loan on a day', () => {
  const terms: TermsCase[] = parse(readFileSync('test/rules/loans/terms.yaml', 'utf8'))
  it.for(terms)('$rule on $on', (given) => {
    const { rule, on, household = {}, ceiling, rate, share, from, months, overdue, low } = given
    const found = loanTerms(law, rule, household, on)
    expect(found.ceilingVnd).toBe(ceiling)
    expect(found.percentPerYear).toBe(rate)
    expect(found.shareOfPoorRate).toBe(share)
    expect(found.rateFrom).toBe(from)
    expect(found.months).toBe(months)
    expect(found.overduePercent).toBe(overdue)
    expect(found.lowPercentPerYear).toBe(low)
  })
})
