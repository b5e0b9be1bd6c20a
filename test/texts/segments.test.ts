/** SMS parts are counted as a published calculator counts them, which is how providers bill. */
import fc from 'fast-check'
import { SegmentedMessage } from 'sms-segments-calculator'
import { describe, expect, test } from 'vitest'
import { segments } from '../../src/texts/segments.ts'

function oracle(text: string): { encoding: string; segments: number } {
  const counted = new SegmentedMessage(text)
  return { encoding: counted.encodingName, segments: counted.segmentsCount }
}

const ours = (text: string) => {
  const { encoding, segments: count } = segments(text)
  return { encoding, segments: count }
}

function sameAsOracle(text: string): void {
  expect(ours(text)).toEqual(oracle(text))
}

const GSM = [
  ...Array.from('@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCXYZÄÖÑÜ§¿abcxyzäöñüà'),
  ...Array.from('\f^{}\\[~]|€'),
]
const WIDE = [
  ...Array.from('ăâđêôơưạảấầẩẫậẹẻếỳỵỷỹĐƯƠ“”’…–₫ŏĕč'),
  '😀',
  '👍🏽',
  'e\u0301',
  'u\u031b\u0301',
  '🇻🇳',
  '\r\n',
]

const repeated = (letters: string[], max: number) =>
  fc.array(fc.constantFrom(...letters), { maxLength: max, size: 'max' }).map((list) => list.join(''))

describe('parts of an SMS', () => {
  test.for([
    { why: 'the empty message is still one', text: '', expected: { encoding: 'GSM-7', segments: 1 } },
    { why: '160 letters fit one', text: 'a'.repeat(160), expected: { encoding: 'GSM-7', segments: 1 } },
    { why: 'one more makes two', text: 'a'.repeat(161), expected: { encoding: 'GSM-7', segments: 2 } },
    { why: 'two parts end at 306', text: 'a'.repeat(306), expected: { encoding: 'GSM-7', segments: 2 } },
    { why: 'three begin at 307', text: 'a'.repeat(307), expected: { encoding: 'GSM-7', segments: 3 } },
    { why: '80 euro signs are 160 units', text: '€'.repeat(80), expected: { encoding: 'GSM-7', segments: 1 } },
    {
      why: 'an escaped letter is not torn over a border: 152 + € goes on in part two',
      text: `${'a'.repeat(152)}€${'a'.repeat(152)}`,
      expected: { encoding: 'GSM-7', segments: 3 },
    },
    { why: 'à and é are in GSM-7', text: 'à é è ì ò ù', expected: { encoding: 'GSM-7', segments: 1 } },
    { why: 'ạ is not', text: 'hạ', expected: { encoding: 'UCS-2', segments: 1 } },
    { why: '70 wide letters fit one', text: 'đ'.repeat(70), expected: { encoding: 'UCS-2', segments: 1 } },
    { why: '71 make two', text: 'đ'.repeat(71), expected: { encoding: 'UCS-2', segments: 2 } },
    {
      why: 'a smiling face is not torn',
      text: `${'đ'.repeat(66)}😀${'đ'.repeat(66)}`,
      expected: { encoding: 'UCS-2', segments: 3 },
    },
  ])('$why', ({ text, expected }) => {
    expect(ours(text)).toEqual(expected)
    expect(oracle(text)).toEqual(expected)
  })

  test('agree with the calculator on any GSM-7 text', () => {
    fc.assert(fc.property(repeated(GSM, 700), sameAsOracle), { numRuns: 200 })
  })

  test('agree with the calculator on Vietnamese, composed or not, with emoji', () => {
    fc.assert(fc.property(repeated([...GSM, ...WIDE], 300), sameAsOracle), {
      numRuns: 200,
    })
  })

  test('agree with the calculator just around each border', () => {
    const around = fc.tuple(fc.integer({ min: 60, max: 480 }), repeated(['€', '|', 'a', 'ạ', '😀'], 6), fc.boolean())
    fc.assert(
      fc.property(around, ([length, tail, wide]) => {
        const text = `${(wide ? 'ấ' : 'a').repeat(length)}${tail}${'b'.repeat(length % 7)}`
        expect(ours(text)).toEqual(oracle(text))
      }),
      { numRuns: 300 },
    )
  })
})
