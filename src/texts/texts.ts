/** Key + values + language → one sentence. i18next resolves keys, namespaces and plurals; values are put in here. */
import i18next, { type i18n } from 'i18next'
import { LANGUAGES, type Language } from '../core/language.ts'
import type { TextValue, TextValues } from '../core/reply.ts'
import { dayText, listText, money, percent, plainNumber } from './format.ts'
import { MissingText } from './missing-text.ts'

/** Texts of one namespace, as nested as their keys. */
export interface TextTree {
  readonly [key: string]: string | TextTree
}

/** Compiled `locales/`: language → namespace → tree. Plain JSON. */
export type TextData = { readonly [L in Language]: { readonly [namespace: string]: TextTree } }

export interface Texts {
  /**
   * The text in one language, its values formatted for the reader (money, days, plurals by `count`).
   * @throws MissingText when the key or a value that the text names is missing
   */
  say(language: Language, key: string, values?: TextValues): string
  /** True when the language has this key. */
  has(language: Language, key: string): boolean
}

/** A text cut at its `{{names}}`: literal, name, literal, name, … literal. */
type Template = readonly string[]

/** Opens compiled texts; one i18next for each, nothing loaded later, no fallback language: a missing key is an error. */
export function openTexts(data: TextData): Texts {
  const resolver = i18next.createInstance()
  resolver
    .init({
      resources: data,
      supportedLngs: [...LANGUAGES],
      fallbackLng: false,
      initAsync: false,
      interpolation: { escapeValue: false },
      returnNull: false,
      returnObjects: true, // an inner key gives its tree, which is then told from a text; else i18next makes a sentence of it
    })
    .catch(() => undefined) // without a backend init has finished before it returns; the promise is a formality
  const cache: Record<Language, Map<string, Template | null>> = { vi: new Map(), en: new Map() }

  function template(language: Language, key: string, count: TextValue | undefined): Template | null {
    const plural = typeof count === 'number'
    const id = plural ? key + pluralForm(language, count) : key
    const known = cache[language].get(id)
    if (known !== undefined) return known
    const found = resolve(resolver, language, key, plural ? count : undefined)
    const cut = found === null ? null : found.split(/\{\{\s*([\w.]+)\s*\}\}/)
    cache[language].set(id, cut)
    return cut
  }

  function say(language: Language, key: string, values: TextValues = {}): string {
    const cut = template(language, key, values.count)
    if (cut === null) throw new MissingText(`locales/${language} has no text for ${key}`)
    let out = cut[0] ?? ''
    for (let i = 1; i < cut.length; i += 2) {
      const name = cut[i] ?? ''
      const value = values[name]
      if (value === undefined) throw new MissingText(`${key} (${language}) needs the value ${name}`)
      out += format(language, value, values) + (cut[i + 1] ?? '')
    }
    return out
  }

  function format(language: Language, value: TextValue, around: TextValues): string {
    if (typeof value === 'string') return value
    if (typeof value === 'number') return plainNumber(value, language)
    if ('vnd' in value) return money(value.vnd, language)
    if ('day' in value) return dayText(value.day)
    if ('percent' in value) return percent(value.percent, language)
    if ('key' in value) return say(language, value.key, value.values ? { ...around, ...value.values } : around)
    return listText(
      value.list.map((item) => format(language, item, around)),
      language,
    )
  }

  return { say, has: (language, key) => template(language, key, undefined) !== null }
}

const PLURALS = { vi: new Intl.PluralRules('vi'), en: new Intl.PluralRules('en') } as const

/** Only names the cache entry; which text a count takes is i18next's choice. */
function pluralForm(language: Language, count: number): string {
  return `\u0000${PLURALS[language].select(count)}`
}

/** The raw text with its `{{names}}`, or null for a missing key, which `t` alone would hand back as text. */
function resolve(resolver: i18n, language: Language, key: string, count: number | undefined): string | null {
  if (!key.includes(':')) return null
  const options = { lng: language, ...(count === undefined ? {} : { count }) }
  if (!resolver.exists(key, options)) return null
  const text: unknown = resolver.t(key, { ...options, skipInterpolation: true })
  return typeof text === 'string' ? text : null
}
