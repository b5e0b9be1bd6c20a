/** Which texts a language needs: the keys of the Vietnamese, with the plural forms that the language has. */

const PLURAL = /_(zero|one|two|few|many|other)$/

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

/** The form at the end of a plural key (`other`); undefined for any other key. */
export function pluralForm(key: string): string | undefined {
  return PLURAL.exec(key)?.[1]
}

/** The Vietnamese of a plural text, whatever form is asked for. */
export function pluralSource(key: string, vi: ReadonlyMap<string, string>): string | undefined {
  return vi.get(key.replace(PLURAL, '_other'))
}

export function pluralForms(code: string): readonly string[] {
  return new Intl.PluralRules([code, 'vi']).resolvedOptions().pluralCategories
}
