/** The register of rule ids against what `policy/` holds of each, as the table of docs/coverage.md. */
import { sourcesOf } from './day-book.ts'
import type { LawData, Source } from './law-data.ts'

/** @param worked rule id → how many worked cases test/law holds · @returns Markdown; every id of the register has its row */
export function coverageTable(data: LawData, worked: ReadonlyMap<string, number>): string {
  const rows = data.ruleIds.map(({ rule, kind, cap }) => {
    const { place, parameters, sources } = holdingOf(data, rule)
    const cases = kind === 'verdict' ? String(worked.get(rule) ?? 0) : '–'
    return `| ${[rule, kind, place, parameters.join(', ') || '–', cases, confidenceOf(sources, cap), lawsOf(sources)].join(' | ')} |`
  })
  return `${HEAD}${rows.join('\n')}\n`
}

/** Lines that count the register: ids by kind, worked cases, confidence, capped. */
export function coverageCounts(data: LawData, worked: ReadonlyMap<string, number>): string {
  const verdicts = data.ruleIds.filter(({ kind }) => kind === 'verdict')
  const cases = verdicts.map(({ rule }) => worked.get(rule) ?? 0)
  const sure = verdicts.map(({ rule }) => confidenceOf(holdingOf(data, rule).sources, ''))
  const lines: readonly (readonly [string, readonly string[]])[] = [
    [`${data.ruleIds.length} ids`, counts(data.ruleIds.map(({ kind }) => kind))],
    [`${verdicts.length} ids with a verdict`, counts(sure)],
    ['capped', [`${verdicts.filter(({ cap }) => cap !== '').length} at most possible, the others may be certain`]],
    [
      `${cases.reduce((sum, one) => sum + one, 0)} worked cases`,
      [`fewest for one id ${Math.min(...cases)}`, `${cases.filter((one) => one === 0).length} ids without`],
    ],
  ]
  return lines.map(([what, parts]) => `${what}: ${parts.join(', ')}\n`).join('')
}

function counts(values: readonly string[]): string[] {
  return [...Map.groupBy(values, (value) => value)].map(([value, all]) => `${all.length} ${value}`).sort()
}

const HEAD = `# What the law book covers

Written by \`npm run coverage\` from policy/ and test/law/; never edited. One row for each id of policy/rule-ids.csv. Confidence is that of
the surest source of its conditions (single doubtful cases are capped one by one); "at most possible" marks ids whose verdict is capped.

| rule | kind | where | parameters | worked cases | confidence | law |
|---|---|---|---|---|---|---|
`

function holdingOf(data: LawData, rule: string): { place: string; parameters: string[]; sources: readonly Source[] } {
  for (const { programme, rules } of data.programmes) {
    const found = rules.find((one) => one.rule === rule)
    if (!found) continue
    const { figures, says, rice } = found.gives
    const parameters = [...new Set([...figures, ...(rice === undefined ? [] : [rice]), ...Object.values(says)])]
    return { place: `programmes/${programme}.yaml`, parameters, sources: found.who.flatMap(sourcesOf) }
  }
  const told = data.told.find((one) => one.rule === rule)
  if (!told) throw new Error(`policy/ holds nothing of ${rule}; run npm run check`)
  return { place: 'told.yaml', parameters: [...told.parameters], sources: told.source }
}

function confidenceOf(sources: readonly Source[], cap: string): string {
  const all = sources.map(({ confidence }) => confidence)
  // A doubtful case beside sure ones does not make the rule doubtful: only where nothing is surer.
  const sure = all.includes('confirmed') ? 'confirmed' : all.includes('likely') ? 'likely' : 'unconfirmed'
  return cap === '' ? sure : `${sure}, at most ${cap}`
}

function lawsOf(sources: readonly Source[]): string {
  return [...new Set(sources.map(({ law, article }) => (article === '' ? law : `${law} ${article}`)))].join('; ') || '–'
}
