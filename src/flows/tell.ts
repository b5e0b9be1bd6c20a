/** Verdicts told: one in full, several as a numbered summary, none with what was nearest. Each is kept as an event. */
import type { Screening, Verdict } from '../core/verdict.ts'
import { screen } from '../rules/screen.ts'
import { type Draft, keepAnswer, newMessage, note, say } from './draft.ts'
import { markTold } from './focus.ts'
import { nearMissPart, sayHow, sayLaw, tellOne } from './tell-one.ts'
import { bestOf, better, positive } from './tell-rank.ts'
import { closePages, hasPages, listed, tellPage } from './tell-summary.ts'

/** LƯU is made known once in a talk. */
const SAVE_SAID = '_save_said'
/** The summary is over every programme: then what must still be asked is, too. */
const WHOLE = '_whole'
const NEAR_LINES = 2

/**
 * Tells the verdicts of these programmes and keeps each as an event with the household it was computed from. Of several, the summary
 * also holds what was told before in this talk, so that it is the whole answer.
 */
export function tellVerdicts(draft: Draft, programmes: readonly string[]): void {
  const before = draft.told ?? []
  const whole = programmes.length === 1 ? programmes : [...new Set([...before, ...programmes])]
  if (whole.length === 0) {
    say(draft, 'verdict:nothing_left')
    return
  }
  tellResult(draft, whole, programmes)
  markTold(draft, programmes)
  // The summary remembers what it lists; twice the same names would make the session heavy.
  if (hasPages(draft)) draft.told = []
}

/** The result over these programmes; `given` are those whose verdicts are new and kept as events. */
export function tellResult(draft: Draft, programmes: readonly string[], given: readonly string[]): void {
  const screening = screenNow(draft, programmes)
  closePages(draft)
  for (const programme of given) keep(draft, bestOf(screening, programme))
  const good = listed(screening, programmes)
  const [first] = good
  const [only] = programmes.length === 1 ? programmes : []
  if (only !== undefined) {
    const verdict = bestOf(screening, only)
    draft.shown = [...new Set([...(draft.told ?? []), only])]
    if (verdict) tellOne(draft, verdict, screening)
  } else if (first && good.length === 1 && given.includes(first.programme)) {
    draft.shown = [first.programme]
    tellOne(draft, first, screening)
  } else if (good.length > 1) {
    draft.shown = good.map(({ programme }) => programme)
    keepAnswer(draft, WHOLE, programmes.length >= draft.talk.flows.programmes.length)
    tellPage(draft, screening, 0)
  } else tellNone(draft, screening, programmes, first)
}

/** The summary once more, after a fact was corrected; false where none is open. */
export function tellAnew(draft: Draft): boolean {
  if (!hasPages(draft)) return false
  const { programmes } = draft.talk.flows
  tellResult(draft, programmes, programmes)
  return true
}

/** Another page of the summary. */
export function tellNextPage(draft: Draft, from: number): void {
  const known = draft.talk.flows.programmes
  draft.shown = (draft.shown ?? []).filter((programme) => known.includes(programme))
  tellPage(draft, screenNow(draft, draft.answers[WHOLE] === true ? known : draft.shown), from)
}

/** One programme in full, as chosen from the list. */
export function tellDetail(draft: Draft, programme: string): void {
  const screening = screenNow(draft, draft.talk.flows.programmes)
  const verdict = bestOf(screening, programme)
  if (!verdict) return
  keep(draft, verdict)
  tellOne(draft, verdict, screening)
  if (draft.answers[SAVE_SAID] === true) return
  keepAnswer(draft, SAVE_SAID, true)
  say(draft, 'verdict:save.hint')
}

/** A question asked in between: the verdict in one short message, with papers and desk where those were asked for. */
export function tellBriefly(draft: Draft, programmes: readonly string[], how: boolean): void {
  const screening = screenNow(draft, programmes)
  for (const programme of programmes) {
    const verdict = bestOf(screening, programme)
    if (!verdict) continue
    keep(draft, verdict)
    say(draft, 'verdict:about', {
      name: { key: `programmes:${programme}.name` },
      about: { key: `programmes:${programme}.about` },
    })
    if (verdict.verdict !== 'unknown') say(draft, `verdict:brief.${verdict.verdict}`)
    sayLaw(draft, verdict)
    if (how) sayHow(draft, verdict)
  }
}

/** Somebody else in the household, asked about in between: what that person points at, in one line. */
export function tellPerson(draft: Draft, person: number): void {
  const { verdicts } = screen(draft.talk.law, draft.household, draft.input.today, {
    skipped: draft.skipped,
    next: false,
  })
  const mine = verdicts.filter((verdict) => positive(verdict) && verdict.persons.includes(person))
  const programmes = [...new Set(mine.map(({ programme }) => programme))].slice(0, 3)
  for (const programme of programmes)
    keep(
      draft,
      mine.find((one) => one.programme === programme),
    )
  const age = draft.household.people?.[person]?.age
  if (age === undefined) say(draft, 'common:about_another')
  else say(draft, 'common:about_person', { age })
  if (programmes.length === 0) {
    say(draft, 'verdict:person_noted')
    return
  }
  const [first] = mine
  say(draft, 'verdict:person_may', {
    names: { list: programmes.map((programme) => ({ key: `programmes:${programme}.short` })) },
  })
  if (first) sayLaw(draft, first)
}

function screenNow(draft: Draft, programmes: readonly string[]): Screening {
  const options = { programmes, skipped: draft.skipped, next: false }
  return screen(draft.talk.law, draft.household, draft.input.today, options)
}

function keep(draft: Draft, verdict: Verdict | undefined): void {
  if (verdict) note(draft, { type: 'verdict_given', verdict, household: draft.household })
}

/** Nothing fits, or nothing but what was told already: said plainly, with what was nearest and what would change it. */
function tellNone(
  draft: Draft,
  screening: Screening,
  programmes: readonly string[],
  toldAlready: Verdict | undefined,
): void {
  const best = programmes
    .flatMap((programme) => bestOf(screening, programme) ?? [])
    .filter(({ programme }) => programme !== toldAlready?.programme)
    .sort(better)
  draft.shown = [...(toldAlready ? [toldAlready] : []), ...best].map(({ programme }) => programme)
  newMessage(draft)
  say(draft, toldAlready ? 'verdict:nothing_more' : 'verdict:none')
  const near = best.filter((verdict) => nearMissPart(draft, verdict, true) !== undefined).slice(0, NEAR_LINES)
  for (const verdict of near) {
    const part = nearMissPart(draft, verdict, true)
    if (part) say(draft, part.key, part.values)
  }
  const [nearest] = near.length > 0 ? near : best
  if (nearest) sayLaw(draft, nearest)
  say(draft, 'verdict:decides')
}
