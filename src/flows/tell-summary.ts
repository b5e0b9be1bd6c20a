/** Everything a family may get on one page that fits two SMS: numbered, best first; the next page by THÊM, details by number. */
import type { ReplyOption, TextPart, TextValue } from '../core/reply.ts'
import type { Screening, Verdict } from '../core/verdict.ts'
import { readChoice } from '../language/answers.ts'
import { type Draft, finishWith, keepAnswer, newMessage, offer, say } from './draft.ts'
import { headLetters, letters, TWO_SMS } from './letters.ts'
import { bestFirst, bestOf, nearestFirst, positive } from './tell-rank.ts'

/** First and one past the last number of the page shown. */
const FROM = '_from'
const UNTIL = '_until'
/** The word for the next page; a button sends it too. */
const MORE = 'THEM'
const WANTS_MORE = /^(xem )?(them|tiep|nua)( (nua|khoan khac|di|nhe|a))?$|^more$/
/** Chat without buttons, and with: Zalo takes five, the word for more included. */
const LINES = 9
const BUTTONS = 5
/** More names of what must still be asked than this are only counted. */
const OPEN_NAMES = 3
const MILLION = 1_000_000
const SMALL_TALK: ReadonlySet<string> = new Set(['common:skipped', 'common:noted', 'common:unsure'])

/** Tells the page that begins at `from` of the programmes in `draft.shown`; the numbers go on over the pages. */
export function tellPage(draft: Draft, screening: Screening, from: number): void {
  const lines = (draft.shown ?? []).flatMap((programme) => bestOf(screening, programme) ?? [])
  const open = stillOpen(screening)
  if (draft.input.channel === 'sms') dropSmallTalk(draft)
  newMessage(draft)
  const head: TextPart = { key: from === 0 ? 'verdict:summary.head' : 'verdict:summary.next' }
  const groups = highest(draft, screening, lines).filter(({ first }) => first > from)
  const close: TextPart = { key: 'verdict:summary.close' }
  const always = [head, close].reduce((sum, part) => sum + letters(draft, part) + 1, headLetters(draft))
  const said = (until: number) => groups.filter(({ first }) => first <= until).map(({ part }) => part)
  const until = lastLine(draft, lines, from, (upTo) => {
    const counted = from === 0 && open.length > 0 ? [openCount(open.length)] : []
    return [...said(upTo), ...counted].reduce((sum, part) => sum + letters(draft, part) + 1, always)
  })
  const notes = said(until)
  const fixed = notes.reduce((sum, part) => sum + letters(draft, part) + 1, always)
  const left = lines.length - until
  say(draft, head.key)
  const options = pageOptions(lines, from, until)
  offer(draft, options)
  const used = options.reduce((sum, option) => sum + optionLetters(draft, option), fixed)
  const opened = from === 0 || left === 0 ? openPart(draft, open, TWO_SMS - used) : undefined
  finishWith(draft, [...notes, ...(opened ? [opened] : []), close])
  keepAnswer(draft, FROM, from)
  keepAnswer(draft, UNTIL, until)
  newMessage(draft)
}

/** The programmes worth a number, best first. */
export function listed(screening: Screening, programmes: readonly string[]): readonly Verdict[] {
  return programmes
    .flatMap((programme) => bestOf(screening, programme) ?? [])
    .filter(positive)
    .sort(bestFirst)
}

/** Has a summary been told in this talk? */
export function hasPages({ answers }: Draft): boolean {
  return typeof answers[UNTIL] === 'number'
}

/** What is told next is no page of the last summary. */
export function closePages(draft: Draft): void {
  keepAnswer(draft, FROM, undefined)
  keepAnswer(draft, UNTIL, undefined)
}

/** After a page its numbers stay open, those of earlier pages too: each gives the papers and the desk of one programme. */
export function openNumbers(draft: Draft): void {
  const from = draft.answers[FROM]
  const until = draft.answers[UNTIL]
  if (typeof from !== 'number' || typeof until !== 'number' || !draft.shown) return
  const names = draft.shown.slice(from, until).map((programme, i) => ({
    value: String(from + i + 1),
    label: { key: `programmes:${programme}.short` },
  }))
  const left = draft.shown.length - until
  const options = left > 0 ? [...names, moreOption(left)] : names
  draft.waiting = { flow: 'common', step: 'which_detail', type: 'choice', options }
}

/** What was wished for under a page: a programme, the next page (the number it begins after), or neither. */
export function readWish(draft: Draft): { readonly programme: string } | { readonly page: number } | null {
  const shown = (draft.shown ?? []).filter((programme) => draft.talk.flows.programmes.includes(programme))
  const until = draft.answers[UNTIL]
  if (WANTS_MORE.test(draft.heard.folded) && typeof until === 'number')
    return { page: until < shown.length ? until : 0 }
  const options = shown.map((programme, i) => ({
    value: String(i + 1),
    label: draft.talk.flows.label(draft.language, `programmes:${programme}.short`) ?? programme,
  }))
  const value = readChoice(draft.heard.text, options)
  const programme = value === null ? undefined : shown[Number(value) - 1]
  return programme === undefined ? null : { programme }
}

