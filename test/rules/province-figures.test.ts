/** A province's own figure counts where it is higher (NĐ 335/2026/NĐ-CP, Điều 4 khoản 3): the assistance standard as the pension. */
import { expect, test } from 'vitest'
import { openLaw } from '../../src/rules/law-book.ts'
import { screen } from '../../src/rules/screen.ts'
import { checkedPolicy } from './policy-book.ts'

const { data } = checkedPolicy
/** The book with an assistance standard of its own for province 96, as a commune would enter it. */
const bookWith = (value: number) =>
  openLaw({
    ...data,
    parameters: data.parameters.map((parameter) => {
      const [row] = parameter.values
      if (parameter.parameter !== 'assistance-standard' || !row) return parameter
      return { ...parameter, provinces: { '96': [{ ...row, from: '2026-11-01', value }] } }
    }),
  })

test.each([
  ['higher than the national one', 600_000, '96', '2026-11-23', 900_000],
  ['lower than the national one', 500_000, '96', '2026-11-23', 810_000],
  ['of another province', 600_000, '08', '2026-11-23', 810_000],
  ['not begun', 600_000, '96', '2026-10-31', 810_000],
])('a standard %s', (_what, own, province, on, amount) => {
  const household = { province, people: [{ age: 40, disability: 'severe' as const }], people_complete: true }
  const book = bookWith(own)
  const { verdicts } = screen(book, household, on, { programmes: book.everyProgramme, next: false })
  expect(verdicts.find(({ rule }) => rule === 'SA-6c')?.amountVnd).toBe(amount)
})
