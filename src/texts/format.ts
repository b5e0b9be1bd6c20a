/** Money, days, shares and lists as people in Vietnam write them. */
import type { Language } from '../core/language.ts'

const GROUP = { vi: '.', en: ',' } as const
const POINT = { vi: ',', en: '.' } as const
const LISTS = { vi: new Intl.ListFormat('vi'), en: new Intl.ListFormat('en-GB') } as const

/** Whole đồng: `540.000 đ`; `540,000 VND` in English. */
export function money(vnd: number, language: Language): string {
  return `${grouped(Math.round(vnd), language)} ${language === 'vi' ? 'đ' : 'VND'}`
}

/** `2026-12-31` is `31/12/2026` in both languages, as on every Vietnamese form. */
export function dayText(day: string): string {
  return `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`
}

/** 7.92 is `7,92%`, 8.25 a year is `0,6875%` a month; at most four decimals, the finest that a lending rate has. */
export function percent(value: number, language: Language): string {
  const [whole = '0', decimals] = String(Math.round(value * 10_000) / 10_000).split('.')
  return `${plainNumber(Number(whole), language)}${decimals === undefined ? '' : POINT[language] + decimals}%`
}

/** A count or measure: `0,5`, `12.000`; up to four digits stay together, because a year is read so. */
export function plainNumber(value: number, language: Language): string {
  if (Number.isInteger(value)) return Math.abs(value) < 10_000 ? String(value) : grouped(value, language)
  const rounded = Math.round(value * 1000) / 1000
  const whole = Math.trunc(rounded)
  const decimals = String(Math.abs(rounded)).split('.')[1] ?? ''
  const sign = rounded < 0 && whole === 0 ? '-' : ''
  const head = `${sign}${Math.abs(whole) < 10_000 ? whole : grouped(whole, language)}`
  return decimals === '' ? head : `${head}${POINT[language]}${decimals}`
}

/** `a, b và c`. */
export function listText(items: readonly string[], language: Language): string {
  return LISTS[language].format(items)
}

function grouped(whole: number, language: Language): string {
  const digits = String(Math.abs(whole))
  let out = ''
  for (let i = 0; i < digits.length; i++) {
    if (i > 0 && (digits.length - i) % 3 === 0) out += GROUP[language]
    out += digits[i]
  }
  return whole < 0 ? `-${out}` : out
}
