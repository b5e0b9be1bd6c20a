/** The papers of a commune: worked households in a file anybody can read, exact cells, and files that no spreadsheet runs. */
import { readFileSync } from 'node:fs'
import { parse as parseCsv } from 'csv-parse/sync'
import fc from 'fast-check'
import { unzipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Report } from '../../src/core/report.ts'
import { csvOf, type SaidPaper, workbookOf } from '../../src/service/paper-files.ts'
import { type PaperKind, paperOf } from '../../src/service/papers.ts'
import { type Desk, HERE, official, openDesk } from './desk-house.ts'

interface Row {
  readonly kể: string
  readonly paper: PaperKind
  readonly months?: number
  readonly reports: readonly Report[]
  /** Cells of the rows by column; only those named are compared. */
  readonly cells: readonly Readonly<Record<string, unknown>>[]
  readonly totals?: Readonly<Record<string, number>>
}
const rows: readonly Row[] = parse(readFileSync('test/service/papers.yaml', 'utf8'), { schema: 'core' })
const TODAY = '2026-11-24'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk.close())

describe('a paper', () => {
  test.for(rows)('$kể', async ({ paper: kind, months = 1, reports, cells, totals = {} }) => {
    for (const report of reports) await desk.addCase({ report: { ...report, commune: HERE.commune } })
    const paper = await paperOf(desk.ports, official('commune_officer'), { kind, months, order: 'place' }, TODAY)
    const index = (id: string) => paper.columns.findIndex((column) => column.id === id)
    const found = paper.rows.map((row, i) =>
      Object.fromEntries(
        Object.keys(cells[i] ?? {}).map((id) => {
          const cell = row[index(id)]
          return [id, typeof cell === 'object' && cell !== null ? cell.key : cell]
        }),
      ),
    )
    expect(found).toEqual(cells)
    for (const [id, sum] of Object.entries(totals)) expect(paper.totals[index(id)]).toBe(sum)
  })

  test('holds only the cases of one’s own communes, and none that was merged, untrue or taken back', async () => {
    await desk.addCase({ report: { name: 'own' } })
    await desk.addCase({ report: { name: 'foreign' }, place: { commune: '00004', province: '01' } })
    const code = await desk.addCase({ report: { name: 'untrue' } })
    await desk.sql(`update cases set status = 'closed', closed_reason = 'not_true' where code = '${code}'`)
    const asked = { kind: 'households', months: 1, order: 'place' } as const
    const paper = await paperOf(desk.ports, official('commune_officer'), asked, TODAY)
    expect(paper.rows.map((row) => row[2])).toEqual(['own'])
  })
})

const paperWith = (text: string): SaidPaper => ({
  ...{
    title: 'T',
    head: ['H'],
    headings: [
      { text: 'a', type: 'text' },
      { text: 'b', type: 'number' },
    ],
  },
  ...{ rows: [[text, 1]], totals: [null, 1], totalWord: 'Cộng', foot: ['F'] },
})

describe('a file', () => {
  const hostile = [
    '=1+1',
    '+84912345678',
    '-2',
    '@SUM(A1)',
    '\t=1',
    ' =1',
    '＝1',
    '\u200b=HYPERLINK("http://x")',
    '|cmd',
    '%n',
    '<script>',
    '"; DROP',
    '‮evil',
  ]

  test('in CSV begins no cell like a formula, whatever was typed', () => {
    const check = (text: string) => {
      const [, row = []] = parseCsv(csvOf(paperWith(text)), { bom: true, relax_column_count: true }) as string[][]
      expect(row[0]?.replace(/^[\s\u200b\u200e\u200f\ufeff]*/, '')).not.toMatch(/^[=+\-@＝＋－＠|%]/)
    }
    for (const text of hostile) check(text)
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), check))
  })

  test('as a workbook holds values and no formula; a phone number keeps its 0', async () => {
    for (const text of [...hostile, '0912345678']) {
      const files = unzipSync(await workbookOf(paperWith(text)))
      const xml = Object.entries(files)
        .filter(([name]) => name.endsWith('.xml'))
        .map(([, bytes]) => Buffer.from(bytes).toString('utf8'))
        .join('\n')
      expect(xml).not.toMatch(/<f[ >]|HYPERLINK\(&quot;http:\/\/x&quot;\)<\/f>|externalLink/)
      if (text.startsWith('0')) expect(xml).toContain('0912345678')
    }
  })
})
