/** Ids that must exist, dates that must rise, rules that the register must know. */
import type { Problem } from '../core/problem.ts'
import { sourcesOf } from './day-book.ts'
import { HOUSEHOLD_FACTS, PERSON_FACTS } from './derived.ts'
import { leavesOf } from './fact-classes.ts'
import type { ConditionData, FactData, LawData, ParameterRow, RuleData, Source } from './law-data.ts'
import { didYouMean } from './nearest.ts'

type FileOf = (kind: 'parameter' | 'programme', id: string) => string

export function checkLinks(data: LawData, fileOf: FileOf): Problem[] {
  const problems: Problem[] = []
  const laws = new Map(data.laws.map((law) => [law.law, law]))
  const parameters = new Set(data.parameters.map(({ parameter }) => parameter))
  const facts = new Map(data.facts.map((fact) => [fact.fact, fact]))
  const ids = new Map(data.ruleIds.map((row) => [row.rule, row]))

  const at = (file: string, where: string) => (sentence: string) => problems.push({ file, where, sentence })
  const checkSources = (sources: readonly Source[], say: (sentence: string) => void): void => {
    for (const { law } of sources)
      if (!laws.has(law)) say(`cites ${law}, which is not in policy/laws.yaml${didYouMean(law, laws.keys())}`)
  }

  for (const twice of repeated(data.laws.map(({ law }) => law))) at('policy/laws.yaml', twice)('stands here twice')
  for (const twice of repeated(data.facts.map(({ fact }) => fact))) at('policy/facts.yaml', twice)('stands here twice')
  for (const twice of repeated(data.parameters.map(({ parameter }) => parameter)))
    at(fileOf('parameter', twice), twice)('is defined twice')
  for (const { fact, type, options, asks } of data.facts) {
    const say = at('policy/facts.yaml', `fact ${fact}`)
    if ((type === 'choice' || type === 'choices') && !options) say('is a choice and needs options')
    if (asks !== undefined && !facts.has(asks)) say(`asks ${asks}, which is not a fact`)
    if (asks !== undefined && !(fact in HOUSEHOLD_FACTS) && !(fact in PERSON_FACTS))
      say('is computed, but src/rules/derived.ts has no function of this name')
  }
  for (const { parameter, unit, values, provinces, share_of: base } of data.parameters) {
    const file = fileOf('parameter', parameter)
    if (base !== undefined && !data.parameters.some((one) => one.parameter === base && one.share_of === undefined))
      at(file, parameter)(`is a share of ${base}, which is no plain figure`)
    const check = (rows: readonly ParameterRow[], where: string): void => {
      rows.forEach((row, i) => {
        const say = at(file, `${where}, from ${row.from}`)
        checkSources([row.source], say)
        const before = rows[i - 1]
        if (before && before.from >= row.from)
          say('does not begin after the row above: rows stand oldest first, one a day')
        // 540.000 without quotes is read as 540: no figure of the law is below a thousand đồng.
        if (unit.startsWith('vnd') && typeof row.value === 'number' && row.value < 1000)
          say(`${row.value} đồng can hardly be meant: a dot is no thousands here, write 540000 plainly`)
        if (row.read_on < '2026-01-01') say('read_on is the day somebody read the text for us')
      })
    }
    check(values, parameter)
    for (const [province, rows] of Object.entries(provinces)) {
      if (!data.provinces.includes(province))
        at(
          file,
          parameter,
        )(
          `${province} is not the code of a province in force (policy/provinces.yaml): two digits in quotes, such as "01"`,
        )
      check(rows, `${parameter} in province ${province}`)
    }
  }
  for (const { fact, value, when } of data.presumptions) {
    const say = at('policy/facts.yaml', `presumption ${fact}`)
    checkCondition(when, facts, parameters, say)
    checkValue(facts.get(fact), fact, value, say)
  }
  const seen = new Set<string>()
  for (const { programme, rules } of data.programmes) {
    const file = fileOf('programme', programme)
    for (const rule of rules) {
      const say = at(file, `rule ${rule.rule}`)
      if (seen.has(rule.rule)) say('stands in two places')
      seen.add(rule.rule)
      checkRule(rule, ids, say)
      const conditions = [
        ...rule.who,
        ...rule.doubts.map(({ when }) => when),
        ...(rule.gives.withheld ? [rule.gives.withheld.when] : []),
      ]
      for (const condition of conditions) checkCondition(condition, facts, parameters, say)
      for (const condition of rule.who) {
        if (condition.id === undefined)
          say('has a condition without an id; its sentence stands under that id in locales')
        if (sourcesOf(condition).length === 0) say(`condition ${condition.id ?? ''} has no source: which law says so?`)
        checkSources(sourcesOf(condition), say)
        if (rule.scope === 'household' && leavesOf(condition).some(({ fact }) => fact.startsWith('person.')))
          say(
            `condition ${condition.id ?? ''} asks of a person, but the rule is about the household: write scope: person`,
          )
        if (leavesOf(condition).some(({ fact }) => fact.startsWith('crop.')) && rule.scope !== 'crop')
          say(`condition ${condition.id ?? ''} asks of a crop: write scope: crop`)
        if (leavesOf(condition).some(({ fact }) => fact.startsWith('person.')) && rule.scope === 'crop')
          say(`condition ${condition.id ?? ''} asks of a person, but the rule is about crops`)
      }
      checkSources(rule.apply.source, say)
      const { figures, rice, says } = rule.gives
      for (const id of [...figures, ...(rice === undefined ? [] : [rice]), ...Object.values(says)])
        if (!parameters.has(id)) say(`gives ${noParameter(id, parameters)}`)
    }
  }
  const told = new Map(data.told.map((row) => [row.rule, row]))
  for (const { rule, kind } of data.ruleIds) {
    const say = at('policy/rule-ids.csv', rule)
    if (kind === 'verdict' && !seen.has(rule)) say('gives a verdict, but is in no file of policy/programmes')
    if (kind !== 'verdict' && !told.has(rule)) say('is not in policy/told.yaml')
  }
  for (const { rule, source, parameters: figures } of data.told) {
    const say = at('policy/told.yaml', rule)
    const kind = ids.get(rule)?.kind
    if (kind === undefined) say(`is not in policy/rule-ids.csv${didYouMean(rule, ids.keys())}`)
    if (kind === 'verdict') say('gives a verdict, so it stands in policy/programmes')
    if (kind === 'parameter' && figures.length === 0) say('is a figure and names no parameter')
    for (const id of figures) if (!parameters.has(id)) say(`names ${noParameter(id, parameters)}`)
    checkSources(source, say)
  }
  for (const { rules, needs } of data.highestOnly)
    for (const rule of needs === undefined ? rules : [...rules, needs])
      if (!ids.has(rule)) at('policy/highest-only.yaml', rule)('is not in policy/rule-ids.csv')
  return problems
}

