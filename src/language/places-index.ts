/** Place names, old and new, by their folded letters without spaces: `laocai`, `bariavungtau`. Built once at start. */
import { clean, spell } from './fold.ts'
import { bareName, type PlacesData } from './places-data.ts'

export interface Province {
  readonly code: string
  readonly name: string
  readonly fullName: string
}

export interface Commune {
  readonly code: string
  readonly name: string
  readonly fullName: string
  readonly province: string
  /** x xã, p phường, d đặc khu */
  readonly letter: string
}

/** One meaning of a name. Old units carry the era in their kind; their codes never leave this file. */
export type Meaning =
  | { readonly kind: 'province'; readonly province: string }
  | { readonly kind: 'old_province'; readonly province: string; readonly name: string; readonly old: string }
  | { readonly kind: 'alias'; readonly provinces: readonly string[] }
  | { readonly kind: 'district'; readonly district: string; readonly oldProvince: string; readonly province: string }
  | { readonly kind: 'commune'; readonly code: string; readonly name: string; readonly letter: string }
  | {
      readonly kind: 'old_commune'
      readonly codes: readonly string[]
      readonly district: string
      readonly name: string
      readonly letter: string
    }

export interface Places {
  readonly provinces: ReadonlyMap<string, Province>
  readonly communes: ReadonlyMap<string, Commune>
  readonly byName: ReadonlyMap<string, readonly Meaning[]>
  /** Old province code → its name before July 2025, for those whose name is gone from the list of provinces. */
  readonly formerNames: ReadonlyMap<string, string>
  /** District code → communes in force that hold some of its people. */
  readonly ofDistrict: ReadonlyMap<string, readonly string[]>
  /** Keys of provinces and districts by their length, for words with one wrong letter. */
  readonly fuzzy: ReadonlyMap<number, readonly string[]>
}

const KINDS: Readonly<Record<string, string>> = { x: 'Xã', p: 'Phường', d: 'Đặc khu' }

/** Opens packed tables; about 14,000 names. */
export function openPlaces(data: PlacesData): Places {
  const provinces = new Map<string, Province>()
  const communes = new Map<string, Commune>()
  const byName = new Map<string, Meaning[]>()
  const formerNames = new Map<string, string>()
  const ofDistrict = new Map<string, string[]>()
  const fuzzy = new Set<string>()
  const put = (key: string, meaning: Meaning) => {
    const list = byName.get(key)
    if (list) list.push(meaning)
    else byName.set(key, [meaning])
  }
  for (const [code = '', name = '', fullName = ''] of rows(data.provinces)) {
    provinces.set(code, { code, name, fullName })
    put(nameKey(name), { kind: 'province', province: code })
    fuzzy.add(nameKey(name))
  }
  for (const [old = '', name = '', code = ''] of rows(data.oldProvinces)) {
    const key = nameKey(name)
    fuzzy.add(key)
    if (byName.get(key)?.some((one) => one.kind === 'province')) continue
    formerNames.set(old, name)
    put(key, { kind: 'old_province', province: code, name, old })
  }
  for (const [alias = '', codes = ''] of rows(data.aliases)) {
    const key = nameKey(alias)
    if (!byName.has(key)) put(key, { kind: 'alias', provinces: codes.split(',') })
  }
  for (const [district = '', fullName = '', oldProvince = '', province = ''] of rows(data.districts)) {
    const key = nameKey(bareName(fullName))
    put(key, { kind: 'district', district, oldProvince, province })
    if (key.length > 4) fuzzy.add(key)
  }
  for (const [province, list] of Object.entries(data.communes)) {
    for (const [code = '', letter = '', name = ''] of rows(list)) {
      communes.set(code, { code, name, fullName: `${KINDS[letter]} ${name}`, province, letter })
      put(nameKey(name), { kind: 'commune', code, name, letter })
    }
  }
  for (const [district, list] of Object.entries(data.oldCommunes)) {
    const inside = new Set<string>()
    for (const [name = '', letter = '', joined = ''] of rows(list)) {
      const codes = joined === '' ? [] : joined.split(',')
      for (const code of codes) inside.add(code)
      put(nameKey(name), { kind: 'old_commune', codes, district, name, letter })
    }
    ofDistrict.set(district, [...inside])
  }
  return { provinces, communes, byName, formerNames, ofDistrict, fuzzy: Map.groupBy(fuzzy, (name) => name.length) }
}

/** Letters and digits only: `Bà Rịa - Vũng Tàu` → `bariavungtau`, `B'Lao` → `blao`. */
export function nameKey(name: string): string {
  return name
    .normalize('NFD')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replace(/[^a-z\d]+/g, '')
}

/** Spelling with tones, to tell Văn Lang from Văn Lăng when marks are typed. */
export function speltName(name: string): string {
  return clean(name)
    .split(/[^\p{L}\p{M}\d]+/u)
    .map(spell)
    .join('')
}

function rows(packed: string): string[][] {
  return packed === '' ? [] : packed.split(';').map((row) => row.split('|'))
}
