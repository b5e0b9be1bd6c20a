/** Short answers to an event's two questions, as people write them: test/language/cases/check-in.yaml. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { readCheckIn, readHelpCame } from '../../src/language/check-in.ts'
import { fold } from '../../src/language/fold.ts'

const Lines = z.array(z.string())
const cases = z
  .strictObject({
    ...{ safe: Lines, need_help: Lines, none_of_these: Lines },
    ...{ help_full: Lines, help_part: Lines, help_none: Lines, help_none_of_these: Lines },
  })
  .parse(parse(readFileSync('test/language/cases/check-in.yaml', 'utf8')))

const rows = (lines: readonly string[], means: string | null) => lines.map((says) => ({ says, means }))

describe('are you safe?', () => {
  it.for([...rows(cases.safe, 'safe'), ...rows(cases.need_help, 'need_help'), ...rows(cases.none_of_these, null)])(
    '"$says" means $means',
    ({ says, means }) => {
      expect(readCheckIn(fold(says), true)).toBe(means)
    },
  )

  it('a bare digit is an answer only where this question was the last', () => {
    expect(readCheckIn('2', false)).toBeNull()
    expect(readCheckIn('can giup', false)).toBe('need_help')
  })

  it('long messages are read in a moment, whatever they hold', () => {
    const started = performance.now()
    for (const text of ['nha '.repeat(500), `${'ca nha '.repeat(8)}x`, 'a'.repeat(2_000)]) readCheckIn(text, true)
    expect(performance.now() - started).toBeLessThan(50)
  })
})

describe('has help come?', () => {
  it.for([
    ...rows(cases.help_full, 'full'),
    ...rows(cases.help_part, 'part'),
    ...rows(cases.help_none, 'none'),
    ...rows(cases.help_none_of_these, null),
  ])('"$says" means $means', ({ says, means }) => {
    expect(readHelpCame(fold(says), true)).toBe(means)
  })
})
