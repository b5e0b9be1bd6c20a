/** Which thing a message is, in the order of design §5: the first row that takes it wins. Danger beats all but an exact stop. */
import type { Household } from '../core/household.ts'
import type { Waiting } from '../core/session.ts'
import { readYesNo } from '../language/answers.ts'
import { readResultCode } from '../language/result-code.ts'
import { isGrouped } from '../rules/grouped-answer.ts'
import { askMidway, asks } from './asides.ts'
import { takeCheckCode } from './check-code.ts'
import { confirmStop, obey, stop } from './commands.ts'
import { asksForHelp, hasOwnReading, takeCheckIn } from './disaster.ts'
import { type Draft, keepAnswer, newMessage, note, say } from './draft.ts'
import { absorb } from './facts-known.ts'
import { hints } from './focus.ts'
import { withoutPeople } from './grouped-questions.ts'
import { takeLanguage } from './languages.ts'
import { carryOn, takeAge, takeClass, takeMore } from './lone-words.ts'
import { countMessage, mute } from './loop-guard.ts'
import { misunderstood, outside } from './misunderstood.ts'
import { takeOfficialOrder } from './official.ts'
import { askTopic, takeOwn } from './own-questions.ts'
import { takePaused } from './paused.ts'
import { takePlace } from './place-answer.ts'
import { isPleasant } from './pleasant.ts'
import { takePoll } from './poll.ts'
import { askAgain, sayUnsure } from './questions.ts'
import { readAnswer } from './read-answer.ts'
import { isHarmAnswer } from './report-answer.ts'
import {
  finishes,
  greetsAgain,
  isCaseCode,
  isElsewhere,
  isNobodyAsked,
  isNoVillage,
  tellsDamage,
} from './report-routing.ts'
import { takeCaseCode } from './report-status.ts'
import { correctsReport } from './report-tell.ts'
import { asksBack } from './report-withdraw.ts'
import { skipQuestion, startFlow, takeAnswer } from './run.ts'
import { takeResultCode } from './save.ts'
import { askSecondPerson } from './second-person.ts'
import { tellPerson } from './tell.ts'
import { addToOpenCase, startReport } from './trouble.ts'

export interface Route {
  readonly name: string
  /** Takes the message and answers it, or leaves it to the next row. */
  readonly take: (draft: Draft) => boolean
}

/** Act on a meaning from here; below, ask which was meant; below that, the menu (facts: language, measured thresholds). */
const SURE = 0.5
const MAYBE = 0.25
const HARDLY = 0.1
/** "Học nghề có được hỗ trợ không?" is about the training, whatever right it names; a little less is needed to be sure of that. */
const WISHED = 0.4
const WISHES = new Set(['credit', 'training', 'jobs'])
/** Below this a guess of hardship is asked about like any other. */
const TROUBLED = 0.4
/** From so many words on a message has told its story, and is not asked for it again. */
const STORY_WORDS = 5
/** So many messages within seconds of each other are a machine's, not a frightened person's. */
const QUICK_ENOUGH = 10
/** Whoever gives an opinion or asks for a person is not told a procedure. */
const OTHER_WISH = new Set(['feedback', 'abuse', 'contact_human', 'opt_out', 'report_status'])
/** Damage told beyond doubt is taken as told, whatever right it names. */
const SURELY = 0.9
/** Asked for a sum, a count or a list, nought and "none" are answers. */
const NOUGHT = new Set(['money', 'number', 'date', 'choices', 'ages', 'which', 'who'])
const EMERGENCY_NUMBER = /^(?:goi )?11[2345]$/
const SUBMITTED = /\b(?:ho so|nop|don|giay hen|xet duyet|phan anh|bao cao|tra cuu|applied|application)\b/
const THANKS = /\b(?:cam on|cam ta|biet on|tks|thanks?)\b/
/** Where thanks mean that no more is wanted. */
const CLOSING = new Set(['ask_more', 'which_detail', 'ask_need', 'offer_person'])