/** A short name, with its amount where one is known: a line of the list. */
export function linePart({ programme, rule, kind, verdict, amountVnd, per }: Verdict): TextPart {
  const name: TextValue = { key: `programmes:${programme}.short` }
  const sure = verdict === 'eligible' ? kind : 'maybe'
  if (amountVnd === undefined) return { key: `verdict:summary.${sure}`, values: { rule, name } }
  const shown = sure === 'maybe' && kind === 'apply' ? 'maybe_apply' : `${sure}_amount`
  return { key: `verdict:summary.${shown}`, values: { rule, name, sum: shortSum(amountVnd, per) } }
}

/** `540.000 đ/tháng`, `20 triệu`: round millions in words, and a term only where something comes again. */
function shortSum(vnd: number, per: Verdict['per']): TextValue {
  const round = vnd >= MILLION && vnd % (MILLION / 10) === 0
  const amount: TextValue = round ? { key: 'verdict:summary.million', values: { millions: vnd / MILLION } } : { vnd }
  if (per === undefined || per === 'once' || per === 'loan') return amount
  return { key: 'verdict:summary.a_term', values: { amount, per: { key: `verdict:per.${per}` } } }
}

/** "Được ạ, mình bỏ qua câu đó" would cost an SMS of its own; the summary is answer enough. */
function dropSmallTalk(draft: Draft): void {
  const last = draft.replies.at(-1)
  if (last && !last.options && last.parts.every(({ key }) => SMALL_TALK.has(key))) last.parts.length = 0
}

/** One past the last line that fits; `besides`: letters that the page takes besides its lines, should it end there. */
function lastLine(draft: Draft, lines: readonly Verdict[], from: number, besides: (until: number) => number): number {
  const chat = draft.input.hasButtons ? BUTTONS : LINES
  if (draft.input.channel !== 'sms') return lines.length - from <= chat ? lines.length : from + chat - 1
  let used = 0
  let until = from
  for (const line of lines.slice(from)) {
    used += optionLetters(draft, { value: String(until + 1), label: linePart(line) })
    const more = until + 1 < lines.length ? optionLetters(draft, moreOption(lines.length)) : 0
    if (until > from && used + more + besides(until + 1) > TWO_SMS) break
    until += 1
  }
  return until
}

function pageOptions(lines: readonly Verdict[], from: number, until: number): readonly ReplyOption[] {
  const shown = lines
    .slice(from, until)
    .map((line, i): ReplyOption => ({ value: String(from + i + 1), label: linePart(line) }))
  return until < lines.length ? [...shown, moreOption(lines.length - until)] : shown
}

function moreOption(count: number): ReplyOption {
  return { value: MORE, label: { key: 'verdict:summary.more', values: { count } } }
}

function optionLetters(draft: Draft, { value, label }: ReplyOption): number {
  return value.length + 2 + letters(draft, label)
}

/** Which numbers exclude each other: one person gets only the highest of them. Said on the page where the first stands. */
function highest(draft: Draft, { highestOnly, verdicts }: Screening, lines: readonly Verdict[]): readonly Group[] {
  const said = new Map<string, Group>()
  for (const rules of merged(draft, highestOnly)) {
    const programmes = new Set(verdicts.flatMap(({ rule, programme }) => (rules.includes(rule) ? [programme] : [])))
    const numbers = lines.flatMap(({ programme }, i) => (programmes.has(programme) ? [i + 1] : []))
    const [first] = numbers
    if (first === undefined || numbers.length < 2) continue
    const values = { numbers: { list: numbers.map(String) } }
    said.set(numbers.join(), { first, part: { key: 'verdict:summary.highest', values } })
  }
  // Every detail says it again, so that one of several will do where letters are dear.
  return [...said.values()].slice(0, draft.input.channel === 'sms' ? 1 : 2)
}

/** Sets of several people that the law excludes from each other as a whole are one. */
function merged({ talk }: Draft, found: Screening['highestOnly']): readonly (readonly string[])[] {
  const all = [...new Set(found.flatMap(({ rules }) => rules))]
  const one = talk.law.highestOnly.some(({ rules, needs }) => !needs && all.every((rule) => rules.includes(rule)))
  return one ? [all] : found.map(({ rules }) => rules)
}

interface Group {
  /** The smallest of its numbers. */
  readonly first: number
  readonly part: TextPart
}

/** Programmes about which too little is known, one verdict each. */
function stillOpen(screening: Screening): readonly Verdict[] {
  const programmes = [...new Set(screening.verdicts.map(({ programme }) => programme))]
  return programmes
    .flatMap((programme) => bestOf(screening, programme) ?? [])
    .filter(({ verdict }) => verdict === 'unknown')
    .sort(nearestFirst)
}

/** As many names as there is room for, the others counted. */
function openPart(draft: Draft, open: readonly Verdict[], room: number): TextPart | undefined {
  if (open.length === 0) return undefined
  for (let named = Math.min(OPEN_NAMES, open.length); named > 0; named--) {
    const rest = open.length - named
    const others: readonly TextValue[] = rest > 0 ? [{ key: 'verdict:summary.others', values: { count: rest } }] : []
    const names = open.slice(0, named).map(({ programme }) => ({ key: `programmes:${programme}.short` }))
    const part: TextPart = { key: 'verdict:summary.open', values: { names: { list: [...names, ...others] } } }
    if (draft.input.channel !== 'sms' || letters(draft, part) < room) return part
  }
  const counted = openCount(open.length)
  return letters(draft, counted) < room ? counted : undefined
}

function openCount(count: number): TextPart {
  return { key: 'verdict:summary.open_count', values: { count } }
}
