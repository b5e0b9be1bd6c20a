/** What is said to change between two days: each figure, rule, document and list once, on the first day on which it is so. */
import { expect, test } from 'vitest'
import { previewLines } from '../../src/commands/preview.ts'
import { changesBetween } from '../../src/rules/changes.ts'
import type { LawData } from '../../src/rules/law-data.ts'
import { checkedPolicy } from './policy-book.ts'

const { data } = checkedPolicy

test('at new year the poverty lines rise and one way to count the poor follows another', () => {
  const said = previewLines(data, '2026-11-23', '2027-01-01')
  expect(said[0]).toBe('The law of 2027-01-01, 39 days from today (2026-11-23). What changes until then:')
  expect(said).toContain(
    '  2027-01-01  poverty-line-rural: 1.500.000 → 2.200.000 đồng a person a month (351/2025/NĐ-CP)',
  )
  expect(said).toContain('  2027-01-01  rule POV-2021 of poverty-class is no longer in force')
  expect(said).toContain('  2027-01-01  rule POV-2027 of poverty-class begins')
})

test('a change is told from its first day on, and no more on the day after', () => {
  const lines = (since: string, until: string) =>
    changesBetween(data, since, until).filter((one) => one.kind === 'figure' && one.parameter === 'poverty-line-rural')
  expect(lines('2026-11-23', '2026-12-31')).toEqual([])
  expect(lines('2026-12-31', '2027-01-01')).toHaveLength(1)
  expect(lines('2027-01-01', '2027-06-01')).toEqual([])
})

test("a province's own figure, an ended and an expected one, a new document and a list are told as such", () => {
  const source = { law: 'QĐ 1/QĐ-THU', article: '', confidence: 'confirmed' as const }
  const row = (from: string, value: number | null | 'expected') => ({ from, value, source, read_on: '2026-11-23' })
  const area = { code: '03013', commune: 'Xã Tả Phìn', class: 'region_3' as const, basis: 'QĐ 2/QĐ-THU', article: '' }
  const coming: LawData = {
    ...data,
    laws: [{ law: 'QĐ 1/QĐ-THU', title: 'Thử', descriptive: true, from: '2026-12-01', to: '2026-12-02' }],
    programmes: [],
    parameters: [
      {
        parameter: 'thu',
        unit: 'percent',
        values: [row('2026-01-01', 5), row('2026-12-04', null), row('2026-12-05', 'expected')],
        provinces: { '15': [row('2026-12-06', 7)] },
      },
    ],
    areas: ['03013', '03046'].map((code) => ({
      ...area,
      code,
      valid_from: '2026-12-07',
      valid_to: null,
      confidence: 'confirmed' as const,
      read_on: '2026-11-23',
    })),
  }
  expect(previewLines(coming, '2026-11-23', '2026-12-31').slice(1)).toEqual([
    '  2026-12-01  QĐ 1/QĐ-THU begins: Thử',
    '  2026-12-03  QĐ 1/QĐ-THU is no longer in force: Thử',
    '  2026-12-04  thu: 5 → ended, no figure (QĐ 1/QĐ-THU)',
    '  2026-12-05  thu: ended, no figure → a new figure is expected and not yet known (QĐ 1/QĐ-THU)',
    '  2026-12-06  thu in province 15: begins with 7 % (QĐ 1/QĐ-THU)',
    '  2026-12-07  area list QĐ 2/QĐ-THU: 2 rows begin',
  ])
})

test('today needs no word, a quiet day one line, and a day gone by is told from there', () => {
  expect(previewLines(data, '2026-11-23', '2026-11-23')).toEqual([])
  expect(previewLines(data, '2026-11-23', '2026-11-24')).toEqual([
    'The law of 2026-11-24, 1 day from today (2026-11-23). Nothing that the law book holds changes until then.',
  ])
  expect(previewLines(data, '2026-11-23', '2026-06-30')[0]).toBe(
    'The law of 2026-06-30, 146 days before today (2026-11-23). What changes since then:',
  )
})
