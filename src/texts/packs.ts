/** Language packs: translations that citizens get only once a native reader has read and an official has marked them (decision 015). */
import { z } from 'zod'
import type { Translation } from '../core/pack.ts'
import type { ContentFile, Problem } from '../core/problem.ts'
import { faultSentence, translationFaults } from './pack-faults.ts'
import { keysFor, sourceOf } from './pack-keys.ts'

/** A pack speaks of its own change of language, or the person would hear in Vietnamese that we now speak Khmer. */
export const NEEDED = 'common:language_set'

/** A pack of the build; `mark`: who read exactly these texts, and when; null: a draft, never offered. */
export interface PackFile {
  readonly code: string
  readonly translations: readonly Translation[]
  readonly mark: { readonly by: string; readonly on: string } | null
}

export interface Pack extends PackFile {
  readonly status: 'draft' | 'reviewed'
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
    for (const fault of translationFaults(code, row, vi))
      problems.push({
        file: `locales/${code}/texts.csv`,
        where: `row ${i + 1}, ${row.key}`,
        sentence: faultSentence(fault),
      })
  const given = mark.data
  if (given?.status !== 'reviewed') return { code, status: 'draft', mark: null, translations, problems }
  if (given.reviewed_by === undefined || given.reviewed_on === undefined)
    say('reviewed_by', 'a reviewed pack names its native reader (reviewed_by) and the day (reviewed_on)')
  if (given.reviewed_texts !== textsHash(translations))
    say(
      'reviewed_texts',
      `the texts are not those that were read: have them read again, then npm run locales -- review ${code}`,
    )
  if (!translations.some(({ key }) => key === NEEDED))
    say('file', `a reviewed pack needs the text ${NEEDED}, which says that this language is now spoken`)
  const { reviewed_by: by, reviewed_on: on } = given
  if (problems.length > 0 || by === undefined || on === undefined)
    return { code, status: 'draft', mark: null, translations, problems }
  return { code, status: 'reviewed', mark: { by, on }, translations, problems }
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
export function spokenTexts(
  pack: Pick<Pack, 'code' | 'translations'>,
  vi: ReadonlyMap<string, string>,
): Readonly<Record<string, string>> {
  const gaps = gapsOf(pack, vi)
  return Object.fromEntries(
    pack.translations.filter(({ key }) => !gaps.has(key)).map(({ key, text }) => [key, text.normalize('NFC')]),
  )
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
