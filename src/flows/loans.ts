/** The loans that may fit: for what, for whom, in which order, and what must still be asked to know. */
import type { Household, Person } from '../core/household.ts'
import type { TextValue } from '../core/reply.ts'
import type { Verdict } from '../core/verdict.ts'
import { loanSaid } from '../language/loan-said.ts'
import { LOAN_PURPOSES, LOANS_FOR, type LoanPurpose, type LoanTerms, loanTerms } from '../rules/loans.ts'
import { screen } from '../rules/screen.ts'
import { type Draft, keepAnswer } from './draft.ts'
import { confirm } from './said.ts'

/** Words of language/vi/slots.yaml that mean a purpose of another name. */
const MEANT: Readonly<Record<string, LoanPurpose>> = { livestock: 'business', farming: 'business' }
/** How sure a loan is: the household qualifies, may qualify, or qualifies if one thing that nobody was asked is so. */
const SURENESS = { eligible: 'sure', possible: 'maybe', unknown: 'if' } as const
/** Said of what rests on an article or figure that nobody could confirm. */
const UNCONFIRMED = 'unconfirmed'
/** Said with the steps and with who decides, in other words. */
const SAID_ELSEWHERE = new Set(['credit_needs_group', 'no_fee', 'rate_may_change'])

export interface Fit {
  readonly rule: string
  readonly verdict: Verdict
  readonly terms: LoanTerms
  readonly sure: 'sure' | 'maybe' | 'if' | 'maybe_if'
  /** Why it is possible at most: a note of policy/programmes. */
  readonly doubt?: string
  /** What else it takes: marks, a contract, a list. Notes of policy/programmes. */
  readonly takes: readonly string[]
}

/** Keeps what the message says of the wished loan, so that nothing said is asked. */
export function keepLoanWish(draft: Draft): void {
  const before = draft.answers.purpose
  const { purpose, amountVnd, months, everyMonths } = loanSaid(draft.talk.lexicon, draft.heard.text)
  const meant = purposeOf(purpose)
  // In the middle of the talk only sums and times change; another purpose is another talk.
  if (meant !== undefined && draft.answers.purpose === undefined) keepAnswer(draft, 'purpose', meant)
  if (amountVnd !== undefined) keepAnswer(draft, 'amount_vnd', amountVnd)
  if (months !== undefined) keepAnswer(draft, 'months', months)
  if (everyMonths !== undefined) keepAnswer(draft, '_every', everyMonths)
  if (meant !== undefined && before === undefined) confirmWish(draft, meant)
}

/** What a first message said of the loan, in one clause. */
function confirmWish(draft: Draft, purpose: LoanPurpose): void {
  const { amount_vnd: amount, months } = draft.answers
  const list: TextValue[] = [{ key: `credit:options.ask_purpose.${purpose}` }]
  if (typeof amount === 'number') list.push({ vnd: amount })
  if (typeof months === 'number') list.push({ key: 'credit:so_many_months', values: { months } })
  confirm(draft, 'credit', 'ask_purpose', { list })
}

/** What people ask once they know the terms, folded; the values are options of the question `credit.ask_next`. */
const ASKED: readonly (readonly [string, RegExp])[] = [
  ['how', /\b(?:cach|lam sao|thu tuc|ho so|giay to|o dau|gap ai|how)\b/],
  ['words', /\b(?:noi gi|noi sao|cuoc hop|hop to|what to say)\b/],
  ['example', /\b(?:vi du|tra no|moi thang|hang thang|tra bao nhieu|lai bao nhieu|lai suat|example|pay back)\b/],
]

/** A purpose; or a sum, a time or a question, said in words where numbers choose. Null when the message holds none. */
export function wishHeard(draft: Draft, wish: 'purpose' | 'sum'): string | null {
  const said = loanSaid(draft.talk.lexicon, draft.heard.text)
  if (wish === 'purpose') return purposeOf(said.purpose) ?? null
  if (said.amountVnd !== undefined || said.months !== undefined || said.everyMonths !== undefined) return 'sum'
  return ASKED.find(([, words]) => words.test(draft.heard.folded))?.[0] ?? null
}

/** What must be asked before the loans can be told; `none` once no question helps. Prison is spoken of only to who chose it. */
export function loanQuestion(draft: Draft): string {
  const { answers, household } = draft
  const open = (fact: string, value: unknown): boolean => value === undefined && !draft.skipped.includes(fact)
  const classOpen = open('class', household.class)
  switch (purposeChosen(draft)) {
    case 'study':
      if (answers._study === undefined && !studies(household)) return 'study'
      if (answers._study === 'school') return 'none'
      if (answers._stem === undefined && household.people?.[0]?.stem === undefined && atUniversity(draft)) return 'stem'
      if (classOpen) return 'class'
      return answers._hit === undefined && (household.class === 'none' || household.class === 'newly_escaped')
        ? 'hit'
        : 'none'
    case 'water':
      return open('area', household.area) ? 'area' : 'none'
    case 'abroad':
    case 'housing':
    case 'land':
      return classOpen ? 'class' : 'none'
    case 'restart': {
      const released = household.people?.[0]?.released_from_prison_on
      if (open('person.released_from_prison_on', released)) return 'released'
      return released ? 'none' : workQuestion(draft)
    }
    default:
      return workQuestion(draft)
  }
}

