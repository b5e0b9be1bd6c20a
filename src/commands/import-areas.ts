/** A list of communes as an office keeps it (a spreadsheet saved as CSV) → the rows of `policy/areas/`, a sentence for each row that is not clear. */
import { parse } from 'csv-parse/sync'
import { isDay } from '../core/day.ts'
import type { ContentFile, Problem } from '../core/problem.ts'
import { bareName } from '../language/places-data.ts'
import { nameKey, speltName } from '../language/places-index.ts'
import { AREA_COLUMNS, type AreaUnits, checkAreas, codeFault, unitsOf } from '../rules/check-areas.ts'
import type { AreaClass } from '../rules/law-data.ts'
import { CLASSES, type Column, folded, HAMLET, HEADERS } from './area-words.ts'

/** What a list leaves out and whoever imports it says once for all rows. */
export type AreaDefaults = Partial<Record<Exclude<Column, 'code' | 'commune'>, string>>

export interface ImportedAreas {
  /** The file to write; to be trusted only when there is no problem. */
  readonly csv: string
  readonly rows: number
  readonly problems: readonly Problem[]
  /** What was understood: columns read, columns left aside, cells put right. */
  readonly notes: readonly string[]
}

/** Reads a list; `files`: the content as it is, `target`: the file that this list becomes (its old rows no longer count). */
export function importAreas(
  text: string,
  files: readonly ContentFile[],
  target: string,
  defaults: AreaDefaults = {},
): ImportedAreas {
  const refuse = (where: string, sentence: string): ImportedAreas => ({
    csv: '',
    rows: 0,
    problems: [{ file: 'list', where, sentence }],
    notes: [],
  })
  const read = records(text)
  if ('fault' in read) return refuse(read.where, read.fault)
  const [header, ...body] = read.rows
  if (!header || body.length === 0) return refuse('file', 'holds no row below its first line')
  const columns = header.cells.map((name) => HEADERS[folded(name)])
  const twice = columns.find((column, i) => column !== undefined && columns.indexOf(column) !== i)
  if (twice) return refuse('row 1', `two columns both mean ${twice}: take one out`)
  if (!columns.includes('code') && !columns.includes('commune'))
    return refuse(
      'row 1',
      'no column is named code (mã xã) or commune (tên xã); npm run areas -- template shows a list',
    )
  const units = unitsOf(files)
  const notes = columnNotes(header.cells, columns)
  const problems: Problem[] = []
  const rows = body.map(({ row, cells }) => {
    const said: Partial<Record<Column, string>> = { ...defaults }
    columns.forEach((column, i) => {
      const cell = (cells[i] ?? '').normalize('NFC').replace(/\s+/g, ' ').trim()
      if (column && cell !== '') said[column] = cell
    })
    const { record, faults } = normalised(said, units)
    for (const sentence of faults) problems.push({ file: 'list', where: `row ${row}`, sentence })
    return { row, record, whole: faults.length === 0 }
  })
  problems.push(...checkedRows(rows, files, target))
  const lines = rows.map(({ record }) => AREA_COLUMNS.map((column) => quoted(record[column])).join(','))
  return {
    csv: `${[AREA_COLUMNS.join(','), ...lines.sort()].join('\n')}\n`,
    rows: rows.length,
    problems: problems.sort((a, b) => rowOf(a) - rowOf(b)),
    notes,
  }
}

type AreaRecord = Record<(typeof AREA_COLUMNS)[number], string>

