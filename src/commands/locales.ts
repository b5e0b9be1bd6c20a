/**
 * `npm run locales -- report | new km | export km [--as=csv|xliff|xliff2] | import km FILE | review km --by="…" --on=2026-12-01`: language
 * packs for translators. A pack is a draft until somebody who speaks it has read exactly these texts (docs/decisions/015).
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { stringify } from 'csv-stringify/sync'
import { stringify as yaml } from 'yaml'
import { isForCitizens } from '../texts/check-reading.ts'
import { checkTexts, flatten } from '../texts/check-texts.ts'
import {
  type Gap,
  gapsOf,
  keysFor,
  languageRows,
  type Pack,
  readPacks,
  sourceHash,
  sourceOf,
  type Translation,
  textsHash,
  translationFaults,
} from '../texts/packs.ts'
import { readContent } from './read-content.ts'
import { readCsv } from './read-csv.ts'
import { readXliff, type TranslationRow, xliffOf } from './xliff.ts'

const USAGE = `npm run locales -- report
npm run locales -- new km
npm run locales -- export km [--as=csv|xliff|xliff2]
npm run locales -- import km FILE
npm run locales -- review km --by="name of the native reader" --on=2026-12-01
`
const GAPS: Readonly<Record<Gap, string>> = {
  missing: 'not translated',
  source_changed: 'the Vietnamese has changed since',
}

/** What one call prints, and its exit code; `root` holds the content. */
export interface Printed {
  readonly out: string
  readonly code: 0 | 1
}

interface Desk {
  readonly root: string
  readonly vi: ReadonlyMap<string, string>
  readonly packs: readonly Pack[]
  readonly names: ReadonlyMap<string, string>
}

/** Does what the arguments say with the packs below `root`; a refused import changes nothing. */
export function locales(root: string, args: readonly string[]): Printed {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { as: { type: 'string' }, by: { type: 'string' }, on: { type: 'string' } },
  })
  const [what = '', code = '', file = ''] = positionals
  const { files } = readContent(root)
  const vi = new Map([...flatten(checkTexts(files).data.vi)].filter(([key]) => isForCitizens(key)))
  const names = new Map(languageRows(files).map((row) => [row.code, row.name]))
  const desk: Desk = { root, vi, packs: readPacks(files, vi), names }
  if (what === 'report') return report(desk)
  const name = names.get(code)
  if (!['new', 'export', 'import', 'review'].includes(what)) return refused(USAGE)
  if (name === undefined)
    return refused(`${code || 'No code'} is no language of locales/languages.csv: ${[...names.keys()].join(', ')}.\n`)
  if (what === 'new') return begin(desk, code, name)
  const pack = desk.packs.find((one) => one.code === code)
  if (!pack) return refused(`There is no pack ${code}: npm run locales -- new ${code}\n`)
  if (what === 'export') return exported(desk, pack, values.as ?? 'csv')
  if (what === 'review') return review(desk, pack, values.by, values.on)
  return file === '' ? refused(USAGE) : imported(desk, pack, file)
}

function begin({ root, packs }: Desk, code: string, name: string): Printed {
  if (packs.some((one) => one.code === code)) return refused(`The pack ${code} is there already.\n`)
  write(root, code, [], { status: 'draft' })
  return {
    out: `locales/${code} is begun (${name}): a draft, which nobody is offered. Next: npm run locales -- export ${code}\n`,
    code: 0,
  }
}

function report(desk: Desk): Printed {
  const lines = desk.packs.flatMap((pack) => {
    const gaps = gapsOf(pack, desk.vi)
    const all = keysFor(pack.code, desk.vi).length
    const state = pack.status === 'reviewed' ? 'reviewed, offered to citizens' : 'draft, offered to nobody'
    const count = (gap: Gap) => [...gaps.values()].filter((one) => one === gap).length
    return [
      `${pack.code} (${desk.names.get(pack.code) ?? '?'}): ${state}; ${all - gaps.size} of ${all} texts, ${count('missing')} missing, ${count('source_changed')} changed in Vietnamese`,
      ...[...gaps]
        .filter(([, gap]) => gap === 'source_changed')
        .map(([key, gap]) => `  ${key}: said in Vietnamese, ${GAPS[gap]}`),
      ...pack.problems.map(({ file, where, sentence }) => `  ${file}, ${where}: ${sentence}`),
    ]
  })
  const without = [...desk.names].filter(([code]) => !desk.packs.some((pack) => pack.code === code))
  if (without.length > 0) lines.push(`no pack yet: ${without.map(([code, name]) => `${name} (${code})`).join(', ')}`)
  return { out: `${lines.join('\n')}\n`, code: 0 }
}

function exported({ vi }: Desk, pack: Pack, as: string): Printed {
  const have = new Map(pack.translations.map((one) => [one.key, one.text]))
  const gaps = gapsOf(pack, vi)
  const rows = keysFor(pack.code, vi).map((key): TranslationRow => {
    const source = sourceOf(pack.code, key, vi) ?? ''
    const gap = gaps.get(key)
    return {
      key,
      of: sourceHash(source),
      vi: source,
      text: have.get(key) ?? '',
      note: gap === undefined ? 'done' : GAPS[gap],
    }
  })
  if (as === 'xliff') return { out: xliffOf(rows, pack.code, '1.2'), code: 0 }
  if (as === 'xliff2') return { out: xliffOf(rows, pack.code, '2.0'), code: 0 }
  if (as !== 'csv') return refused(USAGE)
  // A mark at the start lets Excel read Vietnamese; a cell that begins like a formula is kept from being one.
  const columns = ['key', 'of', 'vi', 'text', 'note'] as const
  return {
    out: stringify(
      rows.map((row) => ({ ...row })),
      { header: true, columns: [...columns], bom: true, escape_formulas: true },
    ),
    code: 0,
  }
}