function workQuestion(draft: Draft): string {
  const { household, skipped } = draft
  if (household.class === undefined) return skipped.includes('class') ? 'none' : 'class'
  const left = household.left_list_on === undefined && !skipped.includes('left_list_on')
  return household.class === 'newly_escaped' && left ? 'left_list' : 'none'
}

/** Loans that the household may have for this purpose, the cheapest first; `missed`: those it may not have. */
export function loansFor(draft: Draft): { fits: readonly Fit[]; missed: readonly Verdict[]; household: Household } {
  const household = borrowing(draft)
  const { law } = draft.talk
  const today = draft.input.today
  const rules = LOANS_FOR[purposeChosen(draft)]
  const programmes = law.rules.filter(({ data }) => rules.includes(data.rule)).map(({ programme }) => programme)
  const options = { programmes: [...new Set(programmes)], skipped: draft.skipped, next: false }
  const verdicts = screen(law, household, today, options).verdicts.filter(({ rule }) => rules.includes(rule))
  const fits = verdicts.flatMap((verdict): Fit[] => {
    const { rule } = verdict
    if (verdict.verdict === 'not_eligible') return []
    if (verdict.verdict === 'unknown' && lacking(verdict).length !== 1) return []
    const data = law.rules.find((one) => one.data.rule === rule)?.data
    const cap = data?.cap?.note
    const doubt = cap ?? (verdict.verdict === 'possible' ? UNCONFIRMED : undefined)
    const known = SURENESS[verdict.verdict]
    const sure = known === 'if' && cap !== undefined ? 'maybe_if' : known
    const terms = loanTerms(law, rule, household, today)
    const takes = (data?.notes ?? []).filter((note) => !SAID_ELSEWHERE.has(note))
    return [{ rule, verdict, terms, sure, takes, ...(doubt === undefined ? {} : { doubt }) }]
  })
  // Beside a loan that is certain, those of another class of household only confuse.
  const certain = fits.some(({ sure }) => sure === 'sure')
  const clear = fits.filter(
    ({ sure, verdict }) => !(certain && sure === 'if' && lacking(verdict)[0]?.question?.fact === 'class'),
  )
  const rank = ({ terms }: Fit): number => terms.percentPerYear ?? Number.POSITIVE_INFINITY
  const unsure = ({ sure }: Fit): number => (sure === 'sure' ? 0 : 1)
  return {
    fits: clear.sort(
      (a, b) => unsure(a) - unsure(b) || rank(a) - rank(b) || rules.indexOf(a.rule) - rules.indexOf(b.rule),
    ),
    missed: verdicts.filter(({ verdict }) => verdict === 'not_eligible'),
    household,
  }
}

/** The loan in hand: the one chosen, else the best. */
export function loanInHand(draft: Draft): Fit | undefined {
  const { fits } = loansFor(draft)
  return fits.find(({ rule }) => rule === draft.answers.loan) ?? fits[0]
}

/** Conditions not met or not known. */
export function lacking({ conditions }: Verdict): Verdict['conditions'] {
  return conditions.filter(({ outcome }) => outcome !== true)
}

export function purposeChosen({ answers }: Draft): LoanPurpose {
  return LOAN_PURPOSES.find((purpose) => purpose === answers.purpose) ?? 'business'
}

/** The household with what the wish itself says: who borrows to work wants such a loan, who builds a toilet has none. */
function borrowing(draft: Draft): Household {
  const { answers, household } = draft
  const [first = {}, ...others] = household.people ?? []
  const asked = (wish: 'job_loan' | 'work_abroad'): Household => ({
    ...household,
    people: [{ ...first, wants: [...new Set([...(first.wants ?? []), wish])] }, ...others],
  })
  switch (purposeChosen(draft)) {
    case 'study': {
      const learner: Person = {
        ...(answers._study === 'university' || answers._study === 'vocational' ? { studying: answers._study } : {}),
        ...(answers._study === 'school' ? { studying: 'upper_secondary' } : {}),
        ...(typeof answers._stem === 'boolean' ? { stem: answers._stem } : {}),
      }
      const hit = answers._hit === true ? { disaster: { ...household.disaster, cause: 'other' as const } } : {}
      const people =
        studies(household) && answers._study === undefined
          ? household.people?.map((person) => (learns(person) ? { ...learner, ...person } : person))
          : [learner]
      return { ...household, ...hit, people: people ?? [learner], people_complete: answers._study === 'school' }
    }
    case 'water':
      return { ...household, rural_water_or_toilet_missing: true }
    case 'abroad':
      return asked('work_abroad')
    case 'housing':
    case 'land':
      return household
    default:
      return asked('job_loan')
  }
}

function atUniversity({ answers, household }: Draft): boolean {
  return answers._study === 'university' || household.people?.some(({ studying }) => studying === 'university') === true
}

function studies({ people }: Household): boolean {
  return people?.some(learns) === true
}

function learns({ studying }: Person): boolean {
  return studying === 'university' || studying === 'vocational'
}

function purposeOf(said: string | undefined): LoanPurpose | undefined {
  if (said === undefined) return undefined
  return MEANT[said] ?? LOAN_PURPOSES.find((purpose) => purpose === said)
}
