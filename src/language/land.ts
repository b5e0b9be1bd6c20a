/** How much land: hectares and square metres, and the sào, mẫu and công whose size differs by region. */
import { type NumberAt, numberAt, spanAt } from './number-words.ts'
import { type Quantity, qualifierBefore } from './quantity.ts'

export type FarmRegion = 'bac' | 'trung' | 'nam'

/** Square metres: sào by region (Bắc 360, Trung 500; công of the South 1000), mẫu = 10 sào. */
const SQUARE_METRES: Readonly<Record<string, Readonly<Record<FarmRegion, number>>>> = {
  sao: { bac: 360, trung: 500, nam: 1000 },
  mau: { bac: 3600, trung: 5000, nam: 10_000 },
  cong: { bac: 1000, trung: 1000, nam: 1000 },
  thuoc: { bac: 24, trung: 33, nam: 24 },
}
const HECTARE = /^(?:ha|hecta|hec|hectare|hectares|hek)$/
const METRE = /^(?:m2|m|met|mv|metres?|m²)$/
const GLUED = /^(\d+(?:[.,]\d+)*(?:-\d+(?:[.,]\d+)*)?)(ha|hecta|hec|m2|m|sao|xao|cong|mau|met)(\d)?$/
const NONE =
  /^(?:(?:da|toi|nha|nha toi|minh|em|tui) )*(?:khong|ko|k|kh|hong|hem|chua|chang|no)(?: co| duoc)?(?: (?:dat|ruong|vuon|ray|dai|gi|dat dai|ruong nuong|san xuat|o|manh|cuc|tac|nao|ca|het|a|dau|land))*$/

/** Hectares: `1,2 ha`, `200m2`, `3 sào` (needs the region), `mẫu rưỡi`. Value null when the region decides and is not known. */
export function areaIn(said: readonly string[], region?: FarmRegion): Quantity | null {
  if (NONE.test(said.join(' '))) return { value: 0 }
  const words = said.flatMap(spread)
  let low = 0
  let high = 0
  let first = -1
  let last = 0
  for (let at = 0; at < words.length; at++) {
    const found = amountAt(words, at)
    if (!found) continue
    const unit = words[found.next] ?? ''
    const size = sizeOf(unit, region)
    if (size === undefined) continue
    if (size === null) return { value: null }
    const tail = tailAfter(words, found.next + (unit === 'hec' && words[found.next + 1] === 'ta' ? 2 : 1), size.step)
    const [from, to] = typeof found.value === 'number' ? [found.value, found.value] : found.value
    low += ((from + tail.value) * size.metres) / 10_000
    high += ((to + tail.value) * size.metres) / 10_000
    if (first < 0) first = at
    last = tail.next
    at = tail.next - 1
  }
  if (first < 0) return null
  const qualifier = qualifierBefore(words, first, last)
  const round = (hectares: number) => Number(hectares.toFixed(6))
  return { value: low === high ? round(low) : [round(low), round(high)], ...(qualifier && { qualifier }) }
}

/** `step`: what a lone figure after the unit counts, in parts of it (1 mẫu 2 = 1.2 mẫu). Null: the region must be known. */
function sizeOf(unit: string, region: FarmRegion | undefined): { metres: number; step: number } | null | undefined {
  if (HECTARE.test(unit)) return { metres: 10_000, step: 0.1 }
  if (METRE.test(unit)) return { metres: 1, step: 0 }
  const metres = SQUARE_METRES[unit === 'xao' ? 'sao' : unit]
  if (metres === undefined) return undefined
  if (unit === 'cong') return { metres: metres.nam, step: 0.1 }
  return region === undefined ? null : { metres: metres[region], step: unit === 'mau' ? 0.1 : 0 }
}

/** The number before a unit: with thousands, a half, or left unsaid (`sào rưỡi`, `mẫu tám`). */
function amountAt(words: readonly string[], at: number): NumberAt | null {
  const word = words[at] ?? ''
  if (word === 'nua' || (word === 'half' && /^an?$/.test(words[at + 1] ?? '')))
    return { value: 0.5, next: at + (word === 'nua' ? 1 : 2) }
  if (at === 0 && /^(?:sao|xao|mau|cong)$/.test(word) && tailAfter(words, 1, 0.1).next > 1) return { value: 1, next: 0 }
  const found = spanAt(words, at)
  if (!found || typeof found.value !== 'number') return found
  if (words[found.next] !== 'nghin' && words[found.next] !== 'ngan') return found
  const rest = numberAt(words, found.next + 1)
  const more = rest && typeof rest.value === 'number' && rest.value < 1000 ? rest : null
  return {
    value: found.value * 1000 + (typeof more?.value === 'number' ? more.value : 0),
    next: more?.next ?? found.next + 1,
  }
}

/** `rưỡi`, or a figure below ten that has no unit of its own. */
function tailAfter(words: readonly string[], from: number, step: number): { value: number; next: number } {
  if (words[from] === 'ruoi') return { value: 0.5, next: from + 1 }
  const digit = step > 0 ? numberAt(words, from) : null
  if (!digit || typeof digit.value !== 'number' || digit.value < 1 || digit.value > 9) return { value: 0, next: from }
  const after = words[digit.next] ?? ''
  const alone = after === '' || /^(?:dat|ruong|vuon|ray|lua|a|thoi|nay|o)$/.test(after)
  return alone && Number.isInteger(digit.value)
    ? { value: digit.value * step, next: digit.next }
    : { value: 0, next: from }
}

function spread(word: string): readonly string[] {
  const [, number, unit, tail] = GLUED.exec(word) ?? []
  if (number === undefined || unit === undefined) return [word]
  return tail === undefined ? [number, unit] : [number, unit, tail]
}
