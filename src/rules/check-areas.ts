/** What `npm run check` says of `policy/areas/*.csv`: every commune in force, every row dated and with the document it rests on. */
import { isDay } from '../core/day.ts'
import type { ContentFile, Problem } from '../core/problem.ts'
import { CONFIDENCES } from '../core/verdict.ts'
import { AREA_CLASSES, type AreaRow } from './law-data.ts'

/** Columns of an area list, in the order they are written. */
export const AREA_COLUMNS = [
  'code',
  'commune',
  'class',
  'basis',
  'article',
  'valid_from',
  'valid_to',
  'confidence',
  'read_on',
] as const

const AREA_FILE = /^policy\/areas\/[^/]+$/
type Row = Readonly<Record<string, string>>
interface Placed {
  readonly file: string
  /** As a spreadsheet counts: the header is row 1. */
  readonly row: number
  readonly area: AreaRow
}

/** Reads all area lists against `places/`; a row with a fault is left out of the data. */
export function checkAreas(files: readonly ContentFile[]): { data: AreaRow[]; problems: Problem[] } {
  const problems: Problem[] = []
  const units = unitsOf(files)
  const placed: Placed[] = []
  for (const file of files) {
    if (!AREA_FILE.test(file.path)) continue
    if (!Array.isArray(file.data)) {
      problems.push({ file: file.path, where: 'name', sentence: 'an area list is a .csv file' })
      continue
    }
    const rows: readonly Row[] = file.data
    const wrong = columnFault(rows[0])
    if (wrong !== null) {
      problems.push({ file: file.path, where: 'row 1', sentence: wrong })
      continue
    }
    rows.forEach((row, i) => {
      const faults = rowFaults(row, units)
      for (const sentence of faults) problems.push({ file: file.path, where: placeOf(i + 2, row), sentence })
      const area = faults.length === 0 ? areaOf(row) : null
      if (area) placed.push({ file: file.path, row: i + 2, area })
    })
  }
  problems.push(...clashes(placed))
  return { data: placed.map(({ area }) => area), problems }
}

/** Communes by code as `places/` holds them, and what became of the old ones. */
export interface AreaUnits {
  /** Code → full name, for communes in force. */
  readonly inForce: ReadonlyMap<string, string>
  readonly provinces: ReadonlyMap<string, string>
  /** Commune in force → its province. */
  readonly provinceOf: ReadonlyMap<string, string>
  /** Code before July 2025 → its old name and the codes of today. */
  readonly old: ReadonlyMap<string, { readonly name: string; readonly now: readonly string[] }>
}

/** Empty where `places/` is not among the files. */
export function unitsOf(files: readonly ContentFile[]): AreaUnits {
  const inForce = new Map<string, string>()
  const provinces = new Map<string, string>()
  const provinceOf = new Map<string, string>()
  const old = new Map<string, { name: string; now: readonly string[] }>()
  for (const { code = '', level, full_name: name = '', parent_code: parent = '' } of tableOf(
    files,
    'places/admin-units.csv',
  )) {
    if (level === 'province') provinces.set(code, name)
    else {
      inForce.set(code, name)
      provinceOf.set(code, parent)
    }
  }
  for (const row of tableOf(files, 'places/old-communes.csv')) {
    const { old_code: code = '', old_full_name: name = '', new_code: now = '', extent } = row
    if (extent !== 'land') old.set(code, { name, now: [...(old.get(code)?.now ?? []), now] })
  }
  return { inForce, provinces, provinceOf, old }
}

/** What is wrong with a commune's code, or null. `name`, where given, must be the commune's own. */
export function codeFault(code: string, name: string, { inForce, provinces, old }: AreaUnits): string | null {
  const full = inForce.get(code)
  const before = old.get(code)
  if (full === undefined) {
    if (before)
      return `${code} was ${before.name} before July 2025; it is part of ${before.now.map((now) => `${now} ${inForce.get(now) ?? ''}`.trim()).join(' and ')} today, and a list names communes in force`
    if (provinces.has(code)) return `${code} is the province ${provinces.get(code) ?? ''}: a list names its communes`
    return inForce.size === 0
      ? null
      : `${code === '' ? 'an empty code' : code} is no commune in force (places/admin-units.csv holds all of them)`
  }
  if (name !== '' && !sameName(name, full)) {
    const was = before && sameName(name, before.name) ? `; ${name} had this code before July 2025` : ''
    return `${code} is ${full}, and the row says ${name}${was}`
  }
  return null
}

