/** While officials have an event open where the person is: a short menu, "are you safe?", and afterwards "has help come?". */
import { HAZARDS } from '../core/report.ts'
import { readCheckIn, readHelpCame } from '../language/check-in.ts'
import { type Draft, note, say } from './draft.ts'
import type { Records } from './flow-format.ts'
import { numbered } from './questions.ts'
import { startFlow, takeAnswer } from './run.ts'

/** A report left lying for so long is not under way any more; nobody is asked while theirs is. */
const UNDER_WAY_MS = 30 * 60_000
/** Both ask whether help has come, one of an event, one of a case of its own. */
const HELP_FLOWS = ['follow-up', 'support-check'] as const
const MENUS: ReadonlySet<string> = new Set(['menu', 'disaster-menu', 'common'])

/** During an event the menu is the short one. */
export function menuOf(draft: Draft, flow: string): string {
  return flow === 'menu' && draft.input.disaster !== undefined ? 'disaster-menu' : flow
}

/** The event by its name, and what officials tell people there: said before the short menu. */
export function sayEvent(draft: Draft, flow: string): void {
  const { disaster } = draft.input
  if (disaster === undefined || flow !== 'disaster-menu') return
  say(draft, 'disaster-menu:event', { event: disaster.name })
  sayWords(draft)
}

/**
 * A question that we sent since the person last wrote is the one they read last, so it is the one that waits; what waited before returns
 * after it. Only the question of a report under way stays: there "2" is the answer to the report, and the person is being helped already.
 */
export function lastAskedWaits(draft: Draft): void {
  const { disaster, followUp, supportCheck, content } = draft.input
  if ((content.kind !== 'text' && content.kind !== 'button') || isReporting(draft)) return
  const asked = disaster?.checkIn === 'asked' && disaster.fresh
  const flow = asked ? 'check-in' : followUp?.fresh ? 'follow-up' : supportCheck?.fresh ? 'support-check' : undefined
  const found = flow === undefined ? undefined : draft.talk.flows.flow(flow)
  if (!found || draft.waiting?.flow === flow) return
  const step = draft.talk.flows.step(found.flow, found.start)
  const values = step && 'ask' in step ? Object.keys(step.options ?? {}) : []
  if (draft.waiting && !MENUS.has(draft.waiting.flow)) draft.aside = draft.waiting
  const options = numbered(values.map((value) => `${found.flow}:options.${found.start}.${value}`))
  draft.waiting = { flow: found.flow, step: found.start, type: 'choice', options }
}

/**
 * Takes the answer to one of the two questions, whatever else is being asked, in plain words; a bare digit only where the question was the
 * last one, or nothing else waits. The answers to a waiting report, and words that are wanted as they are, are left alone.
 */
export function takeCheckIn(draft: Draft): boolean {
  const { waiting, heard, input } = draft
  if (input.paused || isInReport(draft) || waiting?.type === 'text' || waiting?.type === 'place') return false
  const safety = safetyHeard(draft)
  if (safety !== null) return take(draft, 'check-in', safety, safety === 'safe' ? 'say_safe' : 'keep_need')
  const askedHelp = HELP_FLOWS.find((flow) => flow === waiting?.flow)
  const flow = askedHelp ?? (input.followUp ? 'follow-up' : input.supportCheck ? 'support-check' : undefined)
  if (flow === undefined) return false
  // "Chưa" and "1" answer many questions: only where this one waits, or none does.
  if (askedHelp === undefined && waiting !== undefined) return false
  const help = readHelpCame(heard.folded, true)
  return help !== null && take(draft, flow, help, help === 'none' ? 'keep_nothing' : `keep_${help}`)
}

/** "Cần giúp" is heard even while the talk rests; a machine repeating itself is not. */
export function asksForHelp(draft: Draft): boolean {
  return (draft.echo?.count ?? 0) <= 1 && !isInReport(draft) && safetyHeard(draft) === 'need_help'
}

/** The question has had its own reading: a label's words alone ("không an toàn" holds "an toàn") are no answer to it. */
export function hasOwnReading({ flow, step }: { readonly flow: string; readonly step: string }): boolean {
  return (flow === 'check-in' && step === 'ask_safe') || (HELP_FLOWS.some((one) => one === flow) && step === 'ask_help')
}

