import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { workedCases } from '../../src/commands/worked-cases.ts'
import { coverageCounts, coverageTable } from '../../src/rules/coverage.ts'
import { checkedPolicy } from '../rules/policy-book.ts'

const worked = workedCases('.')
const count = new Map([...worked].map(([rule, verdicts]) => [rule, verdicts.length]))

test('docs/coverage.md has a row for every id of the register (else: npm run coverage)', () => {
  const table = coverageTable(checkedPolicy.data, count)
  for (const { rule } of checkedPolicy.data.ruleIds) expect(table).toContain(`| ${rule} |`)
  expect(readFileSync('docs/coverage.md', 'utf8')).toBe(table)
})

test('the counts add up to the register and to the cases', () => {
  const said = coverageCounts(checkedPolicy.data, count)
  expect(said).toContain(`${checkedPolicy.data.ruleIds.length} ids: `)
  expect(said).toContain(`${[...count.values()].reduce((sum, one) => sum + one, 0)} worked cases: `)
  expect(said).toContain(', 0 ids without')
})

test('an id that policy/ holds nothing of is named', () => {
  const { data } = checkedPolicy
  const more = [...data.ruleIds, { rule: 'ZZ-1', kind: 'verdict', cap: '', amount_shown: 'no' }]
  expect(() => coverageTable({ ...data, ruleIds: more }, count)).toThrow(/ZZ-1/)
})

test('every rule with a verdict has worked cases, and those that can be certain one for and one against', () => {
  for (const { rule, kind, cap } of checkedPolicy.data.ruleIds) {
    if (kind !== 'verdict') continue
    const said = new Set(worked.get(rule))
    expect(said.size, rule).toBeGreaterThan(0)
    if (cap === '') expect([...said], rule).toEqual(expect.arrayContaining(['eligible', 'not_eligible']))
  }
})
