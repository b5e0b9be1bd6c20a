/** How large a sào is: 360 m² in the North, 500 m² in the Centre, 1,000 m² in the South. */
import type { FarmRegion } from './land.ts'

const NORTH = new Set(['01', '04', '08', '11', '12', '14', '15', '19', '20', '22', '24', '25', '31', '33', '37'])
const CENTRE = new Set(['38', '40', '42', '44', '46', '48', '51'])
const SOUTH = new Set(['75', '79', '80', '82', '86', '91', '92', '96'])
const SAO_M2: Readonly<Record<FarmRegion, number>> = { bac: 360, trung: 500, nam: 1000 }

/**
 * By 2-digit province code in force. Undefined for the four provinces that reach from the coast into the highlands (Gia Lai, Khánh Hòa,
 * Đắk Lắk, Lâm Đồng), where both 500 m² and 1,000 m² are called a sào.
 */
export function farmRegion(province: string | undefined): FarmRegion | undefined {
  if (province === undefined) return undefined
  if (NORTH.has(province)) return 'bac'
  if (CENTRE.has(province)) return 'trung'
  return SOUTH.has(province) ? 'nam' : undefined
}

/** Hectares of so many sào. */
export function saoInHectares(sao: number, region: FarmRegion): number {
  return Number(((sao * SAO_M2[region]) / 10_000).toFixed(6))
}
