/** Language packs: translations that citizens get only once a native reader has read and an official has marked them (decision 015). */
import { z } from 'zod'
import type { ContentFile, Problem } from '../core/problem.ts'
import { unsafeFaults } from './check-sms.ts'
import { segments } from './segments.ts'

/** Other letters than GSM-7 leave by SMS in parts of 67; a translation may take two messages of two parts. */
const MOST_PARTS = 4
/** Stands for a value of unknown length. */
const SAMPLE = 'UBND xa Ta Phin'
const PLACEHOLDER = /\{\{\s*([\w.]+)\s*\}\}/g
const PLURAL = /_(zero|one|two|few|many|other)$/

/** A pack speaks of its own change of language, or the person would hear in Vietnamese that we now speak Khmer. */
const NEEDED = 'common:language_set'

/** One translated text, and the hash of the Vietnamese that it translates. */
export interface Translation {
  readonly key: string
  readonly of: string
  readonly text: string
}

export interface Pack {
  readonly code: string
  /** Draft: never offered. Reviewed: a named native reader read exactly these texts. */
  readonly status: 'draft' | 'reviewed'
  readonly translations: readonly Translation[]
  readonly problems: readonly Problem[]
}

/** Why a text is said in Vietnamese although the pack is spoken. */
export type Gap = 'missing' | 'source_changed'

const Mark = z.strictObject({
  status: z.enum(['draft', 'reviewed']),
  reviewed_by: z.string().min(3).optional(),
  reviewed_on: z.iso.date().optional(),
  reviewed_texts: z.string().optional(),
})

/** `locales/<code>/pack.yaml` and `texts.csv`; null for any other file of `locales/`. */
export function packFile(path: string): { readonly code: string; readonly name: 'pack' | 'texts' } | null {
  const [, code, name] = /^locales\/([a-z]{2,3})\/(pack\.yaml|texts\.csv)$/.exec(path) ?? []
  if (code === undefined || name === undefined) return null
  return { code, name: name === 'pack.yaml' ? 'pack' : 'texts' }
}

/** All packs, each with what is wrong in it. `vi`: the Vietnamese texts by full key. */
export function readPacks(files: readonly ContentFile[], vi: ReadonlyMap<string, string>): readonly Pack[] {
  const known = new Set(languageRows(files).map(({ code }) => code))
  const codes = new Set(files.flatMap(({ path }) => packFile(path)?.code ?? []))
  return [...codes].sort().map((code) => readPack(files, code, vi, known.has(code)))
}

function readPack(files: readonly ContentFile[], code: string, vi: ReadonlyMap<string, string>, known: boolean): Pack {
  const problems: Problem[] = []
  const at = `locales/${code}/pack.yaml`
  const dataOf = (path: string): unknown => files.find((file) => file.path === path)?.data
  const say = (where: string, sentence: string): void => void problems.push({ file: at, where, sentence })
  if (!known) say('file', `${code} is no language of locales/languages.csv: add its row there`)
  const mark = Mark.safeParse(dataOf(at))
  if (!mark.success)
    say('file', 'holds status: draft; or status: reviewed with reviewed_by, reviewed_on and reviewed_texts')
  const translations = rowsOf(dataOf(`locales/${code}/texts.csv`))
  for (const [i, row] of translations.entries())
    for (const sentence of translationFaults(code, row, vi))
      problems.push({ file: `locales/${code}/texts.csv`, where: `row ${i + 1}, ${row.key}`, sentence })
  const given = mark.data
  if (given?.status !== 'reviewed') return { code, status: 'draft', translations, problems }
  if (given.reviewed_by === undefined || given.reviewed_on === undefined)
    say('reviewed_by', 'a reviewed pack names its native reader (reviewed_by) and the day (reviewed_on)')
  if (given.reviewed_texts !== textsHash(translations))
    say(
      'reviewed_texts',
      `the texts are not those that were read: have them read again, then npm run locales -- review ${code}`,
    )
  if (!translations.some(({ key }) => key === NEEDED))
    say('file', `a reviewed pack needs the text ${NEEDED}, which says that this language is now spoken`)
  return { code, status: problems.length === 0 ? 'reviewed' : 'draft', translations, problems }
}

