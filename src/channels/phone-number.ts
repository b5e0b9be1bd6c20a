/** Phone numbers as SMS doors see them: one person is one E.164 number, however the provider wrote it (design §6.9). */
import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js'
import type { Address } from '../core/address.ts'

/** `0912 345 678`, `84912345678`, `+84912345678` → `+84912345678`; null for short codes, brandnames and impossible numbers. */
export function toE164(text: string, region: CountryCode = 'VN'): string | null {
  const trimmed = text.trim()
  // Letters would be read as keypad digits (1800-FLOWERS); a sender with letters is a brandname.
  if (!/^\+?[\d\s().-]{7,24}$/.test(trimmed)) return null
  const number = parsePhoneNumberFromString(trimmed, region)
  return number?.isValid() ? number.number : null
}

/** Who sent an SMS. `automated`: nobody can read an answer there (brandname, short code, 1800/1900 service number). */
export function smsSender(text: string, region: CountryCode = 'VN'): { address: Address; automated: boolean } {
  const number = toE164(text, region)
  const automated = number === null || /^\+841[89]00/.test(number)
  return { address: { kind: 'sms', value: number ?? text.trim() }, automated }
}
