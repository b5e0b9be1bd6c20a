/** Days as people say them, day before month always: `20/9`, `ngày 2 tháng 10`, `tối qua`, `3 ngày trước`. */
import { addDays, type Day, isDay } from '../core/day.ts'
import { numberAt } from './number-words.ts'

const NUMERIC = /^(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d{2}))?$/
const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})$/
const RELATIVE: readonly (readonly [RegExp, number])[] = [
  // "Hôm kìa" (with its mark, see `dateWords`) is the day before "hôm kia"; "hôm tê" is said in Nghệ An.
  [/\b(?:hom|bua|dem|toi|sang|chieu|trua) kia_\b/, -3],
  [/\b(?:(?:hom|bua) (?:kia|te)|(?:dem|toi|sang|chieu|trua) kia|hom truoc nua)\b/, -2],
  [
    /\b(?:hom qua|bua qua|(?:toi|dem|sang|chieu|trua|khuya) (?:hom )?qua|qua|yesterday|last night|hoi hom|khi hom|homqua|toiqua|demqua)\b/,
    -1,
  ],
  [
    /\b(?:hom nay|bua nay|bua ni|hom ni|(?:sang|toi|trua|chieu|dem) nay|hoi nay|vua xong|luc nay|today|ban nay|moi day|vua nay)\b/,
    0,
  ],
  [/\b(?:ngay mot|bua mot|mot kia)\b/, 2],
  [/\b(?:ngay mai|mai|sang mai|tomorrow)\b/, 1],
]

/** The day said, or null. Without a year: the latest such day not after `today`. Unlikely or impossible days are null. */
export function dateIn(said: readonly string[], today: Day): Day | null {
  const words = said.flatMap(opened)
  for (const word of words) {
    const iso = ISO.exec(word)
    if (iso) return dayOf(iso[3], iso[2], iso[1], today)
    const numeric = NUMERIC.exec(word)
    if (numeric) return dayOf(numeric[1], numeric[2], numeric[3] ?? yearBefore(words, today), today)
  }
  const text = words.join(' ')
  const named = monthNamed(text, today) ?? spokenDate(words, today) ?? dayOfMonth(words, today)
  if (named !== null) return named
  const ago = agoIn(words)
  if (ago !== null) return addDays(today, -ago)
  for (const [pattern, days] of RELATIVE) if (pattern.test(text)) return addDays(today, days)
  return weekdayIn(text, today)
}