function columnFault(first: Row | undefined): string | null {
  if (!first) return null
  const named = Object.keys(first)
  const missing = AREA_COLUMNS.filter((column) => !named.includes(column))
  const extra = named.filter((column) => !AREA_COLUMNS.some((known) => known === column))
  if (missing.length === 0 && extra.length === 0) return null
  return `the first line names the columns ${AREA_COLUMNS.join(',')}${missing.length > 0 ? `; missing here: ${missing.join(', ')}` : ''}${extra.length > 0 ? `; not known: ${extra.join(', ')}` : ''}. npm run areas -- import brings any list into this shape`
}

function rowFaults(row: Row, units: AreaUnits): string[] {
  const { code = '', commune = '', class: named = '', basis = '', confidence = '' } = row
  const { valid_from: from = '', valid_to: to = '', read_on: read = '' } = row
  const faults: string[] = []
  const wrongCode = codeFault(code, commune, units)
  if (wrongCode !== null) faults.push(wrongCode)
  if (!AREA_CLASSES.some((known) => known === named))
    faults.push(`"${named}" is no class of area; there are ${AREA_CLASSES.join(', ')}`)
  if (!/\d/.test(basis)) faults.push('basis is empty or has no number: write the document that makes the list')
  for (const [column, day] of [
    ['valid_from', from],
    ['valid_to', to],
    ['read_on', read],
  ] as const)
    if (!(column === 'valid_to' && day === '') && !isDay(String(day)))
      faults.push(`${column} "${String(day)}" is not a day that exists: write it as 2026-11-23`)
  if (isDay(from) && isDay(to) && to < from) faults.push(`ends on ${to}, before it begins on ${from}`)
  if (!CONFIDENCES.some((known) => known === confidence))
    faults.push(`confidence "${confidence}" is not known: write confirmed, likely or unconfirmed`)
  return faults
}

function areaOf(row: Row): AreaRow | null {
  const { code = '', commune = '', basis = '', article = '', valid_from = '', valid_to = '', read_on = '' } = row
  const named = AREA_CLASSES.find((known) => known === row.class)
  const confidence = CONFIDENCES.find((known) => known === row.confidence)
  if (!named || !confidence) return null
  const until = valid_to === '' ? null : valid_to
  return { code, commune, class: named, basis, article, valid_from, valid_to: until, confidence, read_on }
}

/** A commune is in one region at a time, and stands once for each class. */
function clashes(placed: readonly Placed[]): Problem[] {
  const problems: Problem[] = []
  const groups = Map.groupBy(
    placed,
    ({ area }) => `${area.code} ${area.class.startsWith('region') ? 'region' : area.class}`,
  )
  for (const rows of groups.values()) {
    const sorted = rows.toSorted((a, b) => (a.area.valid_from < b.area.valid_from ? -1 : 1))
    sorted.forEach((one, i) => {
      const before = sorted[i - 1]
      if (!before || (before.area.valid_to !== null && before.area.valid_to < one.area.valid_from)) return
      const where = before.file === one.file ? `row ${before.row}` : `row ${before.row} of ${before.file}`
      const what =
        before.area.class === one.area.class
          ? `stands as ${one.area.class} here and in ${where} on the same days`
          : `is ${one.area.class} here and ${before.area.class} in ${where} on the same days`
      problems.push({
        file: one.file,
        where: placeOf(one.row, { code: one.area.code, commune: one.area.commune }),
        sentence: `${what}: keep one, or give the earlier its last day in valid_to`,
      })
    })
  }
  return problems
}

function placeOf(row: number, { code = '', commune = '' }: Row): string {
  const name = `${code} ${commune}`.trim()
  return name === '' ? `row ${row}` : `row ${row} (${name})`
}

/** `Xã Bản Hồ` and `bản hồ` name one commune; marks are compared where both have them. */
function sameName(said: string, full: string): boolean {
  const plain = (text: string) => text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()
  const bare = (text: string) => plain(text).replace(/^(xã|phường|đặc khu|thị trấn) /u, '')
  return plain(said) === plain(full) || bare(said) === bare(full)
}

function tableOf(files: readonly ContentFile[], path: string): readonly Row[] {
  const data = files.find((file) => file.path === path)?.data
  return Array.isArray(data) ? data : []
}
