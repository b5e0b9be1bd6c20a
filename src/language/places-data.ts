/** The place tables of `places/` checked and packed into short texts, so that every unit old and new fits in half a megabyte. */
import type { ContentFile, Problem } from '../core/problem.ts'

/** Packed tables; each text is a list joined by `;`, its fields joined by `|`. */
export interface PlacesData {
  /** code|name|full name */
  readonly provinces: string
  /** By province code: code|kind letter|name */
  readonly communes: Readonly<Record<string, string>>
  /** old code|name|new code */
  readonly oldProvinces: string
  /** old code|full name|old province|new province */
  readonly districts: string
  /** By old district code: name|kind letter|new codes joined by a comma. Includes names merged away since September 2024. */
  readonly oldCommunes: Readonly<Record<string, string>>
  /** alias|codes joined by a comma */
  readonly aliases: string
}

type Row = Readonly<Record<string, string>>

/** Reads the CSV rows (one object a row, header names as keys) and reports rows that point nowhere. */
export function checkPlaces(files: readonly ContentFile[]): { data: PlacesData; problems: Problem[] } {
  const problems: Problem[] = []
  const table = (name: string) => rowsOf(files, `places/${name}`, problems)
  const units = table('admin-units.csv')
  const provinces = units.filter((unit) => unit.level === 'province')
  const communes = units.filter((unit) => unit.level === 'commune')
  const known = new Set(units.map((unit) => unit.code ?? ''))
  const check = (file: string, where: string | undefined, code: string | undefined) => {
    if (code === undefined || !known.has(code))
      problems.push({
        file: `places/${file}`,
        where: where ?? '',
        sentence: `The unit ${code ?? '(none)'} is not in admin-units.csv.`,
      })
  }
  for (const unit of communes) check('admin-units.csv', unit.code, unit.parent_code)
  const oldProvinces = table('old-provinces.csv')
  for (const row of oldProvinces) check('old-provinces.csv', row.old_code, row.new_code)
  const districts = table('old-districts.csv')
  for (const row of districts) check('old-districts.csv', row.old_code, row.new_province_code)
  const aliases = table('province-aliases.csv')
  for (const row of aliases)
    for (const code of (row.codes ?? '').split('|')) check('province-aliases.csv', row.alias, code)
  const old = table('old-communes.csv')
  for (const row of old) check('old-communes.csv', row.old_code, row.new_code)
  const data: PlacesData = {
    provinces: join(provinces.map((unit) => [unit.code, unit.name, unit.full_name])),
    communes: grouped(
      communes.map((unit) => [unit.parent_code ?? '', [unit.code, letterOf(unit.full_name ?? ''), unit.name]]),
    ),
    oldProvinces: join(oldProvinces.map((row) => [row.old_code, row.old_name, row.new_code])),
    districts: join(
      districts.map((row) => [row.old_code, row.old_full_name, row.old_province_code, row.new_province_code]),
    ),
    oldCommunes: oldCommunesOf(old, table('former-names-2024.csv')),
    aliases: join(aliases.map((row) => [row.alias, (row.codes ?? '').replaceAll('|', ',')])),
  }
  return { data, problems }
}

/** For a person's home, land that moved without people is left out. */
function oldCommunesOf(rows: readonly Row[], former: readonly Row[]): Record<string, string> {
  const units = new Map<string, { district: string; names: string[]; letter: string; codes: string[] }>()
  for (const row of rows) {
    if (row.extent === 'land') continue
    const key = `${row.old_code}`
    const name = bareName(row.old_full_name ?? '')
    const unit = units.get(key) ?? {
      district: row.old_district_code ?? '',
      names: [name],
      letter: letterOf(row.old_full_name ?? ''),
      codes: [],
    }
    if (row.alt_name) unit.names.push(bareName(row.alt_name))
    if (row.new_code) unit.codes.push(row.new_code)
    units.set(key, unit)
  }
  for (const row of former) {
    const unit = units.get(row.old_code ?? '')
    if (unit && row.former_name) unit.names.push(row.former_name)
  }
  return grouped(
    [...units.values()].flatMap((unit) =>
      [...new Set(unit.names)].map((name): [string, string[]] => [
        unit.district,
        [name, unit.letter, unit.codes.join(',')],
      ]),
    ),
  )
}

/** The name without its kind: `Thị trấn Mậu A` → `Mậu A`. */
export function bareName(fullName: string): string {
  return fullName.replace(/^(?:Xã|Phường|Thị trấn|Đặc khu|Huyện đảo|Huyện|Quận|Thị xã|Thành phố|Tỉnh) /u, '')
}

function letterOf(fullName: string): string {
  return fullName.startsWith('Phường')
    ? 'p'
    : fullName.startsWith('Đặc khu')
      ? 'd'
      : fullName.startsWith('Thị trấn')
        ? 't'
        : 'x'
}

function join(rows: readonly (readonly (string | undefined)[])[]): string {
  return rows.map((row) => row.join('|')).join(';')
}

function grouped(rows: readonly (readonly [string, readonly (string | undefined)[]])[]): Record<string, string> {
  const groups = new Map<string, string[]>()
  for (const [key, fields] of rows) groups.set(key, [...(groups.get(key) ?? []), fields.join('|')])
  return Object.fromEntries([...groups].map(([key, list]) => [key, list.join(';')]))
}

function rowsOf(files: readonly ContentFile[], path: string, problems: Problem[]): Row[] {
  const data = files.find((file) => file.path === path)?.data
  if (!Array.isArray(data)) {
    problems.push({ file: path, where: '', sentence: 'This file is missing or is no table.' })
    return []
  }
  const rows: Row[] = []
  for (const row of data) {
    if (typeof row !== 'object' || row === null) continue
    rows.push(
      Object.fromEntries(Object.entries(row).map(([key, value]) => [key, typeof value === 'string' ? value : ''])),
    )
  }
  return rows
}
