/** Every boundary of `pairs.csv` has its two worked cases: alike in everything but one fact, and with different answers. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { readCsv } from '../../src/commands/read-csv.ts'

interface Case {
  readonly on: string
  readonly household: object
  readonly rule: string
  readonly verdict: string
  readonly amountVnd?: number | null
  readonly people?: number
  readonly riceKg?: number | null
}

const folder = new URL('.', import.meta.url)
const cases = readdirSync(folder)
  .filter((file) => file.endsWith('.yaml'))
  .flatMap((file) => parse(readFileSync(new URL(file, folder), 'utf8')) as Case[])
const pairs = readCsv(readFileSync(new URL('pairs.csv', folder), 'utf8'))

test.each(pairs)(
  '$rule: $fact $one_side and $other_side',
  ({ rule = '', fact = '', one_side: one = '', other_side: other = '' }) => {
    const told = cases.filter((worked) => worked.rule === rule).map((worked) => ({ worked, ...splitAt(worked, fact) }))
    const here = told.filter(({ value }) => value === one)
    const there = told.filter(({ value }) => value === other)
    const pair = here.flatMap((a) => there.filter((b) => a.rest === b.rest).map((b) => [a.worked, b.worked] as const))
    expect(pair.length, 'two cases alike but for this fact').toBeGreaterThan(0)
    expect(
      pair.some(([a, b]) => outcome(a) !== outcome(b)),
      'that come out differently',
    ).toBe(true)
  },
)

test('the boundaries that the law turns on are all in the list', () => {
  const listed = new Set(
    pairs.map(
      ({ fact = '', one_side = '', other_side = '' }) => `${fact.replace(/\d+/, '')} ${one_side}/${other_side}`,
    ),
  )
  for (const must of [
    'people..age 59/60',
    'people..age 69/70',
    'people..age 74/75',
    'people..age 15/16',
    'people..age 3/4',
    'income_month_vnd 3000000/3000001',
    'income_month_vnd 4000000/4000001',
    'disaster.crops..lost_percent 29/30',
    'disaster.crops..lost_percent 70/71',
    'left_list_on 2023-11-23/2023-11-22',
    'on 2026-10-04/2026-10-05',
    'on 2026-06-30/2026-07-01',
    'on 2026-12-31/2027-01-01',
    'on 2025-06-30/2025-07-01',
    'on 2025-02-24/2025-02-25',
  ])
    expect([...listed]).toContain(must)
})

/** The value at a path such as `people.0.age` or `on`, and everything else of the case. */
function splitAt({ on, household }: Case, path: string): { value: string; rest: string } {
  const copy: unknown = structuredClone({ on, ...household })
  const keys = path.split('.')
  const last = keys.pop() ?? ''
  const holder = keys.reduce<unknown>((at, key) => (isHolder(at) ? at[key] : undefined), copy)
  if (!isHolder(holder) || holder[last] === undefined) return { value: '', rest: '' }
  const raw = holder[last]
  const value = typeof raw === 'string' ? raw : JSON.stringify(raw)
  holder[last] = '*'
  return { value, rest: JSON.stringify(copy) }
}

function isHolder(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function outcome({ verdict, amountVnd, people, riceKg }: Case): string {
  return JSON.stringify([verdict, amountVnd ?? null, people ?? null, riceKg ?? null])
}
