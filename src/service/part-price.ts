/** What one part of an SMS costs here: as the office that speaks entered it, else the home office, else a range that nobody confirmed. */
import type { Ports } from './ports.ts'

/** What Vietnamese gateways are said to ask for one part of an SMS; nobody confirmed it, and pages say so (facts: channels 5.1). */
const UNCONFIRMED = { least: 400, most: 850 } as const

/** Whole đồng. */
export interface PartPrice {
  readonly least: number
  readonly most: number
  /** An official entered it from a contract or a bill; `least` and `most` are then the same. */
  readonly confirmed: boolean
}

export async function partPriceFor(
  { store, homeOrganisation }: Pick<Ports, 'store' | 'homeOrganisation'>,
  organisation: string,
): Promise<PartPrice> {
  for (const code of new Set([organisation, homeOrganisation])) {
    const price = (await store.organisations.get(code))?.partPriceVnd
    if (price !== undefined) return { least: price, most: price, confirmed: true }
  }
  return { ...UNCONFIRMED, confirmed: false }
}
