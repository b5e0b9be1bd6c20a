/** The code of a case as people type it: `HT 7Q2F`, `ht7q2f`, `mã HT-7Q2F`, `7Q2F` alone. */
import { fold } from './fold.ts'
import { CODE_ALPHABET } from './result-code.ts'

export const CASE_CODE_LENGTH = 4

/** Typed for the digit that it looks like. */
const MIXED_UP: Readonly<Record<string, string>> = { o: '0', i: '1', l: '1', b: '8', s: '5', z: '2' }
const PREFIXED =
  /^((?:ma |ma so |ma vu |vu |case |code |xem |ket qua |kq )?(?:ht|hs|h t)[\s:.#-]*|(?:ma|ma so|ma vu|vu|case|code) )?([a-z\d][a-z\d\s.-]*?)[\s.!?]*$/

/**
 * The code that a whole message is, as kept (`7Q2F`), or null. With HT in front look-alike letters are mended (`7q2o` is 7Q20); alone it
 * must be written as printed, with a digit and a letter, or it is a word, a number or an amount.
 */
export function readCaseCode(text: string): string | null {
  if (text.length > 40) return null
  const [, prefix = '', rest = ''] = PREFIXED.exec(fold(text)) ?? []
  const typed = rest.replace(/[\s.-]+/g, '')
  if (typed.length !== CASE_CODE_LENGTH) return null
  if (prefix === '' && rest !== typed) return null
  const named = /h ?[ts]/.test(prefix)
  const code = Array.from(typed, (letter) => (named ? (MIXED_UP[letter] ?? letter) : letter).toUpperCase()).join('')
  return isCaseCode(code) ? code : null
}

/** Four signs of the alphabet with a digit and a letter among them. */
export function isCaseCode(code: string): boolean {
  return (
    code.length === CASE_CODE_LENGTH &&
    /\d/.test(code) &&
    /[A-Z]/.test(code) &&
    Array.from(code).every((sign) => CODE_ALPHABET.includes(sign))
  )
}

/** As printed: `HT 7Q2F`, which can be typed as it is read. */
export function printedCase(code: string): string {
  return `HT ${code}`
}
