/** An answer taken into the report, a figure nobody can believe asked about once, and a mistake put right while the talk goes on. */
import type { ReportPatch } from '../core/report.ts'
import type { Waiting } from '../core/session.ts'
import { readPlace } from '../language/places.ts'
import { whoIn } from '../language/report-who.ts'
import { type Draft, keepAnswer, say } from './draft.ts'
import type { Topic } from './flow-format.ts'
import { placeInStory } from './place-answer.ts'
import { askAgain } from './questions.ts'
import { COUNT, isOther, readTold, saidIn, saoKnown, type Told, toldIn } from './report-answer.ts'
import { chooseCase, reportNow } from './report-case.ts'
import { markAsked } from './report-topics.ts'
import { attached, isInReport, pointOf, report } from './reports.ts'

/** A figure to be asked about: `harm:5000`. */
const DOUBT = '_doubt'
/** What was asked about once; a second figure of that kind stays in the words of the report. */
const DOUBTED = '_doubted'
/** The question answered last: "nhầm, 3 người" is about it. */
const LAST = '_last'
/** Questions may have been passed over for a doubt: the report is gone through from its first question again. */
const RESUME = '_resume'
const WRONG =
  /^(?:(?:da|a|xin loi|thua|oi|khong|ko) )*(?:nham|nham roi|noi nham|ghi nham|viet nham|noi lai|sua lai|sua|dinh chinh|sai roi|i mean|correction|sorry)\b/

/** Where a figure in doubt is asked about again. */
const STEPS: Readonly<Record<string, Topic>> = {
  people: 'household',
  harm: 'harm',
  area: 'losses',
  animals: 'losses',
  day: 'when',
}

/** Keeps what an answer said; `text` is the answer as written. */
export function takeTold(draft: Draft, flow: string, topic: Topic, told: Told): void {
  keepAnswer(draft, COUNT, undefined)
  keepAnswer(draft, LAST, topic)
  placeInStory(draft)
  report(draft, flow, { told: draft.heard.text, ...attached(draft.input.content) }, told.patch)
  settleSao(draft, flow)
  if (told.count !== undefined) keepAnswer(draft, COUNT, told.count)
  else doubt(draft, told)
}

/** Keeps a story: its words, and all they say. */
export function takeStory(draft: Draft, flow: string, name: string, unlessTold: ReportPatch = {}): void {
  // Told in their own words of another house: that is another report.
  const who = whoIn(saidIn(draft))
  if (name !== 'what' && isOther(reportNow(draft), who)) anotherReport(draft, who)
  const told = toldIn(draft)
  placeInStory(draft)
  report(
    draft,
    flow,
    { [name]: draft.heard.text, ...attached(draft.input.content) },
    { ...unknown(draft, unlessTold), ...pointOf(draft.input.content), ...told.patch },
  )
  settleSao(draft, flow)
  doubt(draft, told)
}

function anotherReport(draft: Draft, who: ReportPatch): void {
  draft.answers = { _what: true }
  chooseCase(draft, who)
}

/** Parts of which nothing is known yet. */
function unknown(draft: Draft, parts: ReportPatch): ReportPatch {
  const known = reportNow(draft)
  return Object.fromEntries(Object.entries(parts).filter(([part]) => !Object.hasOwn(known, part)))
}

/** Once the place is known, fields told in sào have a size. */
export function settleSao(draft: Draft, flow: string): void {
  const patch = saoKnown(draft)
  if (Object.keys(patch).length > 0) report(draft, flow, {}, patch)
}

/** Asks what became of a bare number of people, or whether a figure is right; false when nothing is in doubt. */
export function askDoubt(draft: Draft, flow: string): boolean {
  const count = draft.answers[COUNT]
  if (typeof count === 'number') return askOf(draft, flow, 'harm', 'hardship:doubt.which_harm', count)
  const [about = '', said = ''] = String(draft.answers[DOUBT] ?? '').split('|')
  const topic = STEPS[about]
  keepAnswer(draft, DOUBT, undefined)
  if (topic === undefined) return false
  keepAnswer(draft, DOUBTED, [...doubtedOf(draft), about])
  return askOf(draft, flow, topic, `hardship:doubt.${about}`, about === 'day' ? said : Number(said))
}

/** After a doubt the report is gone through from its first question; what is told or was asked is passed over. */
export function takeResume(draft: Draft): boolean {
  const resume = draft.answers[RESUME] === true
  if (resume) keepAnswer(draft, RESUME, undefined)
  return resume
}

/** "Nhầm, 3 người" in the middle of another question: put right, and the question that waits comes again. */
export function correctsReport(draft: Draft): boolean {
  const { waiting, heard } = draft
  if (!waiting || !isInReport(draft) || !WRONG.test(heard.folded)) return false
  const told = correction(draft, waiting)
  if (told === null) return false
  report(draft, waiting.flow, { told: heard.text }, told)
  draft.misses = 0
  say(draft, 'common:corrected')
  askAgain(draft)
  return true
}

/** True when a message says that something told before was wrong. */
export function saysWrong(draft: Draft): boolean {
  return WRONG.test(draft.heard.folded)
}

/** What the correction says, by the question answered last and by its own words; null when it says nothing. */
export function correction(draft: Draft, waiting: Waiting | undefined): ReportPatch | null {
  const last = draft.answers[LAST]
  const topic = TOPICS.find((one) => one === last)
  const place =
    waiting?.type === 'place' ? readPlace(draft.talk.places, draft.heard.text, { scope: draft.talk.scope }) : undefined
  if (place?.commune) return null
  const told =
    topic === undefined
      ? toldIn(draft)
      : readTold(draft, { flow: 'hardship', step: `ask_${topic}`, type: 'told' }, topic)
  const patch = told === null || told.count !== undefined ? toldIn(draft).patch : told.patch
  return Object.keys(patch).length > 0 ? patch : null
}
const TOPICS: readonly Topic[] = [
  'name',
  'harm',
  'people',
  'house',
  'stay',
  'supplies',
  'household',
  'class',
  'losses',
  'sown',
  'when',
]

function doubt(draft: Draft, { doubts }: Told): void {
  const first = doubts.find(({ about }) => !doubtedOf(draft).includes(about))
  if (!first) return
  keepAnswer(draft, DOUBT, `${first.about}|${first.said}`)
}

function doubtedOf({ answers }: Draft): readonly string[] {
  const doubted = answers[DOUBTED]
  return Array.isArray(doubted) ? doubted : []
}

function askOf(draft: Draft, flow: string, topic: Topic, key: string, said: string | number): boolean {
  const [step] = stepsAbout(draft, flow, topic)
  if (step === undefined) return false
  markAsked(draft, topic)
  keepAnswer(draft, RESUME, true)
  draft.waiting = { flow, step, type: 'told' }
  say(draft, key, { said: typeof said === 'string' ? { day: said } : said })
  return true
}

/** The flow's step about a topic; in danger people are counted by its own question. */
function stepsAbout(draft: Draft, flow: string, topic: Topic): readonly string[] {
  const steps = Object.entries(draft.talk.flows.flow(flow)?.steps ?? {})
  const about = (one: Topic) => steps.flatMap(([id, step]) => ('ask' in step && step.about === one ? [id] : []))
  const own = about(topic)
  return own.length > 0 || (topic !== 'household' && topic !== 'harm') ? own : about('people')
}
