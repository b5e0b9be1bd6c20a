/** Verdicts in words: what, how much and by which law in one message, how and where in the next. The commune decides. */
import type { TextPart, TextValue, TextValues } from '../core/reply.ts'
import type { Screening, Verdict, VerdictValue } from '../core/verdict.ts'
import { screen } from '../rules/screen.ts'
import { citations } from './citations.ts'
import { type Draft, keepAnswer, newMessage, note, say } from './draft.ts'
import { markTold } from './focus.ts'
import { askCommon } from './questions.ts'

/** The better news first; of two alike the one with more money. */
const RANK: Readonly<Record<VerdictValue, number>> = { eligible: 3, possible: 2, unknown: 1, not_eligible: 0 }
/** A list longer than this no longer fits two SMS; the rest follows on demand. */
const LISTED = 6
const LIST = '_list'
/** Said with every verdict that rests on a figure or article we hold for likely only. */
const CONFIRM = 'programmes:notes.likely'

/** Tells the verdicts of these programmes and keeps each as an event with the household it was computed from. */
export function tellVerdicts(draft: Draft, programmes: readonly string[]): void {
  if (programmes.length === 0) {
    say(draft, 'verdict:nothing_left')
    return
  }
  const screening = screenNow(draft, programmes)
  const best = programmes.flatMap((programme) => bestOf(screening, programme) ?? [])
  for (const verdict of best) note(draft, { type: 'verdict_given', verdict, household: draft.household })
  const good = best.filter(positive).sort(better)
  const [only] = programmes.length === 1 ? best : good.length === 1 ? good : []
  if (only) tellOne(draft, only)
  else if (good.length > 1) tellList(draft, good, screening)
  else tellNone(draft, best)
  markTold(draft, programmes)
}

/** One programme in full, as chosen from the list. */
export function tellDetail(draft: Draft, programme: string): void {
  const verdict = bestOf(screenNow(draft, [programme]), programme)
  if (!verdict) return
  note(draft, { type: 'verdict_given', verdict, household: draft.household })
  tellOne(draft, verdict)
}

