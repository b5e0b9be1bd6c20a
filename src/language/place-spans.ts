/** The names inside a typed address, each with the kind word before it (`huyện`, `xã`, `tp`), smallest first as people write. */
import { clean, fold } from './fold.ts'
import type { Meaning, Places } from './places-index.ts'
import { tokensOf } from './tokens.ts'

export type Role = 'province' | 'city' | 'district' | 'commune'

export interface Span {
  /** Index of the kind word, or of the name itself. */
  readonly lead: number
  readonly start: number
  readonly end: number
  readonly text: string
  readonly role?: Role
  /** x xã, p phường, as typed. */
  readonly letter?: string
  readonly meanings: readonly Meaning[]
}

const ROLES: Readonly<Record<string, Role>> = {
  tinh: 'province',
  t: 'province',
  tp: 'city',
  'thanh pho': 'city',
  huyen: 'district',
  h: 'district',
  quan: 'district',
  q: 'district',
  tx: 'district',
  'thi xa': 'district',
  xa: 'commune',
  x: 'commune',
  phuong: 'commune',
  p: 'commune',
  f: 'commune',
  'thi tran': 'commune',
  tt: 'commune',
  'dac khu': 'commune',
}
const LETTERS: Readonly<Record<string, string>> = { xa: 'x', x: 'x', phuong: 'p', p: 'p', f: 'p', 'dac khu': 'd' }
const MOST_WORDS = 60
const LONGEST_NAME = 6

/** Non-overlapping names, in order of writing. `words` are the words as typed. */
export function spansIn(places: Places, text: string): { spans: Span[]; words: string[] } {
  const words = (clean(text.slice(0, 1_000)).match(/[\p{L}\p{M}\d']+/gu) ?? []).slice(0, MOST_WORDS)
  const plain = words.map((word) => fold(word))
  const folded = words.map(
    (word) =>
      tokensOf(word)
        .map((token) => token.folded)
        .join('') || fold(word),
  )
  const segments = segmentsOf(text, words.length)
  const typed =
    text
      .slice(0, 1_000)
      .normalize('NFC')
      .match(/[\p{L}\p{M}\d'’]+/gu) ?? []
  const shown = typed.length === words.length ? [...typed] : words
  // Raw Telex is decoded only where the name as typed is none: Ea Kar, Dur Kmăl and Uar are no Telex.
  let spans = [...allSpans(places, plain, words, segments), ...allSpans(places, folded, words, segments)]
  if (spans.length === 0) spans = nearSpans(places, folded, words)
  const chosen: Span[] = []
  for (const span of spans.sort(longerThenLater)) {
    if (chosen.every((other) => span.end <= other.lead || span.lead >= other.end)) chosen.push(span)
    else if (chosen.every((other) => span.end <= other.start || span.start >= other.end))
      chosen.push({ ...span, lead: span.start })
  }
  return { spans: chosen.sort((a, b) => a.start - b.start), words: shown }
}

/** Which part between commas or brackets each word stands in; a name never crosses one. */
function segmentsOf(text: string, count: number): number[] {
  const segments: number[] = []
  for (const [index, part] of clean(text.slice(0, 1_000))
    .split(/[,;()\n]/)
    .entries())
    for (const _ of part.match(/[\p{L}\p{M}\d']+/gu) ?? []) if (segments.length < count) segments.push(index)
  return segments
}

function allSpans(
  places: Places,
  folded: readonly string[],
  words: readonly string[],
  segments: readonly number[],
): Span[] {
  const spans: Span[] = []
  for (let start = 0; start < folded.length; start++) {
    let key = ''
    for (let end = start + 1; end <= Math.min(folded.length, start + LONGEST_NAME); end++) {
      key += (folded[end - 1] ?? '').replace(/[^a-z\d]/g, '')
      if (segments[end - 1] !== segments[start]) break
      const meanings = places.byName.get(key)
      if (!meanings) continue
      const span = spanAt(folded, words, start, end, meanings)
      if (worth(span, folded, key)) spans.push(span)
    }
  }
  return spans
}

function spanAt(
  folded: readonly string[],
  words: readonly string[],
  start: number,
  end: number,
  meanings: readonly Meaning[],
): Span {
  const two = `${folded[start - 2]} ${folded[start - 1]}`
  const one = folded[start - 1] ?? ''
  const word = ROLES[two] ? two : one
  const role = ROLES[word]
  const letter = LETTERS[word]
  const lead = role === undefined ? start : start - (word === two ? 2 : 1)
  const text = words.slice(start, end).join(' ')
  return { lead, start, end, text, ...(role && { role }), ...(letter && { letter }), meanings }
}

/** One short word or an abbreviation counts only where it cannot be anything else. */
function worth(span: Span, folded: readonly string[], key: string): boolean {
  const whole = span.lead === 0 && span.end === folded.length
  if (/^\d+$/.test(key)) return span.role === 'commune' || span.role === 'district'
  if (span.end - span.start > 1 || whole) return true
  if (span.role !== undefined && span.role !== 'commune') return true
  const province = span.meanings.some(
    (meaning) => meaning.kind !== 'commune' && meaning.kind !== 'old_commune' && meaning.kind !== 'district',
  )
  if (province) return key.length >= 5 || span.end === folded.length
  return span.role === 'commune' || key.length >= 6
}

/** Provinces and districts with one letter wrong, missing or too many; looked for only when nothing fits as typed. */
function nearSpans(places: Places, folded: readonly string[], words: readonly string[]): Span[] {
  const spans: Span[] = []
  for (let start = 0; start < Math.min(folded.length, 20); start++) {
    for (let end = start + 1; end <= Math.min(folded.length, start + 4); end++) {
      const key = folded.slice(start, end).join('')
      if (key.length < 6) continue
      const alike = [key.length - 1, key.length, key.length + 1].flatMap((length) => places.fuzzy.get(length) ?? [])
      const near = alike.filter((name) => oneApart(name, key))
      const meanings = near.length === 1 && near[0] ? places.byName.get(near[0]) : undefined
      if (meanings) spans.push(spanAt(folded, words, start, end, meanings))
    }
  }
  return spans
}

function oneApart(a: string, b: string): boolean {
  let from = 0
  while (from < a.length && from < b.length && a[from] === b[from]) from++
  let back = 0
  while (back < a.length - from && back < b.length - from && a[a.length - 1 - back] === b[b.length - 1 - back]) back++
  return Math.max(a.length, b.length) - from - back <= 1
}

function longerThenLater(a: Span, b: Span): number {
  return (
    b.end - b.start - (a.end - a.start) ||
    Number(b.role !== undefined) - Number(a.role !== undefined) ||
    b.start - a.start
  )
}
