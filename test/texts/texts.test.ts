/** A text is found, filled and formatted for Vietnam, or it is an error; the key is never said to a citizen. */
import { describe, expect, test } from 'vitest'
import { MissingText } from '../../src/texts/missing-text.ts'
import { openTexts } from '../../src/texts/texts.ts'

const texts = openTexts({
  vi: {
    common: {
      menu: 'menu',
      greeting: 'Chào {{name}}, {{ speaker }} đây.',
      inner: { deep: 'Sâu {{what}}' },
      people_other: '{{count}} người',
      family_other: 'Nhà có {{count}} trẻ, {{members}}.',
      html: '<b>{{x}}</b> & {{x}}',
      rules: { 'SP-75': { name: 'Trợ cấp hưu trí' } },
    },
  },
  en: {
    common: {
      menu: 'menu',
      people_one: '{{count}} person',
      people_other: '{{count}} people',
      family_one: '{{count}} child, {{members}}',
      family_other: '{{count}} children, {{members}}',
    },
  },
})
const say = (key: string, values?: Parameters<typeof texts.say>[2]) => texts.say('vi', key, values)

describe('a text', () => {
  test('is found by namespace and nested key, and filled', () => {
    expect(say('common:greeting', { name: 'bác Páo', speaker: 'UBND xã Lá Lành' })).toBe(
      'Chào bác Páo, UBND xã Lá Lành đây.',
    )
    expect(say('common:rules.SP-75.name')).toBe('Trợ cấp hưu trí')
    expect(say('common:menu')).toBe('menu')
  })

  test('is plain text: nothing is escaped for pages', () => {
    expect(say('common:html', { x: '<i>"&' })).toBe('<b><i>"&</b> & <i>"&')
  })

  test.for([
    ['common:nothing', undefined],
    ['common:inner', undefined],
    ['common:greeting', { name: 'x' }],
    ['nothing:at.all', undefined],
    ['menu', undefined],
    ['common:greeting.more', undefined],
  ] as const)('that is missing, or lacks a value, is an error: %s', ([key, values]) => {
    expect(() => say(key, values)).toThrow(MissingText)
  })

  test('missing in one language is not taken from the other', () => {
    expect(() => texts.say('en', 'common:greeting', { name: 'x', speaker: 'y' })).toThrow(MissingText)
    expect(texts.has('en', 'common:greeting')).toBe(false)
    expect(texts.has('vi', 'common:greeting')).toBe(true)
    expect(texts.has('vi', 'common:inner')).toBe(false)
  })

  test('a value is never read as a template or a key', () => {
    expect(say('common:greeting', { name: '{{speaker}} $t(common:menu)', speaker: 'B' })).toBe(
      'Chào {{speaker}} $t(common:menu), B đây.',
    )
  })

  test('takes the plural that its count needs', () => {
    expect(texts.say('en', 'common:people', { count: 1 })).toBe('1 person')
    expect(texts.say('en', 'common:people', { count: 3 })).toBe('3 people')
    expect(texts.say('en', 'common:people', { count: 1 })).toBe('1 person')
    expect(say('common:people', { count: 12000 })).toBe('12.000 người')
  })

  test('may hold another text, which knows the values around it', () => {
    expect(
      texts.say('en', 'common:family', { count: 2, members: { key: 'common:people', values: { count: 5 } } }),
    ).toBe('2 children, 5 people')
    expect(texts.say('en', 'common:family', { count: 1, members: { key: 'common:people' } })).toBe('1 child, 1 person')
  })
})

describe('values are written as in Vietnam', () => {
  const value = (x: NonNullable<Parameters<typeof texts.say>[2]>[string], language: 'vi' | 'en' = 'vi') =>
    openTexts({ vi: { t: { t: '{{x}}' } }, en: { t: { t: '{{x}}' } } }).say(language, 't:t', { x })
  test.for([
    [{ vnd: 540000 }, '540.000 đ', '540,000 VND'],
    [{ vnd: 0 }, '0 đ', '0 VND'],
    [{ vnd: 1234567890 }, '1.234.567.890 đ', '1,234,567,890 VND'],
    [{ day: '2026-12-31' }, '31/12/2026', '31/12/2026'],
    [{ percent: 7.92 }, '7,92%', '7.92%'],
    [{ percent: 100 }, '100%', '100%'],
    [0.5, '0,5', '0.5'],
    [-0.25, '-0,25', '-0.25'],
    [2026, '2026', '2026'],
    [12000, '12.000', '12,000'],
    [12345.678, '12.345,678', '12,345.678'],
    ['SP-75', 'SP-75', 'SP-75'],
    [{ list: ['a'] }, 'a', 'a'],
    [{ list: ['a', 'b'] }, 'a và b', 'a and b'],
    [{ list: ['a', { vnd: 1000 }, 'c'] }, 'a, 1.000 đ và c', 'a, 1,000 VND and c'],
  ] as const)('%j', ([given, vi, en]) => {
    expect(value(given)).toBe(vi)
    expect(value(given, 'en')).toBe(en)
  })
})
