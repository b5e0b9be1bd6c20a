/** How many people, how old, how much land: numbers with their own everyday units. */
import type { Day } from '../core/day.ts'
import { isDay } from '../core/day.ts'
import { dateIn } from './dates.ts'
import { type NumberAt, numberAt } from './number-words.ts'
import { type Quantity, qualifierBefore } from './quantity.ts'

export type FarmRegion = 'bac' | 'trung' | 'nam'

const COUNTERS = /^(?:nguoi|khau|nhan|mieng|nhan khau|thanh vien|ng|mang)$/
const ALONE =
  /\b(?:(?:co |chi )*(?:minh|mot minh|moi|mot|minh em) (?:toi|tui|em|minh|tao|ba|ong|bac|me)|mot minh|doc than|co minh)\b/
/** Square metres: sào by region (Bắc 360, Trung 500; công of the South 1000), mẫu = 10 sào. */
const SQUARE_METRES: Readonly<Record<string, Readonly<Record<FarmRegion, number>>>> = {
  sao: { bac: 360, trung: 500, nam: 1000 },
  mau: { bac: 3600, trung: 5000, nam: 10_000 },
  cong: { bac: 1000, trung: 1000, nam: 1000 },
  thuoc: { bac: 24, trung: 33, nam: 24 },
}

/** Number of people: `5 khẩu`, `hai vợ chồng với hai con`, `mình tôi`; value null for "đông lắm". */
export function peopleIn(words: readonly string[]): Quantity | null {
  for (let at = 0; at < words.length; at++) {
    const found = numberAt(words, at)
    if (found && COUNTERS.test(words[found.next] ?? '')) return quantity(words, at, found)
  }
  const family = familyCount(words)
  if (family !== null) return { value: family }
  if (ALONE.test(words.join(' '))) return { value: 1 }
  for (let at = 0; at < words.length; at++) {
    const found = numberAt(words, at)
    if (found && !(words[at] === 'khong' || words[at] === 'nam')) return quantity(words, at, found)
  }
  return /\b(?:dong|nhieu|vai|may)\b/.test(words.join(' ')) ? { value: null } : null
}

/** `vợ chồng tôi và 3 con` is 5: groups that name their members are added up. */
function familyCount(words: readonly string[]): number | null {
  let total = 0
  let found = false
  for (let at = 0; at < words.length; at++) {
    const number = numberAt(words, at)
    const count = number && typeof number.value === 'number' && words[at] !== 'khong' ? number.value : null
    const noun = count !== null && number ? number.next : at
    const two = `${words[noun] ?? ''} ${words[noun + 1] ?? ''}`
    if (
      /^(?:vo chong|ong ba|bo me|cha me|ba me|me con|ba con|cha con|bo con|ong chau|ba chau|me chau|chi em|anh em)$/.test(
        two,
      )
    ) {
      // "ba mẹ con" is three; "bố mẹ" alone is two.
      if (count === null && /con|em|chau/.test(words[noun + 1] ?? '')) continue
      total += count ?? 2
      found = true
      at = noun + 1
    } else if (count !== null && /^(?:con|chau|dua|tre|em|be|me|ba|ong|bo|cha|vo|chong)$/.test(words[noun] ?? '')) {
      total += count
      found = true
      at = noun
    } else if (found && /^(?:toi|tui|minh)$/.test(words[at] ?? '') && /^(?:va|voi|,)$/.test(words[at + 1] ?? ''))
      continue
    else if (
      found &&
      /^(?:va|voi|cung|them)$/.test(words[at] ?? '') &&
      /^(?:me|bo|ba|ong|cha|con)$/.test(words[at + 1] ?? '')
    ) {
      total += 1
      at += 1
    } else if (
      !found &&
      at === 0 &&
      /^(?:toi|tui|em|minh)$/.test(words[0] ?? '') &&
      /^(?:va|voi)$/.test(words[1] ?? '')
    ) {
      total += 1
    }
  }
  return found && total > 0 ? total : null
}

