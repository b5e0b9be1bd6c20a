/** What the check says of broken locale files, as sentences that name file and key. */
import { describe, expect, test } from 'vitest'
import { checkTexts } from '../../src/texts/check-texts.ts'
import { openTexts } from '../../src/texts/texts.ts'

const desk = { desk: 'bộ phận Một cửa UBND xã' }

function sentences(vi: unknown, en: unknown, namespace = 't'): string[] {
  return checkTexts([
    { path: 'locales/vi/common.json', data: desk },
    { path: 'locales/en/common.json', data: { desk: 'the one-stop desk' } },
    { path: `locales/vi/${namespace}.json`, data: vi },
    { path: `locales/en/${namespace}.json`, data: en },
  ]).problems.map(({ file, where, sentence }) => `${file}, ${where}: ${sentence}`)
}

test('whole and equal languages have no problem, and open', () => {
  const { data, problems } = checkTexts([
    { path: 'locales/vi/common.json', data: { ...desk, a: { b: 'Chào {{name}}', n_other: '{{count}} người' } } },
    {
      path: 'locales/en/common.json',
      data: { desk: 'desk', a: { b: 'Hi {{name}}', n_one: 'one', n_other: '{{count}} people' } },
    },
  ])
  expect(problems).toEqual([])
  expect(openTexts(data).say('en', 'common:a.n', { count: 2 })).toBe('2 people')
})

describe('a problem', () => {
  test.for([
    {
      why: 'a key is missing in English',
      vi: { a: { b: 'x', c: 'y' } },
      en: { a: { b: 'x' } },
      says: 'locales/en/t.json, a.c: is in vi and missing in en',
    },
    {
      why: 'a key is missing in Vietnamese',
      vi: {},
      en: { a: 'x' },
      says: 'locales/vi/t.json, a: is in en and missing in vi',
    },
    {
      why: 'a name is lost in translation',
      vi: { a: 'có {{amount}}' },
      en: { a: 'some' },
      says: 'locales/en/t.json, a: does not say {{amount}}, which vi says',
    },
    {
      why: 'a name is invented',
      vi: { a: 'có' },
      en: { a: '{{amount}}' },
      says: 'locales/en/t.json, a: says {{amount}}, which vi does not',
    },
    {
      why: 'a plural form is missing',
      vi: { a_other: 'x' },
      en: { a_other: 'x' },
      says: 'locales/en/t.json, a: the plural form a_one is missing',
    },
    { why: 'a text is empty', vi: { a: '' }, en: { a: 'x' }, says: 'locales/vi/t.json, a: the text is empty' },
    {
      why: 'a text is a number',
      vi: { a: 5 },
      en: {},
      says: 'locales/vi/t.json, a: a text in quotes belongs here, or names with texts in { }',
    },
    {
      why: 'a key holds a dot',
      vi: { 'a.b': 'x' },
      en: {},
      says: 'locales/vi/t.json, a.b: a key has no dot, colon or space: nest instead',
    },
    {
      why: 'braces stay open',
      vi: { a: '{{b' },
      en: { a: 'x' },
      says: 'locales/vi/t.json, a: {{ is not closed, or holds more than one name',
    },
    {
      why: 'letters are not composed',
      vi: { a: 'e\u0301' },
      en: { a: 'e' },
      says: 'locales/vi/t.json, a: letters are stored with separate marks: save the file as NFC',
    },
    {
      why: 'there is a link',
      vi: { a: 'Xem dichvucong.gov.vn' },
      en: { a: 'x' },
      says: 'locales/vi/t.json, a: holds a link: messages to citizens have none, so that fraud is easy to tell',
    },
    {
      why: 'an ID number is asked for',
      vi: { a: 'Bà con gửi số CCCD' },
      en: { a: 'x' },
      says: 'locales/vi/t.json, a: asks for an OTP, a password, an ID or a bank number, which we never do',
    },
    {
      why: 'an OTP is asked for in English',
      vi: { a: 'x' },
      en: { a: 'Please enter the OTP' },
      says: 'locales/en/t.json, a: asks for an OTP, a password, an ID or a bank number, which we never do',
    },
    {
      why: 'a text takes three parts',
      vi: { a: `${'được '.repeat(62)}`.trim() },
      en: { a: 'x' },
      says: 'locales/vi/t.json, a: is about 309 letters as SMS, over 2 parts (306): shorten it or make two texts of it',
    },
  ])('$why', ({ vi, en, says }) => {
    expect(sentences(vi, en)).toContain(says)
  })

  test('is not that we warn of fraud, name a paper, or write a long page', () => {
    const texts = { a: 'Xã không bao giờ hỏi mã OTP, số tài khoản.', b: 'Mang theo CCCD bản gốc. Gửi hồ sơ tại xã.' }
    expect(sentences(texts, { a: 'We never ask you to send an OTP.', b: 'Bring your ID card.' })).toEqual([])
    expect(sentences({ a: 'x'.repeat(999) }, { a: 'see example.com' }, 'simulator')).toEqual([])
  })

  test('is a file that is not named as a language and a namespace', () => {
    const { problems } = checkTexts([{ path: 'locales/fr/common.json', data: {} }])
    expect(problems[0]?.sentence).toBe('a text file is named locales/vi/<name>.json or locales/en/<name>.json')
  })
})
