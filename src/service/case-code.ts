/** A case's code as an official types it: `7Q2F`, `HT 7Q2F`, `ht-7q2f`. */
import { fold } from '../language/fold.ts'
import { CODE_ALPHABET } from '../language/result-code.ts'

/** As kept (`7Q2F`), or null where it is no code. */
export function codeIn(typed: string): string | null {
  const [, code = ''] = /^(?:ma\s*)?(?:ht)?[\s:.#-]*([a-z\d]{4})$/.exec(fold(typed.slice(0, 40))) ?? []
  const upper = code.toUpperCase()
  const fits = /\d/.test(upper) && Array.from(upper).every((letter) => CODE_ALPHABET.includes(letter))
  return fits && /[A-Z]/.test(upper) ? upper : null
}

const LENGTH = 4

/** A new code, as kept: with a digit and a letter, so that it is neither a number nor a word. */
export function newCaseCode(): string {
  const fair = 256 - (256 % CODE_ALPHABET.length)
  for (;;) {
    let code = ''
    while (code.length < LENGTH)
      for (const byte of crypto.getRandomValues(new Uint8Array(8)))
        if (byte < fair && code.length < LENGTH) code += CODE_ALPHABET[byte % CODE_ALPHABET.length]
    if (codeIn(code) !== null) return code
  }
}
