/** What a loan would cost to pay back, as an example: principal in equal parts, interest on what is still owed, whole đồng. */

export interface Loan {
  /** Whole đồng, at least one. */
  readonly amountVnd: number
  /** At most three decimals: 8.382. */
  readonly percentPerYear: number
  readonly months: number
  /** Months from one instalment to the next: 1, 3 or 6. */
  readonly everyMonths: number
}

export interface Instalment {
  /** Months after the money was paid out. */
  readonly month: number
  readonly principalVnd: number
  readonly interestVnd: number
}

export interface Schedule {
  readonly instalments: readonly Instalment[]
  readonly interestVnd: number
  readonly totalVnd: number
}

/** Rates are counted in thousandths of a percent and years in twelve months. */
const PARTS = 100 * 1000 * 12

/**
 * The example schedule. Each principal part is the sum shared out and cut to whole đồng; the last takes what is left over, so
 * that the parts are exactly the loan. Interest is the year's rate / 12 a month on what is still owed, rounded to the nearest đồng.
 * The bank counts days and makes the real one (Nghị định 06/2026/NĐ-CP, Điều 27-32).
 * @throws RangeError when a number is not positive, or not whole where it must be
 */
export function loanSchedule({ amountVnd, percentPerYear, months, everyMonths }: Loan): Schedule {
  for (const whole of [amountVnd, months, everyMonths])
    if (!Number.isSafeInteger(whole) || whole < 1) throw new RangeError('a loan needs whole positive numbers')
  if (!(percentPerYear >= 0)) throw new RangeError('a loan needs a rate')
  const thousandths = Math.round(percentPerYear * 1000)
  const count = Math.ceil(months / everyMonths)
  const part = Math.floor(amountVnd / count)
  const instalments: Instalment[] = []
  let owed = amountVnd
  let interest = 0
  for (let i = 1; i <= count; i++) {
    // Three years by the quarter is even; of 20 months by the half-year the last two stand alone.
    const span = i === count ? months - everyMonths * (count - 1) : everyMonths
    const interestVnd = Math.round((owed * thousandths * span) / PARTS)
    const principalVnd = i === count ? owed : part
    instalments.push({ month: Math.min(i * everyMonths, months), principalVnd, interestVnd })
    owed -= principalVnd
    interest += interestVnd
  }
  return { instalments, interestVnd: interest, totalVnd: amountVnd + interest }
}