/** `t7` is thứ 7; after a day's number `t11` and `thg` are a month. */
function opened(word: string, at: number, all: readonly string[]): readonly string[] {
  if (word === 'thg' || word === 'th') return ['thang']
  const figure = /^t([2-9]|1[0-2])$/.exec(word)?.[1]
  if (figure === undefined) return [word]
  return /^\d{1,2}$/.test(all[at - 1] ?? '') ? ['thang', figure] : Number(figure) < 8 ? ['thu', figure] : [word]
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

const MONTH = `(${MONTHS.join('|')})[a-z]*`
const DAY_AND_MONTH = new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)? (?:of )?${MONTH}\\b(?: (\\d{4}))?`)
const MONTH_AND_DAY = new RegExp(`\\b${MONTH} (\\d{1,2})(?:st|nd|rd|th)?\\b(?: (\\d{4}))?`)

/** `20 November 2026`, `Nov 20`. */
function monthNamed(text: string, today: Day): Day | null {
  const after = DAY_AND_MONTH.exec(text)
  const before = after ? null : MONTH_AND_DAY.exec(text)
  const [day, month, year] = after
    ? [after[1], after[2], after[3]]
    : before && before[1] !== 'may' && before[1] !== 'mar'
      ? [before[2], before[1], before[3]]
      : []
  return month === undefined ? null : dayOf(day, String(MONTHS.indexOf(month) + 1), year, today)
}

/** `ngày 20`, `mùng 5`, `hôm 20 tháng trước`: the latest such day, or the one of the month before. */
function dayOfMonth(words: readonly string[], today: Day): Day | null {
  const at = words.findIndex((word) => /^(?:ngay|hom|mung|mong|bua)$/.test(word))
  const day = at < 0 || words[at + 1] === 'nam' ? null : numberAt(words, at + 1)
  if (!day || typeof day.value !== 'number' || day.value < 1 || day.value > 31 || !Number.isInteger(day.value))
    return null
  const rest = words.slice(day.next).join(' ')
  if (!/^(?:$|a\b|thang (?:nay|truoc|roi|vua)|vua|roi\b|am\b|moi)/.test(rest)) return null
  const back = /^thang (?:truoc|roi)/.test(rest)
  let [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))]
  for (let tries = 0; tries < 3; tries++) {
    const on = `${year}-${String(month).padStart(2, '0')}-${String(day.value).padStart(2, '0')}`
    if (isDay(on) && on <= today && (!back || on.slice(0, 7) < today.slice(0, 7))) return on
    month -= 1
    if (month === 0) [year, month] = [year - 1, 12]
  }
  return null
}

/** `ngày 2 tháng 10 năm 2026`, `mùng 5 tháng chín`, `2 tháng 10`. */
function spokenDate(words: readonly string[], today: Day): Day | null {
  const at = words.indexOf('thang')
  if (at < 1) return null
  const month =
    words[at + 1] === 'tu'
      ? { value: 4, next: at + 2 }
      : words[at + 1] === 'gieng'
        ? { value: 1, next: at + 2 }
        : numberAt(words, at + 1)
  if (!month || typeof month.value !== 'number') return null
  for (let from = Math.max(0, at - 4); from < at; from++) {
    const day = numberAt(words, from)
    if (!day || day.next !== at || typeof day.value !== 'number') continue
    const year = words[month.next] === 'nam' ? words[month.next + 1] : words[month.next]
    return dayOf(
      String(day.value),
      String(month.value),
      /^\d{4}$/.test(year ?? '') ? year : yearBefore(words, today),
      today,
    )
  }
  return null
}

/** `năm ngoái`, `năm kia` beside a day and a month. */
function yearBefore(words: readonly string[], today: Day): string | undefined {
  const said = /\bnam (ngoai|truoc|roi|kia)\b/.exec(words.join(' '))?.[1]
  return said === undefined ? undefined : String(Number(today.slice(0, 4)) - (said === 'kia' ? 2 : 1))
}

/** Days before today in `3 ngày trước`, `cách đây 1 tuần`. */
function agoIn(words: readonly string[]): number | null {
  const text = words.join(' ')
  if (!/\b(?:truoc|cach day|roi|nay|ni|ago|qua)\b/.test(text)) return null
  for (let at = 0; at < words.length; at++) {
    const count = words[at - 1] === 'thu' ? null : numberAt(words, at)
    if (!count || typeof count.value !== 'number') continue
    const unit = words[count.next]
    const after = words[count.next + 1] ?? ''
    const said = /^(?:truoc|nay|ni|roi|ago|qua)$/.test(after) || /\bcach day\b/.test(text)
    if (!said || count.value > 366) continue
    if (unit === 'ngay' || unit === 'hom' || unit === 'bua' || unit === 'days') return count.value
    if (unit === 'tuan' || unit === 'weeks') return count.value * 7
  }
  return null
}

const WEEKDAYS: Readonly<Record<string, number>> = {
  'chu nhat': 0,
  cn: 0,
  'thu hai': 1,
  'thu 2': 1,
  'thu ba': 2,
  'thu 3': 2,
  'thu tu': 3,
  'thu 4': 3,
  'thu nam': 4,
  'thu 5': 4,
  'thu sau': 5,
  'thu 6': 5,
  'thu bay': 6,
  'thu 7': 6,
}

/** `thứ bảy vừa rồi`, `chủ nhật tuần trước`: the latest such day before today; one week more for "tuần trước" within this week. */
function weekdayIn(text: string, today: Day): Day | null {
  const name = /\b(?:chu nhat|cn|thu (?:hai|ba|tu|nam|sau|bay|[2-7]))\b/.exec(text)?.[0]
  const weekday = name === undefined ? undefined : WEEKDAYS[name]
  if (weekday === undefined) return null
  const now = new Date(`${today}T00:00:00Z`).getUTCDay()
  if (/\btuan (?:truoc|roi|qua)\b/.test(text)) {
    const monday = addDays(today, -((now + 6) % 7) - 7)
    return addDays(monday, (weekday + 6) % 7)
  }
  const back = (now - weekday + 7) % 7
  return addDays(today, -back)
}

function dayOf(
  dayText: string | undefined,
  monthText: string | undefined,
  yearText: string | undefined,
  today: Day,
): Day | null {
  const thisYear = Number(today.slice(0, 4))
  const pad = (text: string | undefined) => String(Number(text)).padStart(2, '0')
  if (yearText !== undefined) {
    const short = Number(yearText)
    const year = yearText.length === 4 ? short : short > thisYear % 100 ? 1900 + short : 2000 + short
    const day = `${String(year).padStart(4, '0')}-${pad(monthText)}-${pad(dayText)}`
    return isDay(day) && year >= 1890 && year <= thisYear + 2 ? day : null
  }
  // 29 February may lie several years back.
  for (let year = thisYear; year > thisYear - 9; year--) {
    const day = `${year}-${pad(monthText)}-${pad(dayText)}`
    if (isDay(day) && day <= today) return day
  }
  return null
}
