/** What a sentence about damage says of a report, as a list that anybody can read and lengthen. */
import { describe, expect, test } from 'vitest'
import { reportSaid } from '../../src/language/report-said.ts'
import { understand } from '../../src/language/understand.ts'
import { cases, openedLexicon } from './opened.ts'

const TODAY = '2026-11-24'
const lexicon = openedLexicon()

describe('damage told in a sentence', () => {
  test.for(cases<{ said: string; is: object; odd?: readonly string[] }>('report-said'))(
    '$said',
    ({ said, is, odd = [] }) => {
      const { folded } = understand(lexicon, said, { today: TODAY })
      expect(reportSaid(folded, said, TODAY)).toEqual({ patch: is, odd })
    },
  )

  test('no sentence is lost in looking: junk of any length is read in the time of a short one', () => {
    // The reader looks at a bounded part; what stands beyond it changes nothing.
    const head = 'nha toi sap roi '.padEnd(2_000, 'x ')
    expect(reportSaid(`${head}${'nha bi '.repeat(50_000)}`, '', TODAY)).toEqual(reportSaid(head, '', TODAY))
  })
})
