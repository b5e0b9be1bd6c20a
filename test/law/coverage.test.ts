import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { coverageTable } from '../../src/rules/coverage.ts'
import { checkedPolicy } from '../rules/policy-book.ts'

const folder = new URL('.', import.meta.url)
const worked = new Map<string, Set<string>>()
const count = new Map<string, number>()
for (const file of readdirSync(folder).filter((name) => name.endsWith('.yaml')))
  for (const { rule, verdict } of parse(readFileSync(new URL(file, folder), 'utf8')) as {
    rule: string
    verdict: string
  }[]) {
    worked.set(rule, (worked.get(rule) ?? new Set()).add(verdict))
    count.set(rule, (count.get(rule) ?? 0) + 1)
  }

test('docs/coverage.md has a row for every id of the register (else: npm run test:update)', async () => {
  const table = coverageTable(checkedPolicy.data, count)
  for (const { rule } of checkedPolicy.data.ruleIds) expect(table).toContain(`| ${rule} |`)
  await expect(table).toMatchFileSnapshot('../../docs/coverage.md')
})

test('an id that policy/ holds nothing of is named', () => {
  const { data } = checkedPolicy
  const more = [...data.ruleIds, { rule: 'ZZ-1', kind: 'verdict', cap: '', amount_shown: 'no' }]
  expect(() => coverageTable({ ...data, ruleIds: more }, count)).toThrow(/ZZ-1/)
})

test('every rule with a verdict has worked cases, and those that can be certain one for and one against', () => {
  for (const { rule, kind, cap } of checkedPolicy.data.ruleIds) {
    if (kind !== 'verdict') continue
    const said = worked.get(rule) ?? new Set()
    expect(said.size, rule).toBeGreaterThan(0)
    if (cap === '') expect([...said], rule).toEqual(expect.arrayContaining(['eligible', 'not_eligible']))
  }
})
