/** Which communes in force a name said can mean: new names, old names and their new units, by province, district, marks and kind. */
import type { Span } from './place-spans.ts'
import type { PlaceOptions } from './places.ts'
import { type Commune, type Meaning, type Places, speltName } from './places-index.ts'

/** Communes in force that a name can mean, likeliest first. */
export function communesOf(
  places: Places,
  span: Span,
  province: string | undefined,
  districts: readonly string[],
  options: PlaceOptions,
  marked: boolean,
): Commune[] {
  const inside = new Set(districts.flatMap((district) => places.ofDistrict.get(district) ?? []))
  const fits = (code: string) => province === undefined || places.communes.get(code)?.province === province
  let meanings = span.meanings.filter(isCommune)
  const spelt = speltName(span.text)
  const same = marked ? meanings.filter((meaning) => speltName(meaning.name) === spelt) : []
  if (same.length > 0) meanings = same
  const now = meanings.flatMap((meaning) => (meaning.kind === 'commune' && fits(meaning.code) ? [meaning] : []))
  const before = meanings.flatMap((meaning) =>
    meaning.kind === 'old_commune' && meaning.codes.some(fits) ? [meaning] : [],
  )
  // A district makes it an old address: old district + old name, before a new unit that took the name.
  const there = before.filter((meaning) => districts.includes(meaning.district))
  const old = there.length > 0 ? there : before
  const oldCodes = old.flatMap((meaning) => meaning.codes.filter(fits))
  const own =
    districts.length > 0 &&
    !districts.some((district) =>
      span.meanings.some((meaning) => meaning.kind === 'district' && meaning.district === district),
    )
  let codes =
    own && oldCodes.length > 0
      ? oldCodes
      : [
          ...now.filter((meaning) => inside.size === 0 || inside.has(meaning.code)).map((meaning) => meaning.code),
          ...oldCodes,
        ]
  if (codes.length === 0) codes = now.map((meaning) => meaning.code)
  const distinct = [...new Set(codes)]
  const units = distinct.flatMap((code) => places.communes.get(code) ?? [])
  return byKind(inScope(units, options), now, span)
}

/** The kind breaks a tie between units in force and decides nothing else: people say xã for what is a phường now. */
function byKind(
  units: readonly Commune[],
  now: readonly { readonly code: string; readonly letter: string }[],
  span: Span,
): Commune[] {
  if (span.letter === undefined || units.length < 2 || units.some((unit) => !now.some((one) => one.code === unit.code)))
    return [...units]
  const same = units.filter((unit) => unit.letter === span.letter)
  return same.length === 1 && new Set(units.map((unit) => unit.province)).size === 1 ? same : [...units]
}

/** Those this deployment serves, when there is one among them; else all. */
export function inScope(units: readonly Commune[], options: PlaceOptions): Commune[] {
  const { scope } = options
  const own = scope ? units.filter((unit) => scope.includes(unit.code) || scope.includes(unit.province)) : []
  return own.length > 0 ? own : [...units]
}

/** True for the meanings that are communes, old or new. */
export function isCommune(meaning: Meaning): meaning is Extract<Meaning, { readonly letter: string }> {
  return meaning.kind === 'commune' || meaning.kind === 'old_commune'
}