export const ROUTES: readonly Route[] = [
  { name: 'exact_opt_out', take: (draft) => does(draft.heard.command === 'stop', () => stop(draft)) },
  // Before danger: proven by a code, it is no cry for help though it speaks of floods.
  { name: 'official_command', take: takeOfficialOrder },
  {
    name: 'danger',
    take: (draft) => does(isDanger(draft), () => startReport(draft, despairs(draft) ? 'despair' : 'danger')),
  },
  { name: 'paused', take: takePaused },
  {
    name: 'muted',
    take: (draft) => does(countMessage(draft) && !isNewHardship(draft) && !asksForHelp(draft), () => mute(draft)),
  },
  { name: 'command', take: (draft) => command(draft) },
  { name: 'language', take: takeLanguage },
  { name: 'check_code', take: takeCheckCode },
  { name: 'taken_back', take: asksBack },
  { name: 'opt_out_wording', take: (draft) => does(wantsOut(draft), () => confirmStop(draft)) },
  { name: 'check_in', take: takeCheckIn },
  { name: 'poll', take: takePoll },
  { name: 'topic', take: topic },
  { name: 'hardship', take: (draft) => does(isHardship(draft), () => startReport(draft, 'hardship')) },
  { name: 'pleasantry', take: (draft) => does(isPleasantry(draft), () => answerPleasantry(draft)) },
  { name: 'question_midway', take: askMidway },
  { name: 'waiting_answer', take: answersWaiting },
  { name: 'case_code', take: (draft) => takeCaseCode(draft) || takeResultCode(draft) },
  { name: 'more_of_case', take: addToOpenCase },
  { name: 'keyword', take: keyword },
  { name: 'intent', take: intent },
  { name: 'not_understood', take: (draft) => does(draft.waiting !== undefined, () => misunderstood(draft)) },
  { name: 'menu', take: (draft) => does(true, () => outside(draft)) },
]

/** Answers the message by the first row that takes it; the row's name. */
export function route(draft: Draft): string {
  for (const { name, take } of ROUTES) if (take(draft)) return name
  return 'menu'
}

function does(when: boolean, act: () => void): boolean {
  if (when) act()
  return when
}

/** A lone 112 is a cry for help, unless a number is being asked for. */
function isDanger(draft: Draft): boolean {
  const { heard, waiting } = draft
  if (EMERGENCY_NUMBER.test(heard.folded)) return !waiting || !['number', 'money', 'age'].includes(waiting.type)
  return heard.meaning()?.danger === true && !isHarmAnswer(draft)
}

/** A danger told before in the same report keeps its own words. */
function despairs(draft: Draft): boolean {
  return draft.heard.meaning()?.despair === true || draft.waiting?.flow === 'despair'
}

/** Damage told for the first time is heard even while the talk rests; a machine repeating itself is not. */
function isNewHardship(draft: Draft): boolean {
  const { echo } = draft
  const report = draft.waiting && draft.talk.flows.flow(draft.waiting.flow)?.report !== undefined
  return (echo?.count ?? 0) <= 1 && (echo?.quick ?? 0) < QUICK_ENOUGH && (report === true || isHardship(draft))
}

/** A procedure or a right asked about in a sentence; what answers the waiting question stays an answer. */
function topic(draft: Draft): boolean {
  const { waiting, heard } = draft
  if (heard.command !== null || waiting?.type === 'text' || waiting?.type === 'place') return false
  if (waiting && draft.talk.flows.flow(waiting.flow)?.report !== undefined) return false
  const meaning = heard.meaning()
  const target = meaning?.topics.flatMap((id) => draft.talk.flows.topic(id) ?? []).at(0)
  if (!meaning || !target || draft.talk.flows.keyword(heard.folded)) return false
  const { id, confidence } = meaning.intent
  if (OTHER_WISH.has(id) && confidence >= SURE && !asks(heard.folded)) return false
  // "Xin gạo cứu đói" asks for help now: it is kept and passed on.
  if (id === 'hardship_report' && confidence >= SURELY && !asks(heard.folded)) return false
  if (waiting && !asks(heard.folded) && readAnswer(draft, waiting)?.kind === 'value') return false
  absorb(draft, meaning.household, waiting?.question?.person ?? 0, false)
  // What else was told of the household is looked into after the topic.
  const told = Object.keys(meaning.household).length > 0 ? hints(draft, meaning.programmes) : []
  startFlow(draft, target.flow, target.programmes ?? told, undefined, target.step)
  return true
}

/** A report under way takes its own answers, a feedback being told may speak of mud, and a keyword is no story yet. */
function isHardship(draft: Draft): boolean {
  if (draft.waiting && draft.talk.flows.flow(draft.waiting.flow)?.report !== undefined) return false
  if (draft.waiting?.type === 'text' || draft.talk.flows.keyword(draft.heard.folded)) return false
  // "Không biết", "không có" answer a question; nothing is reported by them.
  if (draft.waiting && readYesNo(draft.heard.text) !== null && draft.heard.folded.split(' ').length < STORY_WORDS)
    return false
  // "Hết" closes a list; nothing is reported by it.
  if (draft.waiting?.question && isGrouped(draft.waiting.question) && readAnswer(draft, draft.waiting) !== null)
    return false
  const meaning = draft.heard.meaning()
  // The first menu is no question that such words could answer.
  if (meaning && (!draft.waiting || draft.waiting.flow === 'menu') && tellsDamage(draft)) return true
  if (meaning?.hardship !== true) return false
  return meaning.candidates.some(({ id, confidence }) => id === 'hardship_report' && confidence >= TROUBLED)
}

