/** Words and times of the pages where officials work on cases. */
import type { TextValues } from '../../core/reply.ts'
import { dayText } from '../../texts/format.ts'
import type { Page } from '../page.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const VIETNAM_MS = 7 * HOUR_MS

/** A text of `locales/<language>/desk.json`. */
export const d = (page: Page, key: string, values?: TextValues): string =>
  page.say(values ? { key: `desk:${key}`, values } : { key: `desk:${key}` })

export const caseCode = (code: string): string => `HT ${code}`

/** `24/11/2026 09:05` in Vietnam. */
export function clock(at: number): string {
  const iso = new Date(at + VIETNAM_MS).toISOString()
  return `${dayText(iso.slice(0, 10))} ${iso.slice(11, 16)}`
}

/** What a machine reads in `<time datetime>`. */
export const instant = (at: number): string => new Date(at).toISOString()

/** `2026-11-24T09:05`, as a form's field for a time in Vietnam shows and gives it. */
export const fieldTime = (at: number): string => new Date(at + VIETNAM_MS).toISOString().slice(0, 16)

/** Null for no time that exists. */
export function fromFieldTime(typed: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(typed)) return null
  const at = Date.parse(`${typed}:00Z`)
  return Number.isNaN(at) ? null : at - VIETNAM_MS
}

/** `3 giờ`, `2 ngày`; less than a minute is one. */
export function span(page: Page, ms: number): string {
  const size = Math.abs(ms)
  if (size < HOUR_MS) return d(page, 'span.minutes', { count: Math.max(1, Math.round(size / MINUTE_MS)) })
  if (size < 2 * DAY_MS) return d(page, 'span.hours', { count: Math.round(size / HOUR_MS) })
  return d(page, 'span.days', { count: Math.round(size / DAY_MS) })
}

/** Names of officials by id; whoever has left is shown by nothing but that. */
export type Names = ReadonlyMap<string, string>

export function actorName(page: Page, names: Names, actor: string): string {
  if (actor === 'citizen' || actor === 'system') return d(page, `actor.${actor}`)
  return names.get(actor) ?? d(page, 'actor.unknown')
}

/** A reason of the triage, in words. */
export const reasonText = (page: Page, reason: string): string =>
  page.sayFirst([`triage:${reason}`, `triage:same.${reason}`], reason)

/** Signs that turn the direction of writing would let a text rewrite the page around it. */
export const shown = (text: string): string => text.replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')

export const addressText = (address: { readonly kind: string; readonly value: string }): string =>
  address.kind === 'sms' ? address.value.replace(/^\+84(\d{3})(\d{3})(\d+)$/, '0$1 $2 $3') : address.value

/** As the style colours it. */
export const levelOf = (score: number): 'high' | 'middle' | 'low' =>
  score >= 70 ? 'high' : score >= 40 ? 'middle' : 'low'
