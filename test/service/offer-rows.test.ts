/** Lists of classes and jobs as offices keep them: `offer-lists.yaml` says what is read and what is said of the rest. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { readContent } from '../../src/commands/read-content.ts'
import type { Offer } from '../../src/core/offer.ts'
import { readOffers } from '../../src/service/offer-rows.ts'
import { checkTexts } from '../../src/texts/check-texts.ts'
import { openTexts } from '../../src/texts/texts.ts'

interface Case {
  readonly name: string
  readonly csv: string
  readonly offers?: readonly Offer[]
  readonly problems?: readonly string[]
}

const cases: readonly Case[] = parse(readFileSync('test/service/offer-lists.yaml', 'utf8'))
const texts = openTexts(checkTexts(readContent('.').files).data)

describe('a list of offers', () => {
  it.for(cases)('$name', ({ csv, offers = [], problems = [] }) => {
    const read = readOffers(csv)
    const said = read.problems.map(({ row, sentence }) => texts.say('vi', 'offer-lists:row', { row, sentence }))
    expect(said).toEqual(problems)
    expect(read.offers).toEqual(offers)
    for (const { row, sentence } of read.problems)
      expect(texts.say('en', 'offer-lists:row', { row, sentence })).toContain(`Row ${row}: the`)
  })

  it('says in which row a sheet of two thousand goes wrong', () => {
    const rows = Array.from({ length: 1_999 }, (_, i) => `x${i},Lớp,May`)
    const { offers, problems } = readOffers(['Mã,Loại,Tên', ...rows, 'y,Trò,May'].join('\n'))
    expect(offers).toHaveLength(1_999)
    expect(problems.map(({ row }) => row)).toEqual([2_001])
  })
})
