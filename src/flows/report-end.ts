/** The end of a report: a receipt of one SMS with its code, then what the law lets the commune consider, what to photograph, and one warning. */

import type { TextPart, TextValue } from '../core/reply.ts'
import type { Report } from '../core/report.ts'
import type { Citation, Verdict } from '../core/verdict.ts'
import { screen } from '../rules/screen.ts'
import { citations } from './citations.ts'
import { type Draft, keepAnswer, newMessage, note, say } from './draft.ts'
import { headLetters, letters, ONE_SMS, TWO_SMS } from './letters.ts'
import { codeOf, reportBefore, reportNow } from './report-case.ts'
import { householdOf } from './report-household.ts'

const PROGRAMMES = ['emergency-aid', 'emergency-housing', 'crop-loss-support']
/** The receipt of this report was given: what is told later is only added. */
export const RECEIPT = '_receipt'
/** Said to a person who told more of an open case. */
export const ADDED_SAID = '_added_said'
/** Lives and houses before rice, and all before fields. */
const RANK = ['EM-FUN', 'EM-HOUSE-NEW', 'EM-HOUSE-MOVE', 'EM-HOUSE-FIX', 'EM-INJ', 'EM-RICE', 'EM-RICE-TET', 'EM-KIT']
const MILLION = 1_000_000

/** Hands the report over: its receipt, or for an open case that it was added. Phone and hours where one SMS still holds them. */
export function sayReceipt(draft: Draft, flow: string, id: string): void {
  const code = codeOf(draft)
  const given = flow === 'hardship' && draft.answers[RECEIPT] === true
  if (given) {
    if (draft.answers[ADDED_SAID] !== true)
      say(
        draft,
        code === undefined ? 'hardship:thanks' : 'hardship:say_added',
        code === undefined ? undefined : { code },
      )
    keepAnswer(draft, ADDED_SAID, undefined)
    return
  }
  if (flow === 'hardship') {
    keepAnswer(draft, RECEIPT, true)
    newMessage(draft)
  }
  say(draft, `${flow}:${id}${code === undefined ? '_plain' : ''}`, code === undefined ? undefined : { code })
  const { phone, hours } = draft.input.speaker
  if (phone !== undefined) sayIfItFits(draft, { key: 'common:desk_phone', values: { phone } })
  if (hours !== undefined) sayIfItFits(draft, { key: 'common:desk_hours', values: { hours } })
}

/** What the commune may consider, by law, of what was told; after additions only where it has become more. */
export function tellRights(draft: Draft): void {
  const report = reportNow(draft)
  const found = rightsOf(draft, report)
  const before = new Set(rightsOf(draft, reportBefore(draft)).map(({ rule }) => rule))
  const begun = draft.answers._told_rights !== true
  if (!begun && found.every(({ rule }) => before.has(rule))) return
  for (const verdict of found)
    note(draft, { type: 'verdict_given', verdict, household: householdOf(report, draft.household) })
  newMessage(draft)
  sayRights(draft, report, found, begun)
  if (begun) say(draft, evidenceOf(report))
  if (begun && draft.input.channel !== 'sms') say(draft, 'hardship:send_photos')
  if (begun) say(draft, 'hardship:true_words')
  keepAnswer(draft, '_told_rights', true)
}

/** Positive verdicts of the law on this report, one a rule, houses and lives before fields. */
function rightsOf(draft: Draft, report: Report): readonly Verdict[] {
  const household = householdOf(report, draft.household)
  const { verdicts } = screen(draft.talk.law, household, draft.input.today, { programmes: PROGRAMMES, next: false })
  const rank = (rule: string) => (RANK.includes(rule) ? RANK.indexOf(rule) : RANK.length)
  return verdicts.filter(({ verdict }) => verdict === 'eligible').sort((a, b) => rank(a.rule) - rank(b.rule))
}

