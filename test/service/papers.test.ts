/** The papers of a commune: worked households in a file anybody can read, exact cells, and files that no spreadsheet runs. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
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

const SOFFICE = ['/usr/bin/soffice', '/usr/bin/libreoffice'].find((one) => existsSync(one))

describe.skipIf(!SOFFICE)('opened in LibreOffice (left out where it is not installed)', () => {
  test('a hostile paper shows what was typed, runs nothing, and keeps the 0 of a phone number', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'la-lanh-paper-'))
    try {
      const typed = ['=1+1', '0912345678', '@SUM(A1)', 'Giàng A Páo']
      for (const [i, text] of typed.entries()) {
        writeFileSync(path.join(folder, `x${i}.xlsx`), await workbookOf(paperWith(text)))
        writeFileSync(path.join(folder, `c${i}.csv`), csvOf(paperWith(text)))
      }
      const files = readdirSync(folder)
      const profile = `-env:UserInstallation=file://${folder}/profile`
      const args = [
        profile,
        '--headless',
        '--convert-to',
        'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true',
        '--outdir',
        `${folder}/out`,
      ]
      spawnSync(SOFFICE ?? '', [...args, ...files.map((file) => path.join(folder, file))], { encoding: 'utf8' })
      const shown = (name: string) => readFileSync(path.join(folder, 'out', `${name}.csv`), 'utf8')
      for (const [i, text] of typed.entries()) expect(shown(`x${i}`)).toContain(text)
      // The last flag of the filter writes formulas as formulas: none may be there.
      for (const [i] of typed.entries()) expect(shown(`c${i}`)).not.toMatch(/(^|,)"?=/m)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }, 120_000)
})
