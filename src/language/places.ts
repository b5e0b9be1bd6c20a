/** Where someone lives, from what they type: names old or new, with or without marks, glued or short → units in force today. */
import { clean, hasMarks } from './fold.ts'
import { communesOf, inScope, isCommune } from './place-communes.ts'
import { type Span, spansIn } from './place-spans.ts'
import { checkPlaces, type PlacesData } from './places-data.ts'
import { type Commune, openPlaces, type Places } from './places-index.ts'

export type { Places, PlacesData }
export { checkPlaces, openPlaces }

export interface PlaceCandidate {
  readonly code: string
  readonly fullName: string
  readonly provinceName: string
}

export interface PlaceReading {
  readonly province?: { readonly code: string; readonly name: string }
  /** Name of the province before July 2025, when that is how the place was told. */
  readonly formerProvince?: string
  /** Only when exactly one commune fits. */
  readonly commune?: { readonly code: string; readonly name: string; readonly fullName: string }
  /** Communes to choose from, at most five, those of the scope first; empty when one or none fits. */
  readonly candidates: readonly PlaceCandidate[]
  /** What was said besides: `thôn 3`. */
  readonly rest: string
}

export interface PlaceOptions {
  /** Province or commune codes this deployment serves: preferred when a name fits inside and outside. */
  readonly scope?: readonly string[]
  /** Province already known, 2-digit code. */
  readonly province?: string
}

const MOST_CHOICES = 5

/** Reads a place; made for the answer to "where do you live", not for finding places in any sentence. */
export function readPlace(places: Places, text: string, options: PlaceOptions = {}): PlaceReading {
  const { spans, words } = spansIn(places, text)
  const told = provinceIn(spans)
  const former = told?.former
  const oldCode = told?.old
  let province = told?.code ?? options.province
  const used = new Set<Span>(told ? [told.span] : [])
  const commune = communeSpan(spans, used)
  const districts = districtsIn(spans, used, commune, province, oldCode)
  if (province === undefined) province = only(districts.map((one) => one.province))
  const found = commune
    ? communesOf(
        places,
        commune,
        province,
        districts.map((one) => one.district),
        options,
        hasMarks(clean(text)),
      )
    : []
  if (commune && found.length > 0) used.add(commune)
  const narrow =
    found.length > 0 && (!commune || commune.role === 'commune' || !districts.some((one) => one.span === commune))
      ? found
      : withHomes(
          found,
          homesIn(
            places,
            districts.map((one) => one.district),
            commune,
            options,
          ),
        )
  // A bare "Sa Pa" may be the old district as well as the commune that took its name: to be confirmed.
  const certain = !commune || commune.role === 'commune' || !districts.some((one) => one.span === commune)
  const single = narrow.length === 1 && found.length === 1 && certain ? narrow[0] : undefined
  const shared = province ?? only(narrow.map((unit) => unit.province))
  const unit = shared === undefined ? undefined : places.provinces.get(shared)
  const formerName =
    former ??
    formerOf(
      places,
      districts.map((one) => one.oldProvince),
      unit?.code,
    )
  return {
    ...(unit && { province: { code: unit.code, name: unit.name } }),
    ...(formerName !== undefined && { formerProvince: formerName }),
    ...(single && { commune: { code: single.code, name: single.name, fullName: single.fullName } }),
    candidates: single ? [] : narrow.slice(0, MOST_CHOICES).map((one) => candidate(places, one)),
    rest: restOf(
      words,
      spans,
      used,
      districts.map((one) => one.span),
    ),
  }
}

interface ProvinceTold {
  readonly code?: string
  readonly span: Span
  readonly former?: string
  readonly old?: string
}

/** Addresses go from small to large: the last name that can be a province is the province. */
function provinceIn(spans: readonly Span[]): ProvinceTold | undefined {
  for (let at = spans.length - 1; at >= 0; at--) {
    const span = spans[at]
    if (!span || span.role === 'commune' || span.role === 'district') continue
    for (const meaning of span.meanings) {
      if (meaning.kind === 'province')
        return { code: meaning.province, span, ...formerBefore(spans, at, meaning.province) }
      if (meaning.kind === 'old_province')
        return { code: meaning.province, span, former: meaning.name, old: meaning.old }
      if (meaning.kind === 'alias')
        return meaning.provinces.length === 1 && meaning.provinces[0] ? { code: meaning.provinces[0], span } : { span }
    }
  }
  return undefined
}