function checkRule(
  rule: RuleData,
  ids: ReadonlyMap<string, LawData['ruleIds'][number]>,
  say: (sentence: string) => void,
): void {
  const row = ids.get(rule.rule)
  if (!row) {
    say(`is not in policy/rule-ids.csv${didYouMean(rule.rule, ids.keys())}`)
    return
  }
  if (row.kind !== 'verdict') say(`is ${row.kind} in policy/rule-ids.csv, so it gives no verdict`)
  if (row.cap === 'possible' && !rule.cap)
    say('must be capped at possible (policy/rule-ids.csv): write cap: { note: … }')
  if (row.amount_shown === 'no' && rule.gives.amount !== undefined)
    say('shows an amount that policy/rule-ids.csv forbids')
  if (rule.gives.amount !== undefined && rule.gives.figures.length === 0) say('gives an amount but names no figure')
  if (rule.from !== null && rule.to !== null && rule.to < rule.from) say('ends before it begins')
}

function checkCondition(
  condition: ConditionData,
  facts: ReadonlyMap<string, FactData>,
  parameters: ReadonlySet<string>,
  say: (sentence: string) => void,
): void {
  for (const leaf of leavesOf(condition)) {
    const fact = facts.get(leaf.fact)
    if (!fact) {
      say(`asks ${leaf.fact}, which is not in policy/facts.yaml${didYouMean(leaf.fact, facts.keys())}`)
      continue
    }
    for (const value of [leaf.is, ...(leaf.in ?? []), leaf.includes])
      if (value !== undefined) checkValue(fact, leaf.fact, value, say)
    for (const threshold of [leaf.at_least, leaf.at_most, leaf.less_than, leaf.more_than]) {
      if (threshold === undefined) continue
      if (typeof threshold === 'object' && !parameters.has(threshold.parameter))
        say(`compares ${leaf.fact} with ${noParameter(threshold.parameter, parameters)}`)
      if (typeof threshold === 'number' && fact.type === 'money' && threshold !== 0)
        say(
          `compares ${leaf.fact} with a bare amount of money: make it a dated parameter in policy/parameters, and write { parameter: its name }`,
        )
      if (!['age', 'number', 'money', 'share', 'area'].includes(fact.type))
        say(`compares ${leaf.fact}, which is not a number`)
    }
  }
}

function checkValue(fact: FactData | undefined, id: string, value: unknown, say: (sentence: string) => void): void {
  if (!fact) {
    say(`names ${id}, which is not in policy/facts.yaml`)
    return
  }
  if (fact.type === 'yesno' ? typeof value !== 'boolean' : !fact.options?.some((option) => option === value))
    say(
      `${id} is never ${String(value)}; it is ${fact.type === 'yesno' ? 'true or false' : (fact.options ?? []).join(', ')}`,
    )
}

function noParameter(id: string, parameters: ReadonlySet<string>): string {
  return `${id}, which is no parameter: no figure of policy/parameters has this name${didYouMean(id, parameters)}`
}

function repeated(ids: readonly string[]): string[] {
  return [...new Set(ids.filter((id, i) => ids.indexOf(id) !== i))]
}
