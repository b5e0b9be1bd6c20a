/** Danger to life and hardship: numbers to call first, what was said kept at once, then what saves lives. Never the menu. */
import type { Report } from '../core/report.ts'
import type { AnswerValue } from '../core/session.ts'
import { whoIn } from '../language/report-who.ts'
import { asks } from './asides.ts'
import { type Draft, keepAnswer, newMessage, say } from './draft.ts'
import { absorb } from './facts-known.ts'
import { ASSUMED, placeInStory } from './place-answer.ts'
import { saidIn, toldIn } from './report-answer.ts'
import { caseOf, chooseCase, codeOf, openReports, reportNow } from './report-case.ts'
import { ADDED_SAID, RECEIPT, tellRights } from './report-end.ts'
import { correction, saysWrong, takeStory } from './report-tell.ts'
import { ADDED, unask } from './report-topics.ts'
import { isInReport, report } from './reports.ts'
import { startFlow } from './run.ts'

/** What of a report is remembered while more is added to it. */
const CARRIED = ['_case', '_asked', '_last', RECEIPT, '_told_rights', ADDED]
/** The report began as a cry for help; the numbers to call have been said. */
const ALARM = '_alarm'
/** It did so while an official speaks with the person: the few questions of the alarm are asked all the same. */
export const PAUSED_ALARM = '_paused_alarm'

/** Starts the report, or adds to the one under way or still open; the story is an event before any question is asked. */
export function startReport(draft: Draft, kind: 'danger' | 'despair' | 'hardship'): void {
  const { heard } = draft
  draft.aside = undefined
  // Whoever calls for help is heard from here on, however many messages came before.
  draft.mutedUntil = undefined
  // What the report under way knows (the commune, above all) is not asked again.
  const under = isInReport(draft)
  if (under) unask(draft, draft.waiting)
  const before = under ? draft.answers : carried(draft)
  const said = heard.meaning()?.household
  if (said) absorb(draft, said, 0, false)
  draft.waiting = undefined
  startFlow(draft, kind, [], () => {
    draft.answers = before
    if (!under) openFor(draft)
    if (kind !== 'hardship') keepAnswer(draft, ALARM, true)
    if (kind !== 'hardship' && draft.input.paused) keepAnswer(draft, PAUSED_ALARM, true)
    keepAnswer(draft, '_what', true)
    if (kind === 'despair') {
      placeInStory(draft)
      report(draft, kind, { what: heard.text })
    } else takeStory(draft, kind, 'what', kind === 'danger' ? { happenedOn: draft.input.today } : {})
  })
}

/** Where a report stands when its talk begins: decides what is said first. */
export function reportState(draft: Draft): string {
  if (draft.answers[ALARM] === true) return 'alarm'
  const open = caseOf(draft, codeOf(draft)) ?? (codeOf(draft) === undefined ? ownOpen(draft) : undefined)
  if (!open) return 'new'
  if (draft.answers._what !== true) {
    openFor(draft)
    return 'open'
  }
  keepAnswer(draft, ADDED_SAID, true)
  return 'added'
}

/**
 * More of an open case, told when nothing is being asked and in words that alone would be no report: "chết thêm 20 con gà", "nhầm, 3
 * người". Kept, and answered with the case's code.
 */
export function addToOpenCase(draft: Draft): boolean {
  const { waiting, heard } = draft
  if (openReports(draft).length === 0 || heard.text === '' || heard.command !== null) return false
  if (waiting && waiting.flow !== 'menu' && waiting.flow !== 'disaster-menu' && waiting.step !== 'which_detail')
    return false
  if (asks(heard.folded) || heard.meaning() === null) return false
  const wrong = saysWrong(draft)
  if (!wrong && !NEWS.some((part) => part in toldIn(draft).patch)) return false
  if (!wrong) {
    startReport(draft, 'hardship')
    return true
  }
  const answers = carried(draft)
  draft.answers = answers
  if (codeOf(draft) === undefined) chooseCase(draft, whoIn(saidIn(draft)))
  const patch = correction(draft, undefined)
  if (patch === null || !caseOf(draft, codeOf(draft))) return false
  report(draft, 'hardship', { told: heard.text }, patch)
  say(draft, 'hardship:mended', { code: codeOf(draft) ?? '' })
  newMessage(draft)
  tellRights(draft)
  return true
}
/** Parts that are news of damage by themselves; a day or a name alone may belong to any talk. */
const NEWS: readonly (keyof Report)[] = [
  'hurt',
  'missing',
  'dead',
  'house',
  'nowhereToLive',
  'food',
  'water',
  'crops',
  'animals',
]

/** What is kept of the report told last, should this belong to it as well. */
function carried({ answers }: Draft): Readonly<Record<string, AnswerValue>> {
  return Object.fromEntries(CARRIED.flatMap((name) => (answers[name] === undefined ? [] : [[name, answers[name]]])))
}

/** The case this story belongs to; of an earlier talk only its code is known, so little is asked and no second receipt given. */
function openFor(draft: Draft): void {
  const before = draft.answers._case
  chooseCase(draft, whoIn(saidIn(draft)))
  const code = codeOf(draft)
  if (code !== undefined && code === before) return
  draft.answers = code === undefined ? {} : { _case: code }
  if (!caseOf(draft, code)) assumePlace(draft)
  else {
    keepAnswer(draft, ADDED, true)
    keepAnswer(draft, RECEIPT, true)
    keepAnswer(draft, '_told_rights', true)
  }
}

/** The commune named before in this talk, or the one this office serves: then only the village is asked for. */
function assumePlace(draft: Draft): void {
  const code = draft.commune ?? draft.input.speaker.commune
  const commune = code === undefined ? undefined : draft.talk.places.communes.get(code)
  if (!commune || reportNow(draft).commune !== undefined) return
  keepAnswer(draft, 'commune', commune.fullName)
  keepAnswer(draft, 'commune_code', commune.code)
  keepAnswer(draft, ASSUMED, true)
}

function ownOpen(draft: Draft) {
  return openReports(draft).find(({ report: known }) => known.forWhom !== 'neighbour')
}
