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
import type { Translation } from '../core/pack.ts'
import { faultLine, GAP_WORDS, PACK_FORMATS, packExport, packImport } from '../service/pack-files.ts'
import { checkTexts } from '../texts/check-texts.ts'
import { faultSentence } from '../texts/pack-faults.ts'
import { keysFor } from '../texts/pack-keys.ts'
import { markFaults, packSources } from '../texts/pack-state.ts'
import { type Gap, gapsOf, languageRows, type Pack, readPacks, textsHash } from '../texts/packs.ts'
import { readContent } from './read-content.ts'

const USAGE = `npm run locales -- report
npm run locales -- new km
npm run locales -- export km [--as=csv|xliff|xliff2]
npm run locales -- import km FILE
npm run locales -- review km --by="name of the native reader" --on=2026-12-01
`
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
  const vi = packSources(checkTexts(files).data)
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
        .map(([key, gap]) => `  ${key}: said in Vietnamese, ${GAP_WORDS[gap]}`),
      ...pack.problems.map(({ file, where, sentence }) => `  ${file}, ${where}: ${sentence}`),
    ]
  })
  const without = [...desk.names].filter(([code]) => !desk.packs.some((pack) => pack.code === code))
  if (without.length > 0) lines.push(`no pack yet: ${without.map(([code, name]) => `${name} (${code})`).join(', ')}`)
  return { out: `${lines.join('\n')}\n`, code: 0 }
}

function exported({ vi }: Desk, pack: Pack, as: string): Printed {
  const format = PACK_FORMATS.find((one) => one === as)
  return format === undefined ? refused(USAGE) : { out: packExport(pack, vi, format), code: 0 }
}

function imported(desk: Desk, pack: Pack, file: string): Printed {
  const read = packImport(pack, readFileSync(file, 'utf8'), desk.vi)
  if ('faults' in read) {
    if (read.faults.every(({ row }) => row === 0))
      return refused(`${read.faults.map((one) => `${file}: ${faultLine(one)}.`).join('\n')}\n`)
    const count = read.faults.length
    return refused(
      `${read.faults.map(faultLine).join('\n')}\n${count} ${count === 1 ? 'fault' : 'faults'}; nothing was taken in.\n`,
    )
  }
  // What was read is no longer what stands here.
  if (read.changed) write(desk.root, pack.code, read.translations, { status: 'draft' })
  const next = read.changed ? ' The pack is a draft until it is read again.' : ' Nothing is new.'
  return { out: `${read.taken} texts of ${pack.code} taken in.${next}\n`, code: 0 }
}

function review(desk: Desk, pack: Pack, by = '', on = ''): Printed {
  if (by.trim().length < 3 || !/^\d{4}-\d\d-\d\d$/.test(on))
    return refused('Name the native reader and the day: --by="…" --on=2026-12-01\n')
  const faults = markFaults(pack, desk.vi)
  if (faults.length > 0)
    return refused(`${faults.map(({ key, ...fault }) => `${key} ${faultSentence(fault)}`).join('\n')}\n`)
  const mark = {
    status: 'reviewed',
    reviewed_by: by.trim(),
    reviewed_on: on,
    reviewed_texts: textsHash(pack.translations),
  }
  write(desk.root, pack.code, pack.translations, mark)
  return { out: `${pack.code} is offered to citizens after npm run content; read by ${by.trim()} on ${on}.\n`, code: 0 }
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
