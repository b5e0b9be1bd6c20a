/** Codes of cases at the officials' desk: read as anybody types them, and drawn by chance for a new case. */
import { fillRandom } from '../core/id.ts'
import { CASE_CODE_LENGTH, isCaseCode, readCaseCode } from '../language/case-code.ts'
import { CODE_ALPHABET } from '../language/result-code.ts'

/** As kept (`7Q2F`), or null where it is no code. */
export const codeIn = readCaseCode

/** A new code, as kept: with a digit and a letter, so that it is neither a number nor a word. */
export function newCaseCode(): string {
  const fair = 256 - (256 % CODE_ALPHABET.length)
  for (;;) {
    let code = ''
    while (code.length < CASE_CODE_LENGTH)
      for (const byte of fillRandom(new Uint8Array(8)))
        if (byte < fair && code.length < CASE_CODE_LENGTH) code += CODE_ALPHABET[byte % CODE_ALPHABET.length]
    if (isCaseCode(code)) return code
  }
}