/** As many as the message holds, each group under its law; the commune decides. */
function sayRights(draft: Draft, report: Report, found: readonly Verdict[], begun: boolean): void {
  if (found.length === 0) {
    say(draft, 'hardship:rights.open')
    return
  }
  const whose: TextValue = { key: `hardship:rights.${report.forWhom === 'neighbour' ? 'their' : 'our'}` }
  const close: TextPart = { key: 'hardship:rights.close' }
  const rest = begun ? [{ key: evidenceOf(report) }, { key: 'hardship:true_words' }, close] : [close]
  const fixed = rest.reduce((sum, part) => sum + letters(draft, part) + 1, headLetters(draft))
  const groups = byLaw(found)
  for (let shown = found.length; shown > 0; shown--) {
    const parts = sentences(draft, groups, shown, whose)
    const used = parts.reduce((sum, part) => sum + letters(draft, part) + 1, fixed)
    if (shown > 1 && draft.input.channel === 'sms' && used > TWO_SMS) continue
    for (const part of parts) say(draft, part.key, part.values)
    break
  }
  say(draft, close.key)
}

function sentences(draft: Draft, groups: readonly Group[], shown: number, whose: TextValue): readonly TextPart[] {
  let left = shown
  return groups.flatMap(({ law, verdicts }, i) => {
    const listed = verdicts.slice(0, left)
    left -= listed.length
    if (listed.length === 0) return []
    const values = {
      law: citations(draft.talk.flows, [{ ...law, article: '' }]),
      whose,
      what: { list: listed.map(inWords) },
    }
    return [{ key: i === 0 ? 'hardship:rights.may' : 'hardship:rights.also', values }]
  })
}

/** `làm lại nhà 40 triệu`, `gạo 15 kg một người một tháng`. */
function inWords({ rule, amountVnd, riceKg, people, figures }: Verdict): TextValue {
  const name: TextValue = { key: `hardship:rights.short.${rule.startsWith('AG-') ? cropOf(rule) : rule}` }
  if (amountVnd !== undefined) return { key: 'hardship:rights.money', values: { name, sum: sumOf(amountVnd) } }
  if (riceKg !== undefined)
    return { key: 'hardship:rights.rice', values: { name, kg: riceKg, people: Math.max(people, 1) } }
  // For each, while it is not known how many live there.
  const each = figures.find(({ parameter }) => parameter === 'emergency-rice-month')?.value
  return each === undefined ? name : { key: 'hardship:rights.rice_each', values: { name, kg: each } }
}

function cropOf(rule: string): string {
  if (rule.startsWith('AG-RICE')) return 'rice'
  if (rule === 'AG-SEED') return 'seedling'
  return rule.startsWith('AG-ANN') ? 'annual' : 'forest'
}

function sumOf(vnd: number): TextValue {
  return vnd >= MILLION && vnd % (MILLION / 10) === 0
    ? { key: 'verdict:summary.million', values: { millions: vnd / MILLION } }
    : { vnd }
}

interface Group {
  readonly law: Citation
  readonly verdicts: readonly Verdict[]
}

/** By the document in force that grants it. */
function byLaw(found: readonly Verdict[]): readonly Group[] {
  const groups = new Map<string, { law: Citation; verdicts: Verdict[] }>()
  for (const verdict of found) {
    const law = verdict.law.at(-1)
    if (!law) continue
    const group = groups.get(law.law) ?? { law, verdicts: [] }
    group.verdicts.push(verdict)
    groups.set(law.law, group)
  }
  return [...groups.values()]
}

/** What to photograph and keep, by what was lost. */
function evidenceOf({ hurt = 0, house, crops, animals }: Report): string {
  if (hurt > 0) return 'hardship:evidence.hurt'
  if (house !== undefined && house !== 'none') return 'hardship:evidence.house'
  return (crops?.length ?? 0) > 0 || (animals?.length ?? 0) > 0 ? 'hardship:evidence.fields' : 'hardship:evidence.any'
}

function sayIfItFits(draft: Draft, part: TextPart): void {
  const last = draft.replies.at(-1)
  const used = (last?.parts ?? []).reduce((sum, one) => sum + letters(draft, one) + 1, 30)
  if (draft.input.channel !== 'sms' || used + letters(draft, part) <= ONE_SMS) say(draft, part.key, part.values)
}
