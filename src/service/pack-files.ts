/** A translator's file, CSV or XLIFF: written from a pack, and read back with a sentence for every row that is wrong. The command and the console use the same. */
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { z } from 'zod'
import type { Translation } from '../core/pack.ts'
import { faultSentence, type TextFault, translationFaults } from '../texts/pack-faults.ts'
import { keysFor, sourceOf } from '../texts/pack-keys.ts'
import { type Gap, gapsOf, type PackFile, sourceHash, textsHash } from '../texts/packs.ts'
import { readXliff, type TranslationRow, xliffOf } from './pack-xliff.ts'

export const PACK_FORMATS = ['csv', 'xliff', 'xliff2'] as const
export type PackFormat = (typeof PACK_FORMATS)[number]

type Sources = ReadonlyMap<string, string>
type Texts = Pick<PackFile, 'code' | 'translations'>

export const GAP_WORDS: Readonly<Record<Gap, string>> = {
  missing: 'not translated',
  source_changed: 'the Vietnamese has changed since',
}

/** Every text of the pack beside its Vietnamese, for a translator. */
export function packExport(pack: Texts, vi: Sources, as: PackFormat): string {
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
      note: gap === undefined ? 'done' : GAP_WORDS[gap],
    }
  })
  if (as !== 'csv') return xliffOf(rows, pack.code, as === 'xliff' ? '1.2' : '2.0')
  // A mark at the start lets Excel read Vietnamese; a cell that begins like a formula is kept from being one.
  const columns = ['key', 'of', 'vi', 'text', 'note'] as const
  return stringify(
    rows.map((row) => ({ ...row })),
    { header: true, columns: [...columns], bom: true, escape_formulas: true },
  )
}

/** `row` counts from 1 below the heading; 0: it is about the whole file. */
export interface PackFault extends TextFault {
  readonly row: number
  readonly key: string
}

export type PackImport =
  | { readonly faults: readonly PackFault[] }
  /** `changed`: other texts than before, so that no mark speaks of them any more. */
  | { readonly translations: readonly Translation[]; readonly taken: number; readonly changed: boolean }

/** The pack with the file's texts in it; one fault, and nothing is taken in. */
export function packImport(pack: Texts, text: string, vi: Sources): PackImport {
  const whole = (fault: TextFault): PackImport => ({ faults: [{ row: 0, key: '', ...fault }] })
  const read = rowsOf(text)
  if ('fault' in read) return whole(read)
  if (read.language !== undefined && read.language !== pack.code)
    return whole({ fault: 'other_language', names: `${read.language}, not for ${pack.code}` })
  const faults: PackFault[] = []
  const seen = new Set<string>()
  for (const { at, key, of, text: said } of read.rows) {
    const say = (fault: TextFault): void => void faults.push({ row: at, key, ...fault })
    if (seen.has(key)) say({ fault: 'twice' })
    seen.add(key)
    translationFaults(pack.code, { key, text: said }, vi).forEach(say)
    const source = sourceOf(pack.code, key, vi)
    if (source !== undefined && of !== sourceHash(source)) say({ fault: 'source_changed' })
  }
  if (faults.length > 0) return { faults }
  const kept = pack.translations.filter(({ key }) => !seen.has(key))
  const translations = [
    ...kept,
    ...read.rows.map(({ key, of, text: said }) => ({ key, of, text: said.normalize('NFC') })),
  ]
  return { translations, taken: read.rows.length, changed: textsHash(translations) !== textsHash(pack.translations) }
}

/** The fault as one line of a list. */
export function faultLine({ row, key, ...fault }: PackFault): string {
  return row === 0 ? faultSentence(fault) : `row ${row}, ${key}: ${faultSentence(fault)}`
}

const Table = z.array(z.record(z.string(), z.string()))

interface Given extends Translation {
  readonly at: number
}

/** A fault when the file is neither of the two. Rows without a translation are left out. */
function rowsOf(text: string): { language: string | undefined; rows: Given[] } | TextFault {
  if (/^\ufeff?\s*</.test(text)) {
    const read = readXliff(text)
    return read === null ? { fault: 'xliff' } : { ...read, rows: read.rows.map((row, i) => ({ ...row, at: i + 1 })) }
  }
  try {
    const [head = ''] = text.split('\n')
    // A spreadsheet set to Vietnamese writes semicolons.
    const delimiter = [';', '\t', ','].find((sign) => head.includes(sign)) ?? ','
    const rows = Table.parse(parse(text, { bom: true, columns: true, delimiter, skip_empty_lines: true }))
    const [first] = rows
    if (first && !('key' in first && 'of' in first && 'text' in first)) return { fault: 'columns' }
    return {
      language: undefined,
      rows: rows.flatMap(({ key = '', of = '', text: given = '' }, i) => {
        // The apostrophe that kept a cell from being a formula.
        const said = given.replace(/^'(?=[=+\-@\t\r])/, '')
        return said.trim() === '' ? [] : [{ at: i + 1, key, of, text: said }]
      }),
    }
  } catch (error) {
    return { fault: 'csv', names: error instanceof Error ? error.message : '' }
  }
}
