/** Laws are printed the way officials write them. */
import { expect, test } from 'vitest'
import { printLaw } from '../../src/texts/law.ts'

test.for([
  ['176/2025/NĐ-CP', 'Điều 3 khoản 1', 'NĐ 176/2025/NĐ-CP, Điều 3 khoản 1'],
  ['28/2015/QĐ-TTg', 'Điều 2', 'QĐ 28/2015/QĐ-TTg, Điều 2'],
  ['60/2026/TT-BTC', '', 'TT 60/2026/TT-BTC'],
  ['51/2024/QH15', 'Điều 12', 'Luật 51/2024/QH15, Điều 12'],
  ['63/2025/NQ-HĐND', 'Điều 1', 'NQ 63/2025/NQ-HĐND, Điều 1'],
  ['Luật Người cao tuổi', 'Điều 17', 'Luật Người cao tuổi, Điều 17'],
] as const)('%s, %s', ([law, article, printed]) => {
  expect(printLaw({ law, article })).toBe(printed)
})
