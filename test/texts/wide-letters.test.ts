/** The letters that make an SMS dear are named, and only they. */
import { expect, test } from 'vitest'
import { segments } from '../../src/texts/segments.ts'
import { wideLetters } from '../../src/texts/wide-letters.ts'

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