/** What a `record` step of these flows keeps. */
export function recordAnswer(draft: Draft, what: Records): void {
  const { disaster, followUp } = draft.input
  if (what === 'checked_in_safe' || what === 'checked_in_need') {
    if (disaster) checkedIn(draft, what === 'checked_in_safe')
    if (what === 'checked_in_safe') sayWords(draft)
    else askedForHelp(draft)
    return
  }
  noteSupport(draft, what)
  const help = HELP[what]
  if (help === undefined || followUp === undefined) return
  const code = followUp.code === undefined ? {} : { code: followUp.code }
  note(draft, { type: 'help_answered', disaster: followUp.disaster, ...code, help })
}

/** Whoever reports damage of their own needs help, whatever they answered before. Called once, when the turn is decided. */
export function noteNeed(draft: Draft): void {
  const { disaster } = draft.input
  if (!disaster || disaster.checkIn === 'need_help') return
  const own = draft.events.some((event) => event.type === 'hardship_reported' && event.patch?.forWhom !== 'neighbour')
  if (own && !draft.events.some(({ type }) => type === 'checked_in')) checkedIn(draft, false)
}

const HELP: Readonly<Record<string, 'full' | 'part' | 'none'>> = {
  help_full: 'full',
  help_part: 'part',
  help_none: 'none',
}

/** Of a case outside events: what does not fit the books goes one level up (`discrepancyWork`). */
function noteSupport(draft: Draft, what: Records): void {
  const help = SUPPORT[what]
  const { supportCheck } = draft.input
  if (help !== undefined && supportCheck) note(draft, { type: 'help_answered', code: supportCheck.code, help })
}

const SUPPORT: Readonly<Record<string, 'full' | 'part' | 'none'>> = {
  support_full: 'full',
  support_part: 'part',
  support_none: 'none',
}

function safetyHeard(draft: Draft): 'safe' | 'need_help' | null {
  const { waiting, heard, input } = draft
  const isAsked = waiting?.flow === 'check-in'
  if (!isAsked && input.disaster === undefined) return null
  return readCheckIn(heard.folded, isAsked || (!waiting && input.disaster?.checkIn !== undefined))
}

function take(draft: Draft, flow: string, answer: string, step: string): boolean {
  const { waiting } = draft
  if (waiting?.flow === flow) takeAnswer(draft, waiting, answer)
  else startFlow(draft, flow, [], undefined, step)
  return true
}

/** Help was asked for: that is a report already, of this event and its hazard, though nothing more should ever be said. */
function askedForHelp(draft: Draft): void {
  const { disaster, openCases = [], newCaseCode } = draft.input
  const open = openCases.find(({ kind, disaster: event }) => kind === 'hardship' && event === disaster?.id)
  const code = open?.code ?? newCaseCode
  draft.aside = undefined
  draft.trail = []
  // The report that begins goes on under this code.
  draft.answers = disaster === undefined || code === undefined ? {} : { _case: code }
  if (!disaster) return
  const hazard = HAZARDS.find((one) => one === disaster.hazard)
  const patch = hazard === undefined || open?.report.hazard !== undefined ? {} : { hazard }
  note(draft, { type: 'hardship_reported', danger: false, details: {}, patch, ...(code === undefined ? {} : { code }) })
}

function checkedIn(draft: Draft, safe: boolean): void {
  const { disaster } = draft.input
  if (!disaster) return
  const where = disaster.commune === undefined ? {} : { commune: disaster.commune }
  note(draft, { type: 'checked_in', disaster: disaster.id, safe, ...where })
}

function sayWords(draft: Draft): void {
  const words = draft.input.disaster?.words
  if (words !== undefined) say(draft, 'check-in:words', { words })
}

function isReporting(draft: Draft): boolean {
  return isInReport(draft) && draft.input.now - (draft.echo?.last ?? 0) < UNDER_WAY_MS
}

function isInReport({ waiting, talk }: Draft): boolean {
  return waiting !== undefined && talk.flows.flow(waiting.flow)?.report !== undefined
}
