/** `npm run coverage`: writes docs/coverage.md from policy/ and test/law/, and prints what it counts. */
import { writeFileSync } from 'node:fs'
import process from 'node:process'
import { checkLaw } from '../rules/check-law.ts'
import { coverageCounts, coverageTable } from '../rules/coverage.ts'
import { printProblems } from './compile-content.ts'
import { readContent } from './read-content.ts'
import { workedCases } from './worked-cases.ts'

const COVERAGE = 'docs/coverage.md'

const { files, problems: unreadable } = readContent('.')
const { data, problems } = checkLaw(files)
const all = [...unreadable, ...problems]
if (all.length > 0) {
  process.stdout.write(`${printProblems(all)}; nothing was written.\n`)
  process.exitCode = 1
} else {
  const cases = workedCases('.')
  const counted = new Map([...cases].map(([rule, verdicts]) => [rule, verdicts.length]))
  writeFileSync(COVERAGE, coverageTable(data, counted))
  process.stdout.write(`${coverageCounts(data, counted)}${COVERAGE} is written.\n`)
}