function imported(desk: Desk, pack: Pack, file: string): Printed {
  const read = rowsOf(readFileSync(file, 'utf8'))
  if (typeof read === 'string') return refused(`${file}: ${read}\n`)
  if (read.language !== undefined && read.language !== pack.code)
    return refused(`${file} is for ${read.language}, not for ${pack.code}.\n`)
  const faults: string[] = []
  const seen = new Set<string>()
  for (const { at, key, of, text } of read.rows) {
    const say = (sentence: string): void => void faults.push(`row ${at}, ${key}: ${sentence}`)
    if (seen.has(key)) say('stands here twice: keep one of them')
    seen.add(key)
    for (const sentence of translationFaults(pack.code, { key, text }, desk.vi)) say(sentence)
    const source = sourceOf(pack.code, key, desk.vi)
    if (source !== undefined && of !== sourceHash(source))
      say('the Vietnamese has changed since this was exported: export again and look at it')
  }
  if (faults.length > 0)
    return refused(
      `${faults.join('\n')}\n${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}; nothing was taken in.\n`,
    )
  const kept = pack.translations.filter(({ key }) => !seen.has(key))
  const translations = [...kept, ...read.rows.map(({ key, of, text }) => ({ key, of, text: text.normalize('NFC') }))]
  // What was read is no longer what stands here.
  const changed = textsHash(translations) !== textsHash(pack.translations)
  if (changed) write(desk.root, pack.code, translations, { status: 'draft' })
  const next = changed ? ' The pack is a draft until it is read again.' : ' Nothing is new.'
  return { out: `${read.rows.length} texts of ${pack.code} taken in.${next}\n`, code: 0 }
}

function review(desk: Desk, pack: Pack, by = '', on = ''): Printed {
  if (by.trim().length < 3 || !/^\d{4}-\d\d-\d\d$/.test(on))
    return refused('Name the native reader and the day: --by="…" --on=2026-12-01\n')
  const faults = pack.translations.flatMap((one) =>
    translationFaults(pack.code, one, desk.vi).map((sentence) => `${one.key}: ${sentence}`),
  )
  if (!pack.translations.some(({ key }) => key === 'common:language_set'))
    faults.push('common:language_set is not translated')
  if (faults.length > 0) return refused(`${faults.join('\n')}\n`)
  const mark = {
    status: 'reviewed',
    reviewed_by: by.trim(),
    reviewed_on: on,
    reviewed_texts: textsHash(pack.translations),
  }
  write(desk.root, pack.code, pack.translations, mark)
  return { out: `${pack.code} is offered to citizens after npm run content; read by ${by.trim()} on ${on}.\n`, code: 0 }
}

interface Given extends Pick<TranslationRow, 'key' | 'of' | 'text'> {
  readonly at: number
}

/** A sentence when the file is neither of the two. Rows without a translation are left out. */
function rowsOf(text: string): { language: string | undefined; rows: Given[] } | string {
  if (/^\ufeff?\s*</.test(text)) {
    const read = readXliff(text)
    return read === null
      ? 'this XLIFF cannot be read'
      : { ...read, rows: read.rows.map((row, i) => ({ ...row, at: i + 1 })) }
  }
  try {
    const rows = readCsv(text)
    const [first] = rows
    if (first && !('key' in first && 'of' in first && 'text' in first)) return 'needs the columns key, of and text'
    return {
      language: undefined,
      rows: rows.flatMap(({ key = '', of = '', text: given = '' }, i) => {
        // The apostrophe that kept a cell from being a formula.
        const said = given.replace(/^'(?=[=+\-@\t\r])/, '')
        return said.trim() === '' ? [] : [{ at: i + 1, key, of, text: said }]
      }),
    }
  } catch (error) {
    return error instanceof Error ? error.message : 'cannot be read'
  }
}

/** In the order of the keys, so that two people's changes meet in version control row by row. */
function write(
  root: string,
  code: string,
  translations: readonly Translation[],
  mark: Readonly<Record<string, string>>,
): void {
  const folder = path.join(root, 'locales', code)
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true })
  const sorted = translations.toSorted((a, b) => (a.key < b.key ? -1 : 1))
  writeFileSync(
    path.join(folder, 'texts.csv'),
    stringify(
      sorted.map(({ key, of, text }) => [key, of, text]),
      { header: true, columns: ['key', 'of', 'text'] },
    ),
  )
  writeFileSync(path.join(folder, 'pack.yaml'), yaml(mark))
}

function refused(out: string): Printed {
  return { out, code: 1 }
}

if (process.argv[1]?.endsWith('locales.ts')) {
  const { out, code } = locales(process.cwd(), process.argv.slice(2))
  ;(code === 0 ? process.stdout : process.stderr).write(out)
  process.exitCode = code
}
