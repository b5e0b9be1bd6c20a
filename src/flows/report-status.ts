/** HT 7Q2F: what became of a case, in plain words and what comes next. A code opens nothing on another phone. */
import type { AskedCase, OpenCase } from '../core/case.ts'
import type { TextValue } from '../core/reply.ts'
import { readCaseCode } from '../language/case-code.ts'
import { type Draft, newMessage, say } from './draft.ts'
import { askAgain } from './questions.ts'
import { openReports } from './report-case.ts'
import { refusesGuess } from './save.ts'

const SHOWN = 3
const MILLION = 1_000_000

/** Takes a message that is a case's code and nothing else. */
export function takeCaseCode(draft: Draft): boolean {
  const code = readCaseCode(draft.heard.text)
  if (code === null) return false
  const { askedCase } = draft.input
  const open = (draft.input.openCases ?? []).find((one) => one.code === code)
  // Four signs alone may be a word of another matter: only a code that exists, or one with HT in front, is taken for one.
  if (!NAMED.test(draft.heard.folded) && !open && askedCase?.found !== true) return false
  draft.misses = 0
  const own = askedCase?.code === code && askedCase.own ? askedCase : open && { ...open, found: true, own: true }
  if (own) {
    tellCase(draft, own)
    askOn(draft)
    return true
  }
  if (refusesGuess(draft)) return true
  say(draft, askedCase?.found ? 'status:other' : 'status:unknown', { code })
  askOn(draft)
  return true
}
const NAMED = /\bh ?[ts]\b|\bh[ts][^a-z]|\b(?:ma|vu|case|code)\b/

/** Whether the person has open cases of damage: `one` or more, else `none`. */
export function hasOpenCase(draft: Draft): string {
  return openReports(draft).length > 0 ? 'yes' : 'no'
}

/** The person's own open cases, newest first. */
export function tellOpenCases(draft: Draft): void {
  for (const one of openReports(draft).slice(0, SHOWN)) {
    newMessage(draft)
    tellCase(draft, { ...one, found: true, own: true })
  }
}

function tellCase(
  draft: Draft,
  { code, status = 'new', closedReason, supports = [], report }: AskedCase | (OpenCase & AskedCase),
): void {
  const whose: TextValue =
    report?.forWhom === 'neighbour' && report.name !== undefined
      ? { key: 'status:of_neighbour', values: { name: report.name } }
      : { key: 'status:of_own' }
  const values = { code, whose }
  if (status === 'closed') {
    say(draft, 'status:state.closed', { ...values, why: { key: `status:closed.${closedReason ?? 'other'}` } })
    return
  }
  const decided = status === 'decided' || status === 'supported' || status === 'confirmed'
  const named = decided ? supports.map(inWords) : []
  if (named.length > 0) say(draft, `status:given.${status}`, { ...values, what: { list: named } })
  else say(draft, `status:state.${status}`, values)
}

function inWords({ rule, amountVnd, riceKg }: NonNullable<AskedCase['supports']>[number]): TextValue {
  if (amountVnd !== undefined && amountVnd >= MILLION && amountVnd % (MILLION / 10) === 0)
    return { key: 'verdict:summary.million', values: { millions: amountVnd / MILLION } }
  if (amountVnd !== undefined) return { vnd: amountVnd }
  if (riceKg !== undefined) return { key: 'status:rice', values: { kg: riceKg } }
  return { key: `programmes:rules.${rule}.name` }
}

/** Any question that waits is asked once more; beside an official who speaks nothing is asked. */
function askOn(draft: Draft): void {
  if (draft.input.paused || !draft.waiting || draft.waiting.step === 'which_detail') return
  newMessage(draft)
  askAgain(draft)
}
