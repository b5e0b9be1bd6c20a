/** Several things answered in one message: ages, numbers of a list, one number a person. Cases in cases/ages.yaml, cases/lists.yaml. */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { readAges } from '../../src/language/ages.ts'
import { readEach, readList } from '../../src/language/lists.ts'

interface AgeCase {
  says: string
  ages: number[] | null
}
interface ListCase {
  says: string
  chosen: string[] | null
  closed?: boolean
}
const cases = <T>(file: string): T[] => parse(readFileSync(`test/language/cases/${file}`, 'utf8')) as T[]
const labelled = (labels: readonly string[]) => labels.map((label, i) => ({ value: String(i + 1), label }))
const ITEMS = labelled([
  'Đang đi học',
  'Có lương hưu, tiền tuất, BHXH',
  'Nhận trợ cấp hằng tháng',
  'Có tiền công, tiền lương',
  'Một mình nuôi con',
  'Muốn vay làm ăn',
])

describe('the ages of everybody in one message', () => {
  test.each(cases<AgeCase>('ages.yaml'))('$says', ({ says, ages }) => {
    expect(readAges(says, '2026-11-23')).toEqual(ages)
  })

  test('whatever is typed, an age is never invented: every one stands in the message', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 16, max: 99 }), { minLength: 1, maxLength: 8 }), (ages) => {
        expect(readAges(ages.join(', '), '2026-11-23')).toEqual(ages)
      }),
    )
  })
})

describe('the numbers of a list', () => {
  test.each(cases<ListCase>('lists.yaml'))('$says', ({ says, chosen, closed }) => {
    expect(readList(says, ITEMS, 7)).toEqual(chosen === null ? null : { chosen, closed })
  })
})

describe('one number for each of two people', () => {
  const levels = labelled(['Không đi học', 'Mầm non, mẫu giáo', 'Tiểu học', 'Trung học cơ sở'])
  test.each([
    ['3 4', ['3', '4']],
    ['34', ['3', '4']],
    ['3 va 4', ['3', '4']],
    ['tieu hoc, trung hoc co so', ['3', '4']],
    ['3', null],
    ['3 4 1', null],
    ['3 9', null],
  ])('%s', (says, values) => {
    expect(readEach(says, levels, 2)).toEqual(values)
  })
})
