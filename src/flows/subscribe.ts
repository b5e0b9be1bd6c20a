/** Topics one may be told of: each consent an event with the wording agreed to, each end an event too. */
import { isSubject, type Subject } from '../core/feedback.ts'
import { type Draft, keepAnswer, note, say } from './draft.ts'

/** What a consent rests on: the sentence that says what comes and how to end it. */
const WORDING = 'subscribe:agreed'

/** Keeps the consent, and says what will come and how to end it. `chosen`: the topics of the answer. */
export function subscribe(draft: Draft, wanted: Subject | 'chosen'): void {
  const answered = draft.answers.topics
  const chosen = wanted === 'chosen' ? (Array.isArray(answered) ? answered : []) : [wanted]
  const topics = chosen.filter(isSubject)
  keepAnswer(draft, 'topics', undefined)
  if (topics.length === 0) return
  takeUpAgain(draft)
  for (const topic of topics) note(draft, { type: 'subscribed', topic, wording: WORDING })
  say(draft, WORDING, { topics: { list: topics.map((topic) => ({ key: `subscribe:topics.${topic}` })) } })
}

/** Ends one topic; the others go on. */
export function unsubscribe(draft: Draft, topic: Subject): void {
  note(draft, { type: 'unsubscribed', topic })
  say(draft, 'subscribe:ended', { topic: { key: `subscribe:topics.${topic}` } })
}

/** Whoever asks for messages again has taken the stop back. */
export function takeUpAgain(draft: Draft): void {
  if (!draft.stopped) return
  note(draft, { type: 'opted_in' })
  draft.stopped = false
  say(draft, 'common:started')
}
