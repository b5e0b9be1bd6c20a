/** What the routing table asks of a message where a report of damage is told or might begin. */
import type { Waiting } from '../core/session.ts'
import { readCaseCode } from '../language/case-code.ts'
import { asks } from './asides.ts'
import { type Draft, say } from './draft.ts'
import { isStory } from './place-answer.ts'
import { isPleasant } from './pleasant.ts'
import { askAgain } from './questions.ts'
import { toldIn } from './report-answer.ts'
import { takeStory } from './report-tell.ts'
import { go } from './run.ts'

/** Sure enough of a meaning to leave a report for it. */
const SURE = 0.5
/** From so many words on a message tells a story. */
const STORY_WORDS = 4

/** With HT in front, or the code of a case that exists: four signs alone may be an answer. */
export function isCaseCode({ heard, input }: Draft): boolean {
  const code = readCaseCode(heard.text)
  if (code === null) return false
  return (
    /^(?:\S+ )*h ?[ts]/.test(heard.folded) ||
    input.askedCase?.found === true ||
    input.openCases?.some((one) => one.code === code) === true
  )
}

const ENOUGH =
  /^(?:xong|xong roi|het|het roi|the thoi|thoi|vay thoi|du roi|chi vay thoi|done|finish|that is all|thats all)(?: (?:a|ca|nhe|nha|can bo))*$/

/** "Xong" ends a report early; "hết" does, but where it may be the answer. */
export function finishes(draft: Draft, waiting: Waiting): boolean {
  const finish = draft.talk.flows.flow(waiting.flow)?.finish
  if (finish === undefined || !ENOUGH.test(draft.heard.folded)) return false
  const step = draft.talk.flows.step(waiting.flow, waiting.step)
  if (step && 'ask' in step && step.about === 'supplies' && !/xong|thoi|done|all/.test(draft.heard.folded)) return false
  draft.waiting = undefined
  draft.misses = 0
  go(draft, waiting.flow, finish)
  return true
}

const ELSEWHERE = new Set(['eligibility', 'programme_info', 'credit', 'training', 'jobs', 'feedback', 'report_status'])

/** Asked for more once the danger is over, days later: another question is no part of the report. */
export function isElsewhere(draft: Draft, waiting: Waiting): boolean {
  const step = draft.talk.flows.step(waiting.flow, waiting.step)
  if (!step || !('ask' in step) || (step.about !== 'after' && step.about !== 'more')) return false
  const meaning = draft.heard.meaning()
  if (!meaning || meaning.hardship || Object.keys(toldIn(draft).patch).length > 0) return false
  return (
    meaning.programmes.length > 0 ||
    meaning.topics.length > 0 ||
    (ELSEWHERE.has(meaning.intent.id) && meaning.intent.confidence >= SURE)
  )
}

/** "Cảm ơn" or a frightened "alo?" where more was to be told: a kind word, or what is waited for once more. */
export function greetsAgain(draft: Draft, waiting: Waiting): boolean {
  const wish = draft.talk.flows.keyword(draft.heard.folded)
  const thanks = draft.heard.folded.length <= 40 && isPleasant(draft.heard.folded)
  if (waiting.type !== 'text' || waiting.step === 'ask_village' || (wish?.flow !== 'menu' && !thanks)) return false
  if (thanks) say(draft, 'common:any_time')
  else askAgain(draft)
  return true
}

/** Asked for the village, "tôi và 2 đứa con" tells more and names none: kept, and asked once more. */
export function isNoVillage(draft: Draft, waiting: Waiting): boolean {
  const step = draft.talk.flows.step(waiting.flow, waiting.step)
  if (!step || !('ask' in step) || step.about !== 'village' || draft.misses > 0) return false
  if (!isStory(draft)) return false
  draft.misses += 1
  takeStory(draft, waiting.flow, 'more')
  say(draft, 'common:noted')
  askAgain(draft)
  return true
}

/** "Không ai thì trả lời 0": of people and of losses. */
export function isNobodyAsked({ waiting, talk }: Draft): boolean {
  const step = waiting && talk.flows.step(waiting.flow, waiting.step)
  return step !== undefined && 'ask' in step && (step.about === 'harm' || step.about === 'losses')
}

const LONG_AGO = /\b(?:nam (?:ngoai|kia|truoc|20\d\d)|hoi (?:nam|do)|thang truoc|ngay xua|last year|years ago)\b/

/** Said in so many words what hit which house, fields or people: no guess is needed. A question, or a tale of last year, is none. */
export function tellsDamage(draft: Draft): boolean {
  const { folded } = draft.heard
  if (folded.split(' ').length < STORY_WORDS || asks(folded) || LONG_AGO.test(folded)) return false
  const { hazard, house, crops, animals, hurt = 0, dead = 0 } = toldIn(draft).patch
  const harmed = (hurt ?? 0) > 0 || (dead ?? 0) > 0
  return (
    hazard !== undefined &&
    ((house !== undefined && house !== 'none') || crops !== undefined || animals !== undefined || harmed)
  )
}