/** What is wrong with one translation; a key that Vietnamese no longer has is no fault, only never said. */
export function translationFaults(
  code: string,
  { key, text }: Pick<Translation, 'key' | 'text'>,
  vi: ReadonlyMap<string, string>,
): readonly string[] {
  const source = sourceOf(code, key, vi)
  if (source === undefined) {
    const form = PLURAL.exec(key)?.[1]
    const other = form === undefined ? undefined : sourceOf('vi', key.replace(PLURAL, '_other'), vi)
    if (other === undefined) return ['is no text of ours: copy the key from the export']
    return [`${code} has no plural form "${form}": it has ${pluralForms(code).join(', ')}`]
  }
  const faults: string[] = []
  if (text.trim() === '') faults.push('the text is empty: leave the row out instead')
  const broken = text.replace(PLACEHOLDER, '')
  if (/\{\{|\}\}/.test(broken)) faults.push('a {{name}} is broken: copy it as it stands in the Vietnamese')
  const mine = namesIn(text)
  const wanted = namesIn(source)
  const lost = [...wanted].filter((name) => !mine.has(name))
  const extra = [...mine].filter((name) => !wanted.has(name))
  if (lost.length > 0) faults.push(`does not say ${lost.map(braced).join(', ')}, which the Vietnamese says`)
  if (extra.length > 0) faults.push(`says ${extra.map(braced).join(', ')}, which the Vietnamese does not`)
  const parts = segments(text.normalize('NFC').replace(PLACEHOLDER, SAMPLE)).segments
  if (parts > MOST_PARTS) faults.push(`takes ${parts} SMS parts; ${MOST_PARTS} are the most`)
  return [...faults, ...unsafeFaults(text)]
}

/** Keys that are said in Vietnamese, and why; what is not named here is said in the pack's own words. */
export function gapsOf(
  pack: Pick<Pack, 'code' | 'translations'>,
  vi: ReadonlyMap<string, string>,
): ReadonlyMap<string, Gap> {
  const have = new Map(pack.translations.map((one) => [one.key, one]))
  const gaps = new Map<string, Gap>()
  for (const key of keysFor(pack.code, vi)) {
    const one = have.get(key)
    if (one === undefined) gaps.set(key, 'missing')
    else if (one.of !== sourceHash(sourceOf(pack.code, key, vi) ?? '')) gaps.set(key, 'source_changed')
  }
  return gaps
}

/** What a reviewed pack says: only translations of the Vietnamese as it stands now. */
export function spokenTexts(pack: Pack, vi: ReadonlyMap<string, string>): Readonly<Record<string, string>> {
  const gaps = gapsOf(pack, vi)
  return Object.fromEntries(
    pack.translations.filter(({ key }) => !gaps.has(key)).map(({ key, text }) => [key, text.normalize('NFC')]),
  )
}

/** The keys a translator fills in: one for each plural form that the language has. */
export function keysFor(code: string, vi: ReadonlyMap<string, string>): readonly string[] {
  const keys = [...vi.keys()].flatMap((key) => {
    const base = key.replace(PLURAL, '')
    return PLURAL.test(key) ? pluralForms(code).map((form) => `${base}_${form}`) : [key]
  })
  return [...new Set(keys)]
}

/** The Vietnamese behind a key; a plural form that Vietnamese has not is made of its only one. */
export function sourceOf(code: string, key: string, vi: ReadonlyMap<string, string>): string | undefined {
  const form = PLURAL.exec(key)?.[1]
  if (form !== undefined && code !== 'vi' && !pluralForms(code).includes(form)) return undefined
  return vi.get(key) ?? (form === undefined ? undefined : vi.get(key.replace(PLURAL, '_other')))
}

/** Tells whether the Vietnamese has changed since it was translated. */
export function sourceHash(text: string): string {
  return hash(text.normalize('NFC'))
}

/** Tells whether the texts are the very ones that the native reader read. */
export function textsHash(translations: readonly Translation[]): string {
  return hash(
    translations
      .map(({ key, of, text }) => JSON.stringify([key, of, text]))
      .sort()
      .join('\n'),
  )
}

/** Languages that people ask for, whether or not there is a pack. */
export function languageRows(
  files: readonly ContentFile[],
): readonly { readonly code: string; readonly name: string }[] {
  const data = files.find(({ path }) => path === 'locales/languages.csv')?.data
  const rows = z.array(z.object({ code: z.string(), name: z.string() })).safeParse(data)
  return rows.success ? rows.data : []
}

const Row = z.object({ key: z.string(), of: z.string(), text: z.string() })

function rowsOf(data: unknown): readonly Translation[] {
  const rows = z.array(Row).safeParse(data)
  return rows.success ? rows.data : []
}

function pluralForms(code: string): readonly string[] {
  return new Intl.PluralRules([code, 'vi']).resolvedOptions().pluralCategories
}

function namesIn(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name))
}

function braced(name: string): string {
  return `{{${name}}}`
}

/** Two 32-bit hashes of the FNV kind, as hex: changes are to be noticed, nobody is to be kept out. */
function hash(text: string): string {
  let low = 0x811c9dc5
  let high = 0x01000193
  for (let i = 0; i < text.length; i++) {
    low = Math.imul(low ^ text.charCodeAt(i), 0x01000193) >>> 0
    high = Math.imul(high ^ text.charCodeAt(i) ^ (low >>> 16), 0x85ebca6b) >>> 0
  }
  return low.toString(16).padStart(8, '0') + high.toString(16).padStart(8, '0')
}
