/** How old: an age, a year or a day of birth, in figures or words. */
import { type Day, isDay } from '../core/day.ts'
import { dateIn } from './dates.ts'
import { type NumberAt, spanAt } from './number-words.ts'
import { type Quantity, quantityAt } from './quantity.ts'

/** Completed years on `today`: `76t`, `sn 1950`, `sáu bảy tuổi`, `8 tháng` (0), a full birth date. Null when none or unlikely. */
export function ageIn(words: readonly string[], today: Day): Quantity | null {
  const thisYear = Number(today.slice(0, 4))
  const text = words.join(' ')
  if (/\b(?:moi (?:sinh|de)|so sinh|newborn|\w+ (?:ngay|tuan) tuoi)\b/.test(text)) return { value: 0 }
  const born =
    /^(?:s|sn|ns|nam|sinh)[.]?((?:19|20)\d{2})$/.exec(text)?.[1] ??
    spokenYear(words) ??
    /\b(?:sinh|sn|ns|de|born)(?: (?:nam|ngay|in))?(?: la)? (\d{2}|\d{4})$/.exec(text)?.[1] ??
    /^(?:nam )?((?:19|20)\d{2})$/.exec(text)?.[1]
  if (born !== undefined) return likelyAge(thisYear - fullYear(Number(born), thisYear))
  const bornOn = /\d[/.-]\d/.test(text) || /\bthang\b.*\bnam\b/.test(text) ? dateIn(words, today) : null
  if (bornOn !== null && isDay(bornOn)) return likelyAge(yearsBetween(bornOn, today))
  // "bà 85 rồi": figures before words, since bà, năm and tám are folded numbers too.
  const figures = words.flatMap((word, at) => (/^\d{1,3}(?:t|tuoi|ty|yo)?$/.test(word) ? [at] : []))
  for (const at of [...figures, ...words.keys()]) {
    const glued = /^(\d{1,3})(?:t|tuoi|ty|yo)$/.exec(words[at] ?? '')?.[1]
    const found: NumberAt | null =
      glued === undefined ? spanAt(words, at, 'age') : { value: Number(glued), next: at + 1 }
    if (!found || (words[at] === 'khong' && words.length > 1)) continue
    if (words[found.next] === 'thang' && !/tuoi/.test(words[found.next + 1] ?? 'tuoi'))
      return typeof found.value === 'number' && found.value < 60 ? { value: Math.floor(found.value / 12) } : null
    if (words[found.next] === 'thang')
      return typeof found.value === 'number' ? { value: Math.floor(found.value / 12) } : null
    const year = typeof found.value === 'number' && found.value >= 1890 && found.value <= thisYear
    if (year && typeof found.value === 'number') return likelyAge(thisYear - found.value)
    if (typeof found.value === 'number' && (found.value > 125 || !Number.isInteger(found.value))) continue
    return quantityAt(words, at, found.value, found.next)
  }
  return null
}

const DIGITS: Readonly<Record<string, string>> = {
  khong: '0',
  mot: '1',
  hai: '2',
  ba: '3',
  bon: '4',
  tu: '4',
  nam: '5',
  lam: '5',
  sau: '6',
  bay: '7',
  tam: '8',
  chin: '9',
}

/** `sinh năm bốn sáu`, `sinh năm một chín bốn sáu`: a year told digit by digit. */
function spokenYear(words: readonly string[]): string | undefined {
  const at = words.findIndex((word) => word === 'sinh' || word === 'sn' || word === 'de')
  if (at < 0) return undefined
  const rest = words.slice(at + 1).filter((word, index) => !(index === 0 && (word === 'nam' || word === 'la')))
  const digits = rest.map((word) => DIGITS[word] ?? '?').join('')
  return /^(?:19\d\d|20\d\d|[3-9]\d)$/.test(digits) ? digits : undefined
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
