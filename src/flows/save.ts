/** LƯU and KQ: a result kept under a code, and shown again by it. A code opens nothing on another phone. */
import type { SavedResult } from '../core/lead.ts'
import type { TextPart, TextValue } from '../core/reply.ts'
import type { Verdict } from '../core/verdict.ts'
import { readResultCode } from '../language/result-code.ts'
import { screen } from '../rules/screen.ts'
import { type Draft, keepAnswer, newMessage, note, say } from './draft.ts'
import { headLetters, letters, ONE_SMS } from './letters.ts'
import { askAgain } from './questions.ts'
import { startFlow } from './run.ts'
import { tellResult } from './tell.ts'
import { bestOf } from './tell-rank.ts'
import { listed, openNumbers } from './tell-summary.ts'

/** More wrong codes than this within an hour are guessing: the menu answers, and no code is looked at. */
const WRONG_CODES = 5
const WRONG_WITHIN_MS = 60 * 60_000
const WRONG = '_wrong_codes'
const WRONG_SINCE = '_wrong_since'
const NAMES = 3
const CHANGES = 2
const DAY_MS = 24 * 3_600_000
/** After a year ages have moved on, and a class is certified for one year. */
const OLD_DAYS = 365

/** Keeps the result told last, also after the menu: an event with a new code, and a receipt of one SMS. */
export function saveResult(draft: Draft): void {
  const programmes = keptProgrammes(draft)
  const { newCode: code, today } = draft.input
  if (programmes.length === 0 || code === undefined) {
    say(draft, programmes.length === 0 ? 'verdict:save.nothing' : 'verdict:save.not_here')
    askOn(draft)
    return
  }
  const result: SavedResult = { code, household: draft.household, programmes, on: today }
  const what = inShort(draft, code, programmes)
  say(draft, 'verdict:save.receipt', { code, what })
  note(draft, { type: 'result_saved', result })
  askOn(draft)
}

/** Takes a message that is a code and nothing else. */
export function takeResultCode(draft: Draft): boolean {
  const code = readResultCode(draft.heard.text)
  if (code === null) return false
  const { saved } = draft.input
  draft.misses = 0
  if (saved?.own && saved.result && saved.code === code) {
    showAgain(draft, saved.result)
    return true
  }
  if (refusesGuess(draft)) return true
  say(draft, saved?.result ? 'verdict:save.other' : 'verdict:save.unknown', { code })
  askOn(draft)
  return true
}

/** Counts a code that is not the person's own; after too many within an hour the menu answers and true is given. */
export function refusesGuess(draft: Draft): boolean {
  const wrong = countWrong(draft)
  const many = wrong.count > WRONG_CODES
  if (many) startFlow(draft, 'menu', [], () => keepWrong(draft, wrong))
  else keepWrong(draft, wrong)
  return many
}

/** What the person kept, worked out for today; where the law has changed since, that is said first. */
function showAgain(draft: Draft, result: SavedResult): void {
  const known = draft.talk.flows.programmes
  const programmes = result.programmes.filter((programme) => known.includes(programme))
  draft.household = result.household
  draft.waiting = undefined
  draft.aside = undefined
  draft.answers = {}
  draft.trail = []
  draft.told = []
  draft.focus = []
  say(draft, 'verdict:save.again', { code: result.code, day: { day: result.on } })
  for (const change of changes(draft, result, programmes)) say(draft, change.key, change.values)
  if (daysBetween(result.on, draft.input.today) >= OLD_DAYS) say(draft, 'verdict:save.old')
  newMessage(draft)
  tellResult(draft, programmes, programmes)
  openNumbers(draft)
}

/** In the order shown; of a summary also what is still to be asked. */
function keptProgrammes(draft: Draft): readonly string[] {
  const known = draft.talk.flows.programmes
  const shown = [...new Set([...(draft.shown ?? []), ...(draft.told ?? [])])].filter((one) => known.includes(one))
  if (shown.length < 2) return shown
  const screening = screen(draft.talk.law, draft.household, draft.input.today, { programmes: known, next: false })
  const open = known.filter((programme) => bestOf(screening, programme)?.verdict === 'unknown')
  return [...new Set([...shown, ...open])]
}

/** As many names as one SMS holds beside the code; else how many. */
function inShort(draft: Draft, code: string, programmes: readonly string[]): TextValue {
  const screening = screen(draft.talk.law, draft.household, draft.input.today, { programmes, next: false })
  const good = listed(screening, programmes)
  if (good.length === 0) return { key: 'verdict:save.nobody' }
  for (let named = Math.min(NAMES, good.length); named > 0; named--) {
    const count = good.length - named
    const names = good.slice(0, named).map(({ programme }) => ({ key: `programmes:${programme}.short` }))
    const others: readonly TextValue[] = count > 0 ? [{ key: 'verdict:summary.others', values: { count } }] : []
    const what: TextValue = { key: 'verdict:save.names', values: { names: { list: [...names, ...others] } } }
    const receipt: TextPart = { key: 'verdict:save.receipt', values: { code, what } }
    if (headLetters(draft) + letters(draft, receipt) <= ONE_SMS) return what
  }
  return { key: 'verdict:save.count', values: { count: good.length } }
}

/** What the law says otherwise today than on the day of saving, of the same household. */
function changes(draft: Draft, { household, on }: SavedResult, programmes: readonly string[]): readonly TextPart[] {
  const then = screen(draft.talk.law, household, on, { programmes, next: false })
  const now = screen(draft.talk.law, household, draft.input.today, { programmes, next: false })
  const changed = programmes.flatMap((programme) => {
    const before = bestOf(then, programme)
    const after = bestOf(now, programme)
    if (!before || !after) return []
    if (before.verdict === after.verdict && before.amountVnd === after.amountVnd) return []
    const name = { key: `programmes:${programme}.short` }
    return [{ key: 'verdict:save.changed', values: { name, before: state(before), now: state(after) } }]
  })
  return changed.slice(0, CHANGES)
}

function state({ verdict, amountVnd, per }: Verdict): TextValue {
  if (amountVnd === undefined) return { key: `verdict:state.${verdict}` }
  return {
    key: 'verdict:state.amount',
    values: { amount: { vnd: amountVnd }, per: { key: `verdict:per.${per ?? 'once'}` } },
  }
}

/** Open numbers stay open without a word; any other question is asked once more. */
function askOn(draft: Draft): void {
  if (!draft.waiting || draft.waiting.step === 'which_detail') return
  newMessage(draft)
  askAgain(draft)
}

interface Wrong {
  readonly count: number
  readonly since: number
}

function countWrong(draft: Draft): Wrong {
  const { now } = draft.input
  const since = draft.answers[WRONG_SINCE]
  const count = draft.answers[WRONG]
  if (typeof since !== 'number' || typeof count !== 'number' || now - since > WRONG_WITHIN_MS)
    return { count: 1, since: now }
  return { count: count + 1, since }
}

function keepWrong(draft: Draft, { count, since }: Wrong): void {
  keepAnswer(draft, WRONG, count)
  keepAnswer(draft, WRONG_SINCE, since)
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS)
}
