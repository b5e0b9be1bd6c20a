/** Loans in words: which fit, on what terms, what paying back would look like, how to get one, what to say at the meeting. */
import type { ReplyOption, TextPart, TextValue, TextValues } from '../core/reply.ts'
import { loanSchedule } from '../rules/loan-schedule.ts'
import { MONTHLY } from '../rules/loans.ts'
import { citations } from './citations.ts'
import { type Draft, keepAnswer, newMessage, note, offer, say } from './draft.ts'
import { markTold } from './focus.ts'
import { type Fit, keepLoanWish, lacking, loanInHand, loansFor, purposeChosen } from './loans.ts'
import { askAgain } from './questions.ts'

/** More would not be read; the dearest are left out. */
const LISTED = 4
/** What an example counts with when nobody named a sum or a time: ours, and said to be an example. */
const EXAMPLE = { amountVnd: 30_000_000, months: 36, everyMonths: 1 } as const
/** Instalments shown before the last. */
const SHOWN = 2

/** Lists the loans and waits for a number; a single one needs no list. True when a question waits. */
export function showLoanChoices(draft: Draft, flow: string, step: string): boolean {
  const { fits, missed, household } = loansFor(draft)
  const listed = fits.slice(0, LISTED)
  for (const { verdict } of listed) note(draft, { type: 'verdict_given', verdict, household })
  markTold(draft, [...new Set(listed.map(({ verdict }) => verdict.programme))])
  const lost = ['VB-POOR', 'VB-NEAR', 'VB-NEW'].every((rule) => missed.some((verdict) => verdict.rule === rule))
  if (lost) {
    say(draft, 'credit:still_open')
    newMessage(draft)
  }
  const [only] = listed
  if (only && listed.length === 1) {
    keepAnswer(draft, 'loan', only.rule)
    return false
  }
  keepAnswer(draft, 'loan', undefined)
  keepAnswer(
    draft,
    '_loans',
    listed.map(({ rule }) => rule),
  )
  const options = listed.map(({ rule }, i) => ({
    value: String(i + 1),
    label: { key: `programmes:rules.${rule}.name` },
  }))
  draft.waiting = { flow, step, type: 'choice', options }
  askAgain(draft)
  // Rates and sums are shown and not kept in the waiting question, which would grow too heavy.
  offer(draft, listed.map(choiceLine))
  return true
}

/** The number taken from the list; a sum and a time said instead are kept, and the first loan is taken as the one meant. */
export function takeLoanChoice(draft: Draft, value: unknown): void {
  const { _loans: listed } = draft.answers
  const rule = Array.isArray(listed) ? listed[Number(value) - 1] : undefined
  if (typeof rule === 'string') keepAnswer(draft, 'loan', rule)
  else keepLoanWish(draft)
}

/** Nothing fits: said plainly, with what each loan would need. */
export function showMissed(draft: Draft): void {
  const { missed, household } = loansFor(draft)
  say(draft, 'credit:none')
  for (const verdict of missed.slice(0, SHOWN)) {
    note(draft, { type: 'verdict_given', verdict, household })
    const [lack] = lacking(verdict)
    if (lack) say(draft, 'credit:needs', { name: nameOf(verdict.rule), what: asValue(lack.text) })
  }
  const [nearest] = missed
  if (nearest) say(draft, 'verdict:law', { law: citations(draft.talk.flows, nearest.law) })
}

