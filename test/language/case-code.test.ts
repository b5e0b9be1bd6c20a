import { describe, expect, test } from 'vitest'
import { printedCase, readCaseCode } from '../../src/language/case-code.ts'
import { farmRegion, saoInHectares } from '../../src/language/farm-region.ts'
import { villageIn } from '../../src/language/village.ts'
import { cases } from './opened.ts'

describe('the code of a case', () => {
  test.for(cases<{ typed: string; code: string | null }>('case-codes'))('"$typed" is $code', ({ typed, code }) => {
    expect(readCaseCode(String(typed))).toBe(code)
  })

  test('what is printed can be typed as it is read', () => {
    expect(readCaseCode(printedCase('3H8K'))).toBe('3H8K')
  })
})

describe('a village inside a story', () => {
  test.for([
    { said: 'Nhà tôi ở thôn Suối Thầu xã Tả Phìn bị sập', village: 'thôn Suối Thầu' },
    { said: 'nha toi o thon 3 bi ngap', village: 'thon 3' },
    { said: 'nước vào tổ dân phố 5 rồi', village: 'tổ dân phố 5' },
    { said: 'ban Suoi Thau, xa Ta Phin', village: 'ban Suoi Thau' },
    { said: 'ban lang xom gieng cuu voi', village: null },
    { said: 'bao to qua lua mat het', village: null },
  ])('"$said" names $village', ({ said, village }) => {
    expect(villageIn(said)).toBe(village)
  })
})

test('a sào has the size of its land, and none where two sizes are in use', () => {
  expect(saoInHectares(5, farmRegion('15') ?? 'nam')).toBe(0.18)
  expect(saoInHectares(5, farmRegion('40') ?? 'nam')).toBe(0.25)
  expect(saoInHectares(5, farmRegion('92') ?? 'bac')).toBe(0.5)
  expect(farmRegion('68')).toBeUndefined()
  expect(farmRegion(undefined)).toBeUndefined()
})
