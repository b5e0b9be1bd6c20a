import { describe, expect, test } from 'vitest'
import {
  readAge,
  readChoice,
  readChoices,
  readDate,
  readMoney,
  readNumber,
  readYesNo,
} from '../../src/language/answers.ts'
import type { FarmRegion } from '../../src/language/land.ts'
import { cases, TODAY } from './opened.ts'

interface Case {
  kind: string
  text: string
  is: unknown
  per?: string
  region?: FarmRegion
}

function read({ kind, text, region }: Case): unknown {
  if (kind === 'money') return readMoney(text)?.value ?? null
  if (kind === 'people') return readNumber(text, 'people')
  if (kind === 'area') return readNumber(text, 'area_ha', region)
  if (kind === 'age') return readAge(text, TODAY)
  return kind === 'date' ? readDate(text, TODAY) : readYesNo(text)
}

test.for(cases<Case>('answers'))('the $kind answer "$text" is read as $is', (one) => {
  expect(read(one)).toEqual(one.is)
  if (one.per) expect(readMoney(one.text)?.per).toBe(one.per)
})

describe('choices', () => {
  const options = [
    { value: 'poor', label: 'Hộ nghèo' },
    { value: 'near_poor', label: 'Hộ cận nghèo' },
    { value: 'none', label: 'Không thuộc hộ nào' },
  ]
  test.for([
    ['1', 'poor'],
    ['2.', 'near_poor'],
    ['so 2', 'near_poor'],
    ['chọn 3 ạ', 'none'],
    ['hộ cận nghèo', 'near_poor'],
    ['can ngheo', 'near_poor'],
    ['ho ngheo', 'poor'],
    ['nhà tôi hộ cận nghèo', 'near_poor'],
    ['hai', 'near_poor'],
    ['4', null],
    ['0', null],
    ['không', 'none'],
    ['gì cơ', null],
  ] as const)('"%s" takes %s', ([text, value]) => {
    expect(readChoice(text, options)).toBe(value)
  })

  test('a typed number is the option written beside it, even when the list does not count from one', () => {
    expect(
      readChoice('0', [
        { value: '1', label: 'Có' },
        { value: '0', label: 'Việc khác' },
      ]),
    ).toBe('0')
  })

  test.for([
    ['1 3', ['poor', 'none']],
    ['1,3', ['poor', 'none']],
    ['1 va 2', ['poor', 'near_poor']],
    ['12', ['poor', 'near_poor']],
    ['khong co cai nao', []],
    ['hộ nghèo và hộ cận nghèo', ['poor', 'near_poor']],
    ['xyz', null],
    ['1 9', null],
  ] as const)('"%s" takes several: %s', ([text, values]) => {
    expect(readChoices(text, options)).toEqual(values)
  })
})
