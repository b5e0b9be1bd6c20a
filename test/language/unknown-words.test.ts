import { expect, test } from 'vitest'
import { unknownWords } from '../../src/language/unknown-words.ts'
import { openedLexicon } from './opened.ts'

const lexicon = openedLexicon()
const read = (text: string) => unknownWords(lexicon, text)

test('a strange word and the short message it stands in', () => {
  expect(read('xkltq dau')).toEqual(['xkltq dau', 'xkltq'])
  expect(read('XKLTQ đâu!!!')).toEqual(['xkltq dau', 'xkltq'])
})

test('a short message of known words as a whole, a long one not at all', () => {
  expect(read('lái xe lu')).toEqual(['lai xe lu'])
  expect(read('tôi muốn hỏi xem nhà tôi có được gì không')).toEqual([])
})

test.each([
  ['a number', 'xkltq 0912345678'],
  ['a year', 'xkltq sinh 1950'],
  ['somebody introducing themselves', 'toi ten xkltq'],
  ['a sign', 'xkltq@qzwv'],
])('nothing of a message with %s', (_, text) => {
  expect(read(text)).toEqual([])
})

test.each([
  ['ong xkltq noi vay', 'xkltq'],
  ['thon xkltq day', 'xkltq'],
  ['hom qua Xkltq den day', 'xkltq'],
])('no name: %s', (text, name) => {
  expect(read(text).join(' ')).not.toContain(name)
})

test('at most four of one message', () => {
  expect(read('qwk zxk vbk jkw fdk lkw')).toHaveLength(4)
})
