/** What a commune's lists say of a household there: known where a list says it, on the days it says it, and never "no". */
import { describe, expect, test } from 'vitest'
import type { ContentFile } from '../../src/core/problem.ts'
import { areaRows, type PlaceUnit, placeBasis, placeFacts } from '../../src/rules/areas.ts'
import { checkLaw } from '../../src/rules/check-law.ts'
import { openLaw } from '../../src/rules/law-book.ts'
import { screen } from '../../src/rules/screen.ts'
import { policyFiles } from './policy-book.ts'

const TA_PHIN: PlaceUnit = { code: '03013', province: '15', kind: 'xa' }
const LIST: ContentFile = {
  path: 'policy/areas/thu.csv',
  data: [
    row('region_2', '2025-07-01', '2026-06-30'),
    row('region_3', '2026-07-01', ''),
    row('extremely_difficult', '2026-07-01', ''),
    { ...row('island', '2026-07-01', ''), confidence: 'unconfirmed' },
  ],
}
const withLists = checkLaw([...policyFiles, LIST])
const book = openLaw(withLists.data)
const bare = openLaw(checkLaw(policyFiles).data)

describe('the facts of a commune', () => {
  test('come with the list that says them, on its days', () => {
    expect(withLists.problems.filter(({ file }) => file === LIST.path)).toEqual([])
    expect(placeFacts(book, TA_PHIN, '2026-06-30')).toEqual({ province: '15', area: 'rural', region: 'II' })
    expect(placeFacts(book, TA_PHIN, '2026-07-01')).toEqual({
      province: '15',
      area: 'rural',
      region: 'III',
      extremely_difficult_area: true,
    })
    expect(placeBasis(book, TA_PHIN, '2026-07-01')).toEqual([
      { fact: 'area', basis: '', article: '', confidence: 'likely', from: null },
      { fact: 'region', basis: 'QĐ 1/QĐ-THU', article: 'Phụ lục I', confidence: 'confirmed', from: '2026-07-01' },
      {
        fact: 'extremely_difficult_area',
        basis: 'QĐ 1/QĐ-THU',
        article: 'Phụ lục I',
        confidence: 'confirmed',
        from: '2026-07-01',
      },
    ])
  })

  test('say nothing of what no list says: not known is not "no"', () => {
    expect(placeFacts(bare, TA_PHIN, '2026-11-23')).toEqual({ province: '15', area: 'rural' })
    expect(placeFacts(book, { ...TA_PHIN, code: '03046' }, '2026-11-23')).toEqual({ province: '15', area: 'rural' })
    expect(placeFacts(book, TA_PHIN, '2025-06-30')).not.toHaveProperty('region')
  })

  test('take no row that is unconfirmed, though it is shown', () => {
    expect(placeFacts(book, TA_PHIN, '2026-11-23')).not.toHaveProperty('island')
    expect(areaRows(book, '03013', '2026-11-23').map((one) => one.class)).toContain('island')
  })

  test('know a ward for urban, and nothing of the kind of a special zone', () => {
    expect(placeFacts(bare, { ...TA_PHIN, kind: 'phuong' }, '2026-11-23').area).toBe('urban')
    expect(placeFacts(bare, { ...TA_PHIN, kind: 'dac-khu' }, '2026-11-23')).toEqual({ province: '15' })
    expect(placeBasis(bare, { ...TA_PHIN, kind: 'dac-khu' }, '2026-11-23')).toEqual([])
  })

  test('settle a verdict that is open without a list', () => {
    const verdict = (law: typeof book, household: object) =>
      screen(law, household, '2026-11-23', { programmes: ['health-insurance'], next: false }).verdicts.find(
        ({ rule }) => rule === 'HI-EM',
      )?.verdict
    expect(verdict(bare, placeFacts(bare, TA_PHIN, '2026-11-23'))).toBe('unknown')
    expect(verdict(book, placeFacts(book, TA_PHIN, '2026-11-23'))).toBe('eligible')
  })
})

function row(named: string, from: string, to: string) {
  return {
    code: '03013',
    commune: 'Xã Tả Phìn',
    class: named,
    basis: 'QĐ 1/QĐ-THU',
    article: 'Phụ lục I',
    valid_from: from,
    valid_to: to,
    confidence: 'confirmed',
    read_on: '2026-11-23',
  }
}
