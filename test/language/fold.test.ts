import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clean, fold, hasMarks, spell } from '../../src/language/fold.ts'
import { decodeTelex, decodeVni } from '../../src/language/keyboards.ts'
import { isSyllable } from '../../src/language/syllables.ts'
import { tokensOf } from '../../src/language/tokens.ts'
import { contentFiles } from './opened.ts'

test('fold is idempotent on any text, broken Unicode included', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => fold(fold(text)) === fold(text)),
    { numRuns: 500 },
  )
  expect(fold('\ud800a\udfff')).toBe(fold(fold('\ud800a\udfff')))
})

test('a text without marks folds as the same text beside a marked word', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
      expect(fold(`${text} ạ`)).toBe(`${fold(text)} a`.trim())
      expect(clean(`${text} ạ`)).toBe(`${clean(`${text} `)}ạ`)
      expect(hasMarks(text)).toBe(false)
    }),
  )
  expect(fold('\tMENU \r\n 1')).toBe('menu 1')
})

test.for([
  ['Đường ĐI', 'duong di'],
  ['ðược', 'duoc'],
  ['Nước\u200b xoáy\u00a0cuốn', 'nuoc xoay cuon'],
  ['ê\u0323', 'e'],
  ['e\u0302\u0323', 'e'],
] as const)('"%s" folds to "%s"', ([text, folded]) => {
  expect(fold(text)).toBe(folded)
})

test('old and new tone placement are one spelling', () => {
  expect(spell('hòa')).toBe(spell('hoà'))
  expect(spell('thúy')).toBe(spell('thuý'))
})

/** Every marked syllable in our own sentences. */
const syllables = [
  ...new Set(
    contentFiles
      .filter((file) => file.path.startsWith('language/vi/intents/'))
      .flatMap((file) => clean((file.data as string[]).join(' ')).match(/[\p{L}\p{M}]+/gu) ?? [])
      .filter((word) => hasMarks(word) && isSyllable(fold(word))),
  ),
]
const SHAPES: Record<string, [string, string]> = {
  â: ['aa', 'a6'],
  ê: ['ee', 'e6'],
  ô: ['oo', 'o6'],
  ă: ['aw', 'a8'],
  ơ: ['ow', 'o7'],
  ư: ['uw', 'u7'],
  đ: ['dd', 'd9'],
}

function typed(word: string, keyboard: 0 | 1): string {
  const spelt = spell(word)
  const tone = /\d$/.exec(spelt)?.[0] ?? ''
  const letters = Array.from(spelt.replace(/\d$/, ''))
    .map((letter) => SHAPES[letter]?.[keyboard] ?? letter)
    .join('')
  return letters + (keyboard === 1 ? tone : (['', 's', 'f', 'r', 'x', 'j'][Number(tone)] ?? ''))
}

describe(`Telex and VNI give back all ${syllables.length} syllables of our sentences`, () => {
  test('VNI', () => {
    const wrong = syllables.filter((word) => decodeVni(typed(word, 1)) !== spell(word))
    // `to3` is house group 3 before it is tổ without its hat.
    const counted = 'thang ngay nam thon xom ban ap to khu doi phuong quan so cau chon muc lop'.split(' ')
    expect(wrong.filter((word) => !counted.includes(fold(word)))).toEqual([])
  })

  test('Telex, but for what is a word of its own as typed', () => {
    const wrong = syllables.filter((word) => decodeTelex(typed(word, 0)) !== spell(word))
    expect(wrong.filter((word) => !isSyllable(typed(word, 0)))).toEqual([])
  })
})

test.for([
  ['1tr5', ['1tr5']],
  ['76t', ['76t']],
  ['thang5', ['thang', '5']],
  ['khonggg', ['khong']],
  ['khôngg', ['khong']],
  ['bao.toc.mai', ['bao', 'toc', 'mai']],
  ['SOS', ['sos']],
  ['2.500.000', ['2.500.000']],
] as const)('"%s" is cut into %s', ([text, words]) => {
  expect(tokensOf(text).map((token) => token.folded)).toEqual(words)
})
