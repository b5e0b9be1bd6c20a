/** The six digits that people text back, however a keyboard writes them; and what only looks like them. */
import { expect, test } from 'vitest'
import { readCheckCode } from '../../src/language/check-code.ts'

test.each([
  'KT 482913',
  'kt482913',
  'KT: 482 913',
  'Kiểm tra 482913',
  'kiem tra tin 48.29.13',
  'check 482913?',
  'mã KT 482913',
])('"%s" is the code', (text) => expect(readCheckCode(text)).toBe('482913'))

test.each([
  '482913',
  'KT 48291',
  'KT 4829130',
  'KQ 482913',
  'toi 72 tuoi kt 482913',
  'UBND xa: chuyen tien ngay. Kiem tra tin: KT 482913',
])('"%s" is none', (text) => expect(readCheckCode(text)).toBeNull())
