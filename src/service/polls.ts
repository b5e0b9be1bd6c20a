/** Polls: officials put one question to their own people, a sweep asks each once by day, and the results say how sure they are. */
import { isSubject, type Subject } from '../core/feedback.ts'
import { newId } from '../core/id.ts'
import type { Official } from '../core/official.ts'
import type { Reply } from '../core/reply.ts'
import type { TurnInput } from '../core/session.ts'
import type { FeedbackPerson } from '../store/feedback-store.ts'
import type { NewPoll, Poll } from '../store/poll-store.ts'
import type { InboundRow, NewDelivery } from '../store/store.ts'
import { unsafeFaults } from '../texts/check-sms.ts'
import { render } from '../texts/render.ts'
import { renderOwed } from '../texts/render-owed.ts'
import { cleaned } from './case-answer.ts'
import { PLAIN_SMS } from './check-in-words.ts'
import { communesWithin } from './disasters.ts'
import { type PollLine, pollFigures } from './poll-figures.ts'
import type { Ports } from './ports.ts'
import { isQuiet } from './quiet-hours.ts'
import { speakerFor } from './speaker.ts'
import { doorFor } from './which-door.ts'

export type { Poll } from '../store/poll-store.ts'

const DAY_MS = 86_400_000
export const LONGEST_QUESTION = 120
export const LONGEST_OPTION = 24
const MOST_OPTIONS = 5
const STARS = ['r1', 'r2', 'r3', 'r4', 'r5'] as const
const MOST_LISTED = 50
const LONGEST_OPEN_MS = 60 * DAY_MS
/** At most one poll a week each, so that whoever answers "2" answers one. */
const APART_MS = 7 * DAY_MS
/** Whoever could not be asked is looked at again so often, while the poll is open. */
const ROUND_MS = DAY_MS
const PAGE = 500
const LONGEST_MS = 5_000
/** A number and no more; only then is a poll looked for. */
const NUMBER = /^\W*([1-5])\W*$/

export interface PollForm {
  readonly question: string
  /** Empty: 1 to 5. */
  readonly options: readonly string[]
  readonly communes: readonly string[]
  readonly topic: string
  readonly closesAt: number | null
}

export type PollFault = 'empty' | 'too_long' | 'holds_link' | 'bad_options' | 'no_commune' | 'bad_time'

export interface OpenedPoll {
  readonly poll: Poll
  readonly lines: readonly PollLine[]
}

/** How it will read by SMS without marks, or why it cannot be asked. */
export async function previewPoll(
  ports: Ports,
  official: Official,
  form: PollForm,
): Promise<{ readonly shown: string; readonly poll: NewPoll } | { readonly refused: PollFault }> {
  const poll = pollOf(ports, official, form)
  if ('refused' in poll) return poll
  const speaker = await speakerFor(ports, null)
  const messages = render(ports.texts, questionOf(poll), { language: 'vi', abilities: PLAIN_SMS, speaker })
  const [first] = messages
  if (messages.length !== 1 || !first || first.segments > PLAIN_SMS.maxSegments) return { refused: 'too_long' }
  return { shown: first.text, poll }
}

export async function makePoll(
  ports: Ports,
  official: Official,
  form: PollForm,
): Promise<{ readonly done: string } | { readonly refused: PollFault }> {
  const ready = await previewPoll(ports, official, form)
  if ('refused' in ready) return ready
  const { poll } = ready
  await ports.store.audit.append(official.id, 'poll_asked', { poll: poll.id, communes: poll.communes.length }, poll.at)
  await ports.store.polls.make(poll)
  return { done: poll.id }
}

/** Polls that lie wholly in the official's own communes, newest first; `after`: only those that stand after this one. */
export async function listPolls(
  ports: Ports,
  official: Official,
  { after, limit }: { readonly after?: string | undefined; readonly limit: number } = { limit: MOST_LISTED },
): Promise<readonly Poll[]> {
  const own: Poll[] = []
  for (let last = after; ; ) {
    const all = await ports.store.polls.list(MOST_LISTED, last)
    own.push(...all.filter((poll) => isOwn(ports, official, poll)))
    last = all.at(-1)?.id
    if (own.length >= limit || all.length < MOST_LISTED) return own.slice(0, limit)
  }
}

/** Null for an unknown one and for one of others alike. */
export async function openPoll(ports: Ports, official: Official, id: string): Promise<OpenedPoll | null> {
  const poll = await ports.store.polls.get(id)
  if (poll === null || !isOwn(ports, official, poll)) return null
  const counts = new Map((await ports.store.polls.counts(id)).map(({ answer, count }) => [answer, count]))
  return { poll, lines: pollFigures(counts, poll.options?.length ?? STARS.length, poll) }
}

export async function closePoll(ports: Ports, official: Official, id: string): Promise<'done' | 'missing'> {
  const found = await openPoll(ports, official, id)
  if (found === null) return 'missing'
  await ports.store.audit.append(official.id, 'poll_closed', { poll: id }, ports.now())
  await ports.store.polls.close(id, ports.now())
  return 'done'
}

