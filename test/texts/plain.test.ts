/** Vietnamese without marks reads as people write SMS, and is always GSM-7. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { unaccent } from '../../src/texts/plain.ts'
import { segments } from '../../src/texts/segments.ts'

test.for([
  ['Trợ cấp hưu trí xã hội: 540.000 đ/tháng', 'Tro cap huu tri xa hoi: 540.000 d/thang'],
  ['ĐẶC BIỆT KHÓ KHĂN, Ơ Ư ơ ư ẫ ỵ', 'DAC BIET KHO KHAN, O U o u a y'],
  ['“Mẫu số 01” – nộp ở xã…', '"Mau so 01" - nop o xa...'],
  ['kho\u0302\u0301 (tổ hợp)', 'kho (to hop)'],
  ['Ê Đê, Xơ Đăng, ŏ ĕ ƀ', 'E De, Xo Dang, o e b'],
  ['5 m² ≥ 2 m²', '5 m2 >= 2 m2'],
  ['Chào bà con 🙏👍🏽', 'Chao ba con '],
  ['500.000₫', '500.000d'],
  ['a\u00a0b\tc', 'a b c'],
  ['村', '?'],
] as const)('%s → %s', ([text, plain]) => {
  expect(unaccent(text)).toBe(plain)
})

test('whatever is written, what leaves is GSM-7 and plain text stays as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const plain = unaccent(text)
      expect(segments(plain).encoding).toBe('GSM-7')
      expect(unaccent(plain)).toBe(plain)
    }),
    { numRuns: 500 },
  )
})
