/** What is an order of an official, and what is only a sentence. */
import { describe, expect, test } from 'vitest'
import { readOfficialOrder } from '../../src/language/official-order.ts'

const ROWS: readonly { says: string; is: ReturnType<typeof readOfficialOrder>; why: string }[] = [
  { says: 'CAN BO 12345678', is: { kind: 'link', code: '12345678' }, why: 'without marks, as by SMS' },
  { says: 'Cán bộ: 12345678.', is: { kind: 'link', code: '12345678' }, why: 'with marks and a full stop' },
  { says: 'cb12345678', is: { kind: 'link', code: '12345678' }, why: 'short and without a space' },
  { says: 'can bo 1234567', is: null, why: 'a digit is missing' },
  { says: 'gap can bo 12345678', is: null, why: 'a citizen who asks for an official' },
  {
    says: 'TB 123456 Chiều mai 14h họp thôn.\nMang theo sổ.',
    is: { kind: 'announce', code: '123456', text: 'Chiều mai 14h họp thôn.\nMang theo sổ.' },
    why: 'words and lines stay as typed',
  },
  {
    says: 'thông báo 123456: lũ về, bà con lên nhà văn hóa',
    is: { kind: 'announce', code: '123456', text: 'lũ về, bà con lên nhà văn hóa' },
    why: 'what it tells of danger is no cry for help',
  },
  {
    says: 'TB 123456',
    is: { kind: 'announce', code: '123456', text: '' },
    why: 'the words are missing, and are asked for',
  },
  { says: 'thong bao cho toi khi co tien', is: null, why: 'no code: a sentence' },
  { says: 'tb 1234567 abc', is: null, why: 'seven digits are no code' },
]

describe('an order by telephone', () => {
  test.for(ROWS)('"$says": $why', ({ says, is }) => {
    expect(readOfficialOrder(says)).toEqual(is)
  })

  test('in decomposed letters is the same, and a flood of spaces costs nothing', () => {
    expect(readOfficialOrder('Cán bộ 12345678'.normalize('NFD'))).toEqual({ kind: 'link', code: '12345678' })
    const started = performance.now()
    expect(readOfficialOrder(`tb${' '.repeat(100_000)}x`)).toBeNull()
    expect(performance.now() - started).toBeLessThan(200)
  })
})
