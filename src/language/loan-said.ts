/** What a message says of a loan: for what, how much, for how long, paid back how often. Only what was said. */
import type { Lexicon } from './lexicon.ts'
import { moneyIn } from './money.ts'
import { numberAt } from './number-words.ts'
import { tokensOf } from './tokens.ts'

export interface LoanSaid {
  /** A value of `purpose` in language/vi/slots.yaml. */
  readonly purpose?: string
  readonly amountVnd?: number
  readonly months?: number
  /** 1, 3 or 6: by the month, the quarter, the half-year. */
  readonly everyMonths?: number
}

const BORROWING = new Set(['vay', 'muon', 'borrow', 'loan'])
/** "2 năm rồi", "tháng 5 năm 2026", "6 tháng trả một lần" are no terms. */
const NO_TERM_AFTER = /^(?:roi|nay|truoc|ngoai|qua|lien|ago|already|\d{4})$/
/** Nor are "thoát nghèo (được) 2 năm", "học 4 năm", "tháng 5 năm nay". */
const NO_TERM_BEFORE = /\b(?:ngheo|ngheo duoc|tuoi|cach|hoc|hoc duoc|thang|ngay)$/
const EVERY: readonly (readonly [RegExp, number])[] = [
  [/\b(?:6|sau) thang (?:tra )?(?:mot|1) lan\b|\b(?:theo|hang|moi|tung) nua nam\b|\bhalf.?year/, 6],
  [/\b(?:3|ba) thang (?:tra )?(?:mot|1) lan\b|\b(?:theo|hang|moi|tung) quy\b|\bquarter/, 3],
  [/\b(?:theo|hang|moi|tung) thang\b|\bthang (?:mot|1) lan\b|\bmonthly\b/, 1],
]
const MONTHS_A_YEAR = 12
/** Nobody lends for longer, and a larger number is none of years. */
const LONGEST = 360

/** Reads a wish for a loan out of any message, whatever else it says. */
export function loanSaid(lexicon: Lexicon, text: string): LoanSaid {
  const words = tokensOf(text).map(({ folded }) => folded)
  const folded = words.join(' ')
  const [, everyMonths] = EVERY.find(([said]) => said.test(folded)) ?? []
  const purpose = purposeIn(lexicon, ` ${folded} `)
  const amountVnd = amountIn(words)
  const months = monthsIn(words)
  return {
    ...(purpose === undefined ? {} : { purpose }),
    ...(amountVnd === undefined ? {} : { amountVnd }),
    ...(months === undefined ? {} : { months }),
    ...(everyMonths === undefined ? {} : { everyMonths }),
  }
}

function purposeIn(lexicon: Lexicon, padded: string): string | undefined {
  const [, values = []] = lexicon.slots.find(([slot]) => slot === 'purpose') ?? []
  return values.find(([, words]) => padded.search(words) >= 0)?.[0]
}

/** What is to be borrowed stands behind "vay"; an income may stand before it. Of a range the upper end. */
function amountIn(words: readonly string[]): number | undefined {
  const at = words.findIndex((word) => BORROWING.has(word))
  const said = (at < 0 ? null : moneyIn(words.slice(at))) ?? moneyIn(words)
  const value = said?.value
  const amount = typeof value === 'number' ? value : value?.[1]
  return amount !== undefined && amount > 0 && Number.isSafeInteger(amount) ? amount : undefined
}

/** `3 nam`, `36 thang`, `2 nam ruoi`, `3 years`: whole months. */
function monthsIn(words: readonly string[]): number | undefined {
  for (let at = 0; at < words.length; at++) {
    const number = numberAt(words, at)
    if (!number || NO_TERM_BEFORE.test(words.slice(Math.max(0, at - 2), at).join(' '))) continue
    const value = typeof number.value === 'number' ? number.value : number.value[1]
    const unit = words[number.next] ?? ''
    const next = words[number.next + 1] ?? ''
    const year = /^(?:nam|years?|yrs?)$/.test(unit)
    if (!year && !/^(?:thang|months?)$/.test(unit)) continue
    if (NO_TERM_AFTER.test(next) || (!year && /^(?:tra|mot|1)$/.test(next))) continue
    const months = Math.round(value * (year ? MONTHS_A_YEAR : 1)) + (year && next === 'ruoi' ? MONTHS_A_YEAR / 2 : 0)
    if (months >= 1 && months <= LONGEST) return months
  }
  return undefined
}
