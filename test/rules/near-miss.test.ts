/** Near misses of `near-miss.yaml`: what is said to be missing would, alone, give the verdict. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Household } from '../../src/core/household.ts'
import { screen } from '../../src/rules/screen.ts'
import { law } from './policy-book.ts'

interface Case {
  readonly name: string
  readonly household: Household
  readonly rule: string
  readonly condition: string
  readonly fact?: string
}

const cases = parse(readFileSync(new URL('near-miss.yaml', import.meta.url), 'utf8')) as Case[]

test.each(cases.map((one) => [one.name, one] as const))('%s', (_name, { household, rule, condition, fact }) => {
  const whole = household.people ? { people_complete: true, ...household } : household
  const { verdicts } = screen(law, whole, '2026-11-23', { programmes: law.everyProgramme, next: false })
  const verdict = verdicts.find((one) => one.rule === rule)
  expect(verdict?.verdict).not.toBe('eligible')
  expect(verdict?.nearMiss?.text.key ?? 'none').toBe(
    condition === 'none' ? 'none' : `programmes:conditions.${condition}`,
  )
  if (fact) expect(verdict?.nearMiss?.question.fact).toBe(fact)
})
