/** Not understood: once with an example, once with the choices, then a person. Never silence, never a loop. */
import type { Waiting } from '../core/session.ts'
import { readAgeQuantity, readMoney, readQuantity } from '../language/answers.ts'
import { type Draft, note, say } from './draft.ts'
import { offerPerson } from './own-questions.ts'
import { askAgain, sayOf } from './questions.ts'
import { isRoughNearLine } from './read-answer.ts'
import { reportNow } from './report-case.ts'
import { takeStory } from './report-tell.ts'
import { skipQuestion, startFlow } from './run.ts'

const ANGRY = 0.5

/** The waiting question was not answered. */
export function misunderstood(draft: Draft): void {
  const { waiting } = draft
  draft.misses += 1
  note(draft, { type: 'misunderstood', ...(waiting ? { step: waiting.step } : {}), count: draft.misses })
  if (waiting?.step === 'offer_person') {
    handOverAnyway(draft)
    return
  }
  if (waiting && draft.talk.flows.flow(waiting.flow)?.report !== undefined) {
    keptAnyway(draft, waiting)
    return
  }
  if (!waiting || draft.misses >= 3) {
    say(draft, 'common:not_understood_3')
    offerPerson(draft)
    return
  }
  if (draft.misses === 1) {
    const rough = roughly(draft, waiting)
    say(draft, rough ?? (isAngry(draft) ? 'common:abuse' : 'common:not_understood_1'))
    if (waiting.question?.fact === 'people' && /\d/.test(draft.heard.folded)) say(draft, 'questions:ages_needed')
    if (rough === undefined) sayOf(draft, waiting, 'example')
    askAgain(draft)
    return
  }
  say(draft, waiting.options ? 'common:not_understood_2_choices' : 'common:not_understood_2')
  askAgain(draft)
}

/** "Ngoài 70", "năm bảy người" were understood, and are no answer: what is needed instead is said. */
function roughly(draft: Draft, waiting: Waiting): string | undefined {
  const { heard, input } = draft
  const { type } = waiting
  if (type === 'age') return readAgeQuantity(heard.text, input.today) ? 'questions:exact_age' : undefined
  if (type === 'money' && isRoughNearLine(draft, waiting)) return 'questions:exact_sum'
  if (type === 'money') return readMoney(heard.text) ? 'questions:about_how_much' : undefined
  if (type === 'area') return readQuantity(heard.text, 'area_ha') ? 'questions:about_how_much' : undefined
  return type === 'number' && readQuantity(heard.text, 'people') ? 'questions:one_number' : undefined
}

/** An insult wants no example of a right answer, but an official. */
function isAngry({ heard }: Draft): boolean {
  const intent = heard.meaning()?.intent
  return intent?.id === 'abuse' && intent.confidence >= ANGRY
}

/** Somebody in trouble is not corrected: what was written is kept, the question comes once more, then the report goes on without it. */
function keptAnyway(draft: Draft, waiting: Waiting): void {
  const before = placeOf(draft)
  takeStory(draft, waiting.flow, 'more')
  // Where it is was told before it was asked for: that is no wrong answer.
  if (placeOf(draft) !== before) draft.misses = 0
  say(draft, 'common:noted')
  if (draft.misses >= 2) skipQuestion(draft, waiting)
  else askAgain(draft)
}

function placeOf(draft: Draft): string {
  const { commune, village } = reportNow(draft)
  return `${commune}|${village}`
}

/** Not even the offer was understood: people take over, and the machine stops asking. */
function handOverAnyway(draft: Draft): void {
  draft.waiting = undefined
  draft.aside = undefined
  say(draft, 'common:not_understood_3')
  startFlow(draft, 'contact')
}

/** Nothing waits and nothing was recognised: what we can do, and after three times a person. */
export function outside(draft: Draft): void {
  const meaning = draft.heard.meaning()
  const id = meaning?.intent.id
  const misses = draft.misses
  // A talk whose question was lost in a deploy has had its kind sentence already.
  if (draft.replies.length > 0 || id === 'greeting' || draft.heard.folded === '') {
    startFlow(draft, 'menu')
    return
  }
  note(draft, { type: 'misunderstood', count: misses + 1 })
  if (misses >= 2) {
    say(draft, 'common:not_understood_3')
    draft.misses = 0
    offerPerson(draft)
    return
  }
  say(
    draft,
    id === 'out_of_scope' ? 'common:out_of_scope' : id === 'abuse' ? 'common:abuse' : 'common:not_understood_menu',
  )
  startFlow(draft, 'menu')
  draft.misses = misses + 1
}
