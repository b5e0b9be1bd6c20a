/** The policy bank's loans: what each is for, and its ceiling, rate and term on a day, all from `policy/parameters`. */
import type { Day } from '../core/day.ts'
import type { Household } from '../core/household.ts'
import type { FigureUse } from '../core/verdict.ts'
import { figureOn, shareOf } from './figures.ts'
import type { LawBook } from './law-book.ts'

export const LOAN_PURPOSES = ['business', 'job', 'study', 'water', 'housing', 'land', 'abroad', 'restart'] as const
export type LoanPurpose = (typeof LOAN_PURPOSES)[number]

/** What somebody may borrow for, and the rules that lend for it (facts of each text; which one, the household decides). */
export const LOANS_FOR: Readonly<Record<LoanPurpose, readonly string[]>> = {
  business: ['VB-POOR', 'VB-NEAR', 'VB-NEW', 'VB-JOB', 'VB-DIFF'],
  job: ['VB-POOR', 'VB-NEAR', 'VB-NEW', 'VB-JOB', 'VB-DIFF'],
  study: ['VB-STEM', 'VB-STU'],
  water: ['VB-WASH'],
  housing: ['VB-EM-HOUSE', 'VB-SOCHO'],
  land: ['VB-EM-HOUSE', 'VB-EM-LAND', 'VB-SOCHO'],
  abroad: ['VB-ABROAD'],
  restart: ['VB-EXPRIS', 'VB-POOR', 'VB-NEAR', 'VB-NEW', 'VB-JOB'],
}

interface LoanFigures {
  readonly ceiling?: string
  readonly rate: string
  readonly term?: string
  /** The poor rate instead, for whom. */
  readonly low?: (household: Household) => boolean
}

const LOANS: Readonly<Record<string, LoanFigures>> = {
  'VB-POOR': { ceiling: 'credit-poor-ceiling', rate: 'credit-poor-rate', term: 'credit-poor-term' },
  'VB-NEAR': { ceiling: 'credit-near-poor-ceiling', rate: 'credit-near-poor-rate', term: 'credit-near-poor-term' },
  'VB-NEW': {
    ceiling: 'credit-newly-escaped-ceiling',
    rate: 'credit-newly-escaped-rate',
    term: 'credit-newly-escaped-term',
  },
  'VB-JOB': { ceiling: 'credit-job-ceiling', rate: 'credit-job-rate', term: 'credit-job-term', low: lowForWork },
  'VB-DIFF': { ceiling: 'credit-difficult-area-ceiling', rate: 'credit-difficult-area-rate' },
  'VB-EXPRIS': { ceiling: 'credit-released-ceiling', rate: 'credit-poor-rate', term: 'credit-released-term' },
  'VB-STU': { ceiling: 'credit-student-month', rate: 'credit-poor-rate' },
  'VB-STEM': { ceiling: 'credit-stem-month', rate: 'credit-stem-rate' },
  'VB-WASH': { ceiling: 'credit-wash-ceiling', rate: 'credit-wash-rate', term: 'credit-wash-term' },
  'VB-SOCHO': { rate: 'credit-social-housing-rate', term: 'credit-social-housing-term' },
  'VB-EM-HOUSE': {
    ceiling: 'credit-ethnic-house-ceiling',
    rate: 'credit-ethnic-house-rate',
    term: 'credit-ethnic-house-term',
  },
  'VB-EM-LAND': {
    ceiling: 'credit-ethnic-land-ceiling',
    rate: 'credit-ethnic-land-rate',
    term: 'credit-ethnic-land-term',
  },
  'VB-ABROAD': { rate: 'credit-abroad-rate', low: lowForAbroad },
}

/** Loans paid out month by month while somebody studies: their ceiling is for one month. */
export const MONTHLY = new Set(['VB-STU', 'VB-STEM'])

export interface LoanTerms {
  readonly ceilingVnd?: number
  readonly percentPerYear?: number
  /** Both the rate and what it is a share of hold from this day. */
  readonly rateFrom?: Day
  /** 120: the rate is 120 % of the poor rate. */
  readonly shareOfPoorRate?: number
  /** The poor rate, which some borrowers of this loan pay; absent where everybody pays the same. */
  readonly lowPercentPerYear?: number
  readonly months?: number
  /** 130: overdue interest is 130 % of the loan's rate. */
  readonly overduePercent?: number
}

/** The figures of a loan on a day; what is not known, or not yet or no longer in force, is left out. */
export function loanTerms(book: LawBook, rule: string, household: Household, on: Day): LoanTerms {
  const loan = LOANS[rule]
  if (!loan) return {}
  const figure = (parameter: string): { use: FigureUse; shareOf?: string } | undefined => {
    const data = book.parameters.find((one) => one.parameter === parameter)
    const use = data && figureOn(data, on, household.province).use
    if (!data || !use) return undefined
    return data.share_of === undefined ? { use } : { use, shareOf: data.share_of }
  }
  const poor = figure('credit-poor-rate')?.use
  const own = loan.low?.(household) === true ? figure('credit-poor-rate') : figure(loan.rate)
  const base = own?.shareOf === undefined ? undefined : figure(own.shareOf)?.use
  const ceiling = loan.ceiling === undefined ? undefined : figure(loan.ceiling)?.use
  const term = loan.term === undefined ? undefined : figure(loan.term)?.use
  const overdue = figure('credit-overdue-rate')?.use
  return {
    ...(ceiling ? { ceilingVnd: ceiling.value } : {}),
    ...rateOf(own, base),
    ...(loan.low && poor ? { lowPercentPerYear: poor.value } : {}),
    ...(term ? { months: term.value } : {}),
    ...(overdue ? { overduePercent: overdue.value } : {}),
  }
}

function rateOf(
  own: { use: FigureUse; shareOf?: string } | undefined,
  base: FigureUse | undefined,
): Pick<LoanTerms, 'percentPerYear' | 'rateFrom' | 'shareOfPoorRate'> {
  if (!own) return {}
  if (own.shareOf === undefined) return { percentPerYear: own.use.value, rateFrom: own.use.from }
  if (!base) return {}
  return {
    percentPerYear: shareOf(base.value, own.use.value),
    rateFrom: own.use.from > base.from ? own.use.from : base.from,
    shareOfPoorRate: own.use.value,
  }
}

/** NĐ 338/2025/NĐ-CP, Điều 5-11: ethnic minority in a poor household, poor in an extremely difficult area, disabled. */
function lowForWork({ class: is, ethnic_minority: ethnic, extremely_difficult_area: far, people }: Household): boolean {
  const disability = people?.[0]?.disability
  return (is === 'poor' && (ethnic === true || far === true)) || (disability !== undefined && disability !== 'none')
}

/** NĐ 338/2025/NĐ-CP, Điều 12-17: poor households and ethnic minorities come first. */
function lowForAbroad({ class: is, ethnic_minority: ethnic }: Household): boolean {
  return is === 'poor' || ethnic === true
}
