/** Who speaks before officials have entered anything: the place's own name, and nothing that is not known. */
import type { Commune, Places } from '../language/places-index.ts'
import type { Organisation } from '../store/store.ts'
import { ConfigError } from './config.ts'

/** Fictional on purpose: no real commune answers from a demonstration. */
const DEMO: Organisation = { code: 'demo', name: 'UBND xã Lá Lành', dutyOfficers: [] }

/**
 * One commune → its People's Committee; one province or several communes → the first one's province; nothing set → the demo commune.
 * @throws ConfigError for a code that is not in force
 */
export function homeOrganisation(places: Places, scope: readonly string[]): Organisation {
  const [first] = scope
  if (first === undefined) return DEMO
  const communes = scope.filter((code) => code.length === 5).map((code) => communeOf(places, code))
  const [only] = communes
  if (only && scope.length === 1) {
    const { code, fullName, province } = only
    return { code, name: `UBND ${lowerFirst(fullName)}`, commune: code, province, dutyOfficers: [] }
  }
  const code = first.length === 2 ? first : communeOf(places, first).province
  const province = places.provinces.get(code)
  if (!province) throw notInForce(code)
  return { code, name: `UBND ${lowerFirst(province.fullName)}`, province: code, dutyOfficers: [] }
}

function communeOf(places: Places, code: string): Commune {
  const commune = places.communes.get(code)
  if (!commune) throw notInForce(code)
  return commune
}

function notInForce(code: string): ConfigError {
  return new ConfigError([
    `SCOPE names ${code}, which is no province or commune in force today (places/admin-units.csv).`,
  ])
}

/** Officials write "UBND xã Tả Phìn", with a small x. */
function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
