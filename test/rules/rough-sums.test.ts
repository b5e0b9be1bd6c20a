/** Sums of a pension said roughly, and whether the line of the day lies where they may be. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { readCsv } from '../../src/commands/read-csv.ts'
import { readMoney } from '../../src/language/answers.ts'
import { isNearLine, linesOf } from '../../src/rules/lines.ts'
import { openTalk } from '../flows/open-talk.ts'

const { law } = openTalk().talk
const rows = readCsv(readFileSync(path.join(import.meta.dirname, 'rough-sums.csv'), 'utf8'))

test.for(rows)('on $today "$said" near a line: $near', ({ today = '', said = '', near = '' }) => {
  const read = readMoney(said)
  const lines = linesOf(law, 'person.pension_month_vnd', today, undefined)
  expect(typeof read?.value).toBe('number')
  const rough = read?.qualifier
  expect(rough !== undefined && isNearLine(Number(read?.value), rough, lines)).toBe(near === 'yes')
})