/** Completed years on `today`: `76t`, `sn 1950`, `sáu bảy tuổi`, `8 tháng` (0), a full birth date. Null when none or unlikely. */
export function ageIn(words: readonly string[], today: Day): Quantity | null {
  const thisYear = Number(today.slice(0, 4))
  const text = words.join(' ')
  const born =
    /\b(?:sinh|sn|ns|de|born)(?: (?:nam|ngay|in))?(?: la)? (\d{2}|\d{4})$/.exec(text)?.[1] ??
    /^(?:nam )?((?:19|20)\d{2})$/.exec(text)?.[1]
  if (born !== undefined) return likelyAge(thisYear - fullYear(Number(born), thisYear))
  const bornOn = /\d[/.-]\d/.test(text) || /\bthang\b.*\bnam\b/.test(text) ? dateIn(words, today) : null
  if (bornOn !== null && isDay(bornOn)) return likelyAge(yearsBetween(bornOn, today))
  for (let at = 0; at < words.length; at++) {
    const glued = /^(\d{1,3})(?:t|tuoi|ty|yo)$/.exec(words[at] ?? '')?.[1]
    const found: NumberAt | null =
      glued === undefined ? numberAt(words, at, 'age') : { value: Number(glued), next: at + 1 }
    if (!found || (words[at] === 'khong' && words.length > 1)) continue
    if (words[found.next] === 'thang' && !/tuoi/.test(words[found.next + 1] ?? 'tuoi'))
      return typeof found.value === 'number' && found.value < 60 ? { value: Math.floor(found.value / 12) } : null
    if (words[found.next] === 'thang')
      return typeof found.value === 'number' ? { value: Math.floor(found.value / 12) } : null
    const year = typeof found.value === 'number' && found.value >= 1890 && found.value <= thisYear
    if (year && typeof found.value === 'number') return likelyAge(thisYear - found.value)
    if (typeof found.value === 'number' && (found.value > 125 || !Number.isInteger(found.value))) continue
    return quantity(words, at, found)
  }
  return null
}

/** Hectares: `1,2 ha`, `200m2`, `3 sào` (needs the region), `5 công`. Value null when the region decides and is not known. */
export function areaIn(words: readonly string[], region?: FarmRegion): Quantity | null {
  let hectares = 0
  let first = -1
  let last = 0
  const spread = words.flatMap((word) => {
    const parts = /^(\d+(?:[.,]\d+)*)(ha|hecta|m2|m|sao|cong|mau|met)(\d)?$/.exec(word)
    return parts?.[1] !== undefined && parts[2] !== undefined
      ? [parts[1], parts[2], ...(parts[3] ? [parts[3]] : [])]
      : [word]
  })
  for (let at = 0; at < spread.length; at++) {
    const found = spread[at] === 'nua' ? { value: 0.5, next: at + 1 } : numberAt(spread, at)
    if (!found || typeof found.value !== 'number') continue
    const unit = spread[found.next] ?? ''
    const metres = SQUARE_METRES[unit]
    let size: number
    if (unit === 'ha' || unit === 'hecta' || unit === 'hec') size = 10_000
    else if (unit === 'm2' || unit === 'm' || unit === 'met') size = 1
    else if (metres === undefined) continue
    else if (unit === 'cong') size = metres.nam
    else if (region === undefined) return { value: null }
    else size = metres[region]
    const half = spread[found.next + 1] === 'ruoi' ? 0.5 : 0
    hectares += ((found.value + half) * size) / 10_000
    if (first < 0) first = at
    last = found.next + 1
    at = found.next
  }
  if (first < 0) return null
  const qualifier = qualifierBefore(spread, first, last)
  return { value: Number(hectares.toFixed(6)), ...(qualifier && { qualifier }) }
}

function quantity(words: readonly string[], at: number, found: NumberAt): Quantity {
  const qualifier = qualifierBefore(words, at, found.next)
  const value: number | [number, number] =
    typeof found.value === 'number' ? found.value : [found.value[0], found.value[1]]
  return { value, ...(qualifier && { qualifier }) }
}

function fullYear(year: number, thisYear: number): number {
  if (year >= 100) return year
  return year > thisYear % 100 ? 1900 + year : 2000 + year
}

function likelyAge(age: number): Quantity | null {
  return age >= 0 && age <= 125 ? { value: age } : null
}

function yearsBetween(born: Day, today: Day): number {
  return Number(today.slice(0, 4)) - Number(born.slice(0, 4)) - (today.slice(5) < born.slice(5) ? 1 : 0)
}
