/** A paper as a file: a workbook whose cells are values and never formulas, or CSV that no spreadsheet runs. */
import { stringify } from 'csv-stringify/sync'
import type { SheetData } from 'write-excel-file/universal'
import writeWorkbook from 'write-excel-file/universal'

/** A paper with every word said: what stands in the file. */
export interface SaidPaper {
  readonly title: string
  /** Lines above the table: who, which event, which days, as of when. */
  readonly head: readonly string[]
  readonly headings: readonly { readonly text: string; readonly type: 'text' | 'number' | 'vnd' | 'day' }[]
  readonly rows: readonly (readonly (string | number | null)[])[]
  /** Empty: nothing is added up, and no such row stands in the file. */
  readonly totals: readonly (number | null)[]
  readonly totalWord: string
  /** Sources and what is not known. */
  readonly foot: readonly string[]
}

const WIDTHS = { text: 22, number: 9, vnd: 15, day: 12 } as const
/** A sheet's name may hold no more, and none of the signs of an address. */
const SHEET_NAME = 31

/** XLSX. Text cells are marked as text, so that a phone number keeps its 0 and "=1+1" stays what somebody typed. */
export async function workbookOf(paper: SaidPaper): Promise<Uint8Array<ArrayBuffer>> {
  const text = (value: string, more: object = {}) => ({ type: String, value: clean(value), format: '@', ...more })
  const cell = (value: string | number | null, type: keyof typeof WIDTHS) => {
    if (value === null || value === '') return null
    if (typeof value === 'string') return text(value, { wrap: true, alignVertical: 'top' as const })
    return { type: Number, value, format: type === 'vnd' ? '#,##0' : '#,##0.####', alignVertical: 'top' as const }
  }
  const width = paper.headings.length
  const wide = (line: string, more: object = {}) => [
    text(line, { columnSpan: width, ...more }),
    ...Array(width - 1).fill(null),
  ]
  const data: SheetData = [
    wide(paper.title, { fontWeight: 'bold', fontSize: 14 }),
    ...paper.head.map((line) => wide(line)),
    paper.headings.map((one) => text(one.text, { fontWeight: 'bold', wrap: true, borderStyle: 'thin' })),
    ...paper.rows.map((row) => row.map((value, i) => cell(value, paper.headings[i]?.type ?? 'text'))),
    ...totalRow(paper).map((row) =>
      row.map((value, i) =>
        i === 0 ? text(paper.totalWord, { fontWeight: 'bold' }) : cell(value, paper.headings[i]?.type ?? 'number'),
      ),
    ),
    ...paper.foot.map((line) => wide(line, { wrap: true })),
  ]
  const blob = await writeWorkbook(data, {
    sheet: paper.title.replace(/[[\]:*?/\\]/g, ' ').slice(0, SHEET_NAME),
    columns: paper.headings.map(({ type }) => ({ width: WIDTHS[type] })),
    orientation: 'landscape',
    stickyRowsCount: paper.head.length + 2,
  }).toBlob()
  return new Uint8Array(await blob.arrayBuffer())
}

/** CSV (RFC 4180) with the mark that lets a spreadsheet read Vietnamese. */
export function csvOf(paper: SaidPaper): string {
  const lines: readonly (readonly (string | number | null)[])[] = [
    paper.headings.map(({ text }) => text),
    ...paper.rows,
    ...totalRow(paper),
  ]
  const rows = lines.map((line) => line.map((value) => (typeof value === 'string' ? neutral(clean(value)) : value)))
  return stringify(rows, { bom: true, record_delimiter: 'windows' })
}

function totalRow({ totals, totalWord }: SaidPaper): readonly (readonly (string | number | null)[])[] {
  return totals.length === 0 ? [] : [totals.map((value, i) => (i === 0 ? totalWord : value))]
}

/**
 * A cell that begins like a formula is text: an apostrophe before it, as OWASP advises (ASVS 1.2.10). Full-width signs count, and so do
 * signs behind spaces.
 */
function neutral(text: string): string {
  return /^[\s\u200b\u200e\u200f\ufeff]*[=+\-@\t\r\n＝＋－＠|%]/.test(text) ? `'${text}` : text
}

/** Without what no cell may hold: control characters but tab and line ends, and signs that turn the direction of writing. */
function clean(text: string): string {
  return Array.from(text, (sign) => (isRefused(sign.codePointAt(0) ?? 0) ? '' : sign)).join('')
}

function isRefused(code: number): boolean {
  const control = code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d
  return (
    control ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2066 && code <= 0x2069) ||
    code === 0xfffe ||
    code === 0xffff
  )
}
