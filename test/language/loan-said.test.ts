/** What people say of a loan, read out of whole messages. */
import { expect, it } from 'vitest'
import { loanSaid } from '../../src/language/loan-said.ts'
import { cases, openedLexicon } from './opened.ts'

interface Wish {
  says: string
  purpose?: string
  amount?: number
  months?: number
  every?: number
}
const lexicon = openedLexicon()

it.for(cases<Wish>('loan-wishes'))('"$says"', ({ says, purpose, amount, months, every }) => {
  const said = loanSaid(lexicon, says)
  expect([said.purpose, said.amountVnd, said.months, said.everyMonths]).toEqual([purpose, amount, months, every])
})