/** "Cảm ơn", and "ok" or "không" when nothing was asked, want a kind word and no menu. */
function isPleasantry({ heard, waiting }: Draft): boolean {
  if (heard.folded.length > 40 || !isPleasant(heard.folded)) return false
  if (!waiting) return true
  return THANKS.test(heard.folded) && waiting.type !== 'text'
}

/** Thanks in the middle of a question are no opinion: a kind word, and the question stands. */
function answerPleasantry(draft: Draft): void {
  const { waiting } = draft
  draft.misses = 0
  say(draft, 'common:any_time')
  if (waiting === undefined || CLOSING.has(waiting.step)) {
    draft.waiting = undefined
    return
  }
  newMessage(draft)
  askAgain(draft)
}

function command(draft: Draft): boolean {
  const { command, folded } = draft.heard
  if (command === null) return false
  // Asked "có không?", "co dau" is "có đâu" and "khong dau" is "không đâu"; only with marks is it a wish for marks.
  const marks = command === 'accents_on' || command === 'accents_off'
  const asked = draft.waiting?.type
  if (
    marks &&
    /^(?:co|khong|ko|k) dau$/.test(draft.heard.text.toLowerCase().trim()) &&
    (asked === 'yesno' || asked === 'money' || asked === 'number')
  )
    return false
  // "Không có thì gõ 0": to a sum or a count nought is an answer, and MENU still leads out.
  if (folded === '0' && (NOUGHT.has(draft.waiting?.type ?? '') || isNobodyAsked(draft))) return false
  obey(draft, command)
  return true
}

function wantsOut(draft: Draft): boolean {
  if (draft.waiting?.step === 'confirm_stop' || draft.waiting?.type === 'text') return false
  // "Thôi vay" takes back a wish and not the messages.
  if (draft.talk.flows.keyword(draft.heard.folded)) return false
  return draft.heard.meaning()?.optOutWording === true
}

function answersWaiting(draft: Draft): boolean {
  const { waiting, heard } = draft
  // A code alone is no name of a place, no story and no number.
  if (!waiting || readResultCode(heard.text) !== null || isCaseCode(draft)) return false
  if (correctsReport(draft) || finishes(draft, waiting)) return true
  if (waiting.flow === 'common' && takeOwn(draft, waiting)) return true
  if (waiting.flow === 'common' || hasOwnReading(waiting)) return false
  // Where any words would do as an answer, a keyword is a wish to talk of that.
  const anyWords = waiting.type === 'place' || waiting.type === 'text'
  const wish = anyWords ? draft.talk.flows.keyword(heard.folded) : undefined
  // A frightened "alo?" in a report is no wish for the menu.
  const inReport = draft.talk.flows.flow(waiting.flow)?.report !== undefined
  if (wish && !(inReport && wish.flow === 'menu')) return false
  if (waiting.type === 'place') {
    if (heard.text === '' && draft.input.content.kind !== 'location') return false
    takePlace(draft, waiting)
    return true
  }
  return takeMore(draft, waiting) || answersQuestion(draft, waiting)
}

/** The answer, and whatever else was said with it; a sentence that only brings facts is an answer as well. */
function answersQuestion(draft: Draft, waiting: Waiting): boolean {
  const answer = readAnswer(draft, waiting)
  const inReport = draft.talk.flows.flow(waiting.flow)?.report !== undefined
  if (inReport && (greetsAgain(draft, waiting) || isNoVillage(draft, waiting))) return true
  if (inReport && isElsewhere(draft, waiting)) return false
  if (answer === null && takeAge(draft, waiting)) return true
  if (answer === null || (answer.kind === 'unsure' && !mayBeUnknown(draft, waiting))) return false
  const said = draft.heard.meaning()?.household
  const several = waiting.question !== undefined && isGrouped(waiting.question)
  if (said && waiting.type !== 'text')
    absorb(draft, several ? withoutPeople(said) : said, waiting.question?.person ?? 0, corrects(draft))
  // "Không biết" is no name of a village.
  const nameless = inReport && waiting.step === 'ask_village' && readYesNo(draft.heard.text) === 'unsure'
  if (answer.kind === 'unsure' || nameless) {
    sayUnsure(draft, waiting)
    skipQuestion(draft, waiting)
  } else takeAnswer(draft, waiting, answer.value)
  return true
}

