/** A saved result as an official reads it in a terminal: what is known, what the law says of it today, what is still open. */
import type { TextPart, TextValue, TextValues } from '../core/reply.ts'
import type { Verdict } from '../core/verdict.ts'
import type { OpenedResult } from '../service/look-up-result.ts'
import { printLaw } from '../texts/law.ts'
import type { Texts } from '../texts/texts.ts'

/** Lines in Vietnamese; no phone number and no name, for none is in the result. */
export function resultLines(texts: Texts, opened: OpenedResult): readonly string[] {
  const own = (key: string, values: TextValues = {}) => texts.say('vi', `verdict:official.${key}`, values)
  const part = ({ key, values }: TextPart) => texts.say('vi', key, values)
  const several = (opened.household.people?.length ?? 0) > 1
  const whose = (person: number | undefined, fact: string) =>
    several && fact.startsWith('person.') ? `${own('person', { number: (person ?? 0) + 1 })} ` : ''
  const about = (value: TextValue) => texts.say('vi', 'verdict:official.value', { value })

  const facts = opened.facts.map(
    ({ question: { fact, person }, value }) =>
      `  - ${whose(person, fact)}${texts.say('vi', `facts:${fact}.short`)}: ${about(value)}`,
  )
  const verdict = (one: Verdict): readonly string[] => {
    const { rule, verdict, amountVnd, per, law, conditions, nearMiss, notes } = one
    const name = texts.say('vi', `programmes:rules.${rule}.name`)
    const sum =
      amountVnd === undefined
        ? ''
        : `, ${texts.say('vi', 'verdict:state.amount', { amount: { vnd: amountVnd }, per: { key: `verdict:per.${per ?? 'once'}` } })}`
    const failed = conditions.filter(({ outcome }) => outcome === false)
    return [
      `  - ${rule} ${name}: ${texts.say('vi', `verdict:state.${verdict}`)}${sum}`,
      ...(verdict === 'not_eligible' && !nearMiss
        ? failed.map(({ text }) => `      ${own('failed_condition')} ${part(text)}`)
        : []),
      ...(nearMiss ? [`      ${own('near_miss')} ${part(nearMiss.text)}`] : []),
      ...(verdict === 'possible' ? notes.map((note) => `      ${part(note)}`) : []),
      ...(law.length > 0 ? [`      ${law.map(printLaw).join('; ')}`] : []),
    ]
  }
  const changed = opened.verdicts.filter((now) => {
    const before = opened.then.find(({ rule }) => rule === now.rule)
    return before !== undefined && (before.verdict !== now.verdict || before.amountVnd !== now.amountVnd)
  })
  const open = opened.open.map(
    ({ fact, person }) => `  - ${whose(person, fact)}${texts.say('vi', `facts:${fact}.short`)}`,
  )
  const told = opened.verdicts.filter(({ verdict }) => verdict !== 'not_eligible')
  const refused = opened.verdicts.filter(({ verdict }) => verdict === 'not_eligible')
  return [
    own('head', { code: opened.code, on: { day: opened.savedOn }, today: { day: opened.today } }),
    '',
    own('facts'),
    ...facts,
    '',
    own('verdicts'),
    ...told.flatMap(verdict),
    ...(refused.length > 0 ? ['', own('not_met'), ...refused.flatMap(verdict)] : []),
    ...(open.length > 0 ? ['', own('open'), ...open] : []),
    ...(changed.length > 0 ? ['', own('changed'), ...changed.map(({ rule }) => `  - ${rule}`)] : []),
    '',
    own('decides'),
  ]
}
