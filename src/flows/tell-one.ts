/** One verdict in full: what and how much and by which law in one message, how and where in the next. The commune decides. */
import type { TextPart, TextValue, TextValues } from '../core/reply.ts'
import type { Screening, Verdict } from '../core/verdict.ts'
import { citations } from './citations.ts'
import { type Draft, newMessage, say } from './draft.ts'
import { missId, positive } from './tell-rank.ts'
import { linePart } from './tell-summary.ts'

/** Said with every verdict that rests on a figure or article we hold for likely only. */
const CONFIRM = 'programmes:notes.likely'
const COMMUNE_FINDS = 'programmes:notes.commune_finds'
/** Said with every loan: fraud begins with a fee. */
const NO_FEE = 'programmes:notes.no_fee'
/** Ages one grows into. To somebody older than that, or to be younger, is no news that helps. */
const GROWN_AT: Readonly<Record<string, number>> = {
  age_75: 75,
  age_70_to_74: 70,
  age_60_to_74: 60,
  age_60: 60,
  age_16: 16,
  age_16_to_59: 16,
  age_16_to_30: 16,
  age_15: 15,
  age_4_to_15: 4,
  age_3_to_5: 3,
}
/** Other rules of the same programme that hold as well; more would not fit. */
const BESIDES = 3
/** One card or one sum whichever of the rules holds: the others add nothing. */
const ONE_FOR_ALL = new Set(['health-insurance', 'electricity-support'])

/** `screening`: what else holds, of the same programme and of those that exclude it. */
export function tellOne(draft: Draft, verdict: Verdict, screening: Screening): void {
  // A word or two before ("được ạ") may stay in the same message.
  if ((draft.replies.at(-1)?.parts.length ?? 0) > 1) newMessage(draft)
  sayWhat(draft, verdict)
  if (positive(verdict)) sayBesides(draft, verdict, screening)
  sayLaw(draft, verdict)
  if (!positive(verdict)) {
    say(draft, 'verdict:decides')
    return
  }
  newMessage(draft)
  sayHow(draft, verdict)
}

/** Other rules of the programme that hold as well, and that of several monthly sums one person gets only the highest. */
function sayBesides(draft: Draft, { rule, programme }: Verdict, { verdicts, highestOnly }: Screening): void {
  const excluded = new Set(highestOnly.flatMap(({ rules }) => (rules.includes(rule) ? rules : [])))
  const also = verdicts.filter(
    (one) => one.programme === programme && one.rule !== rule && positive(one) && !excluded.has(one.rule),
  )
  if (also.length > 0 && !ONE_FOR_ALL.has(programme))
    say(draft, 'verdict:also', { names: { list: also.slice(0, BESIDES).map(byRule) } })
  if (excluded.size > 0) say(draft, 'verdict:highest_only')
}

/** `Nhu yếu phẩm cho hộ mất nhà: 3.000.000 đ`. */
function byRule(verdict: Verdict): TextValue {
  const { key, values } = linePart(verdict)
  return { key, values: { ...values, name: { key: `programmes:rules.${verdict.rule}.name` } } }
}

/** The law, each document with its first article. */
export function sayLaw(draft: Draft, verdict: Verdict): void {
  if (verdict.law.length > 0) say(draft, 'verdict:law', { law: citations(draft.talk.flows, verdict.law) })
}

/** Form, desk, papers, working days; the commune decides. */
export function sayHow(draft: Draft, { apply, programme, notes }: Verdict): void {
  const finds = notes.find(({ key }) => key === COMMUNE_FINDS)
  const where = { where: { key: `programmes:desks.${apply?.desk ?? 'one_stop'}` } }
  if (apply?.form !== undefined) say(draft, 'verdict:how_form', { form: apply.form, ...where })
  else if (!finds) say(draft, 'verdict:how', { name: { key: `programmes:${programme}.short` }, ...where })
  // Where the commune draws up the list itself, nobody is sent to a desk with papers.
  if (finds) say(draft, finds.key)
  if (apply && apply.papers.length > 0)
    say(draft, 'verdict:papers', { papers: { list: apply.papers.map((id) => ({ key: `programmes:papers.${id}` })) } })
  const noFee = notes.find(({ key }) => key === NO_FEE)
  if (noFee) say(draft, noFee.key)
  if (apply?.workingDays === undefined) say(draft, 'verdict:decides')
  else say(draft, 'verdict:days_and_decides', { days: apply.workingDays })
}

