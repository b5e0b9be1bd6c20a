/** One person is one E.164 number however the provider wrote it; who cannot be answered is known before anybody answers. */
import { expect, test } from 'vitest'
import { sameSecret } from '../../src/channels/constant-time.ts'
import { smsSender, toE164 } from '../../src/channels/phone-number.ts'

test.for([
  '0912345678',
  '0912 345 678',
  '84912345678',
  '+84912345678',
  '0084912345678',
  '+84 (0)912 345 678',
  '912345678',
])('%s is +84912345678', (text) => expect(toE164(text)).toBe('+84912345678'))

test.for(['VIETTEL', '191', '8041', '', '+', '1800-GIUP', '+84123', '84'.repeat(20), '０９１２'])(
  '%s is no number',
  (text) => expect(toE164(text)).toBeNull(),
)

test('brandnames, short codes and service numbers are never answered, people are', () => {
  for (const text of ['VIETTEL', '191', '19001234', '18001166']) expect(smsSender(text).automated).toBe(true)
  for (const text of ['0912345678', '+12025550100']) expect(smsSender(text).automated).toBe(false)
})

test('a proof is the same only when every character is, and a missing one never', () => {
  expect(sameSecret('Abc', 'Abc')).toBe(true)
  for (const given of [undefined, '', 'abc', 'Abcd', 'Ab', 'Abc ']) expect(sameSecret(given, 'Abc')).toBe(false)
  expect(sameSecret('', '')).toBe(false)
})
