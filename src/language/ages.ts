/** The ages of several people in one answer: `76 45 12t`, `toi 76, vo 70, chau 8 tuoi`, `sinh 1950 va 1980`. */
import type { Day } from '../core/day.ts'
import { readAge } from './answers.ts'
import { fold } from './fold.ts'

const OLDEST = 125
/** A number before one of these counts people and tells no age. */
const COUNTED =
  /^(?:nguoi|khau|nhan khau|mieng|con|chau|dua|be|tre|em|minh|anh em|chi em|vo chong|me con|ong ba|people|kids|children)\b/
/** A day of birth is asked again: one number a person is clearer. */
const DATE = /\b\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d{2}\b/
const MONTHS = /^(?:thang|months?)\b/
/** Alone, a small number is how many live there: no child lives by itself. */
const GROWN = 16

/**
 * Completed years of each person named, in their order; null when no ages are told, or fewer than people are counted ("2 cháu 8
 * tuổi" may be one or two ages), so that nobody is lost.
 */
export function readAges(text: string, today: Day): number[] | null {
  if (DATE.test(fold(text))) return null
  const said = fold(text).replace(/[,;:/+&().\n–-]/g, ' , ')
  const year = Number(today.slice(0, 4))
  const ages: number[] = []
  /** People counted and not yet given an age. */
  let owed = 0
  /** "6 tuổi" is an age, however small; a bare 6 may be how many they are. */
  let sure = false
  for (const { 1: digits = '', 2: years, 3: after = '' } of said.matchAll(
    /(\d{1,4})(\s*(?:tuoi|t|ty|yo|years?)\b)?\s*([a-z ]*)/g,
  )) {
    const number = Number(digits)
    const rest = after.trim()
    if (years !== undefined) sure = true
    if (number <= 20 && years === undefined && COUNTED.test(rest)) {
      if (owed > 0) return null
      owed = number
    } else if (MONTHS.test(rest)) ages.push(Math.floor(number / 12))
    else if (number >= 1890 && number <= year) ages.push(year - number)
    else if (number > OLDEST) return null
    else ages.push(number)
    if (ages.length > 0 && owed > 0 && (years !== undefined || !COUNTED.test(rest))) owed -= 1
  }
  if (ages.length === 0 && !/\d/.test(said)) {
    const one = readAge(text, today)
    return one !== null && one >= GROWN ? [one] : null
  }
  if (owed > 0 || ages.length === 0) return null
  return ages.length === 1 && !sure && (ages[0] ?? 0) < GROWN ? null : ages
}
