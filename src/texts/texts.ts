/** Key + values + language → one sentence. i18next resolves keys, namespaces and plurals; values are put in here. */
import i18next, { type i18n } from 'i18next'
import { LANGUAGES, type Language } from '../core/language.ts'
import type { TextValue, TextValues } from '../core/reply.ts'
import { dayText, listText, money, percent, plainNumber } from './format.ts'
import { MissingText } from './missing-text.ts'
import type { PackFile } from './packs.ts'

/** Texts of one namespace, as nested as their keys. */
export interface TextTree {
  readonly [key: string]: string | TextTree
}

/** Compiled `locales/`: language → namespace → tree. Plain JSON. */
export type TextData = { readonly [L in Language]: { readonly [namespace: string]: TextTree } } & {
  /** Packs that a native reader has read, by full key; where they have no text, Vietnamese is said. */
  readonly packs?: SpokenPacks
  /** Every pack of the build, drafts too, for those who work on them. */
  readonly packFiles?: readonly PackFile[]
}

/** Language code → full key → text. */
export interface SpokenPacks {
  readonly [code: string]: { readonly [key: string]: string }
}

export interface Texts {
  /**
   * The text in one language, its values formatted for the reader (money, days, plurals by `count`).
   * @throws MissingText when the key or a value that the text names is missing
   */
  readonly say: (language: Language, key: string, values?: TextValues) => string
  /** True when the language has this key. */
  readonly has: (language: Language, key: string) => boolean
  /** The same texts with a reviewed pack said instead of Vietnamese, key by key as far as it has them; unknown: these themselves. */
  readonly inPack: (code: string | undefined) => Texts
  /** True when the pack that is spoken says this text wholly in its own words: its key, every text put into it, no sum and no day. */
  readonly owns: (key: string, values?: TextValues) => boolean
  /** True when a pack of this code is said. */
  readonly speaks: (code: string | undefined) => boolean
  /** The same texts with these packs and no others. */
  readonly withPacks: (packs: SpokenPacks) => Texts
}

/** A text cut at its `{{names}}`: literal, name, literal, name, … literal. */
type Template = readonly string[]

/** Opens compiled texts; one i18next for each, nothing loaded later, no fallback language: a missing key is an error. */
export function openTexts(data: TextData): Texts {
  const resolver = i18next.createInstance()
  resolver
    .init({
      resources: { vi: data.vi, en: data.en },
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
    const cut = found === null ? null : cutAt(found)
    cache[language].set(id, cut)
    return cut
  }

  function speaking(own: Own | undefined): Pick<Texts, 'say' | 'has' | 'owns'> {
    function say(language: Language, key: string, values: TextValues = {}): string {
      const cut = ownTemplate(own, language, key, values.count) ?? template(language, key, values.count)
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

    function owns(key: string, values: TextValues = {}): boolean {
      const cut = ownTemplate(own, 'vi', key, values.count)
      return cut?.every((name, i) => i % 2 === 0 || isOwn(values[name], values)) ?? false
    }

    function isOwn(value: TextValue | undefined, around: TextValues): boolean {
      if (typeof value !== 'object') return true
      if ('key' in value) return owns(value.key, value.values ? { ...around, ...value.values } : around)
      return 'list' in value && value.list.every((item) => isOwn(item, around))
    }

    return { say, has: (language, key) => template(language, key, undefined) !== null, owns }
  }

  const plain = speaking(undefined)

  function withPacks(given: SpokenPacks): Texts {
    const packs = new Map(
      Object.entries(given).map(([code, said]) => {
        const plurals = new Intl.PluralRules([code, 'vi'])
        return [code, speaking({ said: new Map(Object.entries(said)), plurals })] as const
      }),
    )
    const speaks = (code: string | undefined): boolean => code !== undefined && packs.has(code)
    const inPack = (code: string | undefined): Texts => {
      const pack = code === undefined ? undefined : packs.get(code)
      return pack ? { ...pack, ...around } : texts
    }
    const around = { inPack, speaks, withPacks }
    const texts: Texts = { ...plain, ...around }
    return texts
  }
  return withPacks(data.packs ?? {})
}

/** A pack opened: it speaks in the place of Vietnamese. */
interface Own {
  readonly said: ReadonlyMap<string, string>
  readonly plurals: Intl.PluralRules
}

function ownTemplate(
  own: Own | undefined,
  language: Language,
  key: string,
  count: TextValue | undefined,
): Template | null {
  if (own === undefined || language !== 'vi') return null
  const text =
    (typeof count === 'number' ? own.said.get(`${key}_${own.plurals.select(count)}`) : undefined) ?? own.said.get(key)
  return text === undefined ? null : cutAt(text)
}

/** Literal, name, literal, name, … literal. */
function cutAt(text: string): Template {
  return text.split(/\{\{\s*([\w.]+)\s*\}\}/)
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
