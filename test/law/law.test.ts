/** The worked cases of `test/law/*.yaml`: contracts, changed only with a new source. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Household } from '../../src/core/household.ts'
import { screen } from '../../src/rules/screen.ts'
import { law } from '../rules/policy-book.ts'

interface Case {
  readonly name: string
  readonly on: string
  readonly household: Household
  readonly rule: string
  readonly verdict: string
  /** null: no amount may be said. */
  readonly amountVnd?: number | null
  readonly people?: number
  /** Rice a month for everybody together; null: no weight may be said. */
  readonly riceKg?: number | null
  /** Rules of which only the highest is paid. */
  readonly highestOnly?: readonly string[]
  readonly source: string
}

const folder = new URL('.', import.meta.url)
const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'))
const cases = files.map((file) => [file, parse(readFileSync(new URL(file, folder), 'utf8')) as Case[]] as const)

test('there are at least two hundred worked cases, each with its source and its own name', () => {
  const all = cases.flatMap(([, list]) => list)
  expect(all.length).toBeGreaterThanOrEqual(200)
  expect(all.filter(({ source }) => !source)).toEqual([])
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length)
})

describe.each(cases)('%s', (_file, list) => {
  test.each(list.map((one) => [one.name, one] as const))('%s', (_name, one) => {
    // As in `npm run screen`: people, when given, are the whole household.
    const household = one.household.people ? { people_complete: true, ...one.household } : one.household
    const screening = screen(law, household, one.on, { programmes: law.everyProgramme, next: false })
    const verdict = screening.verdicts.find(({ rule }) => rule === one.rule)
    expect(verdict?.verdict).toBe(one.verdict)
    if (one.amountVnd !== undefined) expect(verdict?.amountVnd ?? null).toBe(one.amountVnd)
    if (one.riceKg !== undefined) expect(verdict?.riceKg ?? null).toBe(one.riceKg)
    if (one.people !== undefined) expect(verdict?.people).toBe(one.people)
    if (one.highestOnly) expect(screening.highestOnly.map(({ rules }) => rules)).toContainEqual(one.highestOnly)
  })
})
