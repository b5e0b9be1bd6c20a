import { expect, test } from 'vitest'
import { exactCommand } from '../../src/language/commands.ts'
import { cases } from './opened.ts'

test.for(cases<{ text: string; is: string | null }>('commands'))('"$text" is the command $is', ({ text, is }) => {
  expect(exactCommand(text)).toBe(is)
})
