/** Places as officials' pages need them: names of codes, the communes one may choose from, and a name typed into a form. */
import type { Scope } from '../core/official.ts'
import { readPlace } from '../language/places.ts'
import type { Ports } from './ports.ts'

/** The fictional commune of a demonstration is in no list of places. */
const DEMO = { code: 'demo', name: 'Xã Lá Lành' }

/** More than these are typed, not chosen from a list: a page must stay small. */
const MOST_CHOICES = 160

export interface CommuneChoice {
  readonly code: string
  readonly name: string
}

/** `Xã Tả Phìn, Lào Cai`; null for a code without a name, and for nothing at all. */
export function placeName(
  { talk }: Pick<Ports, 'talk'>,
  commune?: string | null,
  province?: string | null,
): string | null {
  if (commune === DEMO.code) return DEMO.name
  const { communes, provinces } = talk.places
  const unit = commune === null || commune === undefined ? undefined : communes.get(commune)
  const around = provinces.get(unit?.province ?? province ?? '')
  if (unit === undefined) return around?.fullName ?? null
  return around === undefined ? unit.fullName : `${unit.fullName}, ${around.name}`
}

/** The communes of a scope by name; null where there are too many to list. */
export function communesIn({ talk }: Pick<Ports, 'talk'>, scope: Scope): readonly CommuneChoice[] | null {
  const own = new Set(scope.communes)
  const all = [...talk.places.communes.values()].filter(
    ({ code, province }) => own.has(code) || scope.provinces.includes(province),
  )
  if (all.length > MOST_CHOICES) return null
  const demo = own.has(DEMO.code) ? [DEMO] : []
  const named = all.map(({ code, fullName }) => ({ code, name: fullName }))
  return [...demo, ...named.sort((a, b) => a.name.localeCompare(b.name, 'vi'))]
}

export interface TypedPlace {
  readonly commune: string
  readonly province: string | null
}

/** The one commune that a typed name means, with its province; null when none or several fit. */
export function communeNamed({ talk }: Pick<Ports, 'talk'>, typed: string): TypedPlace | null {
  if (typed.trim() === DEMO.code) return { commune: DEMO.code, province: null }
  const known = talk.places.communes.get(typed.trim())
  const found = known ?? readPlace(talk.places, typed.slice(0, 100), { scope: talk.scope }).commune
  const unit = found === undefined ? undefined : talk.places.communes.get(found.code)
  return unit === undefined ? null : { commune: unit.code, province: unit.province }
}

/** Names typed one a line, or with semicolons between: their communes, and the first name that none bears. */
export function communesNamed(
  ports: Pick<Ports, 'talk'>,
  typed: string,
): { readonly codes: readonly string[]; readonly unknown?: string } {
  const names = typed
    .split(/[\n;]/)
    .map((name) => name.trim())
    .filter((name) => name !== '')
  const found = names.map((name) => ({ name, code: communeNamed(ports, name)?.commune }))
  const codes = found.flatMap(({ code }) => code ?? [])
  const unknown = found.find(({ code }) => code === undefined)?.name.slice(0, 60)
  return unknown === undefined ? { codes } : { codes, unknown }
}

/** May an official of this scope hold a case of that place? */
export function covers(scope: Scope, commune: string | null, province: string | null): boolean {
  if (scope.everywhere) return true
  return (
    (commune !== null && scope.communes.includes(commune)) || (province !== null && scope.provinces.includes(province))
  )
}