/** Asks whoever is next, by day and where no event is open; how many. @throws StoreError when the database does not answer */
export async function askPolls(ports: Ports): Promise<number> {
  const started = ports.now()
  if (isQuiet(started)) return 0
  const { store, homeOrganisation: home } = ports
  const events = (await store.disasters.active()).filter(({ status }) => status === 'open')
  let written = 0
  for (const poll of await store.polls.toAsk(started)) {
    if (events.some(({ communes }) => communes.some((code) => poll.communes.includes(code)))) continue
    let after = poll.askedTo
    while (ports.now() - started < LONGEST_MS) {
      const until = await store.checkIns.lastOf(after, PAGE)
      if (until === null) {
        await store.polls.endRound(poll.id, started + ROUND_MS)
        break
      }
      const where = { after, until, home, askedSince: started - APART_MS }

      const passedBy = await store.polls.passedBy(poll, where)
      for (const person of await store.polls.members(poll, where)) if (await askOne(ports, poll, person)) written++
      await store.polls.lookedAt(poll.id, { from: after, until, passedBy })
      after = until
    }
  }
  return written
}

/** The open poll that a bare number may answer; nothing is looked up for any other message. */
export async function pollFor(
  ports: Pick<Ports, 'store' | 'now'>,
  { content }: Pick<InboundRow, 'content'>,
  contactId: string,
): Promise<Pick<TurnInput, 'poll'>> {
  const text = content.kind === 'text' ? content.text : content.kind === 'button' ? content.value : ''
  if (!NUMBER.test(text)) return {}
  const found = await ports.store.polls.waitingOf(contactId, ports.now())
  if (found === null) return {}
  const { id, options, fresh } = found
  return { poll: { id, options, ...(fresh ? { fresh: true as const } : {}) } }
}

async function askOne(ports: Ports, poll: Poll, person: FeedbackPerson): Promise<boolean> {
  const at = ports.now()
  const deliveries = await worded(ports, poll, person, at)
  return deliveries.length > 0 && ports.store.polls.ask(poll.id, person.contactId, { deliveries, at })
}

async function worded(ports: Ports, poll: Poll, person: FeedbackPerson, at: number): Promise<readonly NewDelivery[]> {
  const { address, language, accents, pack, cameBy } = person
  const door = doorFor(address, (one) => ports.channels.has(one), cameBy)
  const channel = door === null ? undefined : ports.channels.get(door)
  if (door === null || !channel) return []
  const speaker = await speakerFor(ports, person.organisation)
  const abilities = channel.abilitiesFor?.(address.kind) ?? channel.abilities
  const to = { language, abilities, speaker, accents, pack }
  const [message] = renderOwed(ports.texts, [questionOf(poll)], to, PLAIN_SMS.maxSegments)
  if (!message) return []
  const { text, buttons, segments } = message
  const said = { id: newId('out', at), address, text, expiresAt: poll.closesAt, ...(buttons ? { buttons } : {}) }
  return [{ message: said, door, lane: 'bulk', ordinal: 0, segments }]
}

function questionOf({ question, options }: Pick<Poll, 'question' | 'options'>): Reply {
  const labels = options
    ? options.map((text) => ({ key: 'poll:option', values: { text } }))
    : STARS.map((star) => ({ key: `feedback:options.ask_rating.${star}` }))
  return {
    parts: [{ key: 'common:from' }, { key: 'poll:question', values: { question } }],
    options: labels.map((label, i) => ({ value: String(i + 1), label })),
    after: [{ key: 'poll:how_to_stop' }],
  }
}

function isOwn(ports: Ports, { scope }: Official, { communes }: Pick<Poll, 'communes'>): boolean {
  const own = communesWithin(ports, scope)
  return own.everywhere || communes.every((code) => own.communes.includes(code))
}

function pollOf(ports: Ports, official: Official, form: PollForm): NewPoll | { readonly refused: PollFault } {
  const question = cleaned(form.question)
  const options = form.options.map(cleaned).filter((one) => one !== '')
  if (question === '') return { refused: 'empty' }
  if (question.length > LONGEST_QUESTION || options.some((one) => one.length > LONGEST_OPTION))
    return { refused: 'too_long' }
  if (options.length === 1 || options.length > MOST_OPTIONS) return { refused: 'bad_options' }
  if ([question, ...options].some((text) => unsafeFaults(text).length > 0)) return { refused: 'holds_link' }
  const communes = [...new Set(form.communes)]
  if (communes.length === 0 || !isOwn(ports, official, { communes })) return { refused: 'no_commune' }
  const at = ports.now()
  const { closesAt } = form
  if (closesAt === null || closesAt <= at || closesAt > at + LONGEST_OPEN_MS) return { refused: 'bad_time' }
  const topic: Subject | null = isSubject(form.topic) ? form.topic : null
  const more = { question, options: options.length === 0 ? null : options, communes, topic, closesAt }
  return { id: newId('poll', at), ...more, by: official.id, at }
}
