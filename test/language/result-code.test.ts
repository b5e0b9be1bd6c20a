/** Codes of saved results as people type them: test/language/cases/result-codes.yaml. */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { readResultCode } from '../../src/language/result-code.ts'

const Case = z.strictObject({ text: z.string(), code: z.string().nullable(), why: z.string().optional() })
const cases = z.array(Case).parse(parse(readFileSync('test/language/cases/result-codes.yaml', 'utf8')))

it.for(cases)('"$text" is the code $code', ({ text, code }) => {
  expect(readResultCode(text)).toBe(code)
})
