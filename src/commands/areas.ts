/** `npm run areas -- import list.csv | template | list | show 02842`: lists of communes by region and difficulty, checked row by row before they count. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { isDay, vietnamDay } from '../core/day.ts'
import { areaRows, type PlaceUnit, placeFacts } from '../rules/areas.ts'
import { AREA_COLUMNS, unitsOf } from '../rules/check-areas.ts'
import { checkLaw } from '../rules/check-law.ts'
import { openLaw } from '../rules/law-book.ts'
import { importAreas } from './import-areas.ts'
import { readContent } from './read-content.ts'

const USAGE = `npm run areas -- import list.csv [--write=policy/areas/name.csv]   check a list, and write it when every row is right
      for all rows: --class=region_3 --basis="number" --article="…" --from=2026-01-01 --to=… --read-on=2026-11-23 --confidence=likely --province="…"
npm run areas -- template                    the first line of a list and what its columns mean
npm run areas -- list                        the lists there are
npm run areas -- show 02842 [--on=2026-11-23]   what the lists say of one commune on one day
`

const NEW_LIST = 'policy/areas/(new).csv'

const { values: flags, positionals } = readFlags()
const [what, given] = positionals
if (what === 'import' && given !== undefined) importList(given)
else if (what === 'template') template()
else if (what === 'list') list()
else if (what === 'show' && given !== undefined) show(given)
else refuse(USAGE)

function importList(file: string): void {
  if (!existsSync(file)) refuse(`There is no file ${file}.\n`)
  const target = flags.write ?? NEW_LIST
  if (!/^policy\/areas\/[^/]+\.csv$/.test(target)) refuse('--write names a file in policy/areas/ that ends in .csv.\n')
  const { class: named, basis, article, from, to, confidence, province } = flags
  const given = {
    class: named,
    basis,
    article,
    valid_from: from,
    valid_to: to,
    confidence,
    province,
    read_on: flags['read-on'],
  }
  const defaults = Object.fromEntries(
    Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
  const { csv, rows, problems, notes } = importAreas(
    readFileSync(file, 'utf8'),
    readContent('.').files,
    target,
    defaults,
  )
  for (const note of notes) process.stdout.write(`${note}\n`)
  for (const { file: where, where: at, sentence } of problems)
    process.stdout.write(`${where === 'list' ? file : where}, ${at}: ${sentence}\n`)
  if (problems.length > 0) {
    process.stdout.write(`${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}; nothing was written.\n`)
    process.exitCode = 1
    return
  }
  if (flags.write === undefined) {
    process.stdout.write(`${rows} rows, all right. To take them in: add --write=policy/areas/<name>.csv\n`)
    return
  }
  mkdirSync(path.dirname(target), { recursive: true })
  writeFileSync(target, csv)
  process.stdout.write(`${rows} rows written to ${target}. They count from the next: npm run content\n`)
}

function template(): void {
  process.stdout.write(`${AREA_COLUMNS.join(',')}

code         code of the commune in force today, five digits; may be left empty where commune and province are named
commune      its name
class        region_1, region_2, region_3, extremely_difficult or island (I, II, III, đặc biệt khó khăn, xã đảo are read as well)
basis        number of the document that makes the list
article      article or annex, may be empty
valid_from   first day, 2026-11-23 or 23/11/2026
valid_to     last day; empty while it holds
confidence   confirmed (read in the text), likely, or unconfirmed (then no answer rests on it)
read_on      the day somebody read it
`)
}

function list(): void {
  const { files } = readContent('.')
  const lists = files.filter(({ path: file }) => file.startsWith('policy/areas/'))
  if (lists.length === 0)
    process.stdout.write(
      'There is no area list: regions and difficult communes are not known, and people are asked. See policy/areas/README.md.\n',
    )
  for (const { path: file, data } of lists) {
    const rows: readonly Record<string, string>[] = Array.isArray(data) ? data : []
    const counts = [...Map.groupBy(rows, (row) => row.class ?? '')].map(([name, all]) => `${name} ${all.length}`)
    const bases = [...new Set(rows.map(({ basis }) => basis))].join('; ')
    process.stdout.write(`${file}: ${rows.length} rows (${counts.join(', ')}), by ${bases}\n`)
  }
}

function show(code: string): void {
  const on = flags.on ?? vietnamDay(Date.now())
  if (!isDay(on)) refuse(`--on=${String(on)} is not a day that exists; write it as 2026-11-23.\n`)
  const { files } = readContent('.')
  const units = unitsOf(files)
  const name = units.inForce.get(code)
  if (name === undefined) {
    const before = units.old.get(code)
    refuse(
      before
        ? `${code} was ${before.name} before July 2025; today: ${before.now.map((now) => `${now} ${units.inForce.get(now) ?? ''}`).join(', ')}.\n`
        : `${code} is no commune in force today (places/admin-units.csv).\n`,
    )
  }
  const book = openLaw(checkLaw(files).data)
  const province = units.provinceOf.get(code) ?? ''
  const kind: PlaceUnit['kind'] = name.startsWith('Xã') ? 'xa' : name.startsWith('Phường') ? 'phuong' : 'dac-khu'
  const facts = placeFacts(book, { code, province, kind }, on)
  process.stdout.write(`${code} ${name}, ${units.provinces.get(province) ?? province}, on ${on}\n`)
  const { area, region, extremely_difficult_area: difficult, island } = facts
  const say = (what: string, value: string): unknown => process.stdout.write(`  ${what}: ${value}\n`)
  say('area', area === undefined ? 'not known (a special zone); people are asked' : `${area}, by its kind`)
  say('region', region ?? 'not known: no list says; people are asked')
  say(
    'extremely difficult area',
    difficult ? 'yes' : 'not known: no list says, and a hamlet may be one; people are asked',
  )
  say('island', island ? 'yes' : 'not known: no list says; people are asked')
  for (const row of areaRows(book, code, on))
    say(
      row.class,
      `${row.basis}${row.article === '' ? '' : `, ${row.article}`}, from ${row.valid_from}${row.valid_to === null ? '' : ` to ${row.valid_to}`}, ${row.confidence}, read on ${row.read_on}`,
    )
}

function readFlags() {
  const text = { type: 'string' } as const
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        write: text,
        on: text,
        class: text,
        basis: text,
        article: text,
        from: text,
        to: text,
        'read-on': text,
        confidence: text,
        province: text,
      },
    })
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : 'A flag is wrong.'}\n${USAGE}`)
    process.exit(1)
  }
}

function refuse(sentence: string): never {
  process.stderr.write(sentence)
  process.exit(1)
}
