/** The reading check: long sentences and office language are found in what citizens read, and names said exactly are left alone. */
import { describe, expect, test } from 'vitest'
import { readContent } from '../../src/commands/read-content.ts'
import type { ContentFile } from '../../src/core/problem.ts'
import {
  checkReading,
  englishFaults,
  LONGEST_ENGLISH,
  LONGEST_SENTENCE,
  readingFaults,
} from '../../src/texts/check-reading.ts'
import { checkTexts } from '../../src/texts/check-texts.ts'

const words = {
  swaps: [
    { words: 'cư trú', plain: 'ở' },
    { words: 'nơi cư trú', plain: 'nơi ở' },
    { words: 'đề nghị', plain: 'xin' },
  ],
  exact: ['giấy đề nghị rà soát'],
}
const many = (count: number) => Array.from({ length: count }, () => 'lúa').join(' ')

describe('readingFaults', () => {
  test.for([
    ['a plain sentence', 'Bà con nhắn tên xã.', []],
    ['a sentence of just the limit', `${many(LONGEST_SENTENCE)}.`, []],
    ['one syllable more', `${many(LONGEST_SENTENCE + 1)}.`, [/^one sentence has 23 syllables, over 22: make two/]],
    ['two short sentences on one line', `${many(15)}. ${many(15)}.`, []],
    ['a colon is a pause', `${many(15)}: ${many(15)}`, []],
    ['a comma is none', `${many(15)}, ${many(15)}`, [/30 syllables/]],
    ['lines are sentences', `${many(15)}\n${many(15)}`, []],
    ['a value counts as one', `{{a_long_name}} ${many(LONGEST_SENTENCE - 1)}`, []],
    ['an amount and a document number are one each', `540.000 đ theo 176/2025/NĐ-CP ${many(LONGEST_SENTENCE - 4)}`, []],
    ['a word', 'Xin ĐỀ NGHỊ bà con', [/^"đề nghị" is office language: say "xin"/]],
    ['the longer word alone', 'Ghi nơi cư trú vào đây', [/^"nơi cư trú" .* say "nơi ở"/]],
    ['a word at the end, and again', 'Cư trú ở đâu? Nơi đang cư trú', [/^"cư trú"/]],
    ['part of a syllable is no word', 'đề nghịch, xđề nghị', []],
    ['a name said exactly', 'Nộp Giấy đề nghị rà soát ở xã', []],
    ['a name and the word beside it', 'Đề nghị nộp Giấy đề nghị rà soát', [/^"đề nghị"/]],
  ] as const)('%s', ([, text, faults]) => {
    const said = readingFaults(text, words)
    expect(said).toHaveLength(faults.length)
    faults.forEach((fault, i) => {
      expect(said[i]).toMatch(fault)
    })
  })
})

describe('englishFaults', () => {
  test.for([
    ['just the limit', `${many(LONGEST_ENGLISH)}.`, 0],
    ['one word more', `${many(LONGEST_ENGLISH + 1)}.`, 1],
    ['a semicolon is a pause', `${many(15)}; ${many(15)}`, 0],
    ['a word with an apostrophe or a hyphen is one', `don't near-poor ${many(LONGEST_ENGLISH - 2)}`, 0],
    ['a value counts as one', `{{a_long_name}} ${many(LONGEST_ENGLISH)}`, 1],
  ] as const)('%s', ([, text, count]) => {
    expect(englishFaults(text)).toHaveLength(count)
  })

  test('is asked of what citizens read, and of nothing else', () => {
    const long = { a: many(LONGEST_ENGLISH + 1) }
    const en = { credit: long, console: long, broadcasts: long, desk: long }
    const { problems } = checkReading([], { vi: {}, en })
    expect(problems.filter(({ where }) => where === 'a').map(({ file, sentence }) => [file, sentence])).toEqual([
      ['locales/en/credit.json', expect.stringMatching(/^one sentence has 21 words, over 20: make two of it/)],
    ])
  })
})

describe('checkReading', () => {
  const lists: ContentFile[] = [
    { path: 'locales/plain/office-words.csv', data: [{ words: 'tối đa', plain: 'nhiều nhất' }] },
    { path: 'locales/plain/exact-names.csv', data: [{ name: 'mức tối đa', what: 'tên' }] },
  ]
  const office = { a: { b: 'Tối đa 3 người' } }

  test('names file, key, word and the plain word', () => {
    const { problems } = checkReading(lists, { vi: { credit: office }, en: {} })
    expect(problems).toEqual([
      {
        file: 'locales/vi/credit.json',
        where: 'a.b',
        sentence:
          '"tối đa" is office language: say "nhiều nhất" (where it is part of a name of a law, form or desk, put that name into locales/plain/exact-names.csv)',
      },
    ])
  })

  test('leaves what only officials read', () => {
    expect(checkReading(lists, { vi: { desk: office, official: office, console: office }, en: {} }).problems).toEqual(
      [],
    )
  })

  test('an empty cell, a word twice and a missing list are told', () => {
    const rows = [
      { words: 'a', plain: '' },
      { words: 'B', plain: 'c' },
      { words: 'b', plain: 'd' },
    ]
    const { problems } = checkReading([{ path: 'locales/plain/office-words.csv', data: rows }], { vi: {}, en: {} })
    expect(problems.map(({ file, where, sentence }) => `${file} ${where}: ${sentence}`)).toEqual([
      'locales/plain/office-words.csv row 1: the column "plain" is empty',
      'locales/plain/office-words.csv row 3: "b" stands here twice: keep one of them',
      'locales/plain/exact-names.csv : this file is missing',
    ])
  })

  test('the list is long, and the texts that ship are plain', () => {
    const { files } = readContent('.')
    const list = files.find((file) => file.path === 'locales/plain/office-words.csv')?.data
    expect(Array.isArray(list) && list.length).toBeGreaterThanOrEqual(60)
    expect(checkReading(files, checkTexts(files).data).problems).toEqual([])
  })
})
