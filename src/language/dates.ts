/** Days as people say them, day before month always: `20/9`, `ngày 2 tháng 10`, `tối qua`, `3 ngày trước`. */
import { addDays, type Day, isDay } from '../core/day.ts'
import { numberAt } from './number-words.ts'

const NUMERIC = /^(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d{2}))?$/
const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})$/
const RELATIVE: readonly (readonly [RegExp, number])[] = [
  [/\b(?:hom kia|bua kia|hom truoc nua)\b/, -2],
  [/\b(?:hom qua|bua qua|(?:toi|dem|sang|chieu|trua|khuya) (?:hom )?qua|qua|yesterday|last night)\b/, -1],
  [
    /\b(?:hom nay|bua nay|bua ni|hom ni|(?:sang|toi|trua|chieu|dem) nay|hoi nay|vua xong|luc nay|today|ban nay|moi day|vua nay)\b/,
    0,
  ],
  [/\b(?:ngay mot|bua mot|mot kia)\b/, 2],
  [/\b(?:ngay mai|mai|sang mai|tomorrow)\b/, 1],
]

/** The day said, or null. Without a year: the latest such day not after `today`. Unlikely or impossible days are null. */
export function dateIn(words: readonly string[], today: Day): Day | null {
  for (const word of words) {
    const iso = ISO.exec(word)
    if (iso) return dayOf(iso[3], iso[2], iso[1], today)
    const numeric = NUMERIC.exec(word)
    if (numeric) return dayOf(numeric[1], numeric[2], numeric[3], today)
  }
  const spoken = spokenDate(words, today)
  if (spoken !== null) return spoken
  const text = words.join(' ')
  const ago = agoIn(words)
  if (ago !== null) return addDays(today, -ago)
  for (const [pattern, days] of RELATIVE) if (pattern.test(text)) return addDays(today, days)
  return weekdayIn(text, today)
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
    return dayOf(String(day.value), String(month.value), /^\d{4}$/.test(year ?? '') ? year : undefined, today)
  }
  return null
}

/** Days before today in `3 ngày trước`, `cách đây 1 tuần`. */
function agoIn(words: readonly string[]): number | null {
  const text = words.join(' ')
  if (!/\b(?:truoc|cach day|roi|nay|ago|qua)\b/.test(text)) return null
  for (let at = 0; at < words.length; at++) {
    const count = numberAt(words, at)
    if (!count || typeof count.value !== 'number') continue
    const unit = words[count.next]
    const after = words[count.next + 1] ?? ''
    const said = /^(?:truoc|nay|roi|ago|qua)$/.test(after) || /\bcach day\b/.test(text)
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
