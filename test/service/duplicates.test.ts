/** Which reports may be of one household, as a list that officials can read. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Report } from '../../src/core/report.ts'
import { likelySame } from '../../src/service/duplicates.ts'

const rows: readonly { kể: string; a: Report; b: Report; why: readonly string[] }[] = parse(
  readFileSync('test/service/duplicates.yaml', 'utf8'),
)
const older = (report: Report, contactId: string | null = 'con_b') => ({ id: 'case_b', contactId, report, openedAt: 0 })

describe('reports that may be of one household', () => {
  test.for(rows)('$kể', ({ a, b, why }) => {
    expect(likelySame(a, 'con_a', [older(b)])).toEqual(why.length > 0 ? [{ other: 'case_b', why }] : [])
  })

  test('a person’s own cases are known to be theirs and are not linked', () => {
    const report = { name: 'Phàn Thị Mẩy', village: 'Suối Thầu' }
    expect(likelySame(report, 'con_a', [older(report, 'con_a')])).toEqual([])
    expect(likelySame(report, 'con_a', [older(report, null)])).toHaveLength(1)
  })
})