/** `Hòa Bình, Phú Thọ`: the old province beside the new one it went to. */
function formerBefore(spans: readonly Span[], at: number, province: string): { former?: string; old?: string } {
  const before = spans[at - 1]?.meanings.find((meaning) => meaning.kind === 'old_province')
  return before?.kind === 'old_province' && before.province === province ? { former: before.name, old: before.old } : {}
}

/** The smallest unit comes first; a district is passed over when something smaller stands before it. */
function communeSpan(spans: readonly Span[], used: ReadonlySet<Span>): Span | undefined {
  const able = spans.filter(
    (span) => !used.has(span) && span.role !== 'district' && span.role !== 'province' && span.meanings.some(isCommune),
  )
  return able.find((span) => span.role === 'commune') ?? able[0]
}

type District = {
  readonly span: Span
  readonly district: string
  readonly oldProvince: string
  readonly province: string
}

function districtsIn(
  spans: readonly Span[],
  used: ReadonlySet<Span>,
  commune: Span | undefined,
  province: string | undefined,
  old: string | undefined,
): District[] {
  // "tp Cà Mau" is the old town as much as the province.
  const able = spans.filter(
    (span) =>
      (!used.has(span) || (commune !== undefined && span.role === 'city')) &&
      span.role !== 'commune' &&
      span !== commune,
  )
  // A lone name such as "Hoàng Su Phì" is a district and, today, a commune too.
  for (const span of able.length > 0 ? able.reverse() : commune && commune.role === undefined ? [commune] : []) {
    const districts = span.meanings.flatMap((meaning): District[] =>
      meaning.kind === 'district' &&
      (province === undefined || meaning.province === province) &&
      (old === undefined || meaning.oldProvince === old)
        ? [{ span, district: meaning.district, oldProvince: meaning.oldProvince, province: meaning.province }]
        : [],
    )
    if (districts.length > 0) return districts
  }
  return []
}

/** When a district alone was said: its communes, if few enough to show. */
function homesIn(
  places: Places,
  districts: readonly string[],
  commune: Span | undefined,
  options: PlaceOptions,
): Commune[] {
  if (commune?.role === 'commune' || districts.length !== 1) return []
  const units = inScope(
    (places.ofDistrict.get(districts[0] ?? '') ?? []).flatMap((code) => places.communes.get(code) ?? []),
    options,
  )
  return units.length <= MOST_CHOICES && units.length > 1 ? units : []
}

/** The commune of that name first, then the others of its old district when they are few. */
function withHomes(found: readonly Commune[], homes: readonly Commune[]): Commune[] {
  return [...found, ...homes.filter((home) => !found.includes(home))]
}

function formerOf(places: Places, old: readonly string[], province: string | undefined): string | undefined {
  const code = only(old)
  return code === undefined || province === undefined ? undefined : places.formerNames.get(code)
}

function restOf(
  words: readonly string[],
  spans: readonly Span[],
  used: ReadonlySet<Span>,
  districts: readonly Span[],
): string {
  const gone = new Set<number>()
  for (const span of spans) {
    if (!used.has(span) && !districts.includes(span)) continue
    for (let at = span.lead; at < span.end; at++) gone.add(at)
  }
  return words
    .filter((_, at) => !gone.has(at))
    .join(' ')
    .replace(/^(?:nhà\s+)?(?:tôi|toi|em|mình|minh|tui|nhà|nha)?\s*(?:ở|o)(?:\s+|$)/iu, '')
}

function candidate(places: Places, unit: Commune): PlaceCandidate {
  return { code: unit.code, fullName: unit.fullName, provinceName: places.provinces.get(unit.province)?.name ?? '' }
}

function only(values: readonly string[]): string | undefined {
  return new Set(values).size === 1 ? values[0] : undefined
}