/** "Chưa biết" settles a fact and a step that says what follows; to a menu it is no answer. */
function mayBeUnknown(draft: Draft, waiting: Waiting): boolean {
  const step = draft.talk.flows.step(waiting.flow, waiting.step)
  if (waiting.question || !step || !('ask' in step)) return true
  return (step.skipped ?? step.cases?.unsure ?? step.next) !== undefined
}

/** "Nhầm", "không phải": what is said now replaces what was said before. */
function corrects({ heard }: Draft): boolean {
  return /\b(nham|noi lai|sua lai|i mean|sorry)\b/.test(heard.folded)
}

function keyword(draft: Draft): boolean {
  const target = draft.talk.flows.keyword(draft.heard.folded)
  if (!target) return false
  if (takeClass(draft)) return true
  const said = draft.heard.meaning()?.household
  if (said) absorb(draft, said, 0, false)
  startFlow(draft, target.flow, target.programmes ?? [], undefined, target.step)
  return true
}

function intent(draft: Draft): boolean {
  const meaning = draft.heard.meaning()
  if (!meaning) return false
  const before = draft.household
  absorb(draft, meaning.household, draft.waiting?.question?.person ?? 0, corrects(draft))
  const flow = draft.talk.flows.intent(meaning.intent.id)
  const told = draft.heard.folded.split(' ').length >= STORY_WORDS
  const named = Object.keys(meaning.household).length > 0 || meaning.programmes.length > 0
  if (flow === 'entitlements' || (flow === undefined && named)) return toEntitlements(draft, meaning.programmes, before)
  if (flow === 'status' && said(meaning.household) && !SUBMITTED.test(draft.heard.folded))
    return toEntitlements(draft, meaning.programmes, before)
  if (flow !== undefined && meaning.intent.confidence >= SURE) {
    if (flow === 'hardship' && told) {
      startReport(draft, 'hardship')
      return true
    }
    startFlow(draft, flow, [], () => keepAnswer(draft, '_what', told ? true : undefined))
    return true
  }
  const wished = flow !== undefined && WISHES.has(meaning.intent.id) && meaning.intent.confidence >= WISHED
  if (named && wished && !draft.waiting) {
    startFlow(draft, flow)
    return true
  }
  if (named) return toEntitlements(draft, meaning.programmes, before)
  if (draft.waiting || flow === undefined || meaning.intent.confidence < MAYBE) return false
  const likely = meaning.candidates.filter(({ confidence }) => confidence >= HARDLY)
  const flows = [...new Set(likely.flatMap(({ id }) => draft.talk.flows.intent(id) ?? []))]
  const [only] = flows
  // A guess alone hands nobody over: what else it may have been is shown as well.
  if (only !== undefined && flows.length === 1 && draft.talk.flows.flow(only)?.returns) {
    note(draft, { type: 'misunderstood', count: 1 })
    askTopic(draft, [only, 'entitlements', 'hardship'], told)
    return true
  }
  if (only !== undefined && flows.length === 1) {
    startFlow(draft, only, [], () => keepAnswer(draft, '_what', told ? true : undefined))
    return true
  }
  if (flows.length < 2) return false
  note(draft, { type: 'misunderstood', count: 1 })
  askTopic(draft, flows.slice(0, 3), told)
  return true
}

/** An age told with "chưa thấy tiền": who never applied must hear that an application is needed. */
function said({ people }: Household): boolean {
  return people?.some(({ age }) => age !== undefined) === true
}

/** In the middle of a screening new facts only carry it on; else the programmes named or pointed at are looked into. */
function toEntitlements(draft: Draft, programmes: readonly string[], before: Household): boolean {
  const { waiting } = draft
  const others = draft.household.people?.length ?? 0
  // "Thế vợ tôi 72 tuổi?": the answer just given was another person's and must not be given again for this one.
  if (before.people !== undefined && before.people.length > 0 && others > before.people.length) {
    if (!waiting?.question) {
      askSecondPerson(draft, others - 1)
      return true
    }
    tellPerson(draft, others - 1)
    newMessage(draft)
    askAgain(draft)
    return true
  }
  if (waiting?.question && draft.household !== before) {
    draft.waiting = undefined
    draft.misses = 0
    say(draft, 'common:noted')
    carryOn(draft, waiting)
    return true
  }
  if (waiting && programmes.length === 0) return false
  startFlow(draft, 'entitlements', hints(draft, programmes))
  return true
}
