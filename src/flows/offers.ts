/** Classes and jobs that officials published: listed, looked at by number, enrolled in and given up. */
import type { Offer, OfferKind } from '../core/offer.ts'
import type { ReplyOption, TextValue, TextValues } from '../core/reply.ts'
import type { Waiting } from '../core/session.ts'
import { type Draft, offer as giveChoices, keepAnswer, newMessage, note, say } from './draft.ts'
import type { OffersStep } from './flow-format.ts'

/** What the numbers last shown stand for, and the one looked at. */
const NUMBERS = '_numbers'
const LOOKED_AT = '_offer'
/** A list fits two SMS with the sender and the two choices below it; with buttons it is at most five of them. */
const LETTERS = 200
const TITLE = 40
const PLACE = 24
const LISTED = 5
const LISTED_WITH_BUTTONS = 3
/** Letters of a title kept with the waiting question, so that a session stays small. */
const SHORT = 30

/** Lists the open ones and waits for a number; the step to go on with when there is none. */
export function listOffers(draft: Draft, flow: string, id: string, step: OffersStep): string | null {
  const offers = offersOf(draft, step.offers)
  if (offers.length === 0) return step.none
  showList(draft, { flow, step: id, type: 'choice' }, step, offers, 0)
  return null
}

/** Says the waiting list, or the one offer looked at, once more. */
export function showOffersAgain(draft: Draft, waiting: Waiting, step: OffersStep): void {
  const offers = offersOf(draft, step.offers)
  const looked = offers.find(({ id }) => id === draft.answers[LOOKED_AT])
  if (looked) showOne(draft, waiting, step, looked)
  else if (offers.length > 0) showList(draft, waiting, step, offers, 0)
  else {
    draft.waiting = undefined
    say(draft, `offers:${step.offers}.gone`)
  }
}

/** Does what the number stands for; the next step, or null when another number is waited for. */
export function takeOffer(draft: Draft, waiting: Waiting, step: OffersStep, value: unknown): string | null {
  const numbers = draft.answers[NUMBERS]
  const chosen = Array.isArray(numbers) ? String(numbers[Number(value) - 1] ?? '') : ''
  const offers = offersOf(draft, step.offers)
  const [what, rest = ''] = chosen.split(' ')
  const looked = offers.find(({ id }) => id === (what === 'look' ? rest : draft.answers[LOOKED_AT]))
  switch (what) {
    case 'look':
    case 'enrol':
    case 'cancel':
      if (!looked) return goneMeanwhile(draft, step)
      if (what === 'enrol') return enrol(draft, waiting, step, looked)
      if (what === 'cancel') return cancel(draft, step, looked)
      showOne(draft, waiting, step, looked)
      return null
    case 'other':
      forget(draft)
      return step.other ?? step.next
    case 'demand':
      forget(draft)
      return step.full ?? step.none
    default:
      if (offers.length === 0) return goneMeanwhile(draft, step)
      showList(draft, waiting, step, offers, what === 'more' ? Number(rest) : 0)
      return null
  }
}

/** True when the person put their name down for something of this kind that is still to begin. */
export function isEnrolled(draft: Draft, kind: OfferKind): boolean {
  return offersOf(draft, kind).some(({ enrolled }) => enrolled === true)
}

/** Those the person enrolled in come first. Without offers at hand the turn asks for them and goes on as if there were none. */
function offersOf(draft: Draft, kind: OfferKind): readonly Offer[] {
  const { offers } = draft.input
  if (offers === undefined) draft.needs = 'offers'
  const these = (offers ?? []).filter((one) => one.kind === kind)
  return [...these.filter(({ enrolled }) => enrolled), ...these.filter(({ enrolled }) => !enrolled)]
}

function showList(draft: Draft, waiting: Waiting, step: OffersStep, offers: readonly Offer[], from: number): void {
  const page = pageOf(offers.slice(from), draft.input.hasButtons ? LISTED_WITH_BUTTONS : LISTED)
  const more = from + page.length
  const numbers = page.map(({ id }) => `look ${id}`)
  const shown: TextValues[] = page.map(lineOf)
  const labels = page.map(({ title }) => ({ key: 'offers:short', values: { title: shorten(title, SHORT) } }))
  const others: string[] = []
  if (more < offers.length) others.push(`more ${more}`)
  if (step.other !== undefined) others.push('other')
  const last = others.map((one) => ({ key: `offers:options.${one.split(' ')[0]}` }))
  keepAnswer(draft, LOOKED_AT, undefined)
  keepAnswer(draft, NUMBERS, [...numbers, ...others])
  ask(draft, waiting, `offers:${step.offers}.list`, numberedOptions([...labels, ...last]))
  giveChoices(draft, numberedOptions([...shown.map((values) => ({ key: 'offers:line', values })), ...last]))
}