/** Ceiling, rate with the day it holds from, term, overdue rate, law, who decides. */
export function showTerms(draft: Draft): void {
  const fit = loanInHand(draft)
  if (!fit) return
  keepAnswer(draft, 'loan', fit.rule)
  const { verdict, terms, rule } = fit
  if ((draft.replies.at(-1)?.parts.length ?? 0) > 0) newMessage(draft)
  const [lack] = lacking(verdict)
  say(draft, `credit:terms.${fit.sure}`, { name: nameOf(rule), ...(lack ? { condition: asValue(lack.text) } : {}) })
  if (fit.doubt !== undefined) say(draft, `programmes:notes.${fit.doubt}`)
  sayLimit(draft, fit)
  sayRate(draft, fit)
  if (terms.lowPercentPerYear !== undefined && terms.lowPercentPerYear !== terms.percentPerYear)
    say(draft, `credit:low.${rule}`, { low: { percent: terms.lowPercentPerYear } })
  newMessage(draft)
  if (terms.months !== undefined) say(draft, 'credit:term', { months: terms.months })
  else if (MONTHLY.has(rule) || rule === 'VB-ABROAD') say(draft, `credit:term_of.${rule}`)
  for (const note of fit.takes) say(draft, `programmes:notes.${note}`)
  if (terms.overduePercent !== undefined) say(draft, 'credit:overdue', { overdue: { percent: terms.overduePercent } })
  say(draft, 'verdict:law', { law: citations(draft.talk.flows, verdict.law) })
  say(draft, 'credit:decides')
  newMessage(draft)
}

/** An example and said to be one: the first instalments, the last, all interest. */
export function showSchedule(draft: Draft): void {
  const fit = loanInHand(draft)
  const { percentPerYear } = fit?.terms ?? {}
  if (!fit || percentPerYear === undefined) {
    say(draft, 'credit:no_example')
    return
  }
  const ceiling = MONTHLY.has(fit.rule) ? undefined : fit.terms.ceilingVnd
  const asked = number(draft.answers.amount_vnd)
  const askedMonths = number(draft.answers.months)
  const amountVnd = Math.min(asked ?? EXAMPLE.amountVnd, ceiling ?? Number.POSITIVE_INFINITY)
  const months = Math.min(askedMonths ?? EXAMPLE.months, fit.terms.months ?? Number.POSITIVE_INFINITY)
  const everyMonths = Math.min(number(draft.answers._every) ?? EXAMPLE.everyMonths, months)
  if (asked !== undefined && asked > amountVnd) say(draft, 'credit:above_ceiling', { ceiling: { vnd: amountVnd } })
  if (askedMonths !== undefined && askedMonths > months) say(draft, 'credit:above_term', { months })
  if (draft.replies.at(-1)?.parts.length) newMessage(draft)
  const { instalments, interestVnd } = loanSchedule({ amountVnd, percentPerYear, months, everyMonths })
  say(draft, `credit:example.every_${everyMonths === 3 || everyMonths === 6 ? everyMonths : 1}`, {
    amount: { vnd: amountVnd },
    months,
    rate: { percent: percentPerYear },
  })
  const last = instalments.length - 1
  instalments.forEach(({ principalVnd, interestVnd: interest }, i) => {
    if (i >= SHOWN && i !== last) return
    say(draft, i === last ? 'credit:instalment.last' : 'credit:instalment.each', {
      no: i + 1,
      pay: { vnd: principalVnd + interest },
      interest: { vnd: interest },
    })
  })
  say(draft, 'credit:all_interest', { interest: { vnd: interestVnd } })
  if (MONTHLY.has(fit.rule)) say(draft, 'credit:from_paying_back')
  say(draft, 'credit:example_only')
  newMessage(draft)
  if (asked === undefined || askedMonths === undefined) say(draft, 'credit:other_sum')
}

/** The steps at the desk where this loan is asked for, the papers, and that nobody may take a fee. */
export function showSteps(draft: Draft): void {
  const apply = loanInHand(draft)?.verdict.apply
  const group = apply?.desk !== 'vbsp'
  say(draft, group ? 'credit:steps.group' : 'credit:steps.bank')
  if (apply?.workingDays !== undefined) say(draft, 'credit:bank_days', { days: apply.workingDays })
  newMessage(draft)
  if (apply && apply.papers.length > 0) {
    const papers = { list: apply.papers.map((id) => ({ key: `programmes:papers.${id}` })) }
    say(draft, apply.form === undefined ? 'verdict:papers' : 'credit:papers_and_form', {
      papers,
      ...(apply.form === undefined ? {} : { form: apply.form }),
    })
  }
  say(draft, 'credit:no_fee')
  if (apply && apply.citations.length > 0)
    say(draft, 'verdict:law', { law: citations(draft.talk.flows, apply.citations) })
  newMessage(draft)
}

