/** Who speaks before officials have entered anything: the place's own name, and nothing that is not known. */
import type { Places } from '../language/places.ts'
import type { Organisation } from '../store/store.ts'

/** Fictional on purpose: no real commune answers from a demonstration. */
const DEMO: Organisation = { code: 'demo', name: 'UBND xã Lá Lành', dutyOfficers: [] }

/** One commune → its People's Committee; one province or several communes → the province's; nothing set → the demo commune. */
export function homeOrganisation(places: Places, scope: readonly string[]): Organisation {
  const first = scope[0]
  if (first === undefined) return DEMO
  if (scope.length === 1 && first.length === 5) {
    const commune = places.commune(first)
    return {
      code: first,
      name: `UBND ${commune.fullName}`,
      commune: first,
      province: commune.province,
      dutyOfficers: [],
    }
  }
  const code = first.length === 2 ? first : places.commune(first).province
  return { code, name: `UBND ${places.province(code).fullName}`, province: code, dutyOfficers: [] }
}
