/** The letters that make an SMS dear are named, and only they. */
import { describe, expect, test } from 'vitest'
import { segments } from '../../src/texts/segments.ts'
import { wideLetters, widePieces, wideSigns, withPlainSigns } from '../../src/texts/wide-letters.ts'

test.for([
  ['Chieu mai 14h hop thon', []],
  ['Chiều mai họp thôn, họp sớm', ['ọ2', 'ề1', 'ô1', 'ớ1']],
  ['giá 5€ {x}', ['á1']],
  ['ok 👍🏽', ['👍1', '🏽1']],
  ['Chie\u0302\u0300u', ['ề1']],
] as const)('"%s" holds %s', ([text, letters]) => {
  expect(wideLetters(text).map(({ letter, count }) => `${letter}${count}`)).toEqual(letters)
  expect(wideLetters(text).length > 0).toBe(segments(text.normalize('NFC')).encoding === 'UCS-2')
})

describe('signs that no keypad has', () => {
  test.for([
    ['Họp thôn lúc 8 giờ.', []],
    ['Họp thôn – 8 giờ', ['1:10 – as -']],
    ['Ghi chú:\nmang “sổ” nhé…', ['2:6 “ as "', '2:9 ” as "', '2:14 … as ...']],
    ['Chúc mừng 👍🏽 cả xã 😀', ['1:11 👍🏽 as nothing', '1:20 😀 as nothing']],
    ['Kinh\u00a0gửi', ['1:5 \u00a0 as  ']],
    ['giá 5€', []],
  ] as const)('"%s" has %s', ([text, signs]) => {
    const found = wideSigns(text)
    expect(found.map(({ line, column, sign, plain }) => `${line}:${column} ${sign} as ${plain ?? 'nothing'}`)).toEqual(
      signs,
    )
    // An editor finds each where it is said to be.
    for (const { line, column, sign, before, after } of found) {
      const row = Array.from(text.split('\n')[line - 1] ?? '')
      expect(
        row
          .slice(column - 1)
          .join('')
          .startsWith(sign + after),
      ).toBe(true)
      expect(
        row
          .slice(0, column - 1)
          .join('')
          .endsWith(before),
      ).toBe(true)
    }
  })

  test('are written plainly where they can be, and nothing else is touched', () => {
    expect(withPlainSigns('Trả “ngày 5” – nhớ… 😀')).toBe('Trả "ngày 5" - nhớ... 😀')
    expect(wideSigns(withPlainSigns('Trả “ngày 5” – nhớ… 😀')).map(({ sign }) => sign)).toEqual(['😀'])
  })

  test('and letters with marks are cut out of the text as they stand in it', () => {
    const pieces = widePieces('Trợ cấp – 5/12')
    expect(pieces.filter(({ wide }) => wide).map(({ text }) => text)).toEqual(['ợ', 'ấ', '–'])
    expect(pieces.map(({ text }) => text).join('')).toBe('Trợ cấp – 5/12')
  })
})