/** A question asked in between: the verdict in one short message, with papers and desk where those were asked for. */
export function tellBriefly(draft: Draft, programmes: readonly string[], how: boolean): void {
  const screening = screenNow(draft, programmes)
  for (const programme of programmes) {
    const verdict = bestOf(screening, programme)
    if (!verdict) continue
    note(draft, { type: 'verdict_given', verdict, household: draft.household })
    say(draft, 'verdict:about', { name: name(verdict), about: { key: `programmes:${programme}.about` } })
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
  for (const programme of programmes) {
    const verdict = mine.find((one) => one.programme === programme)
    if (verdict) note(draft, { type: 'verdict_given', verdict, household: draft.household })
  }
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

/** After a list the numbers stay open: each gives the papers and the desk of one programme. */
export function offerDetails(draft: Draft): void {
  const list = draft.answers[LIST]
  if (!Array.isArray(list) || list.length === 0) return
  askCommon(
    draft,
    'which_detail',
    'choice',
    list.map((programme, i) => ({ value: String(i + 1), label: { key: `programmes:${programme}.short` } })),
  )
}

/** The programme behind a number of the list. */
export function listedProgramme(draft: Draft, index: number): string | undefined {
  const list = draft.answers[LIST]
  return Array.isArray(list) ? list[index] : undefined
}

function screenNow(draft: Draft, programmes: readonly string[]): Screening {
  const options = { programmes, skipped: draft.skipped, next: false }
  return screen(draft.talk.law, draft.household, draft.input.today, options)
}

function bestOf({ verdicts }: Screening, programme: string): Verdict | undefined {
  return verdicts.filter((verdict) => verdict.programme === programme).sort(better)[0]
}

function better(a: Verdict, b: Verdict): number {
  return (
    RANK[b.verdict] - RANK[a.verdict] ||
    (b.amountVnd ?? 0) - (a.amountVnd ?? 0) ||
    nearness(b) - nearness(a) ||
    a.open.length - b.open.length
  )
}

/**
 * A near miss that something could still change is better news than waiting for a birthday; without one, the rule of which most is
 * met says most: a woman of 71 misses the household class, not the age of 75.
 */
function nearness({ nearMiss, conditions }: Verdict): number {
  if (nearMiss === undefined) {
    return conditions.filter(({ outcome }) => outcome === true).length / (conditions.length + 1)
  }
  return nearMiss.question.fact === 'person.age' ? 1 : 2
}

function positive({ verdict }: Verdict): boolean {
  return verdict === 'eligible' || verdict === 'possible'
}

function tellOne(draft: Draft, verdict: Verdict): void {
  // A word or two before ("được ạ") may stay in the same message.
  if ((draft.replies.at(-1)?.parts.length ?? 0) > 1) newMessage(draft)
  sayWhat(draft, verdict)
  sayLaw(draft, verdict)
  if (!positive(verdict)) {
    say(draft, 'verdict:decides')
    return
  }
  newMessage(draft)
  sayHow(draft, verdict)
}

function sayWhat(draft: Draft, verdict: Verdict): void {
  const values = { rule: verdict.rule, name: name(verdict), ...amount(verdict) }
  const said = verdict.notes.find(({ key }) => key === `programmes:rules.${verdict.rule}.gives`)
  const ruleGives = `programmes:rules.${verdict.rule}.gives`
  const own = draft.talk.flows.has(ruleGives) ? ruleGives : `programmes:${verdict.programme}.gives`
  const gives: TextPart = said ?? { key: own }
  if (verdict.verdict === 'eligible') {
    say(draft, `verdict:eligible.${verdict.kind}${verdict.amountVnd === undefined ? '' : '_amount'}`, values)
    if (verdict.amountVnd === undefined || said) say(draft, gives.key, gives.values)
    if (verdict.notes.some(({ key }) => key === CONFIRM)) say(draft, CONFIRM)
    return
  }
  say(draft, `verdict:${verdict.verdict}`, values)
  if (verdict.verdict === 'possible') {
    const why = verdict.notes.find((note) => note !== said)
    if (verdict.amountVnd !== undefined) say(draft, 'verdict:possible_amount', values)
    if (verdict.amountVnd === undefined || said) say(draft, gives.key, gives.values)
    if (why) say(draft, why.key, why.values)
    return
  }
  if (verdict.verdict === 'unknown') {
    const [missing] = verdict.open
    if (missing) say(draft, 'verdict:missing', { what: { key: `facts:${missing.fact}.short` } })
    return
  }
  const failed = verdict.conditions.find(({ outcome }) => outcome === false)
  const inForce = verdict.notes.find(({ key }) => /:notes\.(not_yet|no_longer)_in_force$/.test(key))
  if (inForce) {
    say(draft, inForce.key, inForce.values)
    return
  }
  if (failed && !verdict.nearMiss) say(draft, 'verdict:reason', { reason: asValue(failed.text) })
  if (verdict.nearMiss) say(draft, 'verdict:near_miss', { what: asValue(verdict.nearMiss.text) })
}

function sayHow(draft: Draft, { apply, programme }: Verdict): void {
  const where = { where: { key: `programmes:desks.${apply?.desk ?? 'one_stop'}` } }
  if (apply?.form !== undefined) say(draft, 'verdict:how_form', { form: apply.form, ...where })
  else say(draft, 'verdict:how', { name: { key: `programmes:${programme}.short` }, ...where })
  if (apply && apply.papers.length > 0)
    say(draft, 'verdict:papers', { papers: { list: apply.papers.map((id) => ({ key: `programmes:papers.${id}` })) } })
  if (apply?.workingDays === undefined) say(draft, 'verdict:decides')
  else say(draft, 'verdict:days_and_decides', { days: apply.workingDays })
}

function sayLaw(draft: Draft, verdict: Verdict): void {
  if (verdict.law.length > 0) say(draft, 'verdict:law', { law: citations(draft.talk.flows, verdict.law) })
}

function tellList(draft: Draft, good: readonly Verdict[], screening: Screening): void {
  newMessage(draft)
  say(draft, 'verdict:list', { count: good.length })
  const listed = good.slice(0, LISTED)
  for (const verdict of listed) {
    const values: TextValues = {
      rule: verdict.rule,
      name: { key: `programmes:${verdict.programme}.short` },
      ...amount(verdict),
    }
    const sure = verdict.verdict !== 'eligible' ? 'maybe' : verdict.kind === 'apply' ? 'apply' : 'sure'
    say(draft, `verdict:line.${sure}${verdict.amountVnd === undefined ? '' : '_amount'}`, values)
  }
  const shared = screening.highestOnly.find(({ rules }) => listed.filter(({ rule }) => rules.includes(rule)).length > 1)
  if (shared) say(draft, 'verdict:highest_only')
  say(draft, 'verdict:law', {
    law: citations(
      draft.talk.flows,
      listed.flatMap(({ law }) => law.slice(0, 1)),
    ),
  })
  say(draft, 'verdict:decides')
  keepAnswer(
    draft,
    LIST,
    listed.map(({ programme }) => programme),
  )
  newMessage(draft)
}

/** Nothing fits: said plainly, with what was nearest and what would change it. */
function tellNone(draft: Draft, best: readonly Verdict[]): void {
  newMessage(draft)
  say(draft, 'verdict:none')
  const near = best.filter(({ nearMiss }) => nearMiss !== undefined).slice(0, 2)
  for (const verdict of near)
    if (verdict.nearMiss)
      say(draft, 'verdict:near_line', {
        rule: verdict.rule,
        name: { key: `programmes:${verdict.programme}.short` },
        what: asValue(verdict.nearMiss.text),
      })
  const [nearest] = near.length > 0 ? near : best
  if (nearest) sayLaw(draft, nearest)
  say(draft, 'verdict:decides')
}

function name({ programme }: Verdict): TextValue {
  return { key: `programmes:${programme}.name` }
}

function amount({ amountVnd, per }: Verdict): TextValues {
  return amountVnd === undefined ? {} : { amount: { vnd: amountVnd }, per: { key: `verdict:per.${per ?? 'once'}` } }
}

function asValue(part: TextPart): TextValue {
  return part.values ? { key: part.key, values: part.values } : { key: part.key }
}