function showOne(draft: Draft, waiting: Waiting, step: OffersStep, one: Offer): void {
  const { kind, title, startsOn, endsOn, closesOn, place, organiser, pay, requirements, seatsLeft } = one
  newMessageIfFull(draft)
  say(draft, 'offers:title', { title })
  if (startsOn !== undefined && endsOn !== undefined)
    say(draft, `offers:${kind}.from_to`, { from: { day: startsOn }, to: { day: endsOn } })
  else if (startsOn !== undefined) say(draft, `offers:${kind}.starts`, { day: { day: startsOn } })
  if (place !== undefined) say(draft, 'offers:place', { place })
  if (organiser !== undefined) say(draft, `offers:${kind}.organiser`, { organiser })
  if (pay !== undefined) say(draft, `offers:${kind}.pay`, { pay })
  if (requirements !== undefined) say(draft, 'offers:requirements', { requirements })
  if (closesOn !== undefined) say(draft, 'offers:closes', { day: { day: closesOn } })
  const isFull = seatsLeft === 0 && !one.enrolled
  if (seatsLeft !== undefined && seatsLeft > 0 && !one.enrolled) say(draft, 'offers:seats', { seats: seatsLeft })
  const first = one.enrolled ? 'cancel' : isFull ? 'demand' : 'enrol'
  const word = one.enrolled ? `offers:${kind}.mine` : isFull ? `offers:${kind}.full` : `offers:${kind}.consent`
  keepAnswer(draft, LOOKED_AT, one.id)
  keepAnswer(draft, NUMBERS, [first, 'list'])
  const keys = [`offers:options.${first}`, `offers:options.list_${step.offers}`]
  ask(draft, waiting, word, numberedOptions(keys.map((key) => ({ key }))))
}

/** Enrols, unless it filled up, closed or was enrolled in since it was shown; the commit counts the seats once more. */
function enrol(draft: Draft, waiting: Waiting, step: OffersStep, one: Offer): string | null {
  if (one.enrolled) {
    showOne(draft, waiting, step, one)
    return null
  }
  forget(draft)
  if (one.seatsLeft === 0) {
    say(draft, `offers:${one.kind}.full_now`, { title: one.title })
    return step.full ?? step.none
  }
  note(draft, { type: 'enrolled', offer: one.id })
  newMessageIfFull(draft)
  say(draft, `offers:${one.kind}.enrolled`, { title: one.title, ...whenAndWhere(one) })
  return step.next
}

function cancel(draft: Draft, step: OffersStep, one: Offer): string {
  forget(draft)
  if (one.enrolled) note(draft, { type: 'enrolment_cancelled', offer: one.id })
  say(draft, `offers:${one.kind}.given_up`, { title: one.title })
  return step.next
}

/** Cancelled or closed while the person was thinking. */
function goneMeanwhile(draft: Draft, step: OffersStep): string {
  forget(draft)
  say(draft, `offers:${step.offers}.gone`)
  return step.full ?? step.none
}

/** As many as fit: at least one, at most `most`. */
function pageOf(offers: readonly Offer[], most: number): readonly Offer[] {
  let letters = 0
  const count = offers.slice(0, most).findIndex((one) => {
    const { title, place = '', startsOn } = one
    letters += Math.min(title.length, TITLE) + Math.min(place.length, PLACE) + (startsOn === undefined ? 0 : 12) + 18
    return letters > LETTERS
  })
  return offers.slice(0, count < 0 ? most : Math.max(1, count))
}

function lineOf(one: Offer): TextValues {
  const { title, seatsLeft, enrolled } = one
  const seats: TextValue = enrolled
    ? { key: 'offers:line_mine' }
    : seatsLeft === undefined
      ? ''
      : seatsLeft === 0
        ? { key: 'offers:line_full' }
        : { key: 'offers:line_seats', values: { seats: seatsLeft } }
  const { place, ...rest } = one
  return {
    title: shorten(title, TITLE),
    seats,
    ...whenAndWhere(place === undefined ? rest : { ...rest, place: shorten(place, PLACE) }),
  }
}

function whenAndWhere({ startsOn, place }: Offer): TextValues {
  return {
    when: startsOn === undefined ? '' : { key: 'offers:line_when', values: { day: { day: startsOn } } },
    where: place === undefined ? '' : { key: 'offers:line_where', values: { place } },
  }
}

function ask(draft: Draft, { flow, step }: Waiting, key: string, options: readonly ReplyOption[]): void {
  draft.waiting = { flow, step, type: 'choice', options }
  newMessageIfFull(draft)
  say(draft, key)
  giveChoices(draft, options)
}

/** A short word of ours may share a message; an answer of its own leaves no room for a list. */
function newMessageIfFull(draft: Draft): void {
  const parts = draft.replies.at(-1)?.parts ?? []
  if (parts.length > 1 && !parts.every(({ key }) => key.startsWith('offers:'))) newMessage(draft)
}

function numberedOptions(labels: readonly ReplyOption['label'][]): ReplyOption[] {
  return labels.map((label, i) => ({ value: String(i + 1), label }))
}

/** Cut after a whole word. */
function shorten(text: string, most: number): string {
  if (text.length <= most) return text
  const cut = text.slice(0, most - 2)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 1))}..`
}

function forget(draft: Draft): void {
  keepAnswer(draft, NUMBERS, undefined)
  keepAnswer(draft, LOOKED_AT, undefined)
}