/** A sentence to read out, with what is known put in and dots for the rest. */
export function showWords(draft: Draft): void {
  const fit = loanInHand(draft)
  const amount = number(draft.answers.amount_vnd)
  const months = number(draft.answers.months)
  const words: TextValues = {
    purpose: { key: `credit:for.${purposeChosen(draft)}` },
    amount: amount === undefined ? { key: 'credit:blank_amount' } : { vnd: amount },
    time: months === undefined ? { key: 'credit:blank_time' } : { key: 'credit:so_many_months', values: { months } },
  }
  say(draft, fit?.verdict.apply?.desk === 'vbsp' ? 'credit:words.bank' : 'credit:words.group', words)
  newMessage(draft)
}

function sayLimit(draft: Draft, { rule, terms: { ceilingVnd }, verdict }: Fit): void {
  const figure = (parameter: string): TextValue => ({
    vnd: verdict.figures.find((use) => use.parameter === parameter)?.value ?? 0,
  })
  if (rule === 'VB-ABROAD') say(draft, 'credit:limit.VB-ABROAD', { free: figure('credit-collateral-free') })
  else if (rule === 'VB-SOCHO') say(draft, 'credit:limit.VB-SOCHO')
  else if (ceilingVnd === undefined) return
  else if (rule === 'VB-EM-HOUSE')
    say(draft, 'credit:limit.VB-EM-HOUSE', { ceiling: { vnd: ceilingVnd }, plot: figure('credit-ethnic-plot-ceiling') })
  else if (rule === 'VB-WASH')
    say(draft, 'credit:limit.VB-WASH', { ceiling: { vnd: ceilingVnd }, twice: { vnd: ceilingVnd * 2 } })
  else if (MONTHLY.has(rule)) say(draft, `credit:limit.${rule}`, { ceiling: { vnd: ceilingVnd } })
  else say(draft, 'credit:limit.most', { ceiling: { vnd: ceilingVnd } })
}

function sayRate(draft: Draft, { terms }: Fit): void {
  const { percentPerYear: year, rateFrom: from, shareOfPoorRate: share } = terms
  if (year === undefined || from === undefined) return
  say(draft, share === undefined ? 'credit:rate' : 'credit:rate_share', {
    month: { percent: year / 12 },
    year: { percent: year },
    from: { day: from },
    ...(share === undefined ? {} : { share: { percent: share } }),
  })
}

function choiceLine({ rule, sure, verdict, terms }: Fit, i: number): ReplyOption {
  const { ceilingVnd, percentPerYear } = terms
  const [lack] = lacking(verdict)
  const values = {
    name: nameOf(rule),
    rate: percentPerYear === undefined ? { key: 'programmes:notes.figure_unknown' } : { percent: percentPerYear },
    ...(lack ? { condition: asValue(lack.text) } : {}),
  }
  if (ceilingVnd === undefined)
    return { value: String(i + 1), label: { key: `credit:line_without_limit.${sure}`, values } }
  const key = MONTHLY.has(rule) ? 'credit:up_to_month' : 'credit:up_to'
  const limit: TextValue = { key, values: { ceiling: { vnd: ceilingVnd } } }
  return { value: String(i + 1), label: { key: `credit:line.${sure}`, values: { ...values, limit } } }
}

function nameOf(rule: string): TextValue {
  return { key: `programmes:rules.${rule}.name` }
}

function asValue({ key, values }: TextPart): TextValue {
  return values ? { key, values } : { key }
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined
}