/** Rows that are clear by themselves, checked as `npm run check` will, against the other lists as well. */
function checkedRows(
  rows: readonly { row: number; record: AreaRecord; whole: boolean }[],
  files: readonly ContentFile[],
  target: string,
): Problem[] {
  const clear = rows.filter(({ whole }) => whole)
  const others = files.filter(({ path }) => path !== target && /^(places|policy\/areas)\//.test(path))
  const mine: ContentFile = { path: target, data: clear.map(({ record }) => record) }
  const named = (at: string): string =>
    at.replace(/\brow (\d+)(?! of )/g, (_, index) => `row ${clear[Number(index) - 2]?.row ?? index}`)
  return checkAreas([...others, mine]).problems.flatMap((problem) =>
    problem.file === target
      ? [{ file: 'list', where: named(problem.where), sentence: named(problem.sentence) }]
      : problem.sentence.includes(target)
        ? [{ ...problem, sentence: problem.sentence.replace(target, 'the list') }]
        : [],
  )
}

function normalised(said: Partial<Record<Column, string>>, units: AreaUnits): { record: AreaRecord; faults: string[] } {
  const faults: string[] = []
  const found = unitOf(said, units)
  if ('fault' in found) faults.push(found.fault)
  const code = 'code' in found ? found.code : ''
  const classNamed = classOf(said.class ?? '')
  if ('fault' in classNamed) faults.push(classNamed.fault)
  const day = (column: 'valid_from' | 'valid_to' | 'read_on'): string => {
    const written = said[column] ?? ''
    const iso = isoDay(written)
    if (iso !== null) return iso
    faults.push(
      written === ''
        ? `${column} is missing: add the column or give --${column.replace('valid_', '').replace('_', '-')}=2026-11-23`
        : `${column} "${written}" is not a day that exists: write 23/11/2026 or 2026-11-23`,
    )
    return ''
  }
  if ((said.basis ?? '') === '')
    faults.push('basis is missing: add the column or give --basis="number of the document"')
  return {
    faults,
    record: {
      code,
      commune: units.inForce.get(code) ?? said.commune ?? '',
      class: 'named' in classNamed ? classNamed.named : '',
      basis: said.basis ?? '',
      article: said.article ?? '',
      valid_from: day('valid_from'),
      valid_to: (said.valid_to ?? '') === '' ? '' : day('valid_to'),
      confidence: (said.confidence ?? 'confirmed').toLowerCase(),
      read_on: day('read_on'),
    },
  }
}

/** By its code, where there is one; else by its name in its province, only where exactly one commune in force fits. */
function unitOf(said: Partial<Record<Column, string>>, units: AreaUnits): { code: string } | { fault: string } {
  const { code: written = '', commune = '' } = said
  if (written !== '') return byCode(written, said, units)
  if (commune === '') return { fault: 'names no commune: neither its code nor its name' }
  const province = provinceOf(said.province ?? '', units)
  if (province === undefined)
    return { fault: `${commune}: the province "${said.province ?? ''}" is not in force today` }
  const fits = [...units.inForce].filter(
    ([code, full]) =>
      nameKey(bareName(full)) === nameKey(bareName(commune)) &&
      (province === '' || units.provinceOf.get(code) === province),
  )
  const spelt = fits.filter(([, full]) => speltName(bareName(full)) === speltName(bareName(commune)))
  const kind = (spelt.length > 0 ? spelt : fits).filter(([, full]) => full.toLowerCase() === commune.toLowerCase())
  const best = kind.length > 0 ? kind : spelt.length > 0 ? spelt : fits
  const [only] = best
  if (only && best.length === 1) return { code: only[0] }
  if (best.length > 1)
    return {
      fault: `${commune} may be ${best
        .slice(0, 5)
        .map(([code, full]) => `${code} (${full}, ${units.provinces.get(units.provinceOf.get(code) ?? '') ?? ''})`)
        .join(
          ', ',
        )}${best.length > 5 ? ' and others' : ''}: write the code${province === '' ? ', or add the province' : ''}`,
    }
  const before = [...units.old.values()].find(({ name }) => nameKey(bareName(name)) === nameKey(bareName(commune)))
  return {
    fault: before
      ? `${commune} is not in force today; ${before.name} became part of ${before.now.map((now) => `${now} ${units.inForce.get(now) ?? ''}`.trim()).join(' and ')} in July 2025, whose class the old list does not say`
      : `${commune} is no commune in force${province === '' ? '' : ` in ${units.provinces.get(province) ?? ''}`}: look at its spelling, or write its code`,
  }
}

/** Spreadsheets drop the noughts in front of a code; a name beside it, marks or not, must be the same commune's. */
function byCode(
  written: string,
  { commune = '', province = '' }: Partial<Record<Column, string>>,
  units: AreaUnits,
): { code: string } | { fault: string } {
  if (!/^\d{1,5}$/.test(written)) return { fault: `"${written}" is no code of a commune: five digits, such as 02842` }
  const code = written.padStart(5, '0')
  const full = units.inForce.get(code)
  const fault = full && nameKey(bareName(full)) === nameKey(bareName(commune)) ? null : codeFault(code, commune, units)
  if (fault !== null) return { fault }
  const own = units.provinceOf.get(code)
  return province === '' || provinceOf(province, units) === own
    ? { code }
    : { fault: `${code} ${full ?? ''} is in ${units.provinces.get(own ?? '') ?? ''}, and the row says ${province}` }
}

/** `` when the list names none; undefined for one that is not in force. */
function provinceOf(written: string, { provinces }: AreaUnits): string | undefined {
  if (written === '') return ''
  const code = written.padStart(2, '0')
  if (provinces.has(code)) return code
  return [...provinces].find(([, full]) => nameKey(bareName(full)) === nameKey(bareName(written)))?.[0]
}

function classOf(written: string): { named: AreaClass } | { fault: string } {
  const key = folded(written)
  const known = CLASSES.find(([pattern, name]) => pattern.test(key) || key === folded(name))
  if (known) return { named: known[1] }
  if (key === '') return { fault: 'class is missing: add the column, or give --class=region_3 for all rows' }
  if (HAMLET.test(key))
    return {
      fault: `"${written}" is about a hamlet; an area list holds whole communes, and people of the hamlet are asked`,
    }
  return { fault: `"${written}" is no class of area; there are I, II, III, đặc biệt khó khăn, xã đảo` }
}

/** `23/11/2026` and `2026-11-23`; null when no such day exists. */
function isoDay(written: string): string | null {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(written) ?? []
  const iso = year === '' ? written : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isDay(iso) ? iso : null
}

function records(text: string): { rows: { row: number; cells: string[] }[] } | { fault: string; where: string } {
  const [first = ''] = text.split(/\r?\n/, 1)
  const delimiter = [';', '\t'].find((sign) => first.includes(sign) && !first.includes(`${sign},`)) ?? ','
  try {
    const all: string[][] = parse(text, { bom: true, delimiter, relax_column_count: true, skip_empty_lines: false })
    const rows = all
      .map((cells, i) => ({ row: i + 1, cells }))
      .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
    const width = rows[0]?.cells.length ?? 0
    const odd = rows.find(({ cells }) => cells.slice(width).some((cell) => cell.trim() !== ''))
    return odd
      ? {
          where: `row ${odd.row}`,
          fault: `has ${odd.cells.length} cells, the first row has ${width}: a comma inside a cell needs quotes around the cell`,
        }
      : { rows }
  } catch (error) {
    const line =
      typeof error === 'object' && error !== null && 'lines' in error ? `line ${String(error.lines)}` : 'file'
    return { where: line, fault: 'cannot be read as CSV: a quote is not closed, or stands in the middle of a cell' }
  }
}

function columnNotes(header: readonly string[], columns: readonly (Column | undefined)[]): string[] {
  const left = header
    .filter((_, i) => columns[i] === undefined)
    .map((name) => name.trim())
    .filter((name) => name !== '')
  return left.length === 0 ? [] : [`Columns left aside: ${left.join(', ')}.`]
}

function rowOf({ where }: Problem): number {
  return Number(/row (\d+)/.exec(where)?.[1] ?? 0)
}

function quoted(cell: string): string {
  return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
