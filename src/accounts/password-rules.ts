/** Which passwords are refused, and why. No rule about kinds of signs: length and not being guessed are what counts (ASVS 6.2). */

export const SHORTEST = 12
export const LONGEST = 128

/** Words around which everybody in an office builds a password. */
const CONTEXT = [
  'lalanh',
  'ubnd',
  'xa',
  'huyen',
  'tinh',
  'vietnam',
  'nganhangchinhsach',
  'matkhau',
  'password',
  'admin',
  'qwerty',
  'abc',
]
const COMMON =
  /^(?:(.)\1+|(?:0?1234567890?)+.*|123456.*|(?:iloveyou|letmein|welcome|monkey|dragon|football|sunshine|princess)\d*)$/

/** Null where it may be used, else a text key below `sign-in:password.`. */
export function passwordFault(
  password: string,
  about: readonly string[],
): 'short' | 'long' | 'common' | 'about_you' | null {
  const length = Array.from(password).length
  if (length < SHORTEST) return 'short'
  if (length > LONGEST) return 'long'
  const bare = plain(password)
  if (COMMON.test(bare) || CONTEXT.some((word) => bare.replaceAll(word, '').replace(/\d+/g, '').length < 4))
    return 'common'
  const own = about
    .flatMap((one) => [one, ...one.split(/[\s@.]+/)])
    .map(plain)
    .filter((one) => one.length >= 4)
  return own.some((one) => bare.replaceAll(one, '').replace(/\d+/g, '').length < 4) ? 'about_you' : null
}

function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replace(/[\s._-]+/g, '')
}