/** The one thing that is missing, said so that a person can act on it; undefined where nothing can be done about it. `named`: which. */
export function nearMissPart(draft: Draft, verdict: Verdict, named: boolean): TextPart | undefined {
  const { nearMiss } = verdict
  const id = missId(verdict)
  if (!nearMiss || id === undefined) return undefined
  if (nearMiss.question.fact === 'person.age') {
    const age = draft.household.people?.[nearMiss.question.person ?? 0]?.age
    if (age !== undefined && age >= (GROWN_AT[id] ?? 0)) return undefined
  }
  const short: TextValue = { key: `programmes:${verdict.programme}.short` }
  const what = asValue(nearMiss.text)
  const own = `verdict:if.${id}`
  if (draft.talk.flows.has(own)) {
    const get: TextValue = named ? short : { key: 'verdict:the_same' }
    return { key: own, values: { rule: verdict.rule, get, what } }
  }
  return { key: named ? 'verdict:near_line' : 'verdict:near_miss', values: { rule: verdict.rule, name: short, what } }
}

function sayWhat(draft: Draft, verdict: Verdict): void {
  const values = { rule: verdict.rule, name: name(verdict), ...amount(verdict) }
  const said = verdict.notes.find(({ key }) => key === `programmes:rules.${verdict.rule}.gives`)
  const ruleGives = `programmes:rules.${verdict.rule}.gives`
  const own = draft.talk.flows.has(ruleGives) ? ruleGives : `programmes:${verdict.programme}.gives`
  const gives: TextPart = said ?? { key: own }
  if (verdict.verdict === 'eligible') {
    say(draft, `verdict:eligible.${verdict.kind}${verdict.amountVnd === undefined ? '' : '_amount'}`, values)
    sayCount(draft, verdict)
    if (verdict.amountVnd === undefined || said) say(draft, gives.key, gives.values)
    if (verdict.notes.some(({ key }) => key === CONFIRM)) say(draft, CONFIRM)
    return
  }
  say(draft, `verdict:${verdict.verdict}`, values)
  if (verdict.verdict === 'possible') {
    const why = verdict.notes.find((note) => note !== said)
    if (verdict.amountVnd !== undefined) say(draft, 'verdict:possible_amount', values)
    sayCount(draft, verdict)
    if (verdict.amountVnd === undefined || said) say(draft, gives.key, gives.values)
    if (why) say(draft, why.key, why.values)
    return
  }
  if (verdict.verdict === 'unknown') {
    const [missing] = verdict.open
    if (missing) say(draft, 'verdict:missing', { what: { key: `facts:${missing.fact}.short` } })
    return
  }
  sayWhyNot(draft, verdict)
}

/** How the sum was counted, where it is for several people: `2 người x 540.000 đ`. */
function sayCount(draft: Draft, { amountVnd, people, persons, per, riceKg }: Verdict): void {
  if (riceKg !== undefined) say(draft, 'verdict:rice', { kg: riceKg, per: { key: `verdict:per.${per ?? 'once'}` } })
  if (amountVnd === undefined || people < 2 || persons.length === 0 || amountVnd % people !== 0) return
  const word = persons.length === people ? 'each_person' : 'each_child'
  say(draft, `verdict:${word}`, {
    people,
    each: { vnd: amountVnd / people },
    per: { key: `verdict:per.${per ?? 'once'}` },
  })
}

function sayWhyNot(draft: Draft, verdict: Verdict): void {
  const failed = verdict.conditions.find(({ outcome }) => outcome === false)
  const inForce = verdict.notes.find(({ key }) => /:notes\.(not_yet|no_longer)_in_force$/.test(key))
  if (inForce) {
    say(draft, inForce.key, inForce.values)
    return
  }
  const near = nearMissPart(draft, verdict, false)
  if (near) say(draft, near.key, near.values)
  else if (failed) say(draft, 'verdict:reason', { reason: asValue(failed.text) })
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
