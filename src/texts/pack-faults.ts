/** What is wrong with one translation, by name and with its values, so that the command and the console each say it in their words. */
import type { Translation } from '../core/pack.ts'
import { UNSAFE_SENTENCES, unsafeIn } from './check-sms.ts'
import { pluralForm, pluralForms, pluralSource, sourceOf } from './pack-keys.ts'
import { segments } from './segments.ts'

/** Other letters than GSM-7 leave by SMS in parts of 67; a translation may take two messages of two parts. */
const MOST_PARTS = 4
/** Stands for a value of unknown length. */
const SAMPLE = 'UBND xa Ta Phin'
const PLACEHOLDER = /\{\{\s*([\w.]+)\s*\}\}/g

/** `names`: what it is about (`{{speaker}}`, plural forms, a language, a number of parts). */
export interface TextFault {
  readonly fault: FaultName
  readonly names?: string
}

const SENTENCES = {
  no_text_of_ours: () => 'is no text of ours: copy the key from the export',
  no_plural: (names) => `has no plural form "${names}"`,
  empty: () => 'the text is empty: leave the row out instead',
  broken: () => 'a {{name}} is broken: copy it as it stands in the Vietnamese',
  lost: (names) => `does not say ${names}, which the Vietnamese says`,
  extra: (names) => `says ${names}, which the Vietnamese does not`,
  long: (names) => `takes ${names} SMS parts; ${MOST_PARTS} are the most`,
  link: () => UNSAFE_SENTENCES.link,
  secret: () => UNSAFE_SENTENCES.secret,
  twice: () => 'stands here twice: keep one of them',
  source_changed: () => 'the Vietnamese has changed since this was exported: export again and look at it',
  not_spoken: () => 'is not translated: it says that this language is now spoken',
  other_language: (names) => `is for ${names}`,
  xliff: () => 'this XLIFF cannot be read',
  columns: () => 'needs the columns key, of and text',
  csv: (names) => names,
} satisfies Record<string, (names: string) => string>
export type FaultName = keyof typeof SENTENCES

/** The fault in English, for the command line. */
export function faultSentence({ fault, names = '' }: TextFault): string {
  return SENTENCES[fault](names)
}

/** What is wrong with one translation; a key that Vietnamese no longer has is no fault, only never said. */
export function translationFaults(
  code: string,
  { key, text }: Pick<Translation, 'key' | 'text'>,
  vi: ReadonlyMap<string, string>,
): readonly TextFault[] {
  const source = sourceOf(code, key, vi)
  if (source === undefined) {
    const form = pluralForm(key)
    if (form === undefined || pluralSource(key, vi) === undefined) return [{ fault: 'no_text_of_ours' }]
    return [{ fault: 'no_plural', names: `${form}: ${pluralForms(code).join(', ')}` }]
  }
  const faults: TextFault[] = []
  if (text.trim() === '') faults.push({ fault: 'empty' })
  const broken = text.replace(PLACEHOLDER, '')
  if (/\{\{|\}\}/.test(broken)) faults.push({ fault: 'broken' })
  const mine = namesIn(text)
  const wanted = namesIn(source)
  const lost = [...wanted].filter((name) => !mine.has(name))
  const extra = [...mine].filter((name) => !wanted.has(name))
  if (lost.length > 0) faults.push({ fault: 'lost', names: lost.map(braced).join(', ') })
  if (extra.length > 0) faults.push({ fault: 'extra', names: extra.map(braced).join(', ') })
  const parts = segments(text.normalize('NFC').replace(PLACEHOLDER, SAMPLE)).segments
  if (parts > MOST_PARTS) faults.push({ fault: 'long', names: String(parts) })
  return [...faults, ...unsafeIn(text).map((fault) => ({ fault }))]
}

function namesIn(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name))
}

function braced(name: string): string {
  return `{{${name}}}`
}
