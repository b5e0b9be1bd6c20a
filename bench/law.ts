/** (e) Screenings of the whole book with reasons, one household after the other, no two alike in a row. */
import process from 'node:process'
import type { Household } from '../src/core/household.ts'
import { content } from '../src/generated/content.ts'
import { openLaw } from '../src/rules/law-book.ts'
import { screen } from '../src/rules/screen.ts'

const HOUSEHOLDS: readonly Household[] = [
  {
    class: 'poor',
    area: 'rural',
    people: [{ age: 76, pension_month_vnd: 0, receives: [], disability: 'none', has_supporter: false }],
    people_complete: true,
  },
  {
    class: 'near_poor',
    area: 'urban',
    people: [
      { age: 34, single_parent: true },
      { age: 8, studying: 'primary' },
    ],
    people_complete: true,
  },
  { class: 'none', area: 'rural', people: [{ age: 45, disability: 'severe' }], people_complete: true },
  {
    class: 'poor',
    extremely_difficult_area: true,
    ethnic_minority: true,
    people: [{ age: 2 }, { age: 28 }, { age: 31 }],
    people_complete: true,
  },
  { people: [{ age: 71, pension_month_vnd: 300_000 }] },
]
const MEASURED = 40_000

export function lawBench(print: (text: string) => void): void {
  const book = openLaw(content.law)
  const run = (count: number): number => {
    let verdicts = 0
    for (let i = 0; i < count; i++) {
      verdicts += screen(book, HOUSEHOLDS[i % HOUSEHOLDS.length] ?? {}, '2026-11-23', { next: false }).verdicts.length
    }
    return verdicts
  }
  run(MEASURED / 4)
  const started = performance.now()
  const spent = process.cpuUsage()
  const verdicts = run(MEASURED)
  const seconds = (performance.now() - started) / 1000
  const { user, system } = process.cpuUsage(spent)
  print(
    `(e)  screenings with reasons: ${(MEASURED / seconds).toFixed(0)} households/s, ${((user + system) / MEASURED).toFixed(0)} µs of processor each, ${(verdicts / MEASURED).toFixed(0)} verdicts each (aim 20,000/s)`,
  )
}
