/** What a sentence about damage says of a report, as a list that anybody can read and lengthen. */
import { describe, expect, test } from 'vitest'
import { readReport } from '../../src/language/report-said.ts'
import { cases, openedLexicon } from './opened.ts'

const TODAY = '2026-11-24'
const lexicon = openedLexicon()

interface Case {
  said: string
  is: object
  /** What cannot be and is asked about. */
  doubts?: readonly string[]
}

describe('damage told in a sentence', () => {
  test.for(cases<Case>('report-said'))('$said', ({ said, is, doubts = [] }) => {
    const read = readReport(lexicon, said, { today: TODAY, region: 'bac' })
    expect({ patch: read.patch, doubts: read.doubts.map(({ about }) => about) }).toEqual({ patch: is, doubts })
  })

  test('a sào is as large as where it lies; without a place its size stays unknown', () => {
    const area = (region?: 'bac' | 'trung' | 'nam') =>
      readReport(lexicon, 'mat 2 sao lua', { today: TODAY, ...(region ? { region } : {}) }).patch.crops
    expect(area('bac')).toEqual([{ kind: 'rice', area_ha: 0.072 }])
    expect(area('trung')).toEqual([{ kind: 'rice', area_ha: 0.1 }])
    expect(area()).toEqual([{ kind: 'rice' }])
  })

  test('no story is too long to look at: what stands beyond its beginning changes nothing', () => {
    const head = 'nha toi sap roi '.padEnd(1_000, 'x ')
    const read = (text: string) => readReport(lexicon, text, { today: TODAY })
    expect(read(`${head}${'nha bi cuon troi 5 nguoi '.repeat(20_000)}`)).toEqual(read(head))
  })
})
