/** A list of people as an office keeps it, CSV or XLSX, as rows of a broadcast's list: the first column that holds phone numbers or codes. */
import { parse } from 'csv-parse/sync'
import { zipSync } from 'fflate'
import { readSheet } from 'read-excel-file/universal'
import { fold } from '../language/fold.ts'
import type { ListRow } from './broadcast-list.ts'
import { unpackWithin } from './unpack.ts'

/** Larger files are refused before they are looked into (ASVS 5.2). */
export const MOST_UPLOAD_BYTES = 5 * 1024 * 1024
const MOST_UNPACKED_BYTES = 50 * 1024 * 1024
const MOST_ENTRIES = 1_000
const MOST_ROWS = 50_000
/** What the column may be called, folded; the first is the one of the template. */
const NAMES = /^(?:so ?(?:dien thoai|dt|may)|sdt|dien thoai|ma (?:nguoi|lien he)|phone(?: number)?|mobile|contact)$/

/** large: too many bytes, packed or unpacked · rows: more than 50,000 · unreadable: no spreadsheet · empty. */
export type UploadFault = 'large' | 'rows' | 'unreadable' | 'empty'

/** Rows as the spreadsheet counts them, the header being 1; what a row is worth, `putBroadcastList` says. */
export async function readUpload(bytes: Uint8Array<ArrayBuffer>): Promise<readonly ListRow[] | UploadFault> {
  if (bytes.length > MOST_UPLOAD_BYTES) return 'large'
  const table = isZip(bytes) ? await sheetOf(bytes) : textTable(bytes)
  if (typeof table === 'string') return table
  const filled = table.map((row, i) => ({ row: i + 1, cells: row.map((cell) => cell.trim()) }))
  const body = filled.filter(({ cells }) => cells.some((cell) => cell !== ''))
  const [head, ...rest] = body
  if (head === undefined) return 'empty'
  const named = head.cells.findIndex((cell) => NAMES.test(folded(cell)))
  const column = named >= 0 ? named : 0
  // A sheet without a heading begins with its first person.
  const rows = named < 0 && /\d{6}|^con_/.test(head.cells[0] ?? '') ? body : rest
  if (rows.length === 0) return 'empty'
  if (rows.length > MOST_ROWS) return 'rows'
  return rows.map(({ row, cells }) => ({ row, value: cells[column] ?? '' }))
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b
}

/** A workbook's first sheet. It is unpacked here, within bounds, and handed on unpacked: whoever reads it then believes no sizes of others. */
async function sheetOf(bytes: Uint8Array<ArrayBuffer>): Promise<readonly (readonly string[])[] | UploadFault> {
  try {
    const files = unpackWithin(bytes, { bytes: MOST_UNPACKED_BYTES, entries: MOST_ENTRIES }, (name) =>
      /\.(?:xml|rels)$/i.test(name),
    )
    if (files === 'large') return 'large'
    const rows = await readSheet(new Blob([zipSync(Object.fromEntries(files), { level: 0 })]))
    return rows.map((row) => row.map((cell) => textOf(cell)))
  } catch {
    return 'unreadable'
  }
}

/** A number that a spreadsheet made of 0912… lost its 0; the reader of phone numbers gives it back. */
function textOf(cell: unknown): string {
  if (typeof cell === 'number') return String(cell).length === 9 ? `0${cell}` : String(cell)
  return typeof cell === 'string' ? cell : ''
}

function textTable(bytes: Uint8Array): readonly (readonly string[])[] | UploadFault {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/^\ufeff/, '')
  } catch {
    return 'unreadable'
  }
  if (text.includes('\0')) return 'unreadable'
  const [first = ''] = text.split('\n')
  const delimiter = [';', '\t', ','].find((sign) => first.includes(sign)) ?? ','
  try {
    const rows: unknown = parse(text, { delimiter, relax_column_count: true, relax_quotes: true })
    return Array.isArray(rows) ? rows.map((row: unknown) => (Array.isArray(row) ? row.map(String) : [])) : 'unreadable'
  } catch {
    return 'unreadable'
  }
}

function folded(text: string): string {
  return fold(text)
    .replace(/[^a-z]+/g, ' ')
    .trim()
}
