/** The steps of a case (`case-transitions.yaml`): every cell that is not in the table is refused. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { CASE_KINDS, CASE_STATUSES, type CaseKind, type CaseStatus } from '../../src/core/case.ts'
import { ROLES, type Role } from '../../src/core/official.ts'
import { closeReasons, leadsTo, nextDueAt, STEPS, type Step, stepsFor } from '../../src/service/case-transitions.ts'

interface Row {
  readonly why: string
  readonly kind: CaseKind
  readonly from: CaseStatus
  readonly step: Step
  readonly to: CaseStatus
  readonly who: string
}
const rows = parse(readFileSync('test/service/case-transitions.yaml', 'utf8')) as Row[]
const LETTER: Partial<Record<Role, string>> = { commune_officer: 'o', commune_leader: 'l', province_officer: 'p' }

describe('a step of a case', () => {
  it.for(rows)('$kind $from, $step → $to: $why', ({ kind, from, step, to }) => {
    expect(leadsTo(kind, from, step)).toBe(to)
  })

  it('that is not in the table is not taken, by any role', () => {
    for (const kind of CASE_KINDS)
      for (const from of CASE_STATUSES)
        for (const step of STEPS) {
          const row = rows.find((one) => one.kind === kind && one.from === from && one.step === step)
          expect([kind, from, step, leadsTo(kind, from, step)]).toEqual([kind, from, step, row?.to ?? null])
          for (const role of ROLES) {
            const allowed = row?.who.includes(LETTER[role] ?? '-') ?? false
            expect([kind, from, step, role, stepsFor(kind, from, role).includes(step)]).toEqual([
              ...[kind, from, step, role],
              allowed,
            ])
          }
        }
  })

  it('leaves a time for the next one, shorter where life is in danger, and none at the end', () => {
    expect(nextDueAt('seen', true, 0)).toBe(4 * 3_600_000)
    expect(nextDueAt('seen', false, 0)).toBe(48 * 3_600_000)
    for (const status of CASE_STATUSES) {
      const [usual, danger] = [nextDueAt(status, false, 0), nextDueAt(status, true, 0)]
      if (usual === null || danger === null) expect([usual, danger]).toEqual([null, null])
      else expect(danger).toBeLessThan(usual)
    }
    expect(nextDueAt('closed', true, 0)).toBeNull()
  })

  it('never closes a case as a duplicate without the case that goes on', () => {
    for (const kind of CASE_KINDS) expect(closeReasons(kind)).not.toContain('duplicate')
  })
})
