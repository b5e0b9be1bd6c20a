/** What every console page is told: language, day, province, words, and how to link so that these stay. */
import type { Day } from '../core/day.ts'
import type { Language } from '../core/language.ts'
import type { TextPart, TextValues } from '../core/reply.ts'
import type { Texts } from '../texts/texts.ts'

export interface PageSettings {
  readonly texts: Texts
  readonly language: Language
  /** Vietnam's today. */
  readonly today: Day
  /** The day looked at. */
  readonly on: Day
  readonly province?: string
  readonly provinces: readonly { readonly code: string; readonly name: string }[]
  /** Light or dark by the reader's own choice; left out: as the system wishes. */
  readonly look?: 'light' | 'dark'
  /** Of this request, for the language switch. */
  readonly path: string
  readonly query: Readonly<Record<string, string>>
}

export interface Page extends Omit<PageSettings, 'texts'> {
  /** Words of `locales/<language>/console.json` below the namespace. */
  t(key: string, values?: TextValues): string
  /** A text of any namespace. */
  say(part: TextPart): string
  /** The first of these keys that has a text; without any, the fallback: an id is better than a broken page. */
  sayFirst(keys: readonly string[], fallback: string, values?: TextValues): string
  /** A text of the talk as an example: what depends on the person stands as "…". Empty when there is no such text. */
  preview(key: string, values: TextValues): string
  /** A console address that keeps language, day and province. */
  href(path: string, query?: Readonly<Record<string, string | undefined>>): string
  /** This very page. */
  here(): string
  /** This page in another language. */
  inLanguage(language: Language): string
}

export function openPage(settings: PageSettings): Page {
  const { texts, language, today, on, province, path, query } = settings
  const keep = { lang: language === 'vi' ? undefined : language, on: on === today ? undefined : on, province }
  return {
    ...settings,
    t: (key, values) => texts.say(language, `console:${key}`, values),
    say: ({ key, values }) => texts.say(language, key, values),
    sayFirst(keys, fallback, values) {
      const found = keys.find((key) => texts.has(language, key))
      return found === undefined ? fallback : texts.say(language, found, values)
    },
    preview: (key, values) => (texts.has(language, key) ? texts.say(language, key, withGaps(values)) : ''),
    href: (to, more = {}) => address(to, { ...keep, ...more }),
    here: () => address(path, { ...query, lang: language === 'vi' ? undefined : language }),
    inLanguage: (other) => address(path, { ...query, lang: other === 'vi' ? undefined : other }),
  }
}

/** These values, and "…" for every other name but `count`, which chooses a plural. */
function withGaps(values: TextValues): TextValues {
  return new Proxy(values, { get: (own, name) => Reflect.get(own, name) ?? (name === 'count' ? undefined : '…') })
}

function address(path: string, query: Readonly<Record<string, string | undefined>>): string {
  const [bare = '', anchor] = path.split('#')
  const pairs = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))
  const search = new URLSearchParams(pairs).toString()
  return `${bare}${search === '' ? '' : `?${search}`}${anchor === undefined ? '' : `#${anchor}`}`
}
