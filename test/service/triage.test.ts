/** Who is helped first, as a list that officials can read; and that more harm never stands lower. */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { REPORTED_HOUSES, type Report, SUPPLIES, VULNERABLE } from '../../src/core/report.ts'
import { firstLookDue, questionDue, triage } from '../../src/service/triage.ts'
import { openTalk } from '../flows/open-talk.ts'

interface Row {
  readonly kể: string
  readonly danger?: boolean
  readonly report: Report
  readonly score: number
  readonly reasons: readonly string[]
}
const rows: readonly Row[] = parse(readFileSync('test/service/triage.yaml', 'utf8'))
const { texts } = openTalk()

describe('who is helped first', () => {
  test.for(rows)('$kể: $score', ({ report, danger = false, score, reasons }) => {
    expect(triage(report, danger)).toEqual({ score, reasons })
    for (const reason of reasons)
      expect(texts.has('vi', `triage:${reason}`) && texts.has('en', `triage:${reason}`)).toBe(true)
  })

  const supply = fc.constantFrom(...SUPPLIES)
  const count = fc.nat({ max: 3 })
  const report = fc.record(
    {
      ...{ hurt: count, missing: count, dead: count, food: supply, water: supply },
      house: fc.constantFrom(...REPORTED_HOUSES),
      vulnerable: fc.subarray([...VULNERABLE]),
      nowhereToLive: fc.boolean(),
    },
    { requiredKeys: [] },
  )

  test('more harm never stands lower, and danger stands above a ruined field', () => {
    fc.assert(
      fc.property(report, (told) => {
        const before = triage(told, false).score
        for (const worse of [{ hurt: 4 }, { missing: 4 }, { dead: 4 }, { food: 'none' }, { water: 'none' }] as const)
          expect(triage({ ...told, ...worse }, false).score).toBeGreaterThanOrEqual(before)
        expect(triage(told, true).score).toBeGreaterThanOrEqual(Math.max(before, 60))
      }),
    )
  })

  test('danger is looked at within a quarter of an hour, a ruined house within two, the rest within a day', () => {
    const minutes = (told: Report, danger: boolean) => firstLookDue(triage(told, danger), danger, 0) / 60_000
    expect([
      minutes({}, true),
      minutes({ house: 'collapsed', nowhereToLive: true }, false),
      minutes({}, false),
    ]).toEqual([15, 120, 1440])
  })

  test('a wish for a person is answered within two working days', () => {
    const due = (from: string) => new Date(questionDue(Date.parse(from))).toISOString()
    // Tuesday, Friday morning, Saturday; and Friday late evening in Vietnam is still Friday there.
    expect(due('2026-11-24T02:00:00Z')).toBe('2026-11-26T02:00:00.000Z')
    expect(due('2026-11-27T02:00:00Z')).toBe('2026-12-01T02:00:00.000Z')
    expect(due('2026-11-28T02:00:00Z')).toBe('2026-12-01T02:00:00.000Z')
    expect(due('2026-11-26T18:00:00Z')).toBe('2026-11-30T18:00:00.000Z')
  })
})
