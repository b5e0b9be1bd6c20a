/** What `npm run check` says of `locales/`: both languages whole and alike, SMS within budget, nothing a fraudster would write. */
import { LANGUAGES, type Language } from '../core/language.ts'
import type { ContentFile, Problem } from '../core/problem.ts'
import { smsFaults } from './check-sms.ts'
import { type PackFile, packFile, readPacks, spokenTexts } from './packs.ts'
import type { TextData, TextTree } from './texts.ts'

/** Pages, read in a browser: never sent as a message. */
export const PAGE_NAMESPACES: readonly string[] = [
  'simulator',
  'console',
  'desk',
  'sign-in',
  'staff',
  'overview',
  'papers',
  'disasters',
  'figures',
  'words',
  'packs',
  'feedback-desk',
  'pledge-desk',
  'model-desk',
]
/** Talked of in code, so these must be there. */
const REQUIRED: readonly string[] = ['common:desk']

const FILE = /^locales\/(vi|en)\/([a-z0-9-]+)\.json$/
const PLURAL = /_(zero|one|two|few|many|other)$/

/** Checks all `locales/<language>/<namespace>.json`; `data` holds what could be read. */
export function checkTexts(files: readonly ContentFile[]): { data: TextData; problems: Problem[] } {
  const problems: Problem[] = []
  const data: Record<Language, Record<string, TextTree>> = { vi: {}, en: {} }
  for (const file of files) {
    if (!file.path.startsWith('locales/') || isOtherList(file.path)) continue
    const [, language, namespace] = FILE.exec(file.path) ?? []
    if ((language !== 'vi' && language !== 'en') || namespace === undefined) {
      problems.push({
        file: file.path,
        where: 'name',
        sentence: 'a text file is named locales/vi/<name>.json or locales/en/<name>.json',
      })
      continue
    }
    const tree = readTree(file.path, '', file.data, problems)
    if (tree) data[language][namespace] = tree
  }
  const flat = { vi: flatten(data.vi), en: flatten(data.en) }
  for (const language of LANGUAGES) {
    for (const [key, text] of flat[language]) checkText(language, key, text, problems)
    checkPlurals(language, flat[language], problems)
  }
  compare(flat.vi, flat.en, problems)
  for (const key of REQUIRED)
    if (!flat.vi.has(key)) problems.push({ ...at('vi', key), sentence: 'this text is always needed and is missing' })
  const packs = readPacks(files, flat.vi)
  problems.push(...packs.flatMap((pack) => pack.problems))
  if (packs.length === 0) return { data, problems }
  const packFiles = packs.map(({ code, mark, translations }): PackFile => ({ code, mark, translations }))
  const spoken = packs.filter(({ status }) => status === 'reviewed')
  if (spoken.length === 0) return { data: { ...data, packFiles }, problems }
  return {
    data: {
      ...data,
      packs: Object.fromEntries(spoken.map((pack) => [pack.code, spokenTexts(pack, flat.vi)])),
      packFiles,
    },
    problems,
  }
}

/** The lists of plain words, the languages people ask for, and the packs have checks of their own. */
function isOtherList(path: string): boolean {
  return path.startsWith('locales/plain/') || path === 'locales/languages.csv' || packFile(path) !== null
}

type Flat = ReadonlyMap<string, string>

function readTree(file: string, where: string, data: unknown, problems: Problem[]): TextTree | null {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    problems.push({
      file,
      where: where || 'file',
      sentence: 'a text in quotes belongs here, or names with texts in { }',
    })
    return null
  }
  const tree: Record<string, string | TextTree> = {}
  for (const [key, value] of Object.entries(data)) {
    const path = where ? `${where}.${key}` : key
    if (key === '' || /[.:\s]/.test(key))
      problems.push({ file, where: path, sentence: 'a key has no dot, colon or space: nest instead' })
    else if (typeof value === 'string') tree[key] = value
    else {
      const inner = readTree(file, path, value, problems)
      if (inner) tree[key] = inner
    }
  }
  return tree
}

/** The texts of one language by their full key, `namespace:path`. */
export function flatten(namespaces: Readonly<Record<string, TextTree>>): Flat {
  const out = new Map<string, string>()
  const walk = (tree: TextTree, path: string): void => {
    for (const [key, value] of Object.entries(tree)) {
      if (typeof value === 'string') out.set(path + key, value)
      else walk(value, `${path}${key}.`)
    }
  }
  for (const [namespace, tree] of Object.entries(namespaces)) walk(tree, `${namespace}:`)
  return out
}

function checkText(language: Language, key: string, text: string, problems: Problem[]): void {
  const say = (sentence: string): void => {
    problems.push({ ...at(language, key), sentence })
  }
  if (text.trim() === '') say('the text is empty')
  if (text !== text.trim()) say('the text begins or ends with a space or line break')
  if (text !== text.normalize('NFC')) say('letters are stored with separate marks: save the file as NFC')
  if (text.includes('$t(')) say('$t(…) is not used here: hand the other text in as a value')
  if (/\{\{/.test(text.replace(/\{\{\s*[\w.]+\s*\}\}/g, ''))) say('{{ is not closed, or holds more than one name')
  if (PAGE_NAMESPACES.includes(key.slice(0, key.indexOf(':')))) return
  for (const fault of smsFaults(text)) say(fault)
}

function checkPlurals(language: Language, texts: Flat, problems: Problem[]): void {
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories
  for (const base of new Set([...texts.keys()].filter((key) => PLURAL.test(key)).map(baseKey))) {
    for (const form of forms)
      if (!texts.has(`${base}_${form}`) && !texts.has(base))
        problems.push({
          ...at(language, base),
          sentence: `the plural form ${base.split(/[:.]/).at(-1)}_${form} is missing`,
        })
  }
}

/** Key for key and value for value; plural forms of one text count as one key. */
function compare(vi: Flat, en: Flat, problems: Problem[]): void {
  const inVi = named(vi)
  const inEn = named(en)
  for (const [key, names] of inVi) {
    const other = inEn.get(key)
    if (!other) problems.push({ ...at('en', key), sentence: 'is in vi and missing in en' })
    else {
      const missing = [...names].filter((name) => !other.has(name))
      const extra = [...other].filter((name) => !names.has(name))
      if (missing.length > 0)
        problems.push({ ...at('en', key), sentence: `does not say ${braces(missing)}, which vi says` })
      if (extra.length > 0) problems.push({ ...at('en', key), sentence: `says ${braces(extra)}, which vi does not` })
    }
  }
  for (const key of inEn.keys())
    if (!inVi.has(key)) problems.push({ ...at('vi', key), sentence: 'is in en and missing in vi' })
}

function named(texts: Flat): Map<string, Set<string>> {
  const out = new Map<string, Set<string>>()
  for (const [key, text] of texts) {
    const names = out.get(baseKey(key)) ?? new Set()
    for (const [, name] of text.matchAll(/\{\{\s*([\w.]+)\s*\}\}/g)) if (name !== undefined) names.add(name)
    out.set(baseKey(key), names)
  }
  return out
}

function baseKey(key: string): string {
  return key.replace(PLURAL, '')
}

function braces(names: readonly string[]): string {
  return names.map((name) => `{{${name}}}`).join(', ')
}

function at(language: Language, key: string): { file: string; where: string } {
  const [namespace, path] = key.split(':')
  return { file: `locales/${language}/${namespace}.json`, where: path ?? '' }
}
